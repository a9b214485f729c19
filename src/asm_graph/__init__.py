"""Evaluations of Mexico's social programs as linked data."""
