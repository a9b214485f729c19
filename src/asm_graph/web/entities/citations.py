"""Citations of things: a sentence to copy, BibTeX and RIS, under a key that stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.results.spoken import spoken_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.entities.sources import Source

MEDIA_TYPES: Mapping[str, str] = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
"""What a citation is offered as, by the extension of its address."""

_KEY = "asm-graph-"
_TEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
_SPACES = re.compile(r"\s+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names of months in BibTeX, which every style knows."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation of a thing says: what it is called and what kind it is, and which release says it.

    `iri` is permanent; `address` is where this site shows the thing as this release has it. `sources` are the
    documents that it rests on, of which `other_sources` more are not named.
    """

    path: str
    title: str
    kind: str
    publisher: str
    release: str
    created: dt.datetime
    iri: str
    address: str
    sources: tuple[Source, ...]
    other_sources: int
    language: Language
    words: Mapping[str, str]

    @property
    def key(self) -> str:
        """The key, which depends on the thing alone.

        >>> import datetime as dt
        >>> day = dt.datetime(2026, 11, 30)
        >>> Citation("asm/20-S061/1", "", "", "", "", day, "", "", (), 0, "es", {}).key
        'asm-graph-asm-20-S061-1'
        """
        return _KEY + self.path.replace("/", "-")

    @property
    def plain(self) -> str:
        """The citation as sentences."""
        opening, closing = ("«", "»") if self.language == "es" else ("“", "”")
        day = spoken_date(self.created, self.language)
        first = f"{self.publisher} ({self.created.year}). {opening}{self._title}{closing}. {self.kind}."
        edition = f"{self.words['cite_release']} {self.release} ({day})."
        place = f"{self.iri} ({self.words['cite_shown_at']} {self.address})."
        return " ".join(part for part in (first, edition, place, self._rests_on) if part)

    @property
    def bibtex(self) -> str:
        """The citation as an entry that BibTeX and its successors read."""
        fields = {
            "author": f"{{{self.publisher.translate(_TEX)}}}",
            "title": f"{{{self._title.translate(_TEX)}}}",
            "year": str(self.created.year),
            "month": _MONTHS[self.created.month - 1],
            "howpublished": f"{self.kind.translate(_TEX)}",
            "version": self.release,
            "url": self.iri,
            "note": self._note.translate(_TEX),
        }
        lines = (
            f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items()
        )
        return "".join((f"@misc{{{self.key},\n", ",\n".join(lines), "\n}\n"))

    @property
    def ris(self) -> str:
        """The citation as a record of RIS, whose lines end as that format wants."""
        tags = [
            ("TY", "DATA"),
            ("ID", self.key),
            ("AU", self.publisher),
            ("TI", self._title),
            ("PY", str(self.created.year)),
            ("DA", f"{self.created:%Y/%m/%d}"),
            ("ET", self.release),
            ("M3", self.kind),
            ("UR", self.iri),
            ("N1", self._note),
            ("LA", self.language),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags)

    def text(self, form: str) -> str:
        """Return the citation in one of `MEDIA_TYPES`."""
        return {"txt": f"{self.plain}\n", "bib": self.bibtex, "ris": self.ris}[form]

    @property
    def _title(self) -> str:
        return _line(self.title)

    @property
    def _note(self) -> str:
        shown = f"{self.words['cite_shown_at'].capitalize()} {self.address}."
        return f"{shown} {self._rests_on}".strip()

    @property
    def _rests_on(self) -> str:
        """The documents that it rests on, each with what identifies its file."""
        told = "; ".join(self._source(one) for one in self.sources)
        if not told:
            return ""
        more = self.words["cite_and_more"].format(number=self.other_sources) if self.other_sources else ""
        return " ".join(filter(None, (self.words["cite_rests_on"], told, more))) + "."

    def _source(self, source: Source) -> str:
        file = source.file
        named = [*(one.name.text for one in source.publishers), source.document.name.text]
        if file is None:
            return ", ".join(named)
        captured = file.input.origin.captured
        day = f"{self.words['captured_on']} {spoken_date(captured, self.language)}" if captured else ""
        parts = (*named, file.input.name, file.input.origin.address, day, f"SHA-256 {file.input.sha256}")
        return ", ".join(part for part in parts if part)


def _line(text: str) -> str:
    """Return a text on one line, as each of the formats wants it."""
    return _SPACES.sub(" ", text).strip()
