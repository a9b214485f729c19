"""What stands above the table of an annex: its title, and the lines of a form that name program and year."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.parts.evaluation_names import fiscal_year, without_fiscal_year, year_in
from asm_graph.readers.parts.labels import fields, labels_of
from asm_graph.readers.parts.part_layout import DocumentPart
from asm_graph.readers.parts.part_lines import joined, part_lines
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.paged_document import Block, PagedDocument
    from asm_graph.readers.annotator import Annotator

_LABELS = labels_of(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["labels"])
TITLE = re.compile(
    r"\W*(?:formato\s+de\s+)?(?:anexo|tabla|cuadro)\s*(?:n[úu]m\.?\s*)?[\dIVX]+\b", re.IGNORECASE
)
_MOST_LINES = 16
"""Lines above a table among which its title stands."""
_MOST_TITLE_LINES = 3
_SAME_SIZE = 0.5
"""Points by which the type of the lines of one title may differ."""
_LEADING = 1.6
"""How much further down than it is high a line may stand that goes on with the one above it."""


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """The title of an annex, and what its lines say of the program, to which its table adds the rest."""

    title: Fact[str] | None
    statements: ProgramStatements


def head_start(blocks: Sequence[Block], table: int) -> int:
    """Return where the head of the table that is the block `table` begins: there, if it has none."""
    start = table
    for index in range(table - 1, max(table - 1 - _MOST_LINES, -1), -1):
        block = blocks[index]
        if isinstance(block, TextLine):
            if TITLE.match(block.text) and not block.is_running:
                return index
            if _begins_with_label(block.text):
                start = index
        elif _begins_with_label(block.cells[0].text):
            start = index
        else:
            break
    return start


def _begins_with_label(text: str) -> bool:
    given = compact(text)
    return any(given.startswith(wording) for label in _LABELS for wording in label.wordings)


def read_head(document: PagedDocument, blocks: Sequence[Block], annotator: Annotator) -> AnnexHead:
    """Read the blocks above a table; labels are marked as furniture."""
    lines = _title_lines(blocks)
    title = Passage.joined(line.passage for line in lines) if lines else None
    found: dict[str, Passage] = {}
    loose: list[Passage] = []
    for field in fields(part_lines(DocumentPart(document, tuple(blocks[len(lines) :]))), _LABELS):
        value = joined(field.lines)
        if not field.key:
            loose += [value] if value else []
            continue
        annotator.mark("label", *field.label)
        if value and field.key == "modality":
            annotator.mark("field not stated", value)
        elif value:
            found.setdefault(field.key, annotator.clean(value))
    titled = fact(annotator.clean(title)) if title else None
    return AnnexHead(titled, _statements(found, title, loose))


def _title_lines(blocks: Sequence[Block]) -> Sequence[TextLine]:
    """Return the lines of the title with which blocks begin; further ones look like the first."""
    lines: list[TextLine] = []
    for block in blocks[:_MOST_TITLE_LINES]:
        if not isinstance(block, TextLine):
            break
        begins = TITLE.match(block.text) is not None
        if lines and (begins or _begins_with_label(block.text) or not _goes_on(lines[-1], block)):
            break
        if not lines and not begins:
            break
        lines.append(block)
    return lines


def _goes_on(line: TextLine, following: TextLine) -> bool:
    """Tell whether a line of a title goes on in the one below it: the same type, close to each other."""
    if line.box is None or following.box is None or line.page != following.page:
        return False
    same = line.is_bold == following.is_bold and abs(line.size - following.size) <= _SAME_SIZE
    return same and following.box.top - line.box.top <= _LEADING * line.box.height


def _statements(
    found: dict[str, Passage], title: Passage | None, loose: Sequence[Passage]
) -> ProgramStatements:
    values = {key: fact(passage) for key, passage in found.items() if passage}
    kind, period = values.get("evaluation_type"), _year(found.get("evaluation_year"))
    evaluation = Evaluation(kind, period.map(str) if period else None) if kind or period else None
    program = found.get("program")
    name = without_fiscal_year(program) if program else None
    # The year of an evaluation is not the fiscal year that it looks at, which other lines say.
    said = [passage for passage in (program, title, *loose) if passage]
    years = (_year(found.get("year")), *map(fiscal_year, said), year_in(title) if title else None)
    return ProgramStatements(
        program=fact(name) if name else None,
        agency=values.get("agency"),
        responsible_unit=values.get("responsible_unit"),
        year=next((year for year in years if year), None),
        evaluation=evaluation,
    )


def _year(printed: Passage | None) -> Fact[int] | None:
    return year_in(printed) if printed else None
