"""Lists of others, gathered and rewritten: OpenSanctions and Senzing."""
