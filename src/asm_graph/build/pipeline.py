"""The build, from files to a release: documents, registers, mapping, checks, release."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.build.check import Graphs, audit_store, check_documents, similar_narratives
from asm_graph.build.gather import BuildCache, gather, workers
from asm_graph.build.identity_report import REPORT, gathered_identities
from asm_graph.build.shared_graphs import shared_graphs
from asm_graph.build.source_files import source_files
from asm_graph.build.stage_progress import StageProgress
from asm_graph.checks.corrections import read_corrections
from asm_graph.checks.denominators import denominator_quads
from asm_graph.checks.findings import findings_quads
from asm_graph.checks.report import REPORT as AUDIT
from asm_graph.checks.report import Edition, write_audit
from asm_graph.errors import ReleaseError
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message, as_message
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import (
    Input,
    Progress,
    Release,
    ReleaseContent,
    Releases,
    draft_of,
    ensure_usable,
    fingerprint,
    knowledge_hash,
    new_release,
    only_writer,
    silent,
)
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from pydantic import JsonValue

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.build.gather import GatheredDocuments
    from asm_graph.build.shared_graphs import SharedGraphs
    from asm_graph.build.source_files import SourceFile
    from asm_graph.checks.audit import AuditResult
    from asm_graph.checks.findings import Finding
    from asm_graph.checks.integrity import IntegrityReport
    from asm_graph.releases import UnfinishedRelease

WORKSHOP = ".work"
"""The folder, beside the releases, of the graphs of single documents."""


@dataclass(frozen=True, slots=True)
class CheckResults:
    """The results of the checks, and the sorted files of all that was checked."""

    integrity: IntegrityReport
    audit: AuditResult
    stated: tuple[Path, ...]


def founding_documents(knowledge: Knowledge | None = None) -> tuple[Path, ...]:
    """List the documents under `seeds/documents/`, sorted by name."""
    folder = (knowledge or Knowledge.default()).seeds / "documents"
    return tuple(file.path for file in source_files([folder]))


def build(  # noqa: PLR0913  (all but one have a default and are given by name)
    sources: Iterable[Path | str],
    out: Path | str = "releases",
    *,
    knowledge: Knowledge | None = None,
    base: Base | None = None,
    progress: Progress = silent,
    executor: Executor | None = None,
    draft: bool = False,
) -> Release:
    """Build a release from documents and the knowledge, and make it the current one in the folder `out`.

    A `draft` is kept beside it, see `publish_draft`. A folder that has a release of the same inputs is left
    as it is; what an earlier build has read is not read again. `executor` does the work, here or elsewhere.

    Raises:
        InputError: documents cannot be read; all of them are named, and nothing is written.
        IntegrityError: the graph breaks a shape that blocks a release; it is kept aside with its report.
        UnusableFolder: the folder cannot be written; no document is read.
        ReleaseError: the folder is in use, or its disk is full.
    """
    out = Path(out)
    ensure_usable(out)
    files = source_files(map(Path, sources))
    workshop = BuildCache(out / WORKSHOP, knowledge or Knowledge.default(), base or Base(), software())
    if known := _unchanged(files, workshop, out, draft=draft):
        progress(Message("Nothing has changed since {current}", current=known.name))
        return known
    with only_writer(workshop.folder), _translate_os_errors(out):
        began = workshop.begin()
        told = StageProgress(progress, workshop.folder / ".times.json", _kind(files, workshop))
        with workers(executor, files) as several:
            gathered = gather(files, workshop, told, several)
            shared = shared_graphs(gathered, workshop, told, several)
            with new_release(out, told, several, workshop.kept) as unfinished:
                content = _checked_content(gathered, shared, workshop, unfinished)
                release = unfinished.publish(content, draft=draft)
        told.finish()
        workshop.forget_others((*content.sorted_files, *_kept(gathered, workshop)), began)
    return release


def _unchanged(
    files: Iterable[SourceFile], workshop: BuildCache, out: Path, *, draft: bool
) -> Release | None:
    """Return what the folder has already of these files and this knowledge, if anything."""
    knowledge = knowledge_hash(workshop.knowledge)
    same = fingerprint(workshop.software, workshop.base, knowledge, (file.identity for file in files))
    return next((one for one in _known(out, draft=draft) if one.manifest.fingerprint == same), None)


def _kind(files: Sequence[SourceFile], workshop: BuildCache) -> str:
    """Tell a build that reads most of its documents from one that finds most of them read."""
    new = sum(file.size for file in files if not workshop.task(file).is_done)
    return "whole" if 2 * new > sum(file.size for file in files) else "changes"


def _check(graphs: Graphs, unfinished: UnfinishedRelease) -> CheckResults:
    """Check integrity while the store is loaded, then audit what is in the store."""
    executor, progress, kept = unfinished.place.executor, unfinished.place.progress, unfinished.place.kept
    progress(Message("Checking the integrity of documents ({count})", count=len(graphs.documents)))
    integrity = executor.submit(check_documents, graphs, kept)
    similar = executor.submit(similar_narratives, graphs, kept).result()
    stated = (*graphs.sorted_files, similar)
    store = unfinished.load(graphs.base, stated)
    progress(Message("Auditing"))
    audit = audit_store(store, graphs, kept, executor)
    return CheckResults(integrity.result(), audit, stated)


def _kept(gathered: GatheredDocuments, workshop: BuildCache) -> Iterator[Path]:
    """Yield the files and folders of the cache from which a later build takes the documents."""
    for document in gathered.made:
        yield document.path
        yield workshop.loaded(document.file).path
        if document.pages is not None:
            yield document.pages.folder


@contextmanager
def _translate_os_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            Message(
                "{folder}: no release was written ({error}); if the disk is full, free some "
                "space or choose another folder.",
                folder=folder,
                error=error,
            )
        ) from error


def _known(out: Path, *, draft: bool) -> Iterator[Release]:
    """Yield what the folder has already: its current release and, where a draft is asked for, its draft.

    A draft that compares with another release than the current one is none of them.
    """
    current = None
    with suppress(ReleaseError):
        current = Releases(out).current()
    if current is not None:
        yield current
    if draft:
        with suppress(ReleaseError):
            kept = draft_of(out)
            if kept is not None and kept.manifest.previous == (current.name if current else None):
                yield kept


def software() -> str:
    """Return the version of the software with a hash of its code, which tells development builds apart."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version('asm-graph')}+code.{digest.hexdigest()[:12]}"


def _checked_content(
    gathered: GatheredDocuments, shared: SharedGraphs, workshop: BuildCache, unfinished: UnfinishedRelease
) -> ReleaseContent:
    """Check the graphs, and return them with what was found as the content of a release."""
    documents = gathered.documents
    graphs = Graphs(documents, shared.path, shared.derived, workshop.knowledge, workshop.base)
    checked = _check(graphs, unfinished)
    findings = checked.audit.findings
    return ReleaseContent(
        quads=(
            *findings_quads(findings, workshop.base),
            *denominator_quads(checked.audit.denominators, workshop.base),
        ),
        sorted_files=checked.stated,
        inputs=tuple(map(_input, documents)),
        version=workshop.software,
        base=workshop.base,
        knowledge=workshop.knowledge,
        faults=checked.integrity.faults,
        checks={
            "integrity": sum(map(len, checked.integrity.results.values())),
            "findings": len(findings),
            "notUnderstood": sum(document.not_understood for document in documents),
        },
        reports=_reports(checked, gathered, shared, workshop),
        texts={one.file.slug: one.text for one in documents if one.text is not None},
        pages={one.file.slug: one.pages for one in documents if one.pages is not None},
        originals={
            f"{one.file.slug}{one.file.path.suffix.lower()}": one.file.path
            for one in documents
            if one.file.origin.publishes_original
        },
        unread=tuple(one.file.identity for one in gathered.unread),
    )


def _reports(
    checked: CheckResults, gathered: GatheredDocuments, shared: SharedGraphs, workshop: BuildCache
) -> dict[str, bytes]:
    """Write the reports of a release, by the names of their files."""
    extraction = {
        "documents": [document.report for document in gathered.documents],
        "unread": [{"file": one.file.name, "reason": one.shown_reason.as_json()} for one in gathered.unread],
        "notices": [as_message(notice).as_json() for notice in shared.notices],
        "withheldFindings": [_withheld(one, workshop.base) for one in checked.audit.withheld],
    }
    edition = Edition(
        denominators=checked.audit.denominators,
        corrections=read_corrections(workshop.knowledge.shapes),
        rules=checked.audit.rules,
    )
    return {
        "extraction.json": json.dumps(extraction, ensure_ascii=False, indent=2).encode(),
        "validation.json": checked.integrity.to_json().encode(),
        AUDIT: write_audit(checked.audit.findings, "json", edition),
        REPORT: gathered_identities(gathered),
    }


def _withheld(finding: Finding, base: Base) -> dict[str, JsonValue]:
    """Return a finding that rests on a value read with low confidence, for review."""
    return {
        "rule": finding.rule.value.rpartition("#")[2],
        "entity": base.local(finding.focus) if isinstance(finding.focus, NamedNode) else None,
        "message": withheld(finding.messages["es"]),
    }


def _input(document: DocumentGraph) -> Input:
    return Input(
        name=document.file.name,
        sha256=document.file.sha256,
        size=document.file.size,
        slug=document.file.slug,
        layout=document.layout,
        kind="document",
        origin=document.file.origin,
    )
