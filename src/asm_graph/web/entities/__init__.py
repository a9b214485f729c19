"""A page and data for everything that has an IRI: where it leads, what is said of it, how that is shown."""
