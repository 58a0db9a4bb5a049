"""How many listed names, written otherwise, are found in a manifest of the user's own."""
