"""Plain sentences, from the templates in each `sentences.toml` of the site."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.rendering.naming import Link, Name, cut

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language

Piece = Link | Name
Sentence = tuple[Piece, ...]
Told = Link | Name | str | int | Decimal | Sequence[Link]
_AND = {"es": " y ", "en": " and "}
_SOUNDS_AS_I = ("i", "í", "hi", "hí")
_MOST = 4
"""Things that a sentence names; the tables of the page have the others."""


def say(key: str, language: Language, **facts: Told) -> Sentence:
    """Fill in a sentence with facts by name.

    `{count:indicador|indicadores}` is one word or the other by the number; a list of things is joined.
    """
    pieces: list[Piece] = []
    for text, name, plural, _ in Formatter().parse(wordings()[key][language]):
        if text:
            pieces.append(Name(_after(pieces, text)))
        if name is not None and plural:
            one, many = plural.split("|")
            pieces.append(Name(one if facts[name] == 1 else many))
        elif name is not None:
            pieces.extend(_pieces(facts[name], language))
    return tuple(pieces)


def _after(pieces: Sequence[Piece], text: str) -> str:
    """Return the text after a fact; a name that ends with a period (`A. C.`) also ends the sentence."""
    last = pieces[-1] if pieces else Name("")
    said = last.name.text if isinstance(last, Link) else last.text
    return text.removeprefix(".") if said.endswith(".") else text


def _pieces(fact: Told, language: Language) -> Iterator[Piece]:
    match fact:
        case Link():
            yield _shortened(fact)
        case Name():
            yield Name(cut(fact.text), fact.language)
        case str():
            yield Name(fact)
        case int() | Decimal():
            yield Name(number_shown(fact))
        case _:
            yield from _joined(fact, language)


def _joined(links: Sequence[Link], language: Language) -> Iterator[Piece]:
    """Join the first of several things with `, `, and `y` (or `e`) before the last."""
    shown = links[:_MOST]
    for place, link in enumerate(shown):
        if place:
            last = place == len(shown) - 1 and len(links) == len(shown)
            yield Name(_and(link.name.text, language) if last else ", ")
        yield _shortened(link)
    if len(links) > len(shown):
        yield Name("…")


def listed(texts: Sequence[str], language: Language) -> str:
    """Join texts with commas, and `y` before the last; of none, an empty text.

    >>> listed(["1 advertencia", "2 avisos"], "es"), listed([], "es")
    ('1 advertencia y 2 avisos', '')
    """
    *first, last = texts or ("",)
    return f"{', '.join(first)}{_and(last, language)}{last}" if first else last


def _and(following: str, language: Language) -> str:
    lower = following.lower()
    sounds = lower.startswith(_SOUNDS_AS_I) and not lower.startswith("hie")
    return " e " if language == "es" and sounds else _AND[language]


def _shortened(link: Link) -> Link:
    return Link(link.iri, Name(cut(link.name.text), link.name.language), link.address)


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Load the templates of all sentences, by language."""
    files = sorted(Path(__file__).parents[1].glob("*/sentences.toml"))
    return {
        key: text for file in files for key, text in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
