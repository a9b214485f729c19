"""State tables of our own making, as CSV and as XLSX, and what becomes of them."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import xlsxwriter
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from tests.mapped_documents import mapped_file

from asm_graph.rdf.vocabulary import ASM, RDF, Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from asm_graph.graph.mapping import Mapped

HEADER = [
    "Programa ", "Dependencia", "Despacho ", "Tipo de Evaluación", "ID-ASM", "ASM", "Temas de Evaluación ",
    "Tipo de Actor", "Prioridad", "Tipo de Mejora", "Recomendación",
]  # fmt: skip
STATUS = "Proceso de Determinación"


def row(
    program: str = "1.-Becas del Desierto", finding: str = "No hay diagnóstico.", **cells: str
) -> list[str]:
    """A row in the order of the header; what is not given is a status, or some value."""
    values = {
        "agency": "Secretaría de Educación de Sonora", "firm": "Consultores del Norte", "type": "Diseño",
        "id": STATUS, "theme": "Diseño", "actor": STATUS, "priority": STATUS, "kind": STATUS,
        "advice": "Elaborar el diagnóstico.",
    } | cells  # fmt: skip
    head = [program, values["agency"], values["firm"], values["type"], values["id"], finding]
    return [*head, *(values[name] for name in ("theme", "actor", "priority", "kind", "advice"))]


def write_csv(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[str]], title: str = "") -> Path:
    above = [["", "", title]] if title else []
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Hoja1")
        for number, cells in enumerate([*above, HEADER, *rows]):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)
    return path


def mapped(path: Path) -> Mapped:
    """The quads of a file, read and mapped with the project's registers."""
    return mapped_file(path, "doc")


def nodes(quads: Mapped, class_: str) -> set[str]:
    """The paths of the entities of a class."""
    found = (
        quad.subject for quad in quads.quads if quad.predicate == RDF("type") and quad.object == ASM(class_)
    )
    return {Base().local(node) for node in found if isinstance(node, NamedNode)}


def values(quads: Mapped, path: str, property_: NamedNode) -> set[str]:
    """What is said of an entity under a property: the text of literals, the paths of entities."""
    return set(map(_shown, _said(quads.lines).get((Base().id(path), property_), ())))


@lru_cache(maxsize=4)
def _said(lines: bytes) -> Mapping[tuple[object, NamedNode], list[object]]:
    """What quads say outside of evidence by subject and property, parsed once for all that a test asks."""
    found = defaultdict(list)
    for quad in parse(lines, format=RdfFormat.N_QUADS):
        if "/evidence/" not in str(quad.graph_name):
            found[quad.subject, quad.predicate].append(quad.object)
    return found


def _shown(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value.removeprefix(Base().id("").value)
