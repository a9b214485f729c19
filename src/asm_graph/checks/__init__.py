"""Quads become validation results and audit findings."""
