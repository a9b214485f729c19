"""The site as plain files that any web server can serve, so that the data outlive the service."""
