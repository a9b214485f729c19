"""RDF plumbing: vocabulary, terms, N-Quads, Turtle, query files."""
