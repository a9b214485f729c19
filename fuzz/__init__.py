"""Hostile input, made by the thousand, for everything that reads what a stranger sends."""
