"""What the form says of the evaluation itself: its name, dates, people, contract and publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.parts.conac_form.labels import CONTRACTING, INSTRUMENTS, PERSON
from asm_graph.readers.parts.evaluation_names import annual_program, evaluation_type, fiscal_year
from asm_graph.readers.parts.field_values import addresses_of, date_of, money_of, states_nothing
from asm_graph.readers.parts.marked_options import read_options
from asm_graph.readers.parts.part_lines import joined
from asm_graph.readers.parts.people import names_in, names_of, people_of
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.texts import Date, Fact, fact, fact_of
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.parts.conac_form.form import Form
    from asm_graph.readers.parts.marked_options import Option, Options

_WITHHELD = ("email", "telephone")
_LETTER = re.compile(r"(?<!\S)(?P<letter>[a-h])\s?\)\s?\.?\s*")


def read_evaluation(form: Form) -> Evaluation:
    """Return the evaluation, without its statements."""
    annotator = form.annotator
    name, started = form.text("name"), date_of(form.lines("started_on"))
    people = people_of(form.lines("follow_up"), PERSON, annotator)
    coordinator, position, collaborators = _evaluators(form)
    for key in _WITHHELD:
        annotator.mark("field not published", *(line.passage.strip() for line in form.lines(key)))
    institution = form.text("evaluator") or form.text("other_institution")
    return Evaluation(
        type=evaluation_type(name.passage) if name else None,
        period=_period(name, started),
        evaluators=(institution,) if institution else (),
        coordinator=coordinator,
        contracting_form=_contracting_form(form),
        cost=money_of(form.lines("cost")),
        name=name,
        year=fiscal_year(name.passage) if name else None,
        started_on=started,
        ended_on=date_of(form.lines("ended_on")),
        purpose=form.text("purpose"),
        instruments=_instruments(form),
        coordinator_position=position,
        collaborators=collaborators,
        follow_up_person=people.names[0] if people.names else None,
        follow_up_unit=people.units[0] if people.units else None,
        other_follow_up_persons=tuple(people.names[1:]),
        other_follow_up_units=tuple(people.units[1:]),
        contracting_unit=form.text("contracting_unit"),
        financing=form.text("financing"),
        dissemination=addresses_of(form.lines("dissemination"), annotator),
        form_dissemination=addresses_of(form.lines("form_dissemination"), annotator),
    )


def _period(name: Fact[str] | None, started: Fact[Date] | None) -> Fact[str] | None:
    """Return the year of the annual program of evaluations: the one named, else the one it began in."""
    named = annual_program(name.passage) if name else None
    if named is not None or started is None:
        return named
    return fact_of(str(started.value.year), started.passage)


def _instruments(form: Form) -> tuple[Fact[str], ...]:
    """Return the instruments with a mark, the others by what the form specifies."""
    read = read_options(form.lines("instruments"), INSTRUMENTS)
    form.annotator.mark("option", *(one.printed for one in read.options))
    found = [] if states_nothing(read.before) else [fact(read.before)]
    found += [fact_of(one.words.text, one.marked) for one in read.chosen if one.key == "instrument"]
    other = next((one for one in read.chosen if one.key == "other"), None)
    return (*found, *_specified(form, read, other))


def _contracting_form(form: Form) -> Fact[str] | None:
    """Return the form of contracting, if one alone is marked."""
    read = read_options(form.lines("contracting_form"), CONTRACTING)
    if not read.options:
        return form.text("contracting_form")
    form.annotator.mark("option", *(one.printed for one in read.options))
    chosen = [one for one in read.chosen if one.key != "specify"]
    if len(chosen) != 1:
        return None
    if chosen[0].key == "other":
        return next(_specified(form, read, chosen[0]))
    return fact_of(chosen[0].words.text, chosen[0].marked)


def _specified(form: Form, read: Options, other: Option | None) -> Iterator[Fact[str]]:
    """Yield what a form specifies besides its options; the word `Otros` if it is marked and says no more."""
    specified = next((one.rest for one in read.options if one.key == "specify"), None)
    if specified and not states_nothing(specified):
        text = fact(form.annotator.clean(specified))
        pieces = [other.marked, text.passage] if other and other.mark else [text.passage]
        yield fact_of(text.value, Passage.joined(pieces))
    elif other is not None:
        yield fact_of(other.words.text, other.marked)


def _evaluators(form: Form) -> tuple[Fact[str] | None, Fact[str] | None, tuple[Fact[str], ...]]:
    """Return the coordinator, their position, and the others of the team.

    A form that lists all evaluators with letters says by the same letters who of them coordinates.
    """
    collaborators = names_of(form.lines("collaborators"), form.annotator)
    people, positions = _lettered(form, "coordinator"), _lettered(form, "position")
    leading = [letter for letter, position in positions.items() if "coordinador" in fold(position.text)]
    if len(leading) != 1 or set(people) != set(positions):
        return form.text("coordinator"), form.text("position"), tuple(collaborators)
    known = {compact(one.value) for one in collaborators}
    for letter in sorted(set(people) - set(leading)):
        form.annotator.mark("position", positions[letter])
        for name in names_in(people[letter], form.annotator):
            if compact(name.value) in known:
                form.annotator.mark("repeated field", name.passage)
            else:
                collaborators.append(name)
    coordinator, position = people[leading[0]], positions[leading[0]]
    return fact(form.annotator.clean(coordinator)), fact(form.annotator.clean(position)), tuple(collaborators)


def _lettered(form: Form, key: str) -> dict[str, Passage]:
    """Return the parts of a field that letters count (`a) … b) …`)."""
    passage = joined(form.lines(key))
    found = list(_LETTER.finditer(passage.text))
    if len(found) < 2 or passage.text[: found[0].start()].strip():  # noqa: PLR2004  one letter counts nothing
        return {}
    ends = [*(match.start() for match in found[1:]), len(passage)]
    form.annotator.mark("list marker", *map(passage.group, found))
    return {
        match["letter"]: passage.slice(match.end(), end).strip(" .;")
        for match, end in zip(found, ends, strict=True)
    }
