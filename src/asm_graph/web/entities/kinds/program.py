"""The page of a program: its whole story, from its names and objectives to its money and findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.rdf.iri_parts import last_step, program_of
from asm_graph.rdf.vocabulary import ASM
from asm_graph.spanish.forms import slug
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.amount_bars import amounts, years_without
from asm_graph.web.entities.charts import draw_amounts
from asm_graph.web.entities.kinds.matrix import matrix_of, targets_said, unsaid
from asm_graph.web.entities.kinds.program_years import (
    alignment_years,
    asms_of_evaluations,
    index_years,
    population_years,
)
from asm_graph.web.entities.sentences import listed
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.entities.year_grid import year_ranges
from asm_graph.web.rendering.naming import Name
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.rendering.values import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.web.entities.amount_bars import YearAmount
    from asm_graph.web.entities.kinds.matrix import ShownMatrix
    from asm_graph.web.entities.sentences import Sentence, Told
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link


@dataclass(frozen=True, slots=True)
class AlignedObjective:
    """An objective a program is aligned with; `year` is empty where no source gives it."""

    objective: Link
    plan: Link
    years: tuple[str, ...]
    stated_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The levels above and below a program; one that no source states is empty."""

    aligned: dict[str, tuple[AlignedObjective, ...]]
    fin: list[Link]
    proposito: list[Link]
    componentes: list[Link]
    indicators: list[Link]

    @property
    def axes(self) -> list[Link]:
        """The axes of national plans."""
        return [each.objective for each in self.aligned["Axis"]]

    @property
    def national(self) -> list[Link]:
        """The objectives of national plans."""
        return [each.objective for each in self.aligned["NationalObjective"]]

    @property
    def sectoral(self) -> list[Link]:
        """The objectives of sectoral programs."""
        return [each.objective for each in self.aligned["SectoralObjective"]]


def chain_of(alignments: Sequence[AnswerRow], matrix: ShownMatrix | None) -> Chain:
    """Build the chain from the stated alignments and the levels of a matrix."""
    aligned = {
        kind: tuple(_aligned(row for row in alignments if row.node_or_none("level") == ASM(kind)))
        for kind in ("Axis", "NationalObjective", "SectoralObjective")
    }
    if matrix is None:
        return Chain(aligned, [], [], [], [])
    return Chain(
        aligned,
        matrix.of_kind("fin"),
        matrix.of_kind("proposito"),
        matrix.of_kind("componente"),
        [indicator.link for indicator in matrix.indicators],
    )


def _aligned(rows: Iterable[AnswerRow]) -> list[AlignedObjective]:
    """Each objective once, those of the newest years first."""
    found: dict[str, list[AnswerRow]] = {}
    for row in rows:
        found.setdefault(row.node("objective").value, []).append(row)
    aligned = [
        AlignedObjective(
            same[0].link("objective"),
            same[0].link("plan"),
            tuple(sorted({row.text("year") for row in same} - {""}, reverse=True)),
            tuple(dict.fromkeys(row.link("statedIn") for row in same)),
        )
        for same in found.values()
    ]
    by_iri = sorted(aligned, key=lambda each: each.objective.iri)
    return sorted(by_iri, key=lambda each: max(each.years, default=""), reverse=True)


_FORMER = ("program-called-before", "program-called-then")
"""The sentences of the last former names; the page lists all of them."""

_SEVERITIES = ("Violation", "Warning", "Info")
NOUNS = ("violations", "warnings", "notices")
"""The severities, and what findings of each are called."""
_UNNAMED = frozenset({"figure", "index", "naming", "spending"})
"""Columns of things that are linked from what they say."""
_SPECIFIC_FIRST = ("SectoralObjective", "NationalObjective", "Axis")


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name, the years in which the program had it, as ranges, and the address of what proves it."""

    name: Name
    years: str
    address: str | None


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """The findings of one audit rule: their number, a first example, and the link to all."""

    title: Name
    severity: Name
    rank: int
    count: int
    example: Link
    address: str


async def program_page(subject: PageSubject) -> KindPage:
    """Make the page of a program.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await _asked(subject)
    matrices = sorted(rows["matrices"], key=lambda row: (row.text("year"), row.node("matrix").value))
    latest = matrices[-1] if matrices else None
    matrix = await matrix_of(subject, latest.node("matrix"), latest.text("year")) if latest else None
    chain = chain_of(rows["aligned"], matrix)
    spent = amounts(rows["spending"], subject.names.term(ASM("Spending")))
    names, rules = _called(rows["names"]), _rules(rows["findings"], subject)
    parts = {
        "called": names,
        "chain": chain,
        "matrix": matrix,
        "matrices": [row.cell("matrix") for row in reversed(matrices)],
        "asms": rows["asms"],
        "asm_states": Counter(row.cell("state") for row in rows["asms"]).most_common(),
        "evaluations": {row.node("evaluation").value: row for row in rows["evaluations"]}.values(),
        "asms_of": asms_of_evaluations(rows["origins"]),
        "aligned_years": alignment_years(rows["aligned"]),
        "population_years": population_years(rows["populations"]),
        "index_years": index_years(rows["indices"]),
        "sdg": rows["sdg"],
        "spent": spent,
        "years_without_money": years_without(spent),
        "rules": rules,
        **_addresses(subject),
    }
    told = [
        *_identity(subject, names),
        *_contributes(subject, chain),
        *((*targets_said(subject, matrix), *unsaid(subject, matrix)) if matrix else ()),
        *_improvements(subject, rows["asms"]),
        *_spent(subject, spent),
        *_found(subject, rules),
    ]
    return KindPage("program.html", tuple(told), parts, drawing=draw_amounts(subject, spent))


def _addresses(subject: PageSubject) -> dict[str, str]:
    """Return where the program is compared with others, and where its findings and its amounts are."""
    asked = urlencode({"program": _key(subject)})
    return {
        "compare_address": f"/compare?{asked}",
        "findings_address": f"/audit?{asked}",
        "amounts_address": f"/explore/spending?{asked}",
    }


async def _asked(subject: PageSubject) -> dict[str, tuple[AnswerRow, ...]]:
    """Query the release about a program, part by part."""
    thing = subject.thing
    return await subject.ask(
        names=page_query("entities/program-names", program=thing),
        matrices=page_query("entities/program-matrices", program=thing),
        spending=page_query("entities/program-spending", program=thing),
        findings=page_query("entities/program-findings", program=thing),
        sdg=page_query("entities/program-sdg", program=thing),
        aligned=page_query("entities/program-alignment-years", program=thing),
        populations=page_query("entities/program-populations", program=thing),
        indices=page_query("entities/program-indices", program=thing),
        origins=page_query("entities/program-asm-origins", program=thing),
        asms=page_query("entities/program-asms", program=thing),
        evaluations=subject.question("evaluations"),
        unnamed=_UNNAMED,
    )


def _key(subject: PageSubject) -> str:
    return program_of(subject.thing.value) or ""


def _called(rows: Sequence[AnswerRow]) -> tuple[DatedName, ...]:
    """Return each name once with its years, the oldest first; capitals and accents make no other name."""
    years: dict[str, set[int]] = defaultdict(set)
    spoken: dict[str, Name] = {}
    addresses: dict[str, str | None] = {}
    for row in rows:
        name = row.cell("name")
        if isinstance(name, Name):
            same = slug(name.text)
            years[same].add(int(row.text("year")))
            if same not in spoken or not name.text.isupper():
                spoken[same], addresses[same] = name, row.link("naming").address
    return tuple(
        DatedName(spoken[same], year_ranges(sorted(found)), addresses[same]) for same, found in years.items()
    )


def _rules(rows: Sequence[AnswerRow], subject: PageSubject) -> tuple[RuleSummary, ...]:
    """Return the rules with findings, most severe and then most frequent first."""
    rules = (_rule(row, subject) for row in rows)
    return tuple(sorted(rules, key=lambda rule: (rule.rank, -rule.count, rule.address)))


def _rule(row: AnswerRow, subject: PageSubject) -> RuleSummary:
    rule, severity = row.node("rule"), row.node("severity")
    local, grave = (node.value.rpartition("#")[2] for node in (rule, severity))
    address = f"/audit?{urlencode({'rule': local, 'program': _key(subject)})}"
    rank = _SEVERITIES.index(grave) if grave in _SEVERITIES else len(_SEVERITIES)
    count = int(row.number("count") or 0)
    named = row.names
    return RuleSummary(named.link(rule).name, named.term(severity), rank, count, row.link("example"), address)


def _identity(subject: PageSubject, names: Sequence[DatedName]) -> Iterator[Sentence]:
    program = subject.link.name
    branches, agencies = subject.links(ASM("branch")), subject.links(ASM("agency"))
    numbers = ", ".join(last_step(branch.iri) for branch in branches)
    if branches and agencies:
        facts: dict[str, Told] = {"numbers": numbers, "branches": branches, "agencies": agencies}
        yield subject.say("program-of-agency", program=program, **facts)
    elif branches:
        yield subject.say("program-of-branch", program=program, numbers=numbers, branches=branches)
    elif agencies:
        yield subject.say("program-of-agency-only", program=program, agencies=agencies)
    former = [called for called in names if slug(called.name.text) != slug(program.text)]
    for key, called in zip(_FORMER, former[-len(_FORMER) :], strict=False):
        yield subject.say(key, name=called.name, years=called.years)


def _contributes(subject: PageSubject, chain: Chain) -> Iterator[Sentence]:
    """Say the objectives of the plan that was named last, at the most specific level of that year."""
    levels = [several for level in _SPECIFIC_FIRST if (several := chain.aligned[level])]
    if not levels:
        return
    newest = max(levels, key=lambda several: max(several[0].years, default=""))
    for place, one in enumerate(each for each in newest if each.plan == newest[0].plan):
        key = "program-contributes-too" if place else "program-contributes"
        yield subject.say(key, objective=one.objective, plan=one.plan)


def _improvements(subject: PageSubject, rows: Sequence[AnswerRow]) -> Iterator[Sentence]:
    """How many ASM, and how far they are: the mean over what is reported."""
    reported = sum(row.number("progress") is not None for row in rows)
    if reported and (mean := subject.mean_progress()) is not None:
        yield subject.say("asms-with-progress", total=len(rows), reported=reported, mean=mean)
    elif rows:
        yield subject.say("asms", total=len(rows))


def _spent(subject: PageSubject, given: Sequence[YearAmount]) -> Iterator[Sentence]:
    if given:
        last = max(given, key=lambda amount: amount.year)
        yield subject.say("program-spent", kind=last.kind, year=last.year, millions=last.text)


def _found(subject: PageSubject, rules: Sequence[RuleSummary]) -> Iterator[Sentence]:
    totals: Counter[int] = Counter()
    for rule in rules:
        totals[rule.rank] += rule.count
    words = words_in(subject.names.language)
    counts = [counted(totals[rank], words[noun]) for rank, noun in enumerate(NOUNS) if totals[rank]]
    if counts:
        yield subject.say("findings", counts=listed(counts, subject.names.language))
    else:
        yield subject.say("no-findings")
