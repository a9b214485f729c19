"""Strengths, opportunities, weaknesses and threats (FODA) as lists: each kind heads its cells of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.part_layout import BlockRange, PartReading
from asm_graph.readers.parts.swot import SECTIONS, statement_items
from asm_graph.records.evaluations import Statement
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import fact
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block, TableCell
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_KINDS = frozenset({"strength", "opportunity", "weakness", "threat"})
_FEWEST = 3
"""Kinds that a table must head; the words of two head columns of other tables, too."""
_TITLES = "foda", "fortalezas"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A cell, and the kind that its heading, or it as a heading, names; None where there is none."""

    cell: TableCell
    kind: str | None
    is_heading: bool


class SwotLists:
    """The layout of FODA tables of one column, or with the kinds side by side, or at the left."""

    name = "evaluation-swot"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each table that heads three kinds or more, with its title."""
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                kinds = {one.kind for one in _listed(block) if one.is_heading}
                if len(kinds & _KINDS) >= _FEWEST:
                    titled = index and _is_title(blocks[index - 1])
                    yield BlockRange(index - 1 if titled else index, index + 1)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read the cells below each heading; what stands under none is not understood."""
        title = next((line.passage for line in part.lines), None)
        statements: list[Statement] = []
        for one in (one for table in part.tables for one in _listed(table)):
            if one.is_heading:
                annotator.mark("heading", one.cell.passage)
            elif one.kind and one.cell.passage and not is_missing(one.cell.text):
                for kind, number, text in statement_items(one.cell.passage, annotator):
                    statements.append(Statement(kind or one.kind, number, text))
        said = (ProgramStatements(statements=tuple(statements)),) if statements else ()
        return PartReading(said, fact(annotator.clean(title)) if title else None)


def _listed(table: Table) -> Iterator[_Listed]:
    """Yield the cells, each with the heading to the left in its row, or else the last one above it."""
    above: dict[int, str] = {}
    beside: dict[int, str] = {}
    for cell in table.cells:
        heading = SECTIONS.get(compact(cell.text))
        if heading:
            above |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), heading)
            beside |= dict.fromkeys(range(cell.row, cell.row + cell.row_span), heading)
        yield _Listed(cell, heading or beside.get(cell.row) or above.get(cell.column), heading is not None)


def _is_title(block: Block) -> bool:
    return (
        isinstance(block, TextLine)
        and not block.is_running
        and any(word in compact(block.text) for word in _TITLES)
    )
