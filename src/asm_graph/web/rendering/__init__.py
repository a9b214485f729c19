"""Pages, labels, values and links for templates."""
