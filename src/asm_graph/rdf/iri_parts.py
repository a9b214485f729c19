"""What the path of an entity names: its kind, and the keys that it is made of (the reverse of `iris`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from asm_graph.rdf import audit_iris, document_iris, iris

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PERIOD = r"\d{4}(?:-\d{4})?(?:-\d+)?(?:-\d\d[a-z\d]{3}[a-z\d-]*)?"
_SINGLE_LEVEL = r"(?:fin|proposito|fid)(?:-[^/]+)?"
_FIELDS = {
    "program": r"\d+-[A-Z]\d+|mx(?:-[a-z]{3})?/[^/]+",
    "objective_kind": "axis|national-objective|objective",
    "unit_code": rf"(?!(?:{_SINGLE_LEVEL}|componente|actividad|indicator)(?:/|$))[^/]+",
    "level_kind": _SINGLE_LEVEL,
    "period": _PERIOD,
}
"""What a part of a path looks like, where it is not one step of any form."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a path names; `parts` are the arguments of the function of `iris` that builds it, by name."""

    kind: str
    parts: Mapping[str, str]


def parse(path: str) -> Entity | None:
    """Take the path or the whole IRI of an entity apart; None where it has the form of none.

    >>> parse("asm/20-S061/2007-2008/institutional/1/action/2").kind
    'action'
    >>> parse("https://w3id.org/asm-graph/id/plan/pnd-2007-2012/axis/5").parts
    {'plan': 'pnd-2007-2012', 'objective_kind': 'axis', 'notation': '5'}
    """
    # Patterns of the first step only: pages parse many paths, and most kinds cannot match.
    for kind, pattern in _patterns().get(path.partition("/")[0], ()):
        if found := pattern.fullmatch(path):
            return Entity(kind, found.groupdict())
    # The base may have `/id/` in it as well, so that each one is tried.
    _, is_iri, rest = path.partition("/id/")
    return parse(rest) if is_iri else None


def program_of(path: str) -> str | None:
    """Return the program whose entity a path names, as `iris.program` takes it; None where it names none.

    >>> program_of("asm/mx-zac/fondo-plata/2018/not-determined/3"), program_of("branch/20")
    ('mx-zac/fondo-plata', None)
    """
    found = parse(path)
    return found.parts.get("program") if found else None


def plan_of(path: str) -> str | None:
    """Return the slug of the plan that an axis or objective, or the plan itself, belongs to.

    >>> plan_of("plan/psds-2007-2012/objective/3")
    'psds-2007-2012'
    """
    found = parse(path)
    return found.parts.get("plan") if found else None


def last_step(iri: str) -> str:
    """Return the last step of a path or an IRI: the notation of a code, the slug of a document.

    >>> last_step("https://w3id.org/asm-graph/id/code/asm-class/institutional")
    'institutional'
    """
    return iri.rpartition("/")[2]


def _templates() -> Iterator[tuple[str, str]]:
    """Yield each kind with what its function builds from the names of its parts."""
    asm = iris.asm("{program}", "{cycle}", "{classification}", "{number}")
    evaluation = iris.evaluation("{program}", "{type}", "{period}")
    yield "program", iris.program("{program}")
    yield "program-name", iris.program_name("{program}", "{digest}")
    yield "branch", iris.branch("{number}")
    yield "agency", iris.agency("{agency}")
    yield "unit", iris.unit("{owner}", "{unit}")
    yield "plan", iris.plan("{plan}")
    objective = iris.objective("{plan}", "{objective_kind}", "{notation}")
    yield "objective", objective
    yield "strategy", iris.strategy(objective, "{strategy}")
    for matrix in (iris.mir("{program}", "{year}"), iris.mir("{program}", "{year}", "{unit_code}")):
        indicator = iris.indicator(matrix, "{indicator}")
        yield "mir", matrix
        yield "level", iris.level(matrix, "{level_kind}")
        for kind in iris.NUMBERED_LEVELS:
            yield "level", iris.level(matrix, kind, "{key}")
        yield "indicator", indicator
        yield "indicator-value", iris.indicator_value(indicator, "{value_year}", "{value_kind}")
    yield "asm", asm
    yield "action", iris.action(asm, "{action}")
    yield "progress-report", iris.progress_report(asm, "{moment}")
    yield "evaluation", evaluation
    yield "evidence-source", iris.evidence_source(evaluation, "{source}")
    yield "observation", iris.observation(evaluation, "{about}", "{value_year}", "{value_kind}")
    statement = iris.statement(evaluation, "{statement_kind}", "{number}")
    # Before the statements, of which `response` would be a kind.
    for answered in (asm, evaluation, statement):
        yield "response", iris.response(answered, "{response}")
    yield "statement", statement


def _templates_of_sources() -> Iterator[tuple[str, str]]:
    """Yield the same for documents, codes and tables of the budget, and for what the audit computes."""
    yield "document", document_iris.document("{document}")
    yield "quoted-columns", document_iris.quoted_columns("{document}", "{digest}")
    yield "document-part", document_iris.document_part("{document}", "{part}")
    excerpt = document_iris.excerpt("{document}", "{digest}")
    yield "excerpt", excerpt
    for kind in get_args(document_iris.SelectorKind):
        yield "selector", document_iris.selector(excerpt, kind)
    yield "code-list", iris.code_list("{scheme}")
    yield "code", iris.code("{scheme}", "{notation}")
    stated_in, objective = document_iris.document("{stated_in}"), iris.plan("{objective}")
    yield "alignment", iris.alignment("{program}", stated_in, objective)
    yield "instrument", iris.instrument("{program}", "{instrument}")
    yield "spending", iris.spending("{program}", "{year}", "{spending_kind}")
    reported = iris.reported_indicator("{program}", "{year}", "{digest}")
    yield "reported-indicator", reported
    yield "indicator-value", iris.indicator_value(reported, "{value_year}", "{value_kind}")
    yield "population", iris.population("{program}", "{value_year}", "{value_kind}", "{digest}")
    yield "performance-index", iris.performance_index("{program}", "{period}", "{component}")
    yield "sdg-contribution", iris.sdg_contribution("{program}", "{target}")
    yield "cross-reference", iris.cross_reference("{digest}")
    yield "similarity", audit_iris.similarity("{digest}")
    yield "conflict", audit_iris.conflict("{digest}")
    yield "finding", audit_iris.finding("{digest}")


@cache
def _patterns() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return the patterns of all kinds by the first step of their paths."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for kind, template in (*_templates(), *_templates_of_sources()):
        pattern = re.sub(r"\\{(\w+)\\}", _group, re.escape(template))
        found.setdefault(template.partition("/")[0], []).append((kind, re.compile(pattern)))
    return {step: tuple(patterns) for step, patterns in found.items()}


def _group(field: re.Match[str]) -> str:
    return rf"(?P<{field[1]}>{_FIELDS.get(field[1], '[^/]+')})"
