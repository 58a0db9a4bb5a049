"""Ships' names that are nearly alike: whether one is a slip in the other, or another ship's."""
