"""Which pairs of a party and an entry are worth judging: every one, found by keys."""
