"""What several test modules start from."""

from __future__ import annotations

import ssl
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pyoxigraph import RdfFormat, parse
from tests.made_once import made_once

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.documents import office_files
from asm_graph.errors import UnreadableDocument
from asm_graph.graph.derived import derived_quads
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import DEFAULT_BASE, PREFIXES, Base
from asm_graph.registers import Registers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad

    from asm_graph.releases import Release

# No test says how fast it must be: a busy machine would fail it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_PREFIXES = {
    **PREFIXES,
    "id": f"{DEFAULT_BASE}id/",
    "graph": f"{DEFAULT_BASE}graph/",
    "source": f"{DEFAULT_BASE}graph/source/",
    "evidence": f"{DEFAULT_BASE}graph/evidence/",
    "class": f"{DEFAULT_BASE}id/code/asm-class/",
    "kind": f"{DEFAULT_BASE}id/code/value-kind/",
    "missing": f"{DEFAULT_BASE}id/code/missing/",
    "rule": f"{DEFAULT_BASE}shapes#",
}


@pytest.fixture(scope="session", autouse=True)
def _unconfined_office_files() -> Iterator[None]:
    """Read office files of our own in the process of their test: one for each would cost minutes.

    Those of `tests/documents/test_office_files.py` are read as a stranger's.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office_files, "run", _read_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def _imported_once() -> None:
    """Have servers and pools of processes forked from a process that has imported what they need."""
    get_context("forkserver").set_forkserver_preload(
        ["asm_graph.build.pipeline", "asm_graph.web.mcp.server", "asm_graph.web.server"]
    )


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Share what the clients of tests need for TLS: each would read all certificates, longer than it asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


def _read_here(function: Callable[..., object], *args: object) -> object:
    """Read a file in this process; a panic of a library, which would end a process, refuses it."""
    try:
        return function(*args)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # pyo3 gives it no module to import it from
            raise UnreadableDocument(Message("{path}: breaks its reader.", path=args[0])) from error
        raise


@pytest.fixture(scope="session")
def trig() -> Callable[[str], list[Quad]]:
    """Quads out of TriG, with the prefixes of the graph."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    return lambda text: list(parse(prefixes + text, format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def with_derived() -> Callable[..., list[Quad]]:
    """Add to quads what a build derives from them."""
    verbs = Registers.load(Knowledge.default().seeds / "registers").verbs

    def complete(quads: Iterable[Quad], base: Base | None = None) -> list[Quad]:
        stated = list(quads)
        return [*stated, *derived_quads(stated, verbs, base or Base())]

    return complete


@pytest.fixture(scope="session")
def founding_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the two founding documents, built once; nobody writes to it."""
    return made_once(
        tmp_path_factory, "founding", lambda folder: build(founding_documents(), folder / "releases")
    )
