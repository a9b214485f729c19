"""What the lines behind a label state: text, several texts, a date, an amount, addresses, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.part_lines import joined
from asm_graph.records.texts import Date, Fact, Money, fact, fact_of
from asm_graph.spanish.dates import find_dates
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.numbers import read_amount, read_figure
from asm_graph.spanish.word_lists import words_beside
from asm_graph.spanish.written_amounts import written_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_lines import PartLine

_WORDS = words_beside(__file__)
_PLACEHOLDERS = frozenset(_WORDS["placeholders"])
_BEFORE, _BEHIND = ' \t:;._"|', ' \t_"|'
"""Signs around an answer that are not part of it."""
_FIGURE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d,])|(?<![\d.,])\d{4,}(?:\.\d{1,2})?(?![\d,])"
)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*|\S+\.(?:gob|com|org|edu|net)(?:\.mx)?(?:/\S*)?", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[-/_=&?%.]\Z|https?:\Z", re.IGNORECASE)
_MISREAD_SIGN = re.compile(r"[58S]")
"""What OCR may make of the sign for pesos."""
_ANSWER = re.compile(r"\W*(?:si|no)(?![a-z])")


def states_nothing(passage: Passage) -> bool:
    """Tell whether an answer is blank or a placeholder (`No aplica`, `N/A`, `___`)."""
    form = compact(passage.text)
    return not form or form in _PLACEHOLDERS or not form.strip("x")


def text_of(lines: Sequence[PartLine], annotator: Annotator) -> Fact[str] | None:
    """Return all lines as one text; None if they state nothing, which is accounted for."""
    passage = _answer(lines)
    if states_nothing(passage):
        annotator.mark("placeholder", passage)
        return None
    stated = fact(annotator.clean(passage))
    return stated if stated.value else None


def texts_of(lines: Sequence[PartLine], annotator: Annotator) -> tuple[Fact[str], ...]:
    """Return the items of a list, or its paragraphs, each as one text."""
    texts: list[Fact[str]] = []
    for text in listed_texts(lines):
        annotator.mark("list marker", *text.markers)
        if (stated := text_of(text.lines, annotator)) is not None:
            texts.append(stated)
    return tuple(texts)


def _answer(lines: Sequence[PartLine]) -> Passage:
    passage = joined(lines)
    left = len(passage) - len(passage.text.lstrip(_BEFORE))
    return passage.slice(left, max(left, len(passage.text.rstrip(_BEHIND))))


def date_of(lines: Sequence[PartLine]) -> Fact[Date] | None:
    """Return the date that lines state, if it is one alone."""
    found = find_dates(joined(lines))
    return fact_of(found[0].date, found[0].passage) if len(found) == 1 else None


def money_of(lines: Sequence[PartLine]) -> Fact[Money] | None:
    """Return the first amount of money; a figure without a sign of money is in pesos if it is one alone.

    OCR may take the sign for a digit (`$15,000.00` for `515,000.00`): such a figure counts only if the amount
    is written out, too.
    """
    passage = _answer(lines)
    is_recognized = any(word.confidence is not None for line in lines for word in line.words)
    may_be_misread = is_recognized and "$" not in passage.text
    amount = None if may_be_misread else read_amount(passage.text)
    if amount is None:
        pesos = _unsigned(passage.text, may_be_misread=may_be_misread)
        amount = (pesos, "MXN") if pesos is not None else None
    return fact_of(Money(*amount), passage) if amount is not None else None


def _unsigned(text: str, *, may_be_misread: bool) -> Decimal | None:
    figures = [figure[0] for figure in _FIGURE.finditer(text)]
    written = written_amount(text)
    if len(figures) != 1:
        return written if not figures else None
    value = read_figure(figures[0])
    if value == written or not (may_be_misread and _MISREAD_SIGN.match(figures[0])):
        return value
    return written if written is not None and read_figure(figures[0][1:]) == written else None


def is_address(text: str) -> bool:
    """Tell whether a line is an address on the web."""
    return _ADDRESS.match(text.strip()) is not None


def addresses_of(lines: Sequence[PartLine], annotator: Annotator) -> tuple[Fact[str], ...]:
    """Return the addresses on the web, joined where lines break them.

    Where there is none, return what the lines say, if it is more than yes or no.
    """
    found = tuple(fact(passage.strip(".;,")) for passage in _addresses(lines))
    passage = _answer(lines)
    if found or _ANSWER.match(fold(passage.text)):
        return found
    text = text_of(lines, annotator)
    return (text,) if text else ()


def _addresses(lines: Sequence[PartLine]) -> Iterator[Passage]:
    address: Passage | None = None
    for line in lines:
        matches = list(re.finditer(r"\S+", line.text))
        for index, token in enumerate(matches):
            piece = line.passage.group(token)
            goes_on = address is not None and _ADDRESS_GOES_ON.search(address.text)
            if _ADDRESS.match(piece.text) and not (goes_on and piece.text.startswith("/")):
                if address is not None:
                    yield address
                address = piece
            elif goes_on and address is not None and (index == 0 or piece.text.startswith("/")):
                address = Passage.joined([address, piece], separator="")
            elif address is not None:
                yield address
                address = None
    if address is not None:
        yield address
