"""What proves a finding, as its page shows it: passages in context, and rows with marked cells."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import PREFIXES, PROV
from asm_graph.results import prefixed_name
from asm_graph.spanish.forms import fold
from asm_graph.web.entities.cell_places import row_of
from asm_graph.web.entities.excerpts import QuotedExcerpt, excerpts_in, excerpts_named, in_context
from asm_graph.web.entities.row_cells import RowCell, ShownCells, proving_places
from asm_graph.web.http.addresses import within
from asm_graph.web.rendering.naming import link_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from asm_graph.checks.evidence import Excerpt
    from asm_graph.checks.findings import Finding
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases import Release
    from asm_graph.web.answers.page_queries import ReleaseReader

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?", re.ASCII)
_QUOTED = re.compile(r"«([^«»]{3,}?)…?»")
_KIND = re.compile(r" \((\w+)\)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = frozenset({"asm:value", "asm:rawValue", "asm:amount", "asm:numerator", "asm:denominator"})
"""What columns state whose cells hold the figures that a message speaks of."""
_LEADING = 3
"""Filled cells at the beginning of a row, which mostly tell what it is about."""
_MOST = 20
"""Excerpts that a page shows."""


async def proofs_of(reading: ReleaseReader, finding: Finding) -> list[QuotedExcerpt]:
    """Return what proves a finding: places on pages, and cells that say it or are blank.

    Raises:
        QueryError: the engine does not answer.
    """
    evidence = finding.evidence[:_MOST]
    found = await in_context(
        await excerpts_named(reading, [one.node for one in evidence if not one.is_blank]), reading
    )
    blanks = [one for one in evidence if one.is_blank]
    once = {each.iri: each for each in found}.values()
    return [_marked(each, finding, blanks) if each.row else each for each in once]


def remembered_proofs(release: Release, finding: Finding, base: Base) -> list[QuotedExcerpt]:
    """Return the passages that proved a finding, in the texts of the last release that had it.

    Nothing for a finding that rests on cells too, whose columns only the engine of that release can name.
    """
    evidence = finding.evidence[:_MOST]
    if any(one.cell for one in evidence):
        return []
    root = f"/releases/{release.name}"
    found = [
        QuotedExcerpt(
            one.node,
            within(root, link_to(one.node.value, base) or one.node.value),
            PROV("wasDerivedFrom"),
            None,
            one.quote,
            one.document,
            str(one.start),
            str(one.end),
            None,
            None,
            one.page or None,
        )
        for one in evidence
    ]
    return [moved(one, root) for one in excerpts_in(release.path, found, base)]


def moved(proof: QuotedExcerpt, root: str) -> QuotedExcerpt:
    """Lead to the page of the document as an older release has it."""
    return replace(proof, place=within(root, proof.place)) if proof.place else proof


def blanks_alone(finding: Finding, proofs: Sequence[QuotedExcerpt]) -> list[Excerpt]:
    """Return the blank cells of a finding that stand in no row that is shown."""
    return [
        one
        for one in finding.evidence[:_MOST]
        if one.is_blank and not any(_holds(proof, one) for proof in proofs)
    ]


def _marked(proof: QuotedExcerpt, finding: Finding, blanks: Sequence[Excerpt]) -> QuotedExcerpt:
    """Mark the cells of a row that are cited as blank, state the property, or are told by the message."""
    row, places = proof.row, set[int]()
    for blank in (one for one in blanks if _holds(proof, one)):
        place = next((place for place, cell in enumerate(row) if cell.name == blank.column), None)
        if place is None:  # the quotation leaves out columns that state nothing
            place, row = len(row), (*row, RowCell(blank.column, blank.quote))
        places.add(place)
    places |= _stated(row, finding)
    places |= set(told_places(row, _message_about(proof, finding)))
    if not places:
        return proof
    return replace(proof, row=row, shown_row=ShownCells.of(row, places, _LEADING))


def _stated(row: Sequence[RowCell], finding: Finding) -> AbstractSet[int]:
    """Return the places of cells that state the property of the finding, or whose absence it is about."""
    about = set(finding.blank) or ({prefixed_name(finding.path.value, PREFIXES)} if finding.path else set())
    said = finding.value.value if isinstance(finding.value, Literal) else ""
    return proving_places(row, about, said) if about or said else set()


def _message_about(proof: QuotedExcerpt, finding: Finding) -> str:
    """Return what is said of a row: the messages of the members that it proves, or that of the finding."""
    told = [
        member.messages.get("es", "")
        for member in finding.members
        if any(one.node == proof.iri for one in member.evidence)
    ]
    return " ".join(told) or finding.messages.get("es", "")


def told_places(row: Sequence[RowCell], message: str) -> Iterator[int]:
    """Yield the places of the cells whose figure or text a message repeats.

    A figure counts only where the column states one, of a kind and of a year that the message speaks of.
    """
    numbers = {number for text in _NUMBER.findall(message) if (number := _number(text)) is not None}
    quoted = [fold(text).strip() for text in _QUOTED.findall(message)]
    kinds = {kind for kind, words in _kinds().items() if any(word in message.lower() for word in words)}
    for place, cell in enumerate(row):
        if not cell.text or not cell.states:
            continue
        if cell.says(_FIGURES):
            if _number(cell.text) in numbers and _is_meant(cell, numbers, kinds):
                yield place
        elif (text := fold(cell.text)) and any(text.startswith(one) for one in quoted):
            yield place


def _is_meant(cell: RowCell, numbers: Collection[Decimal], kinds: Collection[str]) -> bool:
    """Tell whether a message speaks of the kind of value of a column, and of the year in its name."""
    stated = [found[1] for path in cell.states if (found := _KIND.search(path[-1]))]
    years = _YEAR.findall(cell.name)
    return (not stated or any(kind in kinds for kind in stated)) and (
        not years or any(Decimal(year) in numbers for year in years)
    )


@cache
def _kinds() -> Mapping[str, Sequence[str]]:
    """Load what messages call a figure of each kind."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").rstrip("%").strip())
    except InvalidOperation:
        return None


def _holds(proof: QuotedExcerpt, blank: Excerpt) -> bool:
    """Tell whether a row holds a cell."""
    is_there = proof.document == blank.document and proof.sheet == blank.sheet
    return is_there and bool(proof.row) and row_of(proof.cell or "") == row_of(blank.cell)
