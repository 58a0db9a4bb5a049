"""How alike names sound, a party's in another script than Latin: word by word."""
