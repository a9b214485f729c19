"""`manifest.json`: what a release holds and what it was made from."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from asm_graph.errors import ReleaseError
from asm_graph.messages import Message, system_reason
from asm_graph.releases.content import Input

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "manifest.json"
TIME = "%Y%m%dT%H%M%SZ"
"""How the name of a release begins."""


class FileFacts(BaseModel):
    """Size in bytes and SHA-256 of a file of the release."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileFacts:
        """Read the whole file."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
        return cls(size=path.stat().st_size, sha256=digest.hexdigest())


def time_of(release: str) -> dt.datetime:
    """Return when a release was written (UTC), from its name."""
    return dt.datetime.strptime(release.partition("-")[0], TIME).replace(tzinfo=dt.UTC)


class Manifest(BaseModel):
    """The facts about a release.

    `graphs` counts the quads of each named graph, `classes` the instances of each class in the default graph,
    `years` are the first and the last that its facts are about, `content_hash` is the SHA-256 of the sorted
    N-Quads, `files` has every file of the release but this one.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    created: dt.datetime
    previous: str | None
    version: str
    base: str
    conforms: bool
    content_hash: str
    fingerprint: str
    knowledge_hash: str
    inputs: tuple[Input, ...]
    quads: int
    graphs: dict[str, int]
    classes: dict[str, int]
    years: tuple[str, str] | None = None
    checks: dict[str, JsonValue]
    files: dict[str, FileFacts]

    @classmethod
    def read(cls, release: Path) -> Manifest:
        """Read the manifest in a folder.

        Raises:
            ReleaseError: there is none, or it is damaged.
        """
        path = release / FILE_NAME
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise ReleaseError(
                Message(
                    "{release}: is no release ({file}: {reason}); build one with `asm-graph build`.",
                    release=release,
                    file=FILE_NAME,
                    reason=system_reason(error),
                )
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "JSON"
            raise ReleaseError(
                Message(
                    "{path}: is damaged ({place}: {first}); build the release again.",
                    path=path,
                    place=place,
                    first=first["msg"],
                )
            ) from error

    def write(self, release: Path) -> None:
        """Write the manifest to a folder as indented JSON."""
        (release / FILE_NAME).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
