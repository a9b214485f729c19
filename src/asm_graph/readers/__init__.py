"""A document becomes records; one module per layout, found by what the document says."""
