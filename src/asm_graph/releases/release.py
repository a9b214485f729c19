"""One release, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from asm_graph.errors import MissingRelease, ReleaseError
from asm_graph.releases.dumps import QUADS, STORE
from asm_graph.releases.local_query import Results, ask
from asm_graph.releases.manifest import FILE_NAME, FileFacts, Manifest

CURRENT = "current"
"""The link in a folder of releases that names the served one."""


@dataclass(frozen=True)
class Release:
    """An immutable release folder and its manifest."""

    path: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Time and content hash."""
        return self.manifest.name

    @property
    def dump_path(self) -> Path:
        """The sorted N-Quads, packed with gzip."""
        return self.path / QUADS

    @property
    def reports(self) -> Path:
        """The folder of reports: extraction, validation, audit, difference."""
        return self.path / "reports"

    def store(self) -> Store:
        """Open the embedded engine over this release, read-only (in some 15 ms).

        Raises:
            ReleaseError: the store is missing or damaged.
        """
        path = self.path / STORE
        try:
            return Store.read_only(str(path))
        except OSError as error:
            raise ReleaseError(f"{path}: cannot be opened ({error}); build the release again.") from error

    def query(self, sparql: str) -> Results:
        """Answer a SPARQL query in this process: no limits, for the owner's own scripts.

        Raises:
            QueryRefused: it has a pattern for more graphs than can be told apart.
            QuerySyntaxError, EngineFailure: see `asm_graph.rdf.query_errors.engine_errors`.
            ReleaseError: the store is missing or damaged.
        """
        return ask(self._opened, sparql)

    def verify(self) -> None:
        """Read every file and compare it with the manifest.

        Raises:
            ReleaseError: a file is missing or differs.
        """
        check_sizes(self)
        for name, facts in self.manifest.files.items():
            if FileFacts.of(self.path / name) != facts:
                raise _damaged(self.path / name, "differs from its checksum")

    @cached_property
    def _opened(self) -> Store:
        return self.store()


def open_release(path: Path | str) -> Release:
    """Open a release folder, or the current release of a folder of releases.

    Raises:
        MissingRelease: there is none.
        ReleaseError: files of it are missing or cut.
    """
    folder = Path(path)
    if not (folder / FILE_NAME).is_file():
        folder = _current_of(folder)
    release = Release(folder.resolve(), Manifest.read(folder))
    check_sizes(release)
    return release


def check_sizes(release: Release) -> None:
    """Compare the files of a release with the sizes in its manifest.

    Raises:
        ReleaseError: a file is missing or has another size.
    """
    for name, facts in release.manifest.files.items():
        path = release.path / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise _damaged(path, f"cannot be read ({error.strerror})") from error
        if size != facts.size:
            raise _damaged(path, f"has {size:,} bytes in place of {facts.size:,}")


def _current_of(folder: Path) -> Path:
    link = folder / CURRENT
    if link.is_dir():
        return link.resolve()
    if link.is_symlink():
        raise MissingRelease(
            f"{link}: names the release {link.readlink()}, which is missing; "
            "choose another with `asm-graph releases switch NAME`, or build one."
        )
    if not folder.exists():
        raise MissingRelease(f"{folder}: does not exist; build a release with `asm-graph build`.")
    raise MissingRelease(f"{folder}: holds no current release; build one with `asm-graph build`.")


def _damaged(path: Path, reason: str) -> ReleaseError:
    return ReleaseError(
        f"{path}: {reason}, the release is damaged; switch to another with "
        "`asm-graph releases switch NAME`, or build it again."
    )
