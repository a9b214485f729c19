"""The layouts of documents that can be read, in one list; the content of a document decides, never its name.

To add a layout, write its module (`LAYOUT`, `read`, and for a text `recognizes`), add it to `LAYOUTS`, and
give its record a mapper in `asm_graph.graph.mapping`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from asm_graph.documents import TextDocument
from asm_graph.documents import csv_file as delimited
from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.workbook_text import as_paged
from asm_graph.errors import UnknownLayout
from asm_graph.messages import Message
from asm_graph.messages.layout_names import layout_name
from asm_graph.readers import asm_follow_up, asm_forms, performance_evaluation
from asm_graph.readers.lost_columns import is_exported
from asm_graph.readers.parts.asm_annexes import has_labeled_annex
from asm_graph.readers.parts.division import read_parts
from asm_graph.readers.parts.layouts import PART_LAYOUTS
from asm_graph.readers.tables import (
    alignment_columns,
    alignments,
    asm_inventory,
    derived_plans,
    evaluation_list,
    filled_workbook,
    performance_indices,
    plan_axes,
    populations,
    populations_by_sex,
    program_catalog,
    results_matrices,
    sdg_links,
    spending,
    state_asm,
    transparency,
)
from asm_graph.readers.tables.cell_account import sheet_notices
from asm_graph.readers.tables.columns import HEADER_ROWS, TableLayout
from asm_graph.readers.tables.layout_sheets import differing_columns
from asm_graph.readers.tables.near_misses import refuse_near_miss
from asm_graph.readers.workbook_advice import workbook_advice
from asm_graph.spanish.words import own_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableColumn
    from asm_graph.readers.tables.row_layout import RowLayout

_HEAD = 10_000
"""Characters by which a document of pages that has one layout as a whole is recognized."""


class Candidate:
    """A document, or a part of one, as a layout may see it: a text may also be a table, as CSV."""

    def __init__(self, document: TextDocument | TableDocument, words: Iterable[str] = ()) -> None:
        self.document = document
        self.text = document if isinstance(document, TextDocument) else None
        self.words = frozenset(words)

    @cached_property
    def head(self) -> TableDocument:
        """The rows among which the header of a table stands."""
        return (
            delimited.head(self.document, HEADER_ROWS)
            if isinstance(self.document, TextDocument)
            else self.document
        )

    @cached_property
    def table(self) -> TableDocument:
        """All rows.

        Raises:
            UnreadableDocument: a text is not CSV.
        """
        document = self.document
        return delimited.as_table(document) if isinstance(document, TextDocument) else document

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that the text has whole, besides those that were given."""
        return Lexicon((own_words(self.text.text) if self.text else frozenset()) | self.words)


class Layout(Protocol):
    """A layout of documents: how it is recognized, and how a document of it is read."""

    @property
    def name(self) -> str:
        """The name (`asm:layout`)."""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns of a table and what each of them states; none for a text."""

    @property
    def precedence(self) -> int:
        """The place in the order in which layouts are tried."""

    @property
    def by_program(self) -> RowLayout | None:
        """How the rows of some programs are read alone; None where rows bear upon all others."""

    def distance(self, candidate: Candidate) -> int | None:
        """Return by how many columns a document differs from the layout; None where it does not have it."""

    def read(self, candidate: Candidate) -> Reading:
        """Read a document of the layout.

        Raises:
            IncompleteDocument: it breaks off.
            InputError: a cell on which rows depend is missing or invalid.
        """


@dataclass(frozen=True, slots=True)
class _ColumnLayout:
    """A layout of tables, recognized by its columns; `by_program` reads the rows of some programs alone."""

    declared: TableLayout
    reader: Callable[[TableDocument], Reading]
    precedence: int = 1
    by_program: RowLayout | None = None

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        return self.declared.columns

    def distance(self, candidate: Candidate) -> int | None:
        return differing_columns(candidate.head, self.declared)

    def read(self, candidate: Candidate) -> Reading:
        return self.reader(candidate.table)


@dataclass(frozen=True, slots=True)
class _WorkbookLayout(_ColumnLayout):
    """The layout of filled workbooks, recognized by their mark; each form has its own columns."""

    precedence: int = 0

    def distance(self, candidate: Candidate) -> int | None:
        return 0 if filled_workbook.recognizes(candidate.head) else None


@dataclass(frozen=True, slots=True)
class _TextLayout:
    """A layout of texts, recognized by its headings; a text with the header of a table is a table.

    `yields` tells of a document of lines and tables whether its parts are read instead, by their own layouts.
    """

    name: str
    recognizes: Callable[[TextDocument], bool]
    reader: Callable[[TextDocument, Lexicon], Reading]
    columns: tuple[TableColumn, ...] = ()
    precedence: int = 2
    by_program: RowLayout | None = None
    yields: Callable[[PagedDocument], bool] = lambda _: False

    def distance(self, candidate: Candidate) -> int | None:
        text = candidate.text
        if isinstance(text, PagedDocument):
            # What stands further down is a part of another document, see `asm_graph.readers.parts`.
            head = replace(text, text=text.text[:_HEAD])
            return 0 if self.recognizes(head) and not self.yields(text) else None
        return 0 if text is not None and self.recognizes(text) else None

    def read(self, candidate: Candidate) -> Reading:
        if candidate.text is None:
            raise UnknownLayout(
                Message(
                    "{path}: “{layout}” is a document of text, and this is a table.",
                    path=candidate.document.path,
                    layout=layout_name(self.name),
                )
            )
        return self.reader(candidate.text, candidate.lexicon)


def _has_annexes(document: PagedDocument) -> bool:
    """Tell whether what speaks of ASM is no follow-up, but annexes, or a list of ASM without activities."""
    return has_labeled_annex(document) or not asm_follow_up.has_table(document)


LAYOUTS: tuple[Layout, ...] = (
    _WorkbookLayout(filled_workbook.LAYOUT, filled_workbook.read),
    _ColumnLayout(asm_inventory.LAYOUT, asm_inventory.read),
    _ColumnLayout(alignment_columns.GOALS, alignments.read_goals),
    _ColumnLayout(alignment_columns.GUIDELINES, alignments.read_guidelines),
    _ColumnLayout(alignment_columns.AXES, alignments.read_axes),
    _ColumnLayout(derived_plans.LAYOUT, derived_plans.read),
    _ColumnLayout(evaluation_list.LAYOUT, evaluation_list.read),
    _ColumnLayout(
        performance_indices.INDEX_LAYOUT,
        performance_indices.read_index,
        by_program=performance_indices.INDEX_ROWS,
    ),
    _ColumnLayout(
        performance_indices.MODEL_LAYOUT,
        performance_indices.read_model,
        by_program=performance_indices.MODEL_ROWS,
    ),
    _ColumnLayout(plan_axes.LAYOUT, plan_axes.read),
    _ColumnLayout(populations.LAYOUT, populations.read, by_program=populations.ROWS),
    _ColumnLayout(populations_by_sex.LAYOUT, populations_by_sex.read, by_program=populations_by_sex.ROWS),
    _ColumnLayout(program_catalog.LAYOUT, program_catalog.read),
    _ColumnLayout(results_matrices.LAYOUT, results_matrices.read, by_program=results_matrices.ROWS),
    _ColumnLayout(sdg_links.LAYOUT, sdg_links.read),
    _ColumnLayout(spending.LAYOUT, spending.read, by_program=spending.ROWS),
    _ColumnLayout(state_asm.LAYOUT, state_asm.read),
    _ColumnLayout(transparency.EVALUATIONS, transparency.read_evaluations),
    _ColumnLayout(transparency.INDICATORS, transparency.read_indicators),
    _TextLayout(asm_forms.LAYOUT, asm_forms.recognizes, asm_forms.read, yields=lambda _: True),
    _TextLayout(asm_follow_up.LAYOUT, asm_follow_up.recognizes, asm_follow_up.read, yields=_has_annexes),
    _TextLayout(
        performance_evaluation.LAYOUT, performance_evaluation.recognizes, performance_evaluation.read
    ),
)
"""All layouts, in the order in which they are tried; of those of one precedence, the closest one is taken."""


def read(document: TextDocument | TableDocument, words: Iterable[str] = ()) -> Reading:
    """Read a document; `words` are names that the lexicon should know besides the document's own.

    Raises:
        UnknownLayout: it has none of the layouts.
        IncompleteDocument: it breaks off.
        InputError: it is a table in which a cell on which rows depend is missing or invalid.
    """
    candidate = Candidate(document, words)
    layout = recognize(candidate)
    if layout is not None:
        return layout.read(candidate)
    if (reading := _read_lines(candidate)) is not None:
        return reading
    declared = [TableLayout(layout.name, layout.columns) for layout in LAYOUTS if layout.columns]
    refuse_near_miss(document.path, candidate.head.sheets, declared)
    if candidate.text is not None and not isinstance(document, PagedDocument) and is_exported(candidate.text):
        raise UnknownLayout(
            Message(
                "{path}: as a text it is none of the documents that are understood; it seems to come from a "
                "PDF, and has lost the columns of its tables: give the PDF itself.",
                path=document.path,
            )
        )
    cells = (cell for one in candidate.head.sheets for row in one.rows[:HEADER_ROWS] for cell in row)
    raise UnknownLayout(
        Message(
            "{path}: is none of the documents that are understood, which the publishers' guide "
            "lists; {advice}.",
            path=document.path,
            advice=workbook_advice(headers=cells),
        )
    )


def _read_lines(candidate: Candidate) -> Reading | None:
    """Read a document of lines and tables, or a workbook of forms as one; None if it has no known part."""
    document = candidate.document
    if isinstance(document, PagedDocument):
        return read_parts(document, candidate.lexicon, PART_LAYOUTS)
    if isinstance(document, TextDocument) or (lines := as_paged(document)) is None:
        return None
    seen = Candidate(lines, candidate.words)
    texts = (one for one in LAYOUTS if isinstance(one, _TextLayout))
    layout = next((one for one in texts if one.distance(seen) is not None), None)
    reading = layout.read(seen) if layout else read_parts(lines, seen.lexicon, PART_LAYOUTS)
    if reading is None:
        return None
    notices = (notice for sheet in document.sheets for notice in sheet_notices(sheet))
    return replace(reading, read_as=lines, notices=(*reading.notices, *notices))


def recognize(candidate: Candidate) -> Layout | None:
    """Return the layout of a document; None where it has none of them."""
    # Group by group, so that no long table is searched for the headings of a text.
    for _, layouts in groupby(LAYOUTS, key=lambda layout: layout.precedence):
        found = [
            (distance, layout) for layout in layouts if (distance := layout.distance(candidate)) is not None
        ]
        if found:
            return min(found, key=lambda one: one[0])[1]
    return None
