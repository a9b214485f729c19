"""A page and data for everything that has an IRI."""
