"""The files of a build: found in folders, hashed, deduplicated by content, each with a unique slug."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.documents import shown_path
from asm_graph.documents.loading import read_chunks
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

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}", re.ASCII)
_README = "readme.md"
"""What explains a folder of documents to people."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its slug in the graph, and the SHA-256 and size in bytes of its content.

    `content` is that of a pipe or another stream, which can be read only once; None of a file.
    `is_published` tells that its publisher wants the file itself to be in the release, as it was received.
    """

    path: Path
    slug: str
    sha256: str
    size: int
    content: bytes | None = field(default=None, repr=False)
    is_published: bool = False

    @property
    def original(self) -> str:
        """Where a release has the file as received; empty where it has not."""
        if not self.is_published:
            return ""
        suffix = self.path.suffix.lower()
        return f"originals/{self.slug}{suffix if _SUFFIX.fullmatch(suffix) else ''}"

    @property
    def name(self) -> str:
        """The name of the file as it can be shown and published."""
        return shown_path(self.path).name


def source_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """List the files, and all files below folders but for hidden ones and those that programs leave there.

    Equal bytes are read once. Files that share a name are told apart by their content, so that no slug
    depends on the order.

    Raises:
        UnreadableDocument: a path is missing, cannot be read, too large, or is a folder without files.
    """
    found: dict[str, SourceFile] = {}
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        file = _read(path)
        found.setdefault(file.sha256, file)
    shared = Counter(file.slug for file in found.values())
    return tuple(
        file if shared[file.slug] == 1 else replace(file, slug=f"{file.slug}-{file.sha256[:8]}")
        for file in found.values()
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


def _read(path: Path) -> SourceFile:
    """Hash a file within the limit of a document; what cannot be read a second time is kept."""
    digest, size = hashlib.sha256(), 0
    kept: list[bytes] = []
    is_stream = not path.is_file()
    for chunk in read_chunks(path):
        digest.update(chunk)
        size += len(chunk)
        if is_stream:
            kept.append(chunk)
    name = f"document-{digest.hexdigest()[:8]}"
    if not is_stream:
        name = slug(shown_path(path).stem) or name
    return SourceFile(path, name, digest.hexdigest(), size, b"".join(kept) if is_stream else None)
