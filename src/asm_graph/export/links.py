"""Links of exported pages: finding them, and rewriting them to the files that stand for their targets.

Our templates write every attribute as `name="value"` with its characters escaped, so that a pattern finds
tags and links as a parser of HTML does (a test holds both against each other), in a twentieth of the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from asm_graph.export.exported_paths import FIRST, exported_path, file_of, language_of, link_between, path_of
from asm_graph.rdf.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path, PurePosixPath

_TAG = re.compile(r'<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\s+[^\s"<>/=]+(?:="[^"]*")?)+\s*/?>')
_LINK = re.compile(r'\s+(?P<attribute>href|src)="(?P<address>[^"]+)"')
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
    return {
        unescape(link["address"]): None for tag in _TAG.finditer(page) for link in _LINK.finditer(tag.group())
    }


def relinked(page: str, rewrite: Callable[[str], str | None]) -> str:
    """Rewrite the links of a page; `rewrite` returns the new target, or None to remove the link.

    A link that leads nowhere stays as text. Forms are left out: no file answers them.
    """

    def attribute(link: re.Match[str]) -> str:
        address = rewrite(unescape(link["address"]))
        return "" if address is None else f' {link["attribute"]}="{escape(address)}"'

    def tag(found: re.Match[str]) -> str:
        written, links = _LINK.subn(attribute, found.group())
        lost = links and not _LINK.search(written)
        return "" if lost and found["name"] == "link" else written

    return _TAG.sub(tag, _FORM.sub("", page))
