"""The page of an audit finding, also of a solved one: its history, and the passages that prove it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.findings import findings_quads
from asm_graph.checks.report.edition import GONE, SEVERITIES, STATES
from asm_graph.rdf import audit_iris, iris
from asm_graph.rdf.vocabulary import ASM, LANGUAGES, PREFIXES, PROV, SH, XSD
from asm_graph.releases.findings import case_of, correction_of, finding_of
from asm_graph.releases.findings_index import FOUND, SOLVED, WITHDRAWN, standing
from asm_graph.results import prefixed_name
from asm_graph.results.spoken import spoken_date
from asm_graph.web.entities.description import Description, SourcedFact, names_of
from asm_graph.web.entities.excerpts import excerpts_named, in_context
from asm_graph.web.entities.row_cells import shown_cells
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.findings.filters import local
from asm_graph.web.http.addresses import within
from asm_graph.web.rendering.naming import Naming, link_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Standing
    from asm_graph.releases.findings import Event
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.excerpts import QuotedExcerpt
    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import PageSubject


_GONE_AT = PROV("invalidatedAtTime")
_TIMES = {FOUND: PROV("generatedAtTime"), SOLVED: _GONE_AT, WITHDRAWN: _GONE_AT}


async def known_finding(reading: ReleaseReader, thing: NamedNode) -> tuple[Finding, tuple[Event, ...]] | None:
    """Return a finding from the history, solved ones included; None for anything else."""
    if not thing.value.startswith(reading.base.id(audit_iris.finding("")).value):
        return None
    return await asyncio.to_thread(finding_of, reading.release.path, thing.value)


async def remembered(reading: ReleaseReader, thing: NamedNode) -> Description | None:
    """Return the last description of a finding the release no longer has; None for anything else.

    Raises:
        QueryError: the engine does not answer.
    """
    found = await known_finding(reading, thing)
    if found is None:
        return None
    finding, history = found
    graphs = (reading.base.graph(iris.AUDIT),)
    said = [
        SourcedFact(quad.predicate, quad.object, graphs)
        for quad in findings_quads([finding], reading.base)
        if quad.subject == thing and not hasattr(quad.object, "subject")
    ]
    times = [SourcedFact(_TIMES[each.state], _time(each), graphs) for each in history]
    facts = (*said, *times)
    named = list(dict.fromkeys(fact.value for fact in facts if isinstance(fact.value, NamedNode)))
    remembered_names = _names_in(finding)
    return Description(thing, facts, (), remembered_names | await names_of(reading, named))


def _names_in(finding: Finding) -> dict[NamedNode, Naming]:
    """Return the names of a finding and its programs, which the release may no longer have."""
    messages = [Literal(text, language=language) for language, text in finding.messages.items()]
    itself = Naming(tuple((SH("resultMessage"), message) for message in messages), (ASM("Finding"),))
    programs = {
        program: Naming(composed=(Literal(name, language="es"),)) for program, name in finding.names.items()
    }
    return {finding.node: itself, **programs}


def _time(event: Event) -> Literal:
    return Literal(event.time.isoformat(), datatype=XSD("dateTime"))


_SAID = {state: f"finding-{state}" for state in STATES}
_MOST = 20
FRAMED_HEIGHT = 420
"""Pixels of a frame that shows a finding with its passages; it scrolls where there are more."""


async def finding_page(subject: PageSubject) -> KindPage:
    """Make the page of a finding; releases of earlier software have no history.

    Raises:
        QueryError: the engine does not answer.
    """
    found = await known_finding(subject.reading, subject.thing)
    if found is None:
        return KindPage("thing.html")
    finding, history = found
    last = history[-1]
    became = standing(subject.reading.release.name, last.release, last.state)
    base = subject.reading.base
    evidence = finding.evidence[:_MOST]
    proofs = [] if became.state in GONE else await _proofs(subject, finding)
    documents = sorted({each.document for each in evidence}, key=str)
    names = replace(subject.names, things=await names_of(subject.reading, documents))

    there = subject.reading.site.releases.list()
    root = _root_of_proof(history, there)

    def address_of(node: NamedNode) -> str:
        address = link_to(node.value, base) or node.value
        return within(root, address)

    case = await asyncio.to_thread(case_of, subject.reading.release.path, finding.node.value)
    sentences = await _sentences(subject, finding, last, became)
    parts = {
        "finding": finding,
        "history": history,
        "case": link_to(case, base) if case else None,
        "there": there,
        "rule_address": f"/audit?rule={local(finding.rule.value)}",
        "evidence": evidence,
        "proofs": proofs,
        "document_links": {each: names.link(each) for each in documents},
        "document_names": {each: names.link(each).name.text for each in documents},
        "address_of": address_of,
    }
    return KindPage("finding.html", sentences, parts, framed_height=FRAMED_HEIGHT)


async def _sentences(
    subject: PageSubject, finding: Finding, last: Event, became: Standing
) -> tuple[Sentence, ...]:
    """Say what rule made a finding, and what became of it."""
    at = LANGUAGES.index(subject.names.language)
    folder = subject.reading.release.path
    reasons = await asyncio.to_thread(correction_of, folder, finding.rule.value, became.since)
    reason = reasons[at] if reasons and became.state == "withdrawn" else ""
    severity = SEVERITIES[finding.severity][at].lower()
    rule = finding.title.get(subject.names.language, "")
    date = spoken_date(last.time, subject.names.language)
    return (
        subject.say("finding-of-rule", rule=rule, severity=severity),
        subject.say(_SAID[became.state], date=date, reason=reason),
    )


async def _proofs(subject: PageSubject, finding: Finding) -> list[QuotedExcerpt]:
    """Return what proves a finding: places on pages, and cells that say it or are blank."""
    nodes = [each.node for each in finding.evidence[:_MOST]]
    found = await in_context(await excerpts_named(subject.reading, nodes), subject.reading)
    about = set(finding.blank) or ({prefixed_name(finding.path.value, PREFIXES)} if finding.path else set())
    said = finding.value.value if isinstance(finding.value, Literal) else ""
    once = {each.iri: each for each in found}.values()
    return [
        replace(each, shown_row=shown_cells(each.row, about, said) or each.shown_row) if each.row else each
        for each in once
    ]


def _root_of_proof(history: Sequence[Event], there: Sequence[str]) -> str:
    """Where the passages of a finding that is gone still are: in the last release that had it."""
    last = history[-1]
    if last.state == FOUND:
        return ""
    had = [name for name in there if history[-2].release <= name < last.release]
    return f"/releases/{had[-1]}" if had else ""
