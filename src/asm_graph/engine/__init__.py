"""Query engines: embedded worker processes, or a remote SPARQL endpoint."""
