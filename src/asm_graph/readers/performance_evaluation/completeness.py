"""Whether a report is whole: its sections may stand in any order, but none may end in the middle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.readers.cut_text import breaks_off
from asm_graph.readers.performance_evaluation import sections as topics
from asm_graph.readers.performance_evaluation.figure_tables import headers
from asm_graph.spanish.contact import withheld
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lines import Line
    from asm_graph.readers.performance_evaluation.sections import Section

_LISTED = re.compile(r"[).\d]\s*$")
_UNIT_LABEL = "unidadadministrativaresponsable"


def check_whole(document: TextDocument, found: Sequence[Section]) -> None:
    """Refuse a report that was cut.

    Raises:
        IncompleteDocument: the sources and the contract, with which reports close, are both missing, or the
            last section ends in the middle.
    """
    closing = {section.topic for section in found} & {topics.SOURCES, topics.INFORMATION}
    if not closing:
        raise IncompleteDocument(
            Message(
                "{path}: breaks off before the sources and the information on the evaluation; "
                "give the whole document.",
                path=document.path,
            )
        )
    if _ends_early(document, found[-1], closing):
        raise IncompleteDocument(
            Message(
                "{path}: breaks off in the section «{heading}»; give the whole document.",
                path=document.path,
                heading=withheld(found[-1].heading.text.strip()),
            )
        )


def _ends_early(document: TextDocument, last: Section, closing: set[str]) -> bool:
    if not last.body:
        return last.topic not in {topics.CHART, topics.CONTAINER}
    ending = last.body[-1]
    if last.topic == topics.SOURCES and topics.INFORMATION not in closing:
        return _LISTED.search(ending.passage.text) is None
    if last.topic == topics.INFORMATION and not _is_contact(last):
        names_unit = any(_UNIT_LABEL in compact(line.passage.text) for line in last.body)
        return not names_unit or breaks_off(document, ending.passage.text)
    return _is_cut_table(last.body) if ending.is_row else breaks_off(document, ending.passage.text)


def _is_contact(section: Section) -> bool:
    return compact(section.heading.text) in {"datosdecontacto", "datosdeltitular"}


def _is_cut_table(body: Sequence[Line]) -> bool:
    """Return whether the last row is a header without rows, or has fewer cells than its header."""
    rows = [line.cells() for line in body if line.is_row]
    columns = [found for found in map(headers, rows) if found]
    return bool(columns) and (headers(rows[-1]) is not None or len(rows[-1]) < len(columns[-1]))
