"""Whether a listed name that stands whole in a longer text tells enough to be meant."""
