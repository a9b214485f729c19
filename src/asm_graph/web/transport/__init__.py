"""Connections and raw HTTP requests."""
