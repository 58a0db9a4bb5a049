"""How names sound: letters that stand for several sounds, and names that are one name."""
