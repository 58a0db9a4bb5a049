"""Numbers that tell ships and companies apart: cleaned, validated, found in text."""
