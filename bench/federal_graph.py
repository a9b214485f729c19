"""A made-up graph of the federal shape: matrices, indicators with their values, spending, and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.graph.document_quads import DocumentQuads
from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCT, RDF, RDFS, XSD, Base
from asm_graph.records.tables import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = 2021
_LEVELS = ("fin", "proposito", "componente", "actividad")
_INDICATORS = 6
"""Of one matrix; the federal matrices have 5,968 in 901."""
_SPENDING = 13
"""Of one program: a year each."""
_VALUES = 6


def federal_graph(matrices: int = 900) -> Iterator[Quad]:
    """Make the ontology and a program per matrix, each with its source; 780,000 quads by default."""
    base = Base()
    yield from ontology_quads(Knowledge.default().ontology, base)
    source = DocumentQuads(base, "federal")
    _document(source)
    for number in range(matrices):
        program = base.id(f"program/20-S{number:03}")
        yield Quad(program, RDF("type"), ASM("Program"), base.graph("reference"))
        yield Quad(program, RDFS("label"), _text(f"Programa {number}"), base.graph("reference"))
        _matrix(source, program, number)
        _spending(source, program)
    yield from source.quads


def _document(source: DocumentQuads) -> None:
    document = source.document
    source.add(document, RDF("type"), ASM("SourceDocument"))
    source.add(document, DCT("title"), _text("Matrices de Indicadores para Resultados"))
    for local, text in (("sha256", "0" * 64), ("mediaType", "text/csv"), ("layout", "mir")):
        source.add(document, ASM(local), Literal(text))


def _matrix(source: DocumentQuads, program: NamedNode, number: int) -> None:
    path = f"mir/{program.value.rpartition('/')[2]}/{_YEAR}"
    matrix = source.entity(path, "ResultsMatrix")
    source.add(matrix, ASM("program"), program)
    source.add(matrix, ASM("year"), _year(_YEAR))
    source.record(matrix, _place(number))
    above: NamedNode | None = None
    for name in _LEVELS:
        level = source.entity(f"{path}/{name}", "MirLevel", name.capitalize())
        source.add(matrix, ASM("hasLevel"), level)
        source.add(level, ASM("narrative"), _text(f"Contribuir a que {name} de {number} mejore"))
        source.record(level, _place(number))
        if above is not None:
            source.add(level, ASM("supports"), above)
        above = level
    for key in range(_INDICATORS):
        level = source.base.id(f"{path}/{_LEVELS[key % len(_LEVELS)]}")
        source.add(matrix, ASM("hasIndicator"), _indicator(source, f"{path}/indicator/{key}", level, number))


def _indicator(source: DocumentQuads, path: str, level: NamedNode, number: int) -> NamedNode:
    base, indicator = source.base, source.entity(path, "Indicator")
    source.add(indicator, RDFS("label"), _text(f"Porcentaje de avance {path}"))
    source.add(indicator, ASM("measures"), level)
    source.add(indicator, ASM("calculationMethod"), _text("(A / B) * 100"))
    source.add(indicator, ASM("unitOfMeasure"), _text("Porcentaje"))
    source.add(indicator, ASM("frequency"), base.code("frequency", "annual"))
    source.add(indicator, ASM("direction"), base.code("direction", "ascending"))
    source.record(indicator, _place(number))
    for year in range(_YEAR, _YEAR - _VALUES, -1):
        value = source.entity(f"{path}/{year}/actual", "IndicatorValue")
        kind = "target" if year == _YEAR else "actual"
        source.add(value, ASM("indicator"), indicator)
        source.add(value, ASM("year"), _year(year))
        source.add(value, ASM("valueKind"), base.code("value-kind", kind))
        source.add(value, ASM("value"), Literal(f"{number}.5", datatype=XSD("decimal")))
        source.add(value, ASM("rawValue"), Literal(f"{number}.50"))
    return indicator


def _spending(source: DocumentQuads, program: NamedNode) -> None:
    for year in range(_YEAR, _YEAR - _SPENDING, -1):
        path = f"spending/{program.value.rpartition('/')[2]}/{year}/exercised"
        spending = source.entity(path, "Spending")
        source.add(spending, ASM("program"), program)
        source.add(spending, ASM("year"), _year(year))
        source.add(spending, ASM("amount"), Literal(f"{year}123.25", datatype=XSD("decimal")))
        source.add(spending, ASM("currency"), Literal("MXN"))
        source.add(spending, ASM("spendingKind"), source.base.code("spending-kind", "exercised"))
        source.record(spending, _place(year))


def _place(row: int) -> Place:
    return Place("MIR", f"A{row + 2}:KE{row + 2}", f"Fila {row} de la tabla, con sus columnas")


def _text(text: str) -> Literal:
    return Literal(text, language="es")


def _year(year: int) -> Literal:
    return Literal(str(year), datatype=XSD("gYear"))
