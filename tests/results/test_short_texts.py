from __future__ import annotations

from asm_graph.results.short_texts import prefixed_name


def test_the_longest_namespace_wins() -> None:
    prefixes = {"a": "https://a.example/", "id": "https://a.example/id/"}
    assert prefixed_name("https://a.example/id/x", prefixes) == "id:x"
    assert prefixed_name("https://b.example/", prefixes) == "https://b.example/"
