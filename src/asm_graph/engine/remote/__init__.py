"""A remote SPARQL 1.1 Protocol endpoint as the engine."""
