"""A whole manifest at once: which pairs, how judged, and back to rows."""
