"""The sections of a comparison, from what a release says of its programs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.rdf.iri_parts import last_step, program_of
from asm_graph.rdf.vocabulary import ASM
from asm_graph.results.spoken import number_shown
from asm_graph.web.compare.side_by_side import Piece, Rows, Section, figure, said
from asm_graph.web.entities.amount_bars import YearAmount, amounts
from asm_graph.web.entities.year_grid import year_ranges
from asm_graph.web.rendering.naming import Link, Name, Names, link_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.web.entities.subject import AnswerRow

_LEVELS = ("Axis", "NationalObjective", "SectoralObjective")
_SEVERITIES = {"Violation": "compare_violations", "Warning": "compare_warnings", "Info": "compare_notices"}
_RESPONSIBLE = {"branch": "compare_branch", "agency": "compare_agency", "modality": "compare_modality"}


@dataclass(frozen=True, slots=True)
class Found:
    """The programs, and what a release says of them by question; `words` are in the reader's language."""

    programs: tuple[NamedNode, ...]
    answers: Mapping[str, Sequence[AnswerRow]]
    names: Names
    words: Mapping[str, str]

    def rows(self) -> Rows:
        """Begin a section."""
        return Rows(self.programs)

    def own(self, program: NamedNode, question: str) -> list[AnswerRow]:
        """Return the rows of an answer that are about a program."""
        return [row for row in self.answers[question] if row.node("program") == program]

    def at(self, thing: NamedNode) -> str | None:
        """Return where the page of a thing is."""
        return link_to(thing.value, self.names.base)


def sections_of(found: Found, matrix: Sequence[Section]) -> tuple[Section, ...]:
    """Return all sections in order; those of the matrices are made from answers of their own."""
    return (
        _responsible(found),
        _alignment(found),
        *matrix,
        _asms(found),
        _money(found),
        _indices(found),
        _evaluations(found),
        _findings(found),
    )


def money_by_kind(found: Found) -> dict[Name, list[tuple[NamedNode, YearAmount]]]:
    """Return the amounts of each kind with their programs, in the order of the years."""
    by_kind: dict[Name, list[tuple[NamedNode, YearAmount]]] = defaultdict(list)
    for program in found.programs:
        for amount in amounts(found.own(program, "spending"), found.names.term(ASM("Spending"))):
            by_kind[amount.kind].append((program, amount))
    return {
        kind: sorted(several, key=lambda one: (one[1].year, found.programs.index(one[0])))
        for kind, several in by_kind.items()
    }


def _responsible(found: Found) -> Section:
    rows, words = found.rows(), found.words
    for row in found.answers["programs"]:
        for column, key in _RESPONSIBLE.items():
            rows.say(Piece(words[key]), row.node("program"), said(row.cell(column)))
    return rows.section("compare_responsible")


def _alignment(found: Found) -> Section:
    """Compare the objectives of each plan and level, those said last first, with the years that say so."""
    rows, newest = found.rows(), _newest_years(found.answers["alignments"])
    same: dict[tuple[NamedNode, str, NamedNode, NamedNode], list[AnswerRow]] = defaultdict(list)
    for row in found.answers["alignments"]:
        level = row.node("class").value.rpartition("#")[2]
        same[row.node("plan"), level, row.node("objective"), row.node("program")].append(row)
    for key in sorted(same, key=lambda each: (-newest[each[0]], each[0].value, _LEVELS.index(each[1]))):
        row, level = same[key][0], found.names.term(ASM(key[1])).text
        plan = row.link("plan")
        what = Piece(plan.name.text, plan.address, plan.name.language, level)
        years = year_ranges(sorted({int(row.text("year")) for row in same[key] if row.text("year")}))
        rows.say(what, row.node("program"), said(row.link("objective"), years))
    return rows.section("compare_alignment", found.words["compare_years_said"])


def _newest_years(alignments: Sequence[AnswerRow]) -> dict[NamedNode, int]:
    """Return the last year in which each plan is named, zero where no year is given."""
    newest: dict[NamedNode, int] = {}
    for row in alignments:
        plan = row.node("plan")
        newest[plan] = max(newest.get(plan, 0), int(row.text("year") or 0))
    return newest


def _asms(found: Found) -> Section:
    rows, words = found.rows(), found.words
    counts: dict[tuple[Piece, NamedNode], int] = defaultdict(int)
    for row in found.answers["asms"]:
        program, count = row.node("program"), int(row.number("count") or 0)
        counts[Piece(words["compare_total"]), program] += count
        if row.node_or_none("state"):
            counts[_headed(words["asm_state"], row.cell("state")), program] += count
        if row.node_or_none("class"):
            counts[_headed(words["classification"], row.cell("class")), program] += count
    order = {Piece(words["compare_total"]): 0}
    for what, program in sorted(counts, key=lambda each: (order.get(each[0], 1), each[0].note, each[0].text)):
        rows.say(what, program, figure(counts[what, program]))
    return rows.section("compare_asms", counts=True)


def _headed(head: str, thing: Link | Name | None) -> Piece:
    """Say a value of a list, without a link: one row may be of several programs."""
    piece = said(thing)
    return Piece(piece.text, None, piece.language, head)


def _money(found: Found) -> Section:
    rows = found.rows()
    for kind, several in money_by_kind(found).items():
        for program, amount in several:
            address = found.at(amount.row.node("spending"))
            rows.say(
                Piece(f"{amount.year} · {kind.text}"), program, figure(amount.millions, address, amount.text)
            )
    return rows.section("compare_money", unit=found.words["millions"])


def _indices(found: Found) -> Section:
    rows = found.rows()
    for row in found.answers["indices"]:
        number = row.number("value")
        address, rating = found.at(row.node("index")), row.cell("rating")
        note = rating.name.text if isinstance(rating, Link) else ""
        piece = (
            Piece(number_shown(number), address, None, note, number)
            if number is not None
            else said(row.cell("missing"))
        )
        component = row.link("component").name
        what = Piece(f"{component.text}, {row.text('year')}", None, component.language)
        rows.say(what, row.node("program"), piece)
    return rows.section("compare_indices")


def _evaluations(found: Found) -> Section:
    rows, words = found.rows(), found.words
    for row in found.answers["evaluations"]:
        type_ = row.cell("type")
        what = _headed("", type_) if type_ else Piece(words["compare_type_not_stated"])
        evaluation = row.node("evaluation")
        text = row.text("period") or words["undated"]
        rows.say(what, row.node("program"), Piece(text, found.at(evaluation)))
    return rows.section("compare_evaluations")


def _findings(found: Found) -> Section:
    """Count the findings of each severity, then of each rule; every number leads to them."""
    rows, words = found.rows(), found.words
    totals = {program: dict.fromkeys(_SEVERITIES, 0) for program in found.programs}
    for row in found.answers["findings"]:
        severity = row.node("severity").value.rpartition("#")[2]
        totals[row.node("program")][severity] += int(row.number("count") or 0)
    for severity, key in _SEVERITIES.items():
        if any(counts[severity] for counts in totals.values()):
            for program, counts in totals.items():
                what = Piece(words[key])
                rows.say(what, program, figure(counts[severity], _audit(program, severity=severity)))
    for rule, program, count in _by_rule(found):
        rows.say(said(Name(rule.name.text, rule.name.language)), program, count)
    return rows.section("compare_findings", words["compare_findings_note"], counts=True)


def _by_rule(found: Found) -> Iterator[tuple[Link, NamedNode, Piece]]:
    totals: dict[NamedNode, int] = defaultdict(int)
    for row in found.answers["findings"]:
        totals[row.node("rule")] += int(row.number("count") or 0)
    for row in sorted(
        found.answers["findings"], key=lambda row: (-totals[row.node("rule")], row.node("rule").value)
    ):
        program, rule = row.node("program"), row.node("rule")
        address = _audit(program, rule=rule.value.rpartition("#")[2])
        yield row.link("rule"), program, figure(int(row.number("count") or 0), address)


def _audit(program: NamedNode, **filters: str) -> str:
    key = program_of(program.value) or last_step(program.value)
    return f"/audit?{urlencode({**filters, 'program': key})}"
