"""What changed in the data when a finding was found or solved: values before and after."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.releases.finding_changes import changes_of
from asm_graph.web.entities.description import names_of
from asm_graph.web.entities.value_changes import nodes_named, shown_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.releases.findings import Event
    from asm_graph.web.entities.subject import PageSubject
    from asm_graph.web.entities.value_changes import ShownChange
    from asm_graph.web.rendering.naming import Link

_MOST = 10
"""Changed things that a page shows."""


@dataclass(frozen=True, slots=True)
class ThingChanges:
    """What changed of one thing in the release of an event."""

    event: Event
    thing: Link
    changes: tuple[ShownChange, ...]


async def finding_changes(
    subject: PageSubject, finding: Finding, history: Sequence[Event]
) -> list[ThingChanges]:
    """Return what changed of the things that a finding is about, in the releases of its history.

    Raises:
        QueryError: the engine does not answer.
    """
    about = [term.value for term in (finding.focus, finding.value) if isinstance(term, NamedNode)]
    folder = subject.reading.release.path
    known = await asyncio.to_thread(changes_of, folder, about)
    events = {event.release: event for event in history}
    chosen = [one for one in known if one.release in events][:_MOST]
    if not chosen:
        return []
    values = [value for one in chosen for value in one.values]
    things = [*(NamedNode(one.subject) for one in chosen), *nodes_named(values)]
    named = await names_of(subject.reading, list(dict.fromkeys(things)))
    names = replace(subject.names, things={**subject.names.things, **named})
    return [
        ThingChanges(
            events[one.release], names.link(NamedNode(one.subject)), shown_changes(one.values, names)
        )
        for one in chosen
    ]
