"""The home page and the ways into the data."""
