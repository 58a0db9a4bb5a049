"""What a text says to the eye: letters that look Latin, the order they are seen in, masks."""
