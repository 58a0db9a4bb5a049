"""The command line: verbs, options, and what is written to the terminal."""
