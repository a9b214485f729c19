"""The findings of a release on the site: page, filters, files and feed."""
