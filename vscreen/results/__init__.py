"""What comes back from a screening: frames, record, explanation, files."""
