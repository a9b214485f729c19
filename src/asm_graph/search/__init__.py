"""The search of a release: an index of names, keys and texts, and answers however people write."""
