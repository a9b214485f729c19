"""Search over labels, keys and texts."""
