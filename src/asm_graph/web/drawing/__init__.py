"""Charts and diagrams drawn on the server as SVG."""
