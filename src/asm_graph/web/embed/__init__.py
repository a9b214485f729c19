"""Charts, tables and findings that other sites may show in a frame."""
