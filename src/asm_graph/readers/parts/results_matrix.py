"""The results matrix (MIR) as an annex prints it: objectives by rows, with indicators and assumptions."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.rdf.iris import NUMBERED_LEVELS
from asm_graph.readers.parts.annex_tables import find_annexes, read_annex
from asm_graph.readers.parts.form_rows import completed, is_form_row, read_form_rows
from asm_graph.readers.parts.matrix_levels import kind_of_code, level_in, numbered
from asm_graph.readers.parts.part_layout import PartReading
from asm_graph.readers.parts.table_columns import Columns
from asm_graph.records.matrices import Indicator, IndicatorValue, Level, LevelRef
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import loose
from asm_graph.spanish.numbers import is_missing, read_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.annex_tables import AnnexTable
    from asm_graph.readers.parts.part_layout import BlockRange, DocumentPart
    from asm_graph.readers.parts.table_columns import TableRow

_FILE = Path(__file__).with_name("report_annexes.toml")
_WORDS = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_COLUMNS = Columns.load(_FILE, "results_matrix")
_ABOVE = {"proposito": "fin", "componente": "proposito"}


class ResultsMatrix:
    """The layout of the table Nivel, Objetivo, Indicador, Medios de verificación, Supuestos."""

    name = "results-matrix-annex"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each matrix, with the form above it."""
        return find_annexes(blocks, _COLUMNS)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read levels and indicators; a row whose level cannot be told is not understood."""
        head, tables = read_annex(part, _COLUMNS, annotator)
        statements = head.statements
        rows = _Rows(annotator, statements.year)
        for piece in tables:
            form = [row for row in range(piece.table.height) if _is_of_form(piece, row)]
            statements = completed(statements, read_form_rows(piece.table, form, annotator))
            for row in (row for row in piece.rows if row.number not in form):
                rows.take(row)
        levels, indicators = tuple(rows.levels.values()), tuple(rows.indicators)
        if not levels:
            return PartReading(title=head.title)
        return PartReading((replace(statements, levels=levels, indicators=indicators),), head.title)


def _is_of_form(piece: AnnexTable, row: int) -> bool:
    """Tell whether a row stands above the header, or repeats what does."""
    return row < piece.header.first_row or (row >= piece.header.end_row and is_form_row(piece.table, row))


class _Rows:
    """Reads rows, several of which may be of one objective."""

    def __init__(self, annotator: Annotator, year: Fact[int] | None) -> None:
        self._annotator, self._year = annotator, year
        self.levels: dict[LevelRef, Level] = {}
        self.indicators: list[Indicator] = []
        self._last: LevelRef | None = None
        self._counts: dict[str, int] = {}

    def take(self, row: TableRow) -> None:
        narrative = row.own("narrative")
        if narrative and narrative.passage and not is_missing(narrative.text):
            self._last = self._level(row, narrative.passage)
        if self._last is None:
            return
        self._indicator(row, self._last)
        for assumption in self._texts(row, "assumptions"):
            level = self.levels[self._last]
            self.levels[self._last] = replace(level, assumptions=(*level.assumptions, assumption))

    def _level(self, row: TableRow, narrative: Passage) -> LevelRef | None:
        """Read the objective of a row: its level stands in a column of its own, or before its text."""
        printed = row.passage("level")
        kind, number = level_in(printed.text) if printed else (None, "")
        kind = kind or kind_of_code(narrative)
        if kind is None:
            return None
        key, narrative = numbered(narrative, kind, self._annotator)
        key = key or number
        if printed:
            self._annotator.mark("level", printed)
        if not key and kind in NUMBERED_LEVELS:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            key = str(self._counts[kind])
        ref = LevelRef(kind, key)
        text = fact(self._annotator.clean(narrative))
        self.levels.setdefault(ref, Level(kind, narrative=text, key=key or None, above=self._above(ref)))
        return ref

    def _above(self, ref: LevelRef) -> LevelRef | None:
        """Return the level that one supports: `A1.2` that of the component 1, if the matrix has it."""
        if ref.kind == "actividad":
            component = LevelRef("componente", ref.key.partition(".")[0])
            return component if "." in ref.key and component in self.levels else None
        kind = _ABOVE.get(ref.kind)
        return next((level for level in self.levels if level.kind == kind), None)

    def _indicator(self, row: TableRow, level: LevelRef) -> None:
        cell = row.own("indicator")
        if cell is None or not cell.passage or is_missing(cell.text):
            return
        fields = {label: fact(text) for label, text in self._labeled(cell.passage)}
        for column in ("method", "frequency", "unit_of_measure", "target"):
            if texts := self._texts(row, column):
                fields.setdefault(column, texts[0])
        name = fields.get("name")
        if name is None:
            return
        number = fact_of(len(self.indicators) + 1, name.passage)
        self.indicators.append(
            Indicator(
                number=number,
                name=name,
                level=level,
                unit_of_measure=fields.get("unit_of_measure"),
                frequency=fields.get("frequency"),
                values=self._target(fields.get("target")),
                method=fields.get("method"),
                type=fields.get("type"),
                dimension=fields.get("dimension"),
                direction=fields.get("direction"),
                means=self._texts(row, "means"),
            )
        )

    def _labeled(self, passage: Passage) -> Iterator[tuple[str, Passage]]:
        """Yield what the labels of a cell name (`NOMBRE: … TIPO: …`); without any, the cell is the name."""
        matches = list(_LABELS.finditer(passage.text))
        if not matches:
            yield "name", self._annotator.clean(passage)
            return
        for match, end in zip(matches, [*(one.start() for one in matches[1:]), len(passage)], strict=True):
            self._annotator.mark("label", passage.group(match))
            value = self._annotator.clean(passage.slice(match.end(), end))
            if value:
                yield str(match.lastgroup), value

    def _target(self, printed: Fact[str] | None) -> tuple[IndicatorValue, ...]:
        """Return the target of the year that the matrix is of; nobody can tell that of another one."""
        measure = read_measure(printed.value) if printed else None
        if printed is None or measure is None or self._year is None:
            return ()
        return (IndicatorValue("target", self._year, printed.map(lambda _: measure)),)

    def _texts(self, row: TableRow, name: str) -> tuple[Fact[str], ...]:
        cell = row.own(name)
        if cell is None or not cell.passage or is_missing(cell.text):
            return ()
        return (fact(self._annotator.clean(cell.passage)),)


def _label_patterns(labels: Mapping[str, Sequence[str]]) -> str:
    """Build a pattern with a group for each label, wherever narrow columns put spaces into its words."""
    groups = (f"(?P<{name}>{'|'.join(map(_accented, words))})" for name, words in labels.items())
    return rf"(?<!\w)(?:{'|'.join(groups)})\s*:\s*"


def _accented(words: str) -> str:
    """Return the pattern of folded words that matches them with accents too."""
    accents = {"a": "[aá]", "e": "[eé]", "i": "[ií]", "o": "[oó]", "u": "[uú]"}
    return "".join(accents.get(sign, sign) for sign in loose(words))


_LABELS = re.compile(_label_patterns(_WORDS["indicator_labels"]), re.IGNORECASE)
