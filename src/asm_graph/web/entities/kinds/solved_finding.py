"""The page of a solved finding: its last description, and when it was found and solved."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.audit import findings_quads
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, PROV, SH, XSD
from asm_graph.releases.findings import finding_of
from asm_graph.releases.findings_index import FOUND
from asm_graph.web.entities.description import Description, Fact, Naming, names_of

if TYPE_CHECKING:
    from asm_graph.checks.audit import Finding
    from asm_graph.releases.findings import Event
    from asm_graph.web.answers.page_queries import Reading

_TIMES = {FOUND: PROV("generatedAtTime"), "solved": PROV("invalidatedAtTime")}


async def known_finding(reading: Reading, thing: NamedNode) -> tuple[Finding, tuple[Event, ...]] | None:
    """Return a finding from the history, solved ones included; None for anything else."""
    if not thing.value.startswith(reading.base.id(iris.finding("")).value):
        return None
    return await asyncio.to_thread(finding_of, reading.release.path, thing.value)


async def remembered(reading: Reading, thing: NamedNode) -> Description | None:
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
        Fact(quad.predicate, quad.object, graphs)
        for quad in findings_quads([finding], reading.base)
        if quad.subject == thing and not hasattr(quad.object, "subject")
    ]
    times = [Fact(_TIMES[each.state], _time(each), graphs) for each in history]
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
