"""The links of our own pages: found, and written anew for files."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LINKING = {"href", "src"}
_FORM = "form"


class Links(HTMLParser):
    """Where the links of a page lead, each once."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, None] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of a tag."""
        self.found |= dict.fromkeys(value for name, value in attrs if name in _LINKING and value)


class Rewriting(HTMLParser):
    """A page with other links: `rewrite` says where each leads, or None where it leads nowhere now.

    A link that leads nowhere stays as text. Forms are left out: no file answers them.
    """

    def __init__(self, page: str, rewrite: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=False)
        self._rewrite = rewrite
        self._pieces: list[str] = []
        self._forms = 0
        self.feed(page)
        self.close()

    @property
    def page(self) -> str:
        """The page as it is now."""
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag with its new addresses."""
        self._forms += tag == _FORM
        kept = [
            (name, self._rewrite(value) if name in _LINKING and value else value) for name, value in attrs
        ]
        lost = {name for (name, value), (_, new) in zip(attrs, kept, strict=True) if value and new is None}
        if tag == "link" and lost:
            return
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in kept
            if name not in lost
        )
        self._write(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        """Write the end of an element."""
        self._write(f"</{tag}>")
        self._forms -= tag == _FORM

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element of SVG without content."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Write text as it is."""
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character as it is."""
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character as it is."""
        self._write(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """Write the document type."""
        self._write(f"<!{decl}>")

    def _write(self, piece: str) -> None:
        if not self._forms:
            self._pieces.append(piece)
