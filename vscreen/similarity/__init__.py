"""Whether two names are alike, and how much: plain functions and their bulk twins."""
