"""What the form says of the programs that were evaluated, and who is in charge of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.readers.parts.conac_form.labels import BRANCHES, LEVELS, PERSON
from asm_graph.readers.parts.evaluation_names import fiscal_year, without_fiscal_year
from asm_graph.readers.parts.field_values import text_of
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.marked_options import read_options
from asm_graph.readers.parts.people import people_of, units_of
from asm_graph.readers.text_account import facts
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.readers.parts.conac_form.form import Form
    from asm_graph.readers.parts.labels import Label
    from asm_graph.records.evaluations import Evaluation, Statement

_HEAD = re.compile(r"(?<!\s)\s*+:\s*+(?=\S)")


def read_programs(
    form: Form, evaluation: Evaluation, statements: tuple[Statement, ...]
) -> tuple[ProgramStatements, ...]:
    """Return what the form says of each program, the evaluation included; nothing if it is blank."""
    names = _names(form)
    units, heads = _units(form)
    common = ProgramStatements(
        agency=form.text("agency"),
        responsible_unit=units[0] if units else None,
        year=evaluation.year if isinstance(evaluation.year, Fact) else None,
        evaluation=evaluation,
        statements=statements,
        acronym=form.text("acronym"),
        branch_of_government=_marked(form, "branch", BRANCHES),
        level_of_government=_marked(form, "level", LEVELS),
        other_units=tuple(units[1:]),
        unit_heads=tuple(heads),
    )
    if not names:
        return (common,) if any(True for _ in facts(common)) else ()
    return tuple(
        replace(
            common,
            program=fact(without_fiscal_year(name.passage)),
            year=fiscal_year(name.passage) or common.year,
        )
        for name in names
    )


def _names(form: Form) -> list[Fact[str]]:
    """Return the names of the programs: the items of a list, or all of the field as one."""
    texts = listed_texts(form.lines("programs"))
    if len(texts) > 1 and all(text.is_item for text in texts):
        for text in texts:
            form.annotator.mark("list marker", *text.markers)
        found = [text_of(text.lines, form.annotator) for text in texts]
    else:
        found = [form.text("programs")]
    return [name for name in found if name is not None]


def _marked(form: Form, key: str, labels: Sequence[Label]) -> Fact[str] | None:
    """Return the marked option of a field, if one alone is."""
    read = read_options(form.lines(key), labels)
    form.annotator.mark("option", *(one.printed for one in read.options))
    if not read.options:
        return form.text(key)
    return fact_of(read.chosen[0].words.text, read.chosen[0].marked) if len(read.chosen) == 1 else None


def _units(form: Form) -> tuple[list[Fact[str]], list[Fact[str]]]:
    """Return the units in charge and the names of who heads them."""
    units: list[Fact[str]] = []
    heads: list[Fact[str]] = []
    for unit in units_of(form.lines("units"), form.annotator):
        colon = _HEAD.search(unit.passage.text)
        units.append(fact(unit.passage.slice(0, colon.start())) if colon else unit)
        if colon:
            heads.append(fact(unit.passage.slice(colon.end())))
    # Forms without 5.6.1 and 5.6.2 answer below 5.6 itself.
    key = "heads" if form.has("heads") or form.has("units") else "units_and_heads"
    people = people_of(form.lines(key), PERSON, form.annotator)
    for found, more in ((units, people.units), (heads, people.names)):
        known = " ".join(compact(one.value) for one in found)
        for one in more:
            if compact(one.value) in known:
                form.annotator.mark("repeated field", one.passage)
            else:
                found.append(one)
    return units, heads
