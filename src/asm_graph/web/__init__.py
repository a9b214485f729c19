"""The graph over HTTP: the SPARQL protocol, the query library, releases, and pages about them."""
