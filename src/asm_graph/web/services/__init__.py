"""What the handlers share: the site, caches, quotas, the request log."""
