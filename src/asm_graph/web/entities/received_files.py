"""The files that documents were read from, as the manifest of a release describes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from asm_graph.releases.dumps import ORIGINALS

if TYPE_CHECKING:
    from asm_graph.releases import Release
    from asm_graph.releases.content import Input

_TEXTS = frozenset({".txt", ".md", ".text"})


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """The file that a document was read from; the addresses of it and of its text, if they are published.

    `text_sha256` is the hash of the published text, in which contact data is withheld.
    """

    input: Input
    original: str | None
    text: str | None
    text_sha256: str

    @property
    def is_text(self) -> bool:
        """Whether the file is a text itself, so that only what is withheld makes the published one differ."""
        return PurePosixPath(self.input.name).suffix.lower() in _TEXTS

    @property
    def text_differs(self) -> bool:
        """Whether the published text has another hash than the file that it was read from."""
        return bool(self.text) and self.text_sha256 != self.input.sha256


def received_file(release: Release, slug: str) -> ReceivedFile | None:
    """Return the file of a document by its slug; None where the manifest does not know it."""
    manifest = release.manifest
    received = next((one for one in manifest.inputs if one.slug == slug), None)
    if received is None:
        return None

    def address(name: str) -> str | None:
        return f"/releases/{release.name}/{name}" if name in manifest.files else None

    original = next((name for name in manifest.files if _is_original(name, slug)), "")
    text = f"texts/{slug}.txt"
    facts = manifest.files.get(text)
    return ReceivedFile(received, address(original), address(text), facts.sha256 if facts else "")


def _is_original(name: str, slug: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[0] == ORIGINALS and path.stem == slug
