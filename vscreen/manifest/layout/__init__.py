"""How rows, headings and labels lie in a file, whatever its format."""
