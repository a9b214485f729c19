"""Dialects of remote engines: what each needs besides SPARQL 1.1 for our answers to be the same.

An engine is known by the `Server` header of its answers; one that is not known is taken to keep the standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from asm_graph.engine.remote import virtuoso_answers
from asm_graph.query.graph_patterns import without_undefined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.engine.remote.virtuoso_answers import VirtuosoAnswer


@dataclass(frozen=True, slots=True)
class Dialect:
    """The dialect of one kind of engine.

    `default_graph` names the graph that stands for the default graph where the engine has none of its own,
    but the union of all: it is told its dataset with every query. `timeout` is the form parameter that tells
    it the time limit. `lenient` says that it takes more than SPARQL, and tells less of what is wrong with a
    query: so a query is parsed before it gets there, and its answer is written anew.
    """

    default_graph: str = ""
    timeout: str = "timeout={seconds}"
    lenient: bool = False

    def put(self, text: str) -> str:
        """Rewrite a query so that this engine takes it as meant."""
        return without_undefined(text) if self.lenient else text

    def asked_for(self, media_type: str) -> str:
        """Return the media type to request from the engine to get this one."""
        return virtuoso_answers.asked_for(media_type) if self.lenient else media_type

    def written_anew(self, media_type: str) -> VirtuosoAnswer | None:
        """Return a converter of the answer; None where it passes unchanged."""
        return virtuoso_answers.written_anew(media_type) if self.lenient else None


STANDARD: Final = Dialect()
VIRTUOSO: Final = Dialect("urn:asm-graph:default", "timeout={milliseconds}", lenient=True)


def dialect_of(headers: Mapping[str, str]) -> Dialect:
    """Return the dialect of the engine that responds with these headers."""
    return VIRTUOSO if "virtuoso" in headers.get("server", "").lower() else STANDARD
