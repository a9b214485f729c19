"""Result formats by the names that `--format` and `?format=` take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Format:
    """A result format by its name and media type; `asks` is the media type to request from an engine."""

    name: str
    media_type: str
    asks: str

    @property
    def content_type(self) -> str:
        """The value of `Content-Type`: texts say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def _standard(name: str, media_type: str) -> Format:
    return Format(name, media_type, media_type)


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("table", "text/plain", JSON),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", JSON),
        _standard("json", JSON),
        _standard("xml", "application/sparql-results+xml"),
        _standard("csv", "text/csv"),
        _standard("tsv", "text/tab-separated-values"),
        _standard("ttl", "text/turtle"),
        _standard("nt", "application/n-triples"),
        _standard("nq", "application/n-quads"),
        _standard("trig", "application/trig"),
        _standard("rdf", "application/rdf+xml"),
        _standard("jsonld", "application/ld+json"),
    )
}
"""Every format by the name that `--format` and `?format=` take."""


@dataclass(frozen=True, slots=True)
class About:
    """What a result file says about itself.

    `date` is that of the release, `columns` maps a column to its meaning.
    """

    title: str = ""
    query: str = ""
    release: str = ""
    date: str = ""
    license: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    base: str = DEFAULT_BASE
