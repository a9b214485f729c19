"""A query becomes results."""
