"""What a user sends: a file or frame of shipments, read without losing a row."""
