"""One party against one entry: whether it is a hit, and why."""
