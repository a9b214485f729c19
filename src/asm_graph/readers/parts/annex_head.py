"""What stands above the table of an annex: its title, and the lines of a form that name program and year."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.parts.labels import fields, labels_of
from asm_graph.readers.parts.part_layout import DocumentPart
from asm_graph.readers.parts.part_lines import joined, part_lines
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Block, PagedDocument
    from asm_graph.readers.annotator import Annotator

_LABELS = labels_of(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["labels"])
TITLE = re.compile(
    r"\W*(?:formato\s+de\s+)?(?:anexo|tabla|cuadro)\s*(?:n[úu]m\.?\s*)?[\dIVX]+\b", re.IGNORECASE
)
_MOST_LINES = 16
"""Lines above a table among which its title stands."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
    title, rest = _title(blocks, annotator)
    found: dict[str, Passage] = {}
    for field in fields(part_lines(DocumentPart(document, tuple(rest))), _LABELS):
        if not field.key:
            continue
        annotator.mark("label", *field.label)
        value = joined(field.lines)
        if value and field.key == "modality":
            annotator.mark("field not stated", value)
        elif value:
            found.setdefault(field.key, annotator.clean(value))
    return AnnexHead(title, _statements(found, title))


def _title(blocks: Sequence[Block], annotator: Annotator) -> tuple[Fact[str] | None, Sequence[Block]]:
    """Return the title with its further lines, and the blocks below it."""
    if not blocks or not isinstance(blocks[0], TextLine) or not TITLE.match(blocks[0].text):
        return None, blocks
    return fact(annotator.clean(blocks[0].passage)), blocks[1:]


def _statements(found: dict[str, Passage], title: Fact[str] | None) -> ProgramStatements:
    values = {key: fact(passage) for key, passage in found.items() if passage}
    period = _year(values.get("year"))
    evaluation = Evaluation(values.get("evaluation_type"), period)
    return ProgramStatements(
        program=values.get("program"),
        agency=values.get("agency"),
        responsible_unit=values.get("responsible_unit"),
        year=year.map(int) if (year := period or _year(title)) else None,
        evaluation=evaluation if evaluation != Evaluation() else None,
    )


def _year(printed: Fact[str] | None) -> Fact[str] | None:
    """Return the year that a text names, if it names one and no other."""
    found = list(_YEAR.finditer(printed.value)) if printed else []
    return (
        fact(printed.passage.group(found[0])) if printed and len({year[0] for year in found}) == 1 else None
    )
