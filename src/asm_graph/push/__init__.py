"""Push a release to a remote SPARQL engine."""
