"""What is known of ships' names: what one is worth, and how its words are written."""
