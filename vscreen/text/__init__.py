"""From a raw name to the forms in which names are compared."""
