"""The files of a build: found in folders, hashed, deduplicated by content, each with a unique slug."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import UnreadableDocument
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its slug in the graph, and the SHA-256 and size in bytes of its content."""

    path: Path
    slug: str
    sha256: str
    size: int


def source_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """List the files, and all visible files below folders; identical content is read once.

    Files that share a name are told apart by their content, so that no slug depends on the order.

    Raises:
        UnreadableDocument: a path is missing, cannot be read, or is a folder without files.
    """
    found: dict[str, tuple[Path, int]] = {}
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        digest, size = _hash(path)
        found.setdefault(digest, (path, size))
    names = [_name(path, digest) for digest, (path, _) in found.items()]
    return tuple(
        SourceFile(path, name if names.count(name) == 1 else f"{name}-{digest[:8]}", digest, size)
        for name, (digest, (path, size)) in zip(names, found.items(), strict=True)
    )


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    members = [
        member
        for member in sorted(path.rglob("*"))
        if member.is_file() and not any(part.startswith(".") for part in member.relative_to(path).parts)
    ]
    if not members:
        raise UnreadableDocument(f"{path}: is a folder without files; check the path.")
    yield from members


def _hash(path: Path) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return digest.hexdigest(), file.tell()
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read ({error.strerror}); check the path.") from error


def _name(path: Path, digest: str) -> str:
    return slug(path.stem) or f"document-{digest[:8]}"
