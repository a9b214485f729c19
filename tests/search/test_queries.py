"""The pages that people look for are found first, or nearly: `data/queries.csv` says what they type.

`review` are queries of a review by five kinds of users, `own` others, `later` those written when the search
was done, before it was tried with them. `right` has the addresses that answer a query, any of which will do.
What the table of ways to ask has in the same words proves nothing, and is not counted.
"""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.search.conftest import BASE, DATA

from asm_graph.search.index import SEARCH
from asm_graph.search.reading import search, thing_of_key
from asm_graph.search.site_pages import table_of_pages
from asm_graph.search.writing import forms_of
from asm_graph.sqlite_files import open_index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIRST, WITHIN_FIVE = 0.8, 0.95


@dataclass(frozen=True)
class TypedQuery:
    """What is typed, and the addresses that answer it."""

    text: str
    right: frozenset[str]

    def rank_in(self, folder: Path) -> int | None:
        """The place of the best right address on the first page; a key leads straight to its thing."""
        straight = thing_of_key(folder, self.text)
        found = (
            [straight]
            if straight
            else [hit.address or hit.iri for hit in search(folder, self.text, {}, 1, "es").hits]
        )
        places = [place for place, address in enumerate(found, 1) if address in self.right]
        return min(places, default=None)


def queries() -> list[TypedQuery]:
    with (DATA / "queries.csv").open(encoding="utf-8", newline="") as lines:
        return [
            TypedQuery(row["query"], frozenset(map(_address, row["right"].split("|"))))
            for row in csv.DictReader(lines)
        ]


def ways_to_ask() -> frozenset[str]:
    """The forms of what the table of ways to ask has, word for word."""
    table = table_of_pages()
    entries = (*table["questions"].values(), *table["pages"].values())
    return frozenset(form for entry in entries for asked in entry["asked"] for form in forms_of(asked))


def _address(path: str) -> str:
    return path if path.startswith(("/", "http")) else BASE.id(path).value


def shares(ranks: Mapping[str, int | None]) -> tuple[float, float]:
    """Return the parts of the queries whose right page is first, and within the first five."""
    first = sum(rank == 1 for rank in ranks.values())
    near = sum(rank is not None and rank <= 5 for rank in ranks.values())
    return first / len(ranks), near / len(ranks)


def known(folder: Path) -> frozenset[str]:
    """Return every address that the index of a folder has."""
    with closing(open_index(folder / SEARCH)) as index:
        rows = index.execute("SELECT iri, address FROM entries").fetchall()
    return frozenset(address or iri for iri, address in rows)


def test_the_right_page_is_first_or_nearly_in_a_small_federation(small_federation: Path) -> None:
    there = known(small_federation)
    ranks = {query.text: query.rank_in(small_federation) for query in queries() if query.right & there}
    in_table = {text: rank for text, rank in ranks.items() if forms_of(text) & ways_to_ask()}
    assert set(in_table.values()) == {1}, in_table
    others = {text: rank for text, rank in ranks.items() if text not in in_table}
    assert len(others) >= 100
    first, near = shares(others)
    assert first >= FIRST, others
    assert near >= WITHIN_FIVE, others


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sembrnado bida", "sembrando vida"),
        ("vacunasion", "vacunacion"),
        ("PROSPRA", "prospera"),
        ("secretaria de salub", "secretaria salud"),
    ],
)
def test_one_or_two_wrong_letters_do_not_matter(small_federation: Path, typed: str, meant: str) -> None:
    assert search(small_federation, typed, {}, 1, "es").corrected == meant
    assert not search(small_federation, typed, {}, 1, "es", literal=True).total


@pytest.mark.parametrize(
    ("typed", "name", "sort"),
    [
        ("oportunidades", "Programa de Desarrollo Humano Oportunidades", "former"),
        ("jcf", "JCF", "initials"),
        ("conacyt", "CONACYT", "short"),
        ("s287", "S287", "made"),
    ],
)
def test_the_name_that_was_typed_is_the_reason(
    small_federation: Path, typed: str, name: str, sort: str
) -> None:
    reason = search(small_federation, typed, {}, 1, "es").hits[0].reason
    assert reason is not None
    assert (reason.name, reason.sort) == (name, sort)


def test_each_program_is_found_once(small_federation: Path) -> None:
    found = search(small_federation, "prospera oportunidades", {}, 1, "es")
    programs = [hit.iri for hit in found.hits if "/program/" in hit.iri]
    assert programs.count(BASE.id("program/20-S072").value) == 1
    assert not any("/name/" in program for program in programs)


def test_some_of_the_words_are_enough_where_nothing_has_all(small_federation: Path) -> None:
    found = search(small_federation, "fertilizantes gratuitos quetzalcóatl", {}, 1, "es")
    assert found.is_partial
    assert found.hits[0].iri == BASE.id("program/8-S292").value


def test_what_is_near_is_named_where_nothing_is_found(small_federation: Path) -> None:
    found = search(small_federation, "Atencion a laSalut", {}, 1, "es", literal=True)
    assert not found.total
    assert "Atención a la Salud" in found.near


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_searched(small_federation: Path, text: str) -> None:
    found = search(small_federation, text, {}, 1, "es")
    assert len(found.hits) <= found.total
