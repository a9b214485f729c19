"""Curated cross-references between documents, as quads where the build has both ends."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.errors import RegisterError
from asm_graph.messages import Message, joined
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, RDF, Base

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

COLUMNS = ("subject", "object", "relation", "justification_es", "justification_en")
RELATIONS = ("corroborates", "disputes", "same-subject")


@dataclass(frozen=True, slots=True)
class Links:
    """The cross-references of a build, and notices about those that were left out."""

    quads: tuple[Quad, ...]
    notices: tuple[str, ...]


def link_quads(path: Path, described: Collection[NamedNode], base: Base | None = None) -> Links:
    """State the rows of `links.csv` whose two ends are described, in the graph `reference`.

    `described` holds every entity that the source graphs describe. A row is skipped silently if one of its
    two documents is not in the build; if both are, a notice names the missing end.

    Raises:
        RegisterError: the file has other columns or invalid rows; all of them are named.
    """
    base = base or Base()
    rows = _rows(path)
    sections = {_section(base.local(node)) for node in described}
    quads: list[Quad] = []
    notices: list[str] = []
    for number, row in rows.items():
        missing = [row[end] for end in ("subject", "object") if base.id(row[end]) not in described]
        if not missing:
            quads.extend(_cross_reference(row, base))
        elif all(_section(row[end]) in sections for end in ("subject", "object")):
            notices.append(
                Message(
                    "{path}, row {number}: {names} not in its document; link left out.",
                    path=path.name,
                    number=number,
                    names=joined(Message(" and "), missing),
                )
            )
    return Links(tuple(quads), tuple(notices))


def linked_sections(path: Path, base: Base) -> tuple[str, ...]:
    """Return how the IRIs begin of the entities among which the ends of all rows are.

    Raises:
        RegisterError: see `link_quads`.
    """
    ends = (row[end] for row in _rows(path).values() for end in ("subject", "object"))
    return tuple(sorted({base.id(_section(end)).value for end in ends}))


def _section(entity: str) -> str:
    """Return the part of a path that one document describes: the ASM of a cycle, an evaluation."""
    return "/".join(entity.split("/")[:3])


def _cross_reference(row: Mapping[str, str], base: Base) -> Iterator[Quad]:
    ends = "\n".join((row["subject"], row["relation"], row["object"]))
    node = base.id(iris.cross_reference(hashlib.sha256(ends.encode()).hexdigest()[:16]))
    for predicate, term in (
        (RDF("type"), ASM("CrossReference")),
        (ASM("subject"), base.id(row["subject"])),
        (ASM("object"), base.id(row["object"])),
        (ASM("relation"), base.code("relation", row["relation"])),
        (ASM("justification"), Literal(row["justification_es"], language="es")),
        (ASM("justification"), Literal(row["justification_en"], language="en")),
    ):
        yield Quad(node, predicate, term, base.graph(iris.REFERENCE))


def _rows(path: Path) -> dict[int, dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise RegisterError(
                    Message("{path}: the first row must be {names}.", path=path, names=",".join(COLUMNS))
                )
            rows = dict(enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(
            Message("{path}: cannot be read as UTF-8 CSV ({error}).", path=path, error=error)
        ) from error
    faults = [fault for number, row in rows.items() for fault in _faults(number, row)]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows.items():
        first = seen.setdefault(tuple(row[name] or "" for name in COLUMNS[:3]), number)
        if first != number:
            faults.append(Message("row {number} repeats row {first}", number=number, first=first))
    if faults:
        raise RegisterError(Message("{path}: {faults}.", path=path, faults=joined("; ", faults)))
    return rows


def _faults(number: int, row: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the faults of a row; csv puts a None into one that is too short or too long."""
    if None in row or None in row.values():
        yield Message("row {number} has not {count} cells", number=number, count=len(COLUMNS))
        return
    for name in COLUMNS:
        if not (row[name] or "").strip():
            yield Message("row {number}: {name} is empty", number=number, name=name)
    if row["relation"] not in RELATIONS:
        yield Message(
            "row {number}: relation must be one of {names}", number=number, names=", ".join(RELATIONS)
        )
    for end in ("subject", "object"):
        if re.fullmatch(r"[a-z]+(/[A-Za-z0-9.-]+)+", row[end] or "") is None:
            yield Message(
                "row {number}: {end} must be the path of an entity (asm/20-S061/2007-2008/specific/4)",
                number=number,
                end=end,
            )
