"""What is done to all entries of a list after reading, whoever published it."""
