"""How well the parsers read annotated material, against floors that only rise."""
