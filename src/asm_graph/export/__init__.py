"""The site as static files that any web server can serve, so that the data outlive the service."""
