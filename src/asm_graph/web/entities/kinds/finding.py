"""The page of an audit finding, solved or not, or of a member of a case: its rule, proof and history."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.findings import findings_quads
from asm_graph.checks.report.edition import GONE, SEVERITIES, STATES
from asm_graph.errors import ReleaseError
from asm_graph.rdf import audit_iris, iris
from asm_graph.rdf.vocabulary import ASM, LANGUAGES, PROV, RDFS, SH, XSD
from asm_graph.releases.finding_details import case_of, correction_of
from asm_graph.releases.findings import finding_of
from asm_graph.releases.findings_index import FOUND, SOLVED, WITHDRAWN, standing
from asm_graph.results.spoken import spoken_date
from asm_graph.web.entities.description import Description, SourcedFact, describe, names_of
from asm_graph.web.entities.finding_history import finding_changes
from asm_graph.web.entities.finding_proofs import blanks_alone, proofs_of, remembered_proofs
from asm_graph.web.entities.finding_rule import rule_shown
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.http.addresses import within
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.services.kept_names import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Standing
    from asm_graph.releases import Release
    from asm_graph.releases.findings import Event
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import PageSubject


_GONE_AT = PROV("invalidatedAtTime")
_MOST_EVIDENCE = 20
_TIMES = {FOUND: PROV("generatedAtTime"), SOLVED: _GONE_AT, WITHDRAWN: _GONE_AT}


async def known_finding(reading: ReleaseReader, thing: NamedNode) -> tuple[Finding, tuple[Event, ...]] | None:
    """Return a finding from the history, solved ones included; None for anything else."""
    if not thing.value.startswith(reading.base.id(audit_iris.finding("")).value):
        return None
    return await asyncio.to_thread(finding_of, reading.release.path, thing.value)


async def describe_or_remember(reading: ReleaseReader, thing: NamedNode) -> Description | None:
    """Describe a thing, or a finding the release no longer has as it was last; None for anything else.

    Raises:
        QueryError: the engine does not answer.
    """
    return await describe(reading, thing) or await _remembered(reading, thing)


async def _remembered(reading: ReleaseReader, thing: NamedNode) -> Description | None:
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
    titles = tuple(
        (RDFS("label"), Literal(text, language=language)) for language, text in finding.title.items()
    )
    return {finding.node: itself, finding.rule: Naming(titles), **programs}


def _time(event: Event) -> Literal:
    return Literal(event.time.isoformat(), datatype=XSD("dateTime"))


_SAID = {state: f"finding-{state}" for state in STATES}
_TOLD = frozenset({SH("resultMessage"), ASM("evidence"), ASM("member"), *_TIMES.values()})
"""What the page tells of in full: the message in the reader's language, evidence, members and history."""
FRAMED_HEIGHT = 420
"""Pixels of a frame that shows a finding with its passages; it scrolls where there are more."""


async def finding_page(subject: PageSubject) -> KindPage:
    """Make the page of a finding or of a member of a case; releases of earlier software have no history.

    Raises:
        QueryError: the engine does not answer.
    """
    found = await known_finding(subject.reading, subject.thing)
    if found is None:
        return KindPage("thing.html")
    finding, history = found
    reading = subject.reading
    last = history[-1]
    became = standing(reading.release.name, last.release, last.state)
    documents = sorted({each.document for each in finding.evidence}, key=str)
    there = reading.site.releases.list()
    past = await asyncio.to_thread(_last_with_it, reading, history, there)
    case = await asyncio.to_thread(case_of, reading.release.path, finding.node.value)
    reasons = await asyncio.to_thread(_reasons, subject, finding, history)
    parts = {
        "finding": finding,
        "history": [(event, reasons.get(event.release, "")) for event in history],
        "changes": await finding_changes(subject, finding, history),
        "case": link_to(case, reading.base) if case else None,
        "there": there,
        "rule": await asyncio.to_thread(rule_shown, subject, finding, documents),
        **await _evidence(subject, finding, documents, past, is_gone=became.state in GONE),
    }
    sentences = _sentences(subject, finding, last, became, reasons.get(last.release, ""))
    stands_in = past if became.state in GONE else reading.release
    return KindPage(
        "finding.html", sentences, parts, quiet=_TOLD, stands_in=(stands_in,), framed_height=FRAMED_HEIGHT
    )


async def _evidence(
    subject: PageSubject,
    finding: Finding,
    documents: Sequence[NamedNode],
    past: Release | None,
    *,
    is_gone: bool,
) -> dict[str, object]:
    """Return what proves a finding: of one that is gone, as the last release had it."""
    reading, root = subject.reading, f"/releases/{past.name}" if past else ""
    names = replace(subject.names, things=await names_of(reading, documents))

    def address_of(node: NamedNode) -> str:
        return within(root, link_to(node.value, reading.base) or node.value)

    if is_gone:
        proofs = await asyncio.to_thread(remembered_proofs, past, finding, reading.base) if past else []
    else:
        proofs = await proofs_of(reading, finding)
    return {
        "evidence": finding.evidence[:_MOST_EVIDENCE],
        "proofs": proofs,
        "blanks": [] if is_gone else blanks_alone(finding, proofs),
        "document_links": {each: replace(names.link(each), address=address_of(each)) for each in documents},
        "document_names": {each: names.link(each).name.text for each in documents},
        "address_of": address_of,
    }


def _reasons(subject: PageSubject, finding: Finding, history: Sequence[Event]) -> Mapping[str, str]:
    """Return, by the release that withdrew the finding, why its rule was corrected."""
    at = LANGUAGES.index(subject.names.language)
    folder = subject.reading.release.path
    found = {
        event.release: correction_of(folder, finding.rule.value, event.time.date().isoformat())
        for event in history
        if event.state == WITHDRAWN
    }
    return {release: reasons[at] for release, reasons in found.items() if reasons}


def _sentences(
    subject: PageSubject, finding: Finding, last: Event, became: Standing, reason: str
) -> tuple[Sentence, ...]:
    """Say what rule made a finding, and what became of it."""
    at = LANGUAGES.index(subject.names.language)
    severity = SEVERITIES[finding.severity][at].lower()
    rule = finding.title.get(subject.names.language, "")
    date = spoken_date(last.time, subject.names.language)
    return (
        subject.say("finding-of-rule", rule=rule, severity=severity),
        subject.say(_SAID[became.state], date=date, reason=reason),
    )


def _last_with_it(reading: ReleaseReader, history: Sequence[Event], there: Sequence[str]) -> Release | None:
    """Open the last release that had a finding that is gone; None if it is lost, or the finding is there."""
    last = history[-1]
    if last.state == FOUND:
        return None
    had = [name for name in there if history[-2].release <= name < last.release]
    try:
        return reading.site.releases.open(had[-1]) if had else None
    except ReleaseError:
        return None
