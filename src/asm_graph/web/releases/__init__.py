"""Releases, their files and what changed between them."""
