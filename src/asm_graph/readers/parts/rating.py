"""The final rating of a program by its evaluator: a level for each theme, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.parts.annex_tables import find_annexes, read_annex
from asm_graph.readers.parts.part_layout import PartReading
from asm_graph.readers.parts.table_columns import Columns
from asm_graph.records.evaluations import Statement
from asm_graph.records.texts import fact, fact_of
from asm_graph.spanish.numbers import read_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import BlockRange, DocumentPart
    from asm_graph.readers.parts.table_columns import TableRow

_COLUMNS = Columns.load(Path(__file__).with_name("report_annexes.toml"), "rating")


class FinalRating:
    """The layout of the table *Valoración final del programa*: Tema, Nivel, Justificación."""

    name = "evaluation-final-rating"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each table of themes with the form above it."""
        return find_annexes(blocks, _COLUMNS)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read the themes that are rated; a row without a level states nothing."""
        head, tables = read_annex(part, _COLUMNS, annotator)
        statements = tuple(
            statement
            for table in tables
            for row in table.rows
            if (statement := _statement(row, annotator)) is not None
        )
        return PartReading((replace(head.statements, statements=statements),), head.title)


def _statement(row: TableRow, annotator: Annotator) -> Statement | None:
    theme, level, reason = (row.passage(name) for name in ("theme", "level", "justification"))
    if theme is None or level is None:
        return None
    measure = read_measure(level.text.strip())
    if measure is None:
        return None
    return Statement(
        "rating",
        None,
        fact(annotator.clean(reason or theme)),
        theme=fact(annotator.clean(theme)),
        rating=fact_of(measure, level.strip()),
    )
