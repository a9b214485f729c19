"""One release, opened for reading and queries in this process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from asm_graph.errors import MissingRelease, ReleaseError
from asm_graph.messages import Message, system_reason
from asm_graph.query.evaluation import QueryEvaluator
from asm_graph.rdf.query_errors import engine_errors
from asm_graph.releases.dumps import QUADS, STORE
from asm_graph.releases.manifest import FILE_NAME, FileFacts, Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple


Row = dict[str, "NamedNode | BlankNode | Literal | Triple | None"]
"""The terms of one solution by the names of the variables; None where a variable is unbound."""


@dataclass(frozen=True, slots=True)
class Results:
    """Rows and `variables` of a SELECT, the `boolean` of an ASK, or `triples` of a CONSTRUCT or DESCRIBE.

    Everything is read when the query is asked: an open answer of the engine must not change threads.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __bool__(self) -> bool:
        """Return the boolean of an ASK; otherwise whether there is any row or triple."""
        return bool(self.rows or self.triples) if self.boolean is None else self.boolean


def ask(store: Store, sparql: str) -> Results:
    """Answer a query without limits; not for strangers' queries.

    Raises:
        QueryRefused: it has a pattern for more graphs than can be told apart.
        QuerySyntaxError, EngineFailure: see `asm_graph.rdf.query_errors.engine_errors`.
    """
    with engine_errors():
        answer = QueryEvaluator(store).query(sparql)
        if isinstance(answer, QueryBoolean):
            return Results(boolean=bool(answer))
        if isinstance(answer, QuerySolutions):
            names = tuple(variable.value for variable in answer.variables)
            return Results(names, tuple({name: solution[name] for name in names} for solution in answer))
        return Results(triples=tuple(answer))


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
            raise ReleaseError(
                Message(
                    "{path}: cannot be opened ({error}); build the release again.", path=path, error=error
                )
            ) from error

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
                raise _damaged(self.path / name, Message("differs from its checksum"))

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
            raise _damaged(path, Message("cannot be read ({reason})", reason=system_reason(error))) from error
        if size != facts.size:
            raise _damaged(path, Message("has {size:,} bytes in place of {due:,}", size=size, due=facts.size))


def _current_of(folder: Path) -> Path:
    link = folder / CURRENT
    if link.is_dir():
        return link.resolve()
    if link.is_symlink():
        raise MissingRelease(
            Message(
                "{link}: names the release {name}, which is missing; choose another with "
                "`asm-graph releases switch NAME`, or build one.",
                link=link,
                name=link.readlink(),
            )
        )
    if not folder.exists():
        raise MissingRelease(
            Message("{folder}: does not exist; build a release with `asm-graph build`.", folder=folder)
        )
    raise MissingRelease(
        Message("{folder}: holds no current release; build one with `asm-graph build`.", folder=folder)
    )


def _damaged(path: Path, reason: str) -> ReleaseError:
    return ReleaseError(
        Message(
            "{path}: {reason}, the release is damaged; switch to another with `asm-graph "
            "releases switch NAME`, or build it again.",
            path=path,
            reason=reason,
        )
    )
