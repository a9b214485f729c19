"""Readers of tables: one module per layout, found by the columns that its header names."""
