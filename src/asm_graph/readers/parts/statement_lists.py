"""Statements of an evaluation as a field lists them: items or paragraphs, below the themes of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.readers.parts.field_values import text_of
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.part_lines import joined
from asm_graph.records.evaluations import Statement
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import fold
from asm_graph.spanish.word_lists import any_of, words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.listed_texts import ListedText
    from asm_graph.readers.parts.part_lines import PartLine

_WORDS = words_beside(__file__)
_NUMBER = _WORDS["theme_numbers"]
_NAME = any_of(_WORDS["themes"])
_THEME = re.compile(rf"\W*+(?:(?:{_NUMBER})(?P<numbered>\S.{{2,70}}?)|(?P<named>{_NAME}))[\s.:]*+")
_INLINE_THEME = re.compile(rf"\W*+(?:{_NUMBER})?(?P<named>{_NAME})\s*+:\s*+(?=\S)")
_INTRODUCTION = re.compile(_WORDS["introductions"])


def statements_of(kind: str, lines: Sequence[PartLine], annotator: Annotator) -> Iterator[Statement]:
    """Yield the statements of a kind; a text that only introduces a list is none."""
    theme: Fact[str] | None = None
    texts = listed_texts(lines, _is_theme)
    for index, text in enumerate(texts):
        annotator.mark("list marker", *text.markers)
        passage = joined(text.lines)
        folded = fold(passage.text)
        if (heading := _THEME.fullmatch(folded)) is not None:
            theme = _theme(passage, heading, annotator)
        elif _introduces(folded, texts[index + 1 :]) and not text.is_item:
            annotator.mark("list introduction", passage)
        elif (stated := text_of(text.lines, annotator)) is not None:
            inline = _INLINE_THEME.match(folded)
            own = fact(passage.group(inline, "named")) if inline else theme
            yield Statement(kind, _number(text), stated, theme=own)


def _is_theme(text: str) -> bool:
    return not text.strip()[:1].islower() and _THEME.fullmatch(fold(text)) is not None


def _theme(passage: Passage, heading: re.Match[str], annotator: Annotator) -> Fact[str]:
    name = "numbered" if heading["numbered"] else "named"
    annotator.mark("heading", passage)
    return fact(passage.group(heading, name))


def _introduces(folded: str, following: Sequence[ListedText]) -> bool:
    return bool(following) and following[0].is_item and _INTRODUCTION.fullmatch(folded) is not None


def _number(text: ListedText) -> Fact[int] | None:
    if text.number is None or text.value is None or text.number.text.strip()[:1].islower():
        return None
    return fact_of(text.value, text.number)
