"""The records of each layout as quads: which program and evaluation they belong to, and then the entities."""
