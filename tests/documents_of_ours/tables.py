"""Small tables of our own making, and what the graph says of them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter
from pyoxigraph import Literal, NamedNode

from asm_graph.documents import load
from asm_graph.graph.context import Context, map_table
from asm_graph.graph.document_graphs import Source
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import RDF, Base
from asm_graph.readers import read
from asm_graph.records import TableReading
from asm_graph.registers import Registers
from asm_graph.registers.codes import Codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

BASE = Base()
REGISTERS = Registers.load(Knowledge.default().seeds / "registers")
CODES = Codes.load(Knowledge.default().ontology)


def write_csv(path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    """A CSV file; the first row is its header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """A workbook with one sheet, numbers as numbers."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def write_json(path: Path, value: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def read_table(path: Path) -> TableReading:
    """The reading of a file that is a table."""
    reading = read(load(path))
    assert isinstance(reading, TableReading)
    return reading


@dataclass(frozen=True)
class Mapped:
    """The quads of a table's document, with plain values."""

    source: Source
    facts: Mapping[tuple[Any, NamedNode], Sequence[Any]]

    def values(self, subject: str | NamedNode, predicate: NamedNode) -> list[str]:
        """The values of a property: paths of entities, other IRIs, and the values of literals."""
        node = BASE.id(subject) if isinstance(subject, str) else subject
        return sorted(plain(value) for value in self.facts.get((node, predicate), ()))

    def of_class(self, class_: NamedNode) -> list[str]:
        """The paths or IRIs of all entities of a class."""
        return sorted(
            plain(subject)
            for (subject, predicate), values in self.facts.items()
            if predicate == RDF("type") and class_ in values
        )


def plain(term: Any) -> str:
    """A literal's value, the path of one of our IRIs, or another IRI."""
    return term.value if isinstance(term, Literal) else BASE.local(term)


def mapped(reading: TableReading, slug: str = "ours") -> Mapped:
    """What the graph says of a table, by the registers and code lists of the project."""
    source = Source(BASE, slug)
    map_table(reading, Context(source, REGISTERS, CODES))
    facts: dict[tuple[Any, NamedNode], list[Any]] = {}
    for quad in source.quads:
        facts.setdefault((quad.subject, quad.predicate), []).append(quad.object)
    return Mapped(source, facts)
