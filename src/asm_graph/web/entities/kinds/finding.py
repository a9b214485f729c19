"""The page of an audit finding: its history across releases, and the passages that prove it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import SEVERITIES
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.releases.findings_index import SOLVED, standing
from asm_graph.web.entities.description import names_of
from asm_graph.web.entities.kinds.solved_finding import known_finding
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.findings.filters import local
from asm_graph.web.http.addresses import within
from asm_graph.web.rendering.links import link_to
from asm_graph.web.rendering.values import spoken_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from asm_graph.releases.findings import Event
    from asm_graph.web.entities.subject import Subject

_SAID = {"new": "finding-new", "persists": "finding-persists", "solved": "finding-solved"}
_MOST = 20


async def finding_page(subject: Subject) -> KindPage:
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
    language, base = subject.names.language, subject.reading.base
    evidence = finding.evidence[:_MOST]
    documents = sorted({each.document for each in evidence}, key=str)
    names = replace(subject.names, things=await names_of(subject.reading, documents))

    there = subject.reading.site.releases.list()
    root = _root_of_proof(history, there)

    def address_of(node: NamedNode) -> str:
        address = link_to(node.value, base) or node.value
        return within(root, address)

    severity = SEVERITIES[finding.severity][LANGUAGES.index(language)]
    date = spoken_date(last.time, language)
    sentences = (
        subject.say("finding-of-rule", rule=finding.title.get(language, ""), severity=severity.lower()),
        subject.say(_SAID[became.state], date=date),
    )
    parts = {
        "finding": finding,
        "history": history,
        "there": there,
        "rule_address": f"/audit?rule={local(finding.rule.value)}",
        "evidence": evidence,
        "document_names": {each: names.link(each).name.text for each in documents},
        "address_of": address_of,
    }
    return KindPage("finding.html", sentences, parts)


def _root_of_proof(history: Sequence[Event], there: Sequence[str]) -> str:
    """Where the passages of a finding that is solved still are: in the last release that had it."""
    last = history[-1]
    if last.state != SOLVED:
        return ""
    had = [name for name in there if history[-2].release <= name < last.release]
    return f"/releases/{had[-1]}" if had else ""
