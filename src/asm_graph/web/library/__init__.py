"""The query library: pages, charts and API."""
