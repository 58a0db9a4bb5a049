"""A name amid other words: what stands beside it, and whether it may be a ship's."""
