"""A quarterly report of indicators (SEVAC D.4.2): projects, goals, budget; it gives no facts yet.

Its tables have no rules between columns, and scans of them lose the order of their rows. So it is recognized
and held back for review with its picture, and all its figures count as not understood.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import TextLine
from asm_graph.messages import Message
from asm_graph.readers.parts.part_layout import BlockRange, PartReading, block_passages
from asm_graph.records.texts import fact
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_TITLE = re.compile(_WORDS["title"])
_HEADINGS = tuple(map(compact, _WORDS["headings"]))
_LEAST = 3
"""Headings of columns that must stand in the document; in a scan, the others may be garbled."""
_TITLE_LINES = 12
"""Lines of a document among which its title stands."""
_DOUBT = Message("nothing tells surely to which column each figure belongs")


class QuarterlyIndicators:
    """The layout of a quarterly report of indicators, which is a whole document."""

    name = "quarterly-indicators"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find the document as a whole, if its first lines bear the title, and headings of columns follow."""
        lines = [block for block in blocks if isinstance(block, TextLine)]
        if not any(_TITLE.search(fold(line.passage.text)) for line in lines[:_TITLE_LINES]):
            return
        text = "".join(compact(passage.text) for block in blocks for passage in block_passages(block))
        if sum(heading in text for heading in _HEADINGS) >= _LEAST:
            yield BlockRange(0, len(blocks))

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:  # noqa: ARG002  of the protocol
        """Read its title, which names the quarter."""
        passages = (line.passage for line in part.lines)
        titles = (one.group(found) for one in passages if (found := _TITLE.search(fold(one.text))))
        return PartReading(title=fact(next(titles)), doubt=_DOUBT)
