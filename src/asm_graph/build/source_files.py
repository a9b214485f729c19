"""The files of a build: found in folders, hashed, deduplicated by content, each with a unique slug."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import shown_path
from asm_graph.errors import UnreadableDocument
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LEFT_BY_SYSTEMS = {
    "thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "folder.htt",
    "$recycle.bin", "recycler", "system volume information", "lost+found", "__macosx", "icon\r", "@eadir",
}  # fmt: skip
"""Files and folders that Windows, macOS, Linux and network drives make by themselves, in lower case."""

_README = "readme.md"
"""What explains a folder of documents to people."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its slug in the graph, and the SHA-256 and size in bytes of its content."""

    path: Path
    slug: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The name of the file as it can be shown and published."""
        return shown_path(self.path).name


def source_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """List the files, and all files below folders but for hidden ones and those that programs leave there.

    Equal bytes are read once. Files that share a name are told apart by their content, so that no slug
    depends on the order.

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
        if member.is_file() and not any(map(_is_passed_over, member.relative_to(path).parts))
    ]
    if not members:
        raise UnreadableDocument(f"{shown_path(path)}: is a folder without files; check the path.")
    yield from members


def _is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is hidden, explains a folder, or was left there by a program.

    `~$mir.xlsx` and `~WRL0001.tmp` are of Office while it has a file open, `Thumbs.db` of Windows; those that
    begin with a dot (`.DS_Store`, `._mir.xlsx`, `.~lock.mir.ods#`) are of macOS and LibreOffice.
    """
    folded = name.casefold()
    return (
        folded.startswith((".", "~$"))
        or (folded.startswith("~") and folded.endswith(".tmp"))
        or folded in _LEFT_BY_SYSTEMS
        or folded == _README
    )


def _hash(path: Path) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return digest.hexdigest(), file.tell()
    except OSError as error:
        raise UnreadableDocument(
            f"{shown_path(path)}: cannot be read ({error.strerror}); check the path."
        ) from error


def _name(path: Path, digest: str) -> str:
    return slug(shown_path(path).stem) or f"document-{digest[:8]}"
