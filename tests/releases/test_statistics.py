"""Statistics agree with what the engine counts."""

from asm_graph.releases import Release


def test_counts_of_the_manifest_are_those_of_the_store(release: Release) -> None:
    manifest = release.manifest
    by_class = release.query("SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class")
    assert manifest.classes == {row["class"].value: int(row["n"].value) for row in by_class}
    by_graph = release.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert manifest.graphs == {row["g"].value: int(row["n"].value) for row in by_graph}
    assert manifest.quads == sum(manifest.graphs.values()) > 0
