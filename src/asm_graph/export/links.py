"""Files of an exported site: which file stands for an address, and how links lead from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


FIRST = LANGUAGES[0]
"""The language whose pages stand at their own paths; those of the others stand under its name."""

_KEPT_ADDRESSES = 50_000
"""Pages share most of their links."""
_PATH = re.compile(r"/(?:(?!\.*+(?:/|$))[A-Za-z0-9._~-]++(?:/(?!$)|$))*+")
_LONGEST_NAME = 200
_PAGE = ".html"
_EXTENSIONS = {"text/html": _PAGE, "application/json": ".json", "text/turtle": ".ttl"}
_NAMED = "/.well-known/"
"""Its names are standards of their own (RFC 8615) and take no extension."""
_SERVICE = re.compile(
    r"(?:/releases/[^/]+)?/(?:sparql|search|cite)|/(?:api|id)/|/(?:metrics|health|ready|openapi|mcp)"
    r"|/releases/.+\.sqlite$"
)
"""What only a running server can answer or use; `/id/…` is what a server sends on to `/doc/…`."""


@lru_cache(_KEPT_ADDRESSES)
def exported_path(address: str) -> str | None:
    """Return the path of an address without query and fragment; None where no file can stand for it."""
    path, _, query = address.partition("#")[0].partition("?")
    named = all(len(part) <= _LONGEST_NAME and set(part) != {"."} for part in path.split("/")[1:] if part)
    if query or not path.startswith("/") or _SERVICE.match(path) or not named or not _PATH.fullmatch(path):
        return None
    return path.removesuffix(_PAGE)


@lru_cache(_KEPT_ADDRESSES)
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
    here, there = source.parent.parts, target.parts
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return "/".join((*[".."] * (len(here) - shared), *there[shared:]))


_TAG = re.compile(r'<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\s+[^\s"<>/=]+(?:="[^"]*")?)+\s*/?>')
_LINK = re.compile(r'(?<!\s)\s++(?P<attribute>href|src)="(?P<address>[^"]+)"')
_LINKING = re.compile(r'\s(?:href|src)="')
"""What stands in each tag that has a link, and hardly in another."""
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_KINDS = ("text/html", "", "application/json", "text/turtle")
"""What an address may be kept as, what is asked for first first."""


def link_pages(folder: Path, pages: Sequence[PurePosixPath]) -> int:
    """Rewrite the links of these pages once all files are there; return the number of pages."""
    is_file = cache(lambda name: (folder / name).is_file())
    for name in pages:
        page = _Page(name, is_file)
        file = folder / name
        file.write_text(relinked(file.read_text(encoding="utf-8"), page.target), encoding="utf-8")
    return len(pages)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page by its file name, among the files of the site."""

    name: PurePosixPath
    is_file: Callable[[PurePosixPath], bool]

    def target(self, link: str) -> str | None:
        """Return where a link now leads; None where no file stands for its target."""
        if link.startswith("#") or not link.startswith(("/", "?")):
            return link
        language = language_of(self.name)
        if link.startswith("?"):
            there: str | None = path_of(self.name)
            language = next((each for each in LANGUAGES if link.endswith(f"lang={each}")), "")
        else:
            there = exported_path(link)
        name = self._file(there, language) if there and language else None
        fragment = f"#{link.partition('#')[2]}" if "#" in link else ""
        return f"{link_between(self.name, name)}{fragment}" if name else None

    def _file(self, path: str, language: str) -> PurePosixPath | None:
        names = (file_of(path, kind, each) for kind in _KINDS for each in dict.fromkeys((language, FIRST)))
        return next(filter(self.is_file, names), None)


def links_of(page: str) -> dict[str, None]:
    """Return the links of a page, each once, in order."""
    tags = (tag.group() for tag in _TAG.finditer(page))
    return {
        unescape(link["address"]): None
        for tag in tags
        if _LINKING.search(tag)
        for link in _LINK.finditer(tag)
    }


def relinked(page: str, rewrite: Callable[[str], str | None]) -> str:
    """Rewrite the links of a page; `rewrite` returns the new target, or None to remove the link.

    A link that leads nowhere stays as text. Forms are left out: no file answers them.
    """

    def attribute(link: re.Match[str]) -> str:
        address = rewrite(unescape(link["address"]))
        return "" if address is None else f' {link["attribute"]}="{escape(address)}"'

    def tag(found: re.Match[str]) -> str:
        if not _LINKING.search(found[0]):
            return found[0]
        written, links = _LINK.subn(attribute, found.group())
        lost = links and not _LINK.search(written)
        return "" if lost and found["name"] == "link" else written

    return _TAG.sub(tag, _FORM.sub("", page))
