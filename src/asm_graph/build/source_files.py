"""The files of a build: found in folders, hashed, deduplicated by content, each with a unique slug."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.build.sources_csv import FILE_NAME as SOURCES
from asm_graph.build.sources_csv import read_origins
from asm_graph.documents import shown_path
from asm_graph.documents.loading import read_chunks
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message
from asm_graph.records.origin import UNKNOWN, Origin
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_LEFT_BY_SYSTEMS = {
    "thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "folder.htt",
    "$recycle.bin", "recycler", "system volume information", "lost+found", "__macosx", "icon\r", "@eadir",
}  # fmt: skip
"""Files and folders that Windows, macOS, Linux and network drives make by themselves, in lower case."""

_ABOUT_THE_FOLDER = {"readme.md", SOURCES}
"""What explains a folder of documents to people, and where its files came from."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its slug in the graph, and the SHA-256 and size in bytes of its content.

    `content` is that of a pipe or another stream, which can be read only once; None of a file. `is_named`
    tells that it was asked for by its name: a build fails without it, while a folder may hold what cannot be
    read. `refusal` says why a file of a folder was not even hashed.
    """

    path: Path
    slug: str
    sha256: str
    size: int
    content: bytes | None = field(default=None, repr=False)
    is_named: bool = True
    refusal: str = ""
    origin: Origin = UNKNOWN

    @property
    def name(self) -> str:
        """The name of the file as it can be shown and published."""
        return shown_path(self.path).name

    @property
    def identity(self) -> tuple[str, str]:
        """Its name, and its content with where it came from: equal ones need no second build."""
        return self.origin.identity(self.name, self.sha256)


def source_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """List the files, and all files below folders but for hidden ones and those that programs leave there.

    Equal bytes are read once. Files that share a name are told apart by their content, so that no slug
    depends on the order.

    Raises:
        UnreadableDocument: a path that was named is missing, cannot be read, too large, or a folder without
            files.
        RegisterError: a `sources.csv` does not hold.
    """
    found: dict[str, SourceFile] = {}
    origins: dict[Path, Mapping[Path, Origin]] = {}
    for path, root in _given_files(paths).items():
        file = replace(_read(path, is_named=root is None), origin=_origin(path, root or path.parent, origins))
        found.setdefault(file.sha256 or str(path), file)
    shared = Counter(file.slug for file in found.values())
    return tuple(
        file if shared[file.slug] == 1 else replace(file, slug=f"{file.slug}-{file.sha256[:8]}")
        for file in found.values()
    )


def _given_files(paths: Iterable[Path]) -> Mapping[Path, Path | None]:
    """Return each file once, with the folder that was named in its place, unless it was named itself."""
    found: dict[Path, Path | None] = {}
    for file, root in (one for given in paths for one in _files(given)):
        if root is None or file not in found:
            found[file] = root
    return found


def _origin(path: Path, root: Path, known: dict[Path, Mapping[Path, Origin]]) -> Origin:
    """Return where a file came from: what the nearest `sources.csv` up to the folder `root` says."""
    for folder in path.parents:
        if folder not in known:
            known[folder] = read_origins(folder)
        if path in known[folder]:
            return known[folder][path]
        if folder == root:
            break
    return UNKNOWN


def _files(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """Yield the files that a path stands for, each with the folder that was named in its place."""
    if not path.is_dir():
        yield path, None
        return
    members = [
        member
        for member in sorted(path.rglob("*"))
        if member.is_file() and not any(map(_is_passed_over, member.relative_to(path).parts))
    ]
    if not members:
        raise UnreadableDocument(
            Message("{path}: is a folder without files; check the path.", path=shown_path(path))
        )
    yield from ((member, path) for member in members)


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
        or folded in _ABOUT_THE_FOLDER
    )


def _read(path: Path, *, is_named: bool) -> SourceFile:
    """Hash a file, or say why one of a folder cannot be."""
    try:
        return replace(_hashed(path), is_named=is_named)
    except UnreadableDocument as error:
        if is_named:
            raise
        return SourceFile(path, slug(shown_path(path).stem), "", 0, is_named=False, refusal=error.message)


def _hashed(path: Path) -> SourceFile:
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
