"""Quads out of TriG, with the prefixes of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from asm_graph.rdf.vocabulary import DEFAULT_BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

_PREFIXES = {
    **PREFIXES,
    "id": f"{DEFAULT_BASE}id/",
    "graph": f"{DEFAULT_BASE}graph/",
    "source": f"{DEFAULT_BASE}graph/source/",
    "evidence": f"{DEFAULT_BASE}graph/evidence/",
    "class": f"{DEFAULT_BASE}id/code/asm-class/",
    "kind": f"{DEFAULT_BASE}id/code/value-kind/",
    "missing": f"{DEFAULT_BASE}id/code/missing/",
    "rule": f"{DEFAULT_BASE}shapes#",
}


@pytest.fixture(scope="session")
def trig() -> Callable[[str], list[Quad]]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    return lambda text: list(parse(prefixes + text, format=RdfFormat.TRIG))
