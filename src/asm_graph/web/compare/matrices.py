"""The sections about results matrices: what each level says, and its indicators with target and value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.compare.side_by_side import Piece, Section, figure, said
from asm_graph.web.rendering.naming import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.web.compare.sections import Found
    from asm_graph.web.entities.subject import AnswerRow

_TOLD = ("Fin", "Proposito")
_COUNTED = {"Componente": "compare_components", "Actividad": "compare_activities"}
_ORDER = (*_TOLD, *_COUNTED, "")


@dataclass(frozen=True, slots=True)
class LatestMatrices:
    """The matrices of the latest year of each program: several, where its units have one each."""

    years: Mapping[NamedNode, str]
    programs: Mapping[NamedNode, NamedNode]

    @classmethod
    def of(cls, rows: Sequence[AnswerRow]) -> LatestMatrices:
        """Choose from the matrices of all years."""
        years: dict[NamedNode, str] = {}
        for row in rows:
            program = row.node("program")
            years[program] = max(years.get(program, ""), row.text("year"))
        latest = (row for row in rows if row.text("year") == years[row.node("program")])
        return cls(years, {row.node("matrix"): row.node("program") for row in latest})


def matrix_sections(
    found: Found, latest: LatestMatrices, answers: Mapping[str, Sequence[AnswerRow]]
) -> tuple[Section, Section]:
    """Return the section of the levels and that of the indicators."""
    indicators = _indicators(answers["indicators"], latest)
    return _levels(found, latest, answers["levels"], indicators), _measured(found, indicators)


@dataclass(frozen=True, slots=True)
class _Indicator:
    program: NamedNode
    link: Link
    level: str
    unit: str
    figures: Mapping[str, tuple[AnswerRow, ...]]

    def has(self, kind: str) -> bool:
        """Whether a target or a value is stated, and not said to be missing."""
        return any(not row.node_or_none("missing") for row in self.figures.get(kind, ()))


def _indicators(rows: Iterable[AnswerRow], latest: LatestMatrices) -> list[_Indicator]:
    same: dict[NamedNode, list[AnswerRow]] = defaultdict(list)
    for row in rows:
        same[row.node("indicator")].append(row)
    return [_indicator(several, latest) for several in same.values()]


def _indicator(rows: Sequence[AnswerRow], latest: LatestMatrices) -> _Indicator:
    figures: dict[str, dict[NamedNode, AnswerRow]] = defaultdict(dict)
    for row in rows:
        kind, observation = row.node_or_none("kind"), row.node_or_none("observation")
        if kind is not None and observation is not None:
            figures[last_step(kind.value)].setdefault(observation, row)
    levels = [node.value.rpartition("#")[2] for row in rows if (node := row.node_or_none("class"))]
    unit = said(rows[0].cell("unit")).text
    by_kind = {kind: tuple(several.values()) for kind, several in figures.items()}
    program = latest.programs[rows[0].node("matrix")]
    return _Indicator(program, rows[0].link("indicator"), next(iter(levels), ""), unit, by_kind)


def _levels(
    found: Found, latest: LatestMatrices, levels: Sequence[AnswerRow], indicators: Sequence[_Indicator]
) -> Section:
    rows, words = found.rows(), found.words
    for program, year in latest.years.items():
        matrices = [matrix for matrix, of in latest.programs.items() if of == program]
        rows.say(Piece(words["compare_matrix_year"]), program, Piece(year, found.at(matrices[0])))
    by_kind: dict[str, dict[NamedNode, list[AnswerRow]]] = {kind: defaultdict(list) for kind in _ORDER}
    for row in levels:
        kind = row.node("class").value.rpartition("#")[2]
        by_kind[kind][latest.programs[row.node("matrix")]].append(row)
    for kind in _TOLD:
        for program, several in by_kind[kind].items():
            for row in several:
                rows.say(said(found.names.term(ASM(kind))), program, said(row.link("level")))
    for program in latest.years:
        for kind, key in _COUNTED.items():
            rows.say(Piece(words[key]), program, figure(len(by_kind[kind][program])))
        own = [one for one in indicators if one.program == program]
        counts = {
            "chain_indicators": len(own),
            "compare_with_target": sum(one.has("target") for one in own),
            "compare_with_value": sum(one.has("actual") for one in own),
        }
        for key, count in counts.items():
            rows.say(Piece(words[key]), program, figure(count))
    note = words["compare_years_differ"] if len(set(latest.years.values())) > 1 else ""
    return rows.section("compare_matrix", note)


def _measured(found: Found, indicators: Sequence[_Indicator]) -> Section:
    """Compare the indicators of each level: target, value and unit."""
    rows, words = found.rows(), found.words
    for one in sorted(indicators, key=lambda each: (_ORDER.index(each.level), each.link.iri)):
        what = said(found.names.term(ASM(one.level))) if one.level else Piece(words["no_level"])
        stated = [
            f"{words[kind].lower()}: {' · '.join(map(_figure, one.figures[kind]))}"
            for kind in ("target", "actual")
            if one.figures.get(kind)
        ]
        rows.say(what, one.program, said(one.link, "; ".join(filter(None, [*stated, one.unit]))))
    return rows.section("compare_indicators", _without_values(found, indicators))


def _without_values(found: Found, indicators: Sequence[_Indicator]) -> str:
    """Say of which programs no value is stated; empty where there is one of each."""
    measured = {one.program for one in indicators} - {one.program for one in indicators if one.has("actual")}
    named = {row.node("program"): row.link("program").name.text for row in found.answers["programs"]}
    quoted = (found.words["quoted"].format(text=named[each]) for each in found.programs if each in measured)
    programs = found.words["compare_nor"].join(quoted)
    return found.words["compare_no_values"].format(programs=programs) if programs else ""


def _figure(row: AnswerRow) -> str:
    missing = row.cell("missing")
    if isinstance(missing, Link):
        return missing.name.text
    value = row.cell("value")
    return value.text if value is not None and not isinstance(value, Link) else row.text("raw")
