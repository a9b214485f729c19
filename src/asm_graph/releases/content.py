"""The contents of a release, and the hashes that tell whether any input has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.records.origin import UNKNOWN, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pydantic import JsonValue
    from pyoxigraph import Quad

    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.page_pictures import KeptPages

Progress = Callable[[str], None]
"""Is told, in a few words, which step of long work begins."""


def silent(_step: str) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: name, SHA-256 and size in bytes as received, and its layout.

    `title` is what the release calls it, `years` are the first and the last that its facts are about,
    `origin` is where it came from; releases written by earlier software do not say.
    """

    name: str
    sha256: str
    size: int
    slug: str
    layout: str
    kind: str
    title: str = ""
    years: tuple[str, str] | None = None
    origin: Origin = UNKNOWN

    @property
    def identity(self) -> tuple[str, str]:
        """Its name, and its content with where it came from, as a build compares them."""
        return self.origin.identity(self.name, self.sha256)


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Everything that goes into a release.

    Every quad is in a named graph; `quads` is iterated once, and `sorted_files` hold more of them. `faults`
    says, in one line each, where the graph breaks a shape that blocks a release; `checks` is the summary for
    the manifest, `reports` the files for `reports/`, `texts` those for `texts/`: what of each document may be
    published, by its slug. `pages` are those of documents that have some. `originals` are the files that are
    published as they are, by their names below `originals/`. `unread` are the identities of files that could
    not be read.
    """

    quads: Iterable[Quad]
    inputs: tuple[Input, ...]
    version: str
    base: Base
    knowledge: Knowledge
    faults: tuple[str, ...]
    checks: Mapping[str, JsonValue]
    reports: Mapping[str, bytes]
    sorted_files: tuple[Path, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, KeptPages] = field(default_factory=dict)
    originals: Mapping[str, Path] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether a release may be made of it."""
        return not self.faults

    @property
    def fingerprint(self) -> str:
        """Hash everything that affects the quads of a release (SHA-256); equal ones need no second build."""
        identities = (*(item.identity for item in self.inputs), *self.unread)
        return fingerprint(self.version, self.base, knowledge_hash(self.knowledge), identities)


def knowledge_hash(knowledge: Knowledge) -> str:
    """Hash names and contents of ontology, shapes, queries, registers and the files beside them (SHA-256)."""
    digest = hashlib.sha256()
    for path in _knowledge_files(knowledge):
        digest.update(path.relative_to(knowledge.root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fingerprint(version: str, base: Base, knowledge: str, inputs: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over all that decides about the quads of a release; equal ones need no second build.

    `knowledge` is a `knowledge_hash`; `inputs` are the identities of files, in any order.
    """
    parts = [version, base.iri, knowledge, *(f"{sha256} {name}" for name, sha256 in sorted(inputs))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _knowledge_files(knowledge: Knowledge) -> list[Path]:
    """List what decides about a build: all but the pages (`*.md`) that explain a folder to people."""
    seeds = knowledge.seeds
    folders = (knowledge.ontology, knowledge.shapes, knowledge.sparql, seeds / "registers")
    files = (*(path for folder in folders for path in folder.rglob("*")), *seeds.glob("*"))
    return sorted(path for path in files if path.is_file() and path.suffix != ".md")
