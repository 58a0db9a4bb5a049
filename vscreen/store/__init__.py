"""Where lists are fetched from, kept, and put into use."""
