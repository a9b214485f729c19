"""The findings of a release on the site: which there are, what became of each, how they are shown."""
