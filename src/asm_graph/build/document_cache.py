"""The graph of one document, cached beside the releases so that unchanged documents are not read again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.atomic_files import writing_whole
from asm_graph.build.document_pages import make_pages
from asm_graph.build.extract import Extractor
from asm_graph.build.line_extracts import Asked, extracted
from asm_graph.build.loaded_documents import LoadedDocument
from asm_graph.build.page_progress import each_second, told_in
from asm_graph.documents.loading import read_chunks
from asm_graph.messages import Message
from asm_graph.rdf.iris import NATION
from asm_graph.records import ProgramRef
from asm_graph.registers.state_programs import StateProgram
from asm_graph.releases.page_pictures import DocumentPages, KeptPages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pydantic import JsonValue
    from pyoxigraph import NamedNode, Quad

    from asm_graph.build.extract import Extraction
    from asm_graph.build.source_files import SourceFile
    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.readers import Reading
    from asm_graph.registers import Registers
    from asm_graph.releases import Progress

_SCANS = ".scans"
"""The folder of what OCR has read, by the content of pages; builds that read other documents keep it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file whose graph is to be made; `key` hashes everything that affects the result.

    `registers` are those of the build once they know the programs of every document; None before. `software`
    is the version that makes the pictures of pages, which depend on less than the graph does.
    `knowledge_hash` tells the knowledge from what its files were before.
    """

    file: SourceFile
    folder: Path
    key: str
    knowledge: Knowledge
    base: Base
    registers: Registers | None = None
    software: str = ""
    knowledge_hash: str = ""

    @property
    def graph_path(self) -> Path:
        """The quads, as sorted N-Quads."""
        return self.folder / f"{self.key}.nq"

    @property
    def loaded(self) -> LoadedDocument:
        """The document as it was read."""
        return LoadedDocument(self.file, self.folder, self.software)

    @property
    def facts_path(self) -> Path:
        """What else is known of the document, as JSON; written last."""
        return self.folder / f"{self.key}.json"

    @property
    def is_done(self) -> bool:
        """Whether both are there; a build that is killed while it cleans up may leave one of them."""
        return self.facts_path.exists() and self.graph_path.exists()


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """The graph of one document, its report, and the federal programs it names.

    `not_understood` counts characters of a text, cells of a table. `keyed` is false where a program is named
    without its key, so that what other documents call it decides which program is meant. `text` is what of a
    text may be published; a table has none. `pages` are its pages, if it has some. `unregistered` are the
    programs of states that it names and no register has.
    """

    file: SourceFile
    layout: str
    keyed: bool
    not_understood: int
    report: dict[str, JsonValue]
    text: str | None
    programs: tuple[ProgramRef, ...]
    path: Path
    pages: KeptPages | None = None
    unregistered: tuple[StateProgram, ...] = ()

    @property
    def names_federal(self) -> bool:
        """Whether it names a program that may be a federal one without its key."""
        return not self.keyed and (
            bool(self.report["programs"]) or any(one.jurisdiction == NATION for one in self.unregistered)
        )

    def quads(self) -> Iterator[Quad]:
        """Read the quads of the source graph and the evidence graph."""
        return parse(path=self.path, format=RdfFormat.N_QUADS)

    def about(self, predicates: Collection[NamedNode], within: str = "") -> Iterator[Quad]:
        """Read the quads with these predicates without parsing the rest; see `extract`."""
        return parse(path=self.extract(predicates, within), format=RdfFormat.N_QUADS)

    def extract(self, predicates: Collection[NamedNode], within: str = "") -> Path:
        """Return a file of the lines with these predicates, which is kept beside the graph.

        `within` is a prefix of the IRIs of the graphs to read from.
        """
        return extracted(self.path, Asked(predicates, within))


def key_of(file: SourceFile, *decisive: str) -> str:
    """Hash a file's content and names with everything else that affects its graph."""
    parts = (*file.identity, file.slug, *decisive)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def document_graph(task: Task, progress: Progress | None = None) -> DocumentGraph:
    """Return the graph of a document, cached or new.

    Without a `progress`, pages are told to the process that waits; see `page_progress.as_done`.

    Raises:
        InputError: the document cannot be read.
    """
    if not task.is_done:
        make_graph(task, progress)
    facts = json.loads(task.facts_path.read_bytes())
    return DocumentGraph(
        task.file,
        facts["layout"],
        facts["keyed"],
        facts["notUnderstood"],
        facts["report"],
        facts["text"],
        tuple(ProgramRef(**row) for row in facts["programs"]),
        task.graph_path,
        _kept_pages(facts["pages"], task.folder),
        tuple(
            StateProgram(jurisdiction, own, label, known=False)
            for jurisdiction, own, label in facts["unregistered"]
        ),
    )


def load_document(task: Task, progress: Progress | None = None) -> tuple[TextDocument | TableDocument, bytes]:
    """Read the document of a task and the bytes of its file; see `document_graph` for the progress.

    Raises:
        InputError: the document cannot be read.
    """
    data = task.file.content
    if data is None:
        data = b"".join(read_chunks(task.file.path))
    with told_in(task.folder, task.key) as tell:
        reads = each_second(progress or tell, Message("Reading {file}", file=task.file.name))
        return task.loaded.load(data, reads, task.folder / _SCANS), data


def make_graph(
    task: Task,
    progress: Progress | None = None,
    loaded: tuple[TextDocument | TableDocument, bytes] | None = None,
) -> None:
    """Read a document, unless it is `loaded`, and keep its graph, its pages, and what else is known of it.

    Raises:
        InputError: the document cannot be read.
    """
    extractor = Extractor(task.knowledge, task.base, task.registers)
    document, data = loaded or load_document(task, progress)
    extraction = extractor.extract(document, task.file.slug, task.file.origin)
    with told_in(task.folder, task.key) as tell:
        draws = each_second(progress or tell, Message("Drawing {file}", file=task.file.name))
        pages = make_pages(extraction, data, task.folder, task.software, draws)
    with writing_whole(task.graph_path) as partial:
        partial.write_bytes(extraction.lines)
    keep_facts(task, extraction, pages)


def keep_facts(task: Task, extraction: Extraction, pages: KeptPages | None) -> None:
    """Keep what is known of a document beside its graph, which is kept before."""
    reading = extraction.reading
    facts = {
        "layout": reading.layout,
        "keyed": reading.keyed,
        "notUnderstood": reading.account.unread,
        "report": extraction.report(),
        "text": reading.published,
        "programs": _rows(reading),
        "pages": pages and {"folder": pages.folder.name, **pages.pages.model_dump(mode="json")},
        "unregistered": sorted({(one.jurisdiction, one.slug, one.label) for one in extraction.unregistered}),
    }
    with writing_whole(task.facts_path) as partial:
        partial.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def _kept_pages(facts: dict[str, JsonValue] | None, folder: Path) -> KeptPages | None:
    """Return the pages of a document as the cache tells of them."""
    if facts is None:
        return None
    return KeptPages(DocumentPages.model_validate(facts), folder / str(facts["folder"]))


def _rows(reading: Reading) -> list[dict[str, JsonValue]]:
    """Return each program with each of its names in a year once, without places."""
    return [asdict(ref) for ref in dict.fromkeys(replace(ref, place=None) for ref in reading.record.programs)]
