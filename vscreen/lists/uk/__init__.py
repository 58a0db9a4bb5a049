"""Lists of the United Kingdom: the UK Sanctions List and OFSI's former list."""
