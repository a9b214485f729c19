"""Which file of an exported site stands for an address, and how files link to each other."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath

from asm_graph.rdf.vocabulary import LANGUAGES

FIRST = LANGUAGES[0]
"""The language whose pages stand at their own paths; those of the others stand under its name."""

_PATH = re.compile(r"/(?:[A-Za-z0-9_~.-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/(?!$)|$))*")
_LONGEST_NAME = 200
_PAGE = ".html"
_EXTENSIONS = {"text/html": _PAGE, "application/json": ".json", "text/turtle": ".ttl"}
_NAMED = "/.well-known/"
"""Its names are standards of their own (RFC 8615) and take no extension."""
_SERVICE = re.compile(
    r"(?:/releases/[^/]+)?/(?:sparql|search)|/(?:api|id)/|/(?:metrics|health|ready|openapi|mcp)"
    r"|/releases/.+\.sqlite$"
)
"""What only a running server can answer or use; `/id/…` is what a server sends on to `/doc/…`."""


def exported_path(address: str) -> str | None:
    """Return the path of an address without query and fragment; None where no file can stand for it."""
    path, _, query = address.partition("#")[0].partition("?")
    named = all(len(part) <= _LONGEST_NAME and set(part) != {"."} for part in path.split("/")[1:] if part)
    if query or not path.startswith("/") or _SERVICE.match(path) or not named or not _PATH.fullmatch(path):
        return None
    return path.removesuffix(_PAGE)


def file_of(path: str, media_type: str, language: str) -> PurePosixPath:
    """Return the file for the response to a path; languages but the first have folders of their own."""
    name = path.lstrip("/") or "index"
    extension = "" if path.startswith(_NAMED) else _EXTENSIONS.get(media_type, "")
    named = name if extension and name.endswith(extension) else name + extension
    folder = language if extension == _PAGE and language != FIRST else ""
    return PurePosixPath(folder, named)


def language_of(name: PurePosixPath) -> str:
    """Return the language of the page in this file."""
    return name.parts[0] if name.parts[0] in LANGUAGES[1:] else FIRST


def path_of(name: PurePosixPath) -> str:
    """Return the path of the page in this file."""
    place = name.relative_to(name.parts[0]) if language_of(name) != FIRST else name
    return "/" if place == PurePosixPath("index.html") else f"/{place}".removesuffix(_PAGE)


def link_between(source: PurePosixPath, target: PurePosixPath) -> str:
    """Return the relative address of a file from another, so that the site works in any folder."""
    return os.path.relpath(target, source.parent)
