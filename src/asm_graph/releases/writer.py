"""A release is written aside, complete, and only then renamed and made current."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, cast

from pyoxigraph import DefaultGraph, Literal, Store

from asm_graph.errors import IntegrityError, ReleaseError
from asm_graph.executors import InProcess, finish
from asm_graph.kept_files import KeptFiles
from asm_graph.messages import Message
from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import write_sorted
from asm_graph.rdf.vocabulary import ASM, DCT
from asm_graph.releases.atomic_folder import STAGING, only_writer, publish_folder, publish_link
from asm_graph.releases.catalog import source_node
from asm_graph.releases.catalog_document import catalog_document
from asm_graph.releases.content import knowledge_hash, silent
from asm_graph.releases.csv_tables import read_tables
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.difference import write_difference
from asm_graph.releases.drafts import keep_draft
from asm_graph.releases.dumps import STORE
from asm_graph.releases.files import Workplace, WrittenFiles, write_indexes, write_quads
from asm_graph.releases.finding_changes import moved_things, write_changes
from asm_graph.releases.folder import DRAFTS, FAILED, Releases
from asm_graph.releases.line_blocks import begin_blocks, cut_blocks
from asm_graph.releases.manifest import TIME, FileFacts, Manifest
from asm_graph.releases.release import CURRENT, Release, open_release
from asm_graph.releases.stores import kept_store
from asm_graph.releases.void import void_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from pyoxigraph import QuerySolutions

    from asm_graph.rdf.index import Term
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.content import Input, Progress, ReleaseContent
    from asm_graph.releases.stores import KeptStore

_HASH_DIGITS = 12
_YEARS = "SELECT DISTINCT ?graph ?year { GRAPH ?graph { ?thing asm:year ?year } }"
_FAULTS_SHOWN = 3
"""How many faults the error of a blocked release names; its validation report has all."""


class ReleaseName(NamedTuple):
    """The time a release is written (UTC) and the name derived from it."""

    created: dt.datetime
    name: str


@dataclass(frozen=True, slots=True)
class UnfinishedRelease:
    """A release that is being written aside, of a folder of releases."""

    folder: Path
    place: Workplace

    def load(self, base: Base, sorted_files: Sequence[Path]) -> KeptStore:
        """Load the quads of files by `write_run`, whose names tell their content; return the store.

        Loading uses one processor; the blocks of the dumps are made beside it.
        """
        self.place.progress(Message("Sorting the quads"))
        kept, executor = self.place.kept, self.place.executor
        blocks = cut_blocks(sorted_files, base, kept, executor)
        self.place.progress(Message("Loading the store"))
        store = executor.submit(kept_store, blocks, base, kept)
        finish([store, *begin_blocks(blocks, base, kept, executor)])
        return store.result()

    def publish(self, content: ReleaseContent, *, draft: bool = False) -> Release:
        """Complete the release with its content, and make it the current one, or the draft.

        Raises:
            IntegrityError: the content does not conform; it is kept under `failed/` and not served.
        """
        previous, progress = _previous(self.folder, self.place.progress), self.place.progress
        quads = write_quads(self.place, content, previous)
        named = _unused_name(self.folder, quads.dumped.content_hash)
        uses = None
        if content.conforms:
            uses = write_indexes(self.place, content, quads, named.name, previous)
            progress(Message("Comparing with the previous release"))
            watched = moved_things(self.place.staging, named.name)
            write_difference(previous.path if previous else None, self.place.staging, watched=watched)
            write_changes(self.place.staging, named.name, watched, previous)
        progress(Message("Describing the release"))
        written = WrittenFiles(quads.dumped, uses)
        manifest = _write_descriptions(self.place.staging, named, content, written, previous)
        if not content.conforms:
            _keep_aside(self.place.staging, self.folder / FAILED / manifest.name, content.faults)
        if draft:
            progress(Message("Keeping the draft {name}", name=manifest.name))
            return keep_draft(self.place.staging, self.folder, manifest.name, manifest.previous)
        progress(Message("Publishing {name}", name=manifest.name))
        publish_folder(self.place.staging, self.folder / manifest.name)
        publish_link(self.folder / CURRENT, manifest.name)
        return open_release(self.folder / manifest.name)


@contextmanager
def new_release(
    folder: Path,
    progress: Progress = silent,
    executor: Executor | None = None,
    kept: KeptFiles | None = None,
) -> Iterator[UnfinishedRelease]:
    """Begin a release in a folder of releases; nothing is left of it unless it is published.

    What it is made of is kept in `kept`, for the next.

    A process that is killed on the way leaves the current release as it was; the next writer sweeps the rest.

    Raises:
        UnusableFolder: the folder cannot be written.
        ReleaseError: another process is writing there, or its disk is full.
    """
    with only_writer(folder), _staging(folder) as (staging, scratch):
        kept = kept or KeptFiles(scratch)
        yield UnfinishedRelease(folder, Workplace(staging, scratch, progress, executor or InProcess(), kept))


def write_release(
    folder: Path, content: ReleaseContent, progress: Progress = silent, *, draft: bool = False
) -> Release:
    """Write a release of content that is known as a whole; see `new_release`.

    Raises:
        IntegrityError: the content does not conform; it is kept under `failed/` and not served.
        UnusableFolder: the folder cannot be written.
        ReleaseError: another process is writing there, or its disk is full.
    """
    with new_release(folder, progress) as unfinished:
        stated = (*content.sorted_files, write_sorted(content.quads, unfinished.place.scratch))
        return unfinished.publish(replace(content, quads=(), sorted_files=stated), draft=draft)


@contextmanager
def _staging(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a folder to write a release in and one for scratch files, on the release's disk."""
    try:
        with tempfile.TemporaryDirectory(prefix=STAGING, dir=folder) as aside:
            staging, scratch = Path(aside) / "release", Path(aside) / "scratch"
            for path in (staging / "dumps", staging / "reports", scratch):
                path.mkdir(parents=True)
            yield staging, scratch
    except OSError as error:
        raise ReleaseError(
            Message(
                "{folder}: the release cannot be written ({error}); free some space or choose "
                "another folder.",
                folder=folder,
                error=error,
            )
        ) from error


def _previous(folder: Path, progress: Progress) -> Release | None:
    try:
        return Releases(folder).current()
    except ReleaseError as error:
        progress(Message("Nothing to compare with: {error}", error=error))
        return None


def _write_descriptions(
    staging: Path, named: ReleaseName, content: ReleaseContent, files: WrittenFiles, previous: Release | None
) -> Manifest:
    description = DatasetDescription.load(content.knowledge)
    statistics = files.dumped.statistics
    years = sorted(statistics.years)
    manifest = Manifest(
        name=named.name,
        created=named.created,
        previous=previous.name if previous else None,
        version=content.version,
        base=content.base.iri,
        conforms=content.conforms,
        content_hash=files.dumped.content_hash,
        fingerprint=content.fingerprint,
        knowledge_hash=knowledge_hash(content.knowledge),
        inputs=_described(staging, content) if content.conforms else content.inputs,
        quads=statistics.quads,
        graphs=dict(sorted(statistics.graphs.items())),
        classes=dict(sorted(statistics.classes.items())),
        years=(years[0], years[-1]) if years else None,
        checks=dict(content.checks),
        files=_files(staging, previous),
    )
    tables = read_tables(content.knowledge.sparql / "tables") if content.conforms else ()
    titles = {table.name: table.title for table in tables}
    (staging / "catalog.ttl").write_bytes(catalog_document(description, manifest, titles))
    (staging / "void.ttl").write_bytes(void_document(description, manifest, statistics, files.uses))
    described = {name: FileFacts.of(staging / name) for name in ("catalog.ttl", "void.ttl")}
    manifest = manifest.model_copy(update={"files": dict(sorted({**manifest.files, **described}.items()))})
    manifest.write(staging)
    return manifest


def _described(staging: Path, content: ReleaseContent) -> tuple[Input, ...]:
    """Describe the inputs with their titles and the years they cover."""
    store = Store.read_only(str(staging / STORE))
    stated = _years(store)

    def title(one: Input) -> str:
        document = content.base.id(document_iris.document(one.slug))
        said = store.quads_for_pattern(document, DCT("title"), None, DefaultGraph())
        return min((quad.object.value for quad in said if isinstance(quad.object, Literal)), default="")

    def years(one: Input) -> tuple[str, str] | None:
        found = stated[source_node(content.base, one.slug)]
        return (min(found), max(found)) if found else None

    return tuple(replace(one, title=title(one), years=years(one)) for one in content.inputs)


def _years(store: Store) -> defaultdict[Term, set[str]]:
    """Return the years that each named graph states."""
    found: defaultdict[Term, set[str]] = defaultdict(set)
    for graph, year in cast("QuerySolutions", store.query(_YEARS, prefixes={"asm": ASM.iri})):
        if isinstance(year, Literal):
            found[graph].add(year.value)
    return found


def _unused_name(folder: Path, content_hash: str) -> ReleaseName:
    """Return now, or a second after the newest release, so that names sort in the order of writing."""
    created = dt.datetime.now(dt.UTC).replace(microsecond=0)
    releases = Releases(folder)
    taken = (*releases.list(), *releases.failed(), *Releases(folder / DRAFTS).list())
    newest = max((name.partition("-")[0] for name in taken), default=None)
    if newest:
        earliest = dt.datetime.strptime(newest, TIME).replace(tzinfo=dt.UTC) + dt.timedelta(seconds=1)
        created = max(created, earliest)
    return ReleaseName(created, f"{created.strftime(TIME)}-{content_hash[:_HASH_DIGITS]}")


def _files(staging: Path, previous: Release | None) -> dict[str, FileFacts]:
    """Describe all files; of one that is shared with the previous release, its manifest tells."""
    names = sorted(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    known = previous.manifest.files if previous else {}

    def facts(name: str) -> FileFacts:
        earlier = previous.path / name if previous and name in known else None
        if earlier is not None and earlier.is_file() and earlier.samefile(staging / name):
            return known[name]
        return FileFacts.of(staging / name)

    return {name: facts(name) for name in names}


def _keep_aside(staging: Path, target: Path, faults: Sequence[str]) -> NoReturn:
    target.parent.mkdir(exist_ok=True)
    publish_folder(staging, target)
    shown = "\n".join(f"- {fault}" for fault in faults[:_FAULTS_SHOWN])
    left = len(faults) - _FAULTS_SHOWN
    more = Message("\n- and {count} more", count=left) if left > 0 else ""
    raise IntegrityError(
        Message(
            "The graph breaks shapes that block a release; the current release "
            "stays.\n{shown}{more}\nCorrect the documents or leave them out; the reports are "
            "in {reports}.",
            shown=shown,
            more=more,
            reports=target / "reports",
        )
    )
