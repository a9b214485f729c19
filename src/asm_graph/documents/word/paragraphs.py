"""The text of a paragraph of Word as a reader sees it (ECMA-376, part 1, 17.3).

Deleted and hidden text is none; what a field shows is, not its code; of a box to tick, whether it is ticked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap

from asm_graph.documents.word.styles import W, attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from asm_graph.documents.word.numbering import Numbering
    from asm_graph.documents.word.styles import Styles

M = f"{{{nsmap.get('m', 'http://schemas.openxmlformats.org/officeDocument/2006/math')}}}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_INLINE = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object", f"{_COMPATIBLE}AlternateContent"}
_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_PLAIN = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_TICKED, _NOT_TICKED = "☒", "☐"
_SYMBOLS = {
    "Wingdings": {0xFE: _TICKED, 0xFD: _TICKED, 0xFC: "✓", 0xFB: "✗", 0xA8: _NOT_TICKED, 0x6F: _NOT_TICKED},
    "Wingdings 2": {0x52: _TICKED, 0x53: _TICKED, 0x50: "✓", 0x4F: "✗", 0xA3: _NOT_TICKED},
}
"""Signs of fonts that are pictures, of which forms are made."""
_PRIVATE = range(0xF000, 0xF100)
_INTEGRAL = "∫"
"""The operator of a sum in a formula that names no other."""


@dataclass(slots=True)
class ParagraphText:
    """The lines of a paragraph, and what hangs on it: text boxes, and notes by their kind and number."""

    lines: list[str]
    is_bold: bool
    size: float
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class TextReader:
    """Reads paragraphs, in their order: lists are counted."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def read(self, paragraph: BaseOxmlElement) -> ParagraphText:
        """Read a paragraph, with the number that a list writes before it."""
        style = self._styles.of_paragraph(paragraph)
        found = ParagraphText([], is_bold=False, size=0)
        pieces: list[str] = []
        bold: list[bool] = []
        for run in _runs(paragraph):
            if run.tag.startswith(M):
                pieces.append(_formula(run))
            elif not self._styles.is_on("vanish", run, style):
                text = "".join(_text(run, found))
                pieces.append(text)
                if text.strip():
                    bold.append(self._styles.is_on("b", run, style))
                    found.size = found.size or self._styles.size(run, style)
        text = "".join(pieces)
        found.lines = [
            line for line in (self._label(paragraph, style, text) + text).split("\n") if line.strip()
        ]
        found.is_bold = (bool(bold) and all(bold)) or self._styles.is_heading(style)
        return found

    def _label(self, paragraph: BaseOxmlElement, style: str, text: str) -> str:
        place = self._styles.list_place(paragraph, style)
        is_deleted = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        if place is None or (is_deleted and not text.strip()):
            return ""
        label = self._numbering.label(place)
        # A number may stand alone, as in a column of numbers; a bullet alone says nothing.
        return f"{label} " if label and (text.strip() or label[-1:].isalnum() or len(label) > 1) else ""


def children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the children of an element; for content controls and tracked insertions, theirs."""
    for child in element.iterchildren():
        if child.tag == f"{W}sdt":
            # A control that is not filled in shows what to type there.
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                for content in child.iterchildren(f"{W}sdtContent"):
                    yield from children(content)
        elif child.tag in _INLINE:
            yield from children(child)
        else:
            yield child


def _runs(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the runs and the formulas of a paragraph."""
    for child in children(paragraph):
        if child.tag == f"{W}r" or child.tag in {f"{M}oMath", f"{M}oMathPara"}:
            yield child


def _text(run: BaseOxmlElement, found: ParagraphText) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _PLAIN:
            yield _PLAIN[child.tag]
        elif child.tag == f"{W}sym":
            yield _symbol(child)
        elif child.tag == f"{W}fldChar":
            yield _form_field(child)
        elif child.tag in _NOTES:
            found.notes.append((_NOTES[child.tag], attribute(child, "id")))
        elif child.tag in _DRAWINGS:
            found.boxes += _boxes(child)


def _boxes(drawing: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the outermost text boxes of a drawing; each may be there twice, for new programs and old."""
    for child in drawing.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag == f"{_COMPATIBLE}Fallback":
            choice = child.getprevious()
            if choice is None or next(_boxes(choice), None) is None:
                yield from _boxes(child)
        else:
            yield from _boxes(child)


def _symbol(element: BaseOxmlElement) -> str:
    code = int(attribute(element, "char") or "0", 16)
    if code not in _PRIVATE:
        return chr(code)
    return _SYMBOLS.get(attribute(element, "font"), {}).get(code - _PRIVATE.start, "")


def _form_field(element: BaseOxmlElement) -> str:
    """Return what a field of a form shows that has no result of its own: a box to tick, a list."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        states = [found for name in ("checked", "default") if (found := box.find(f"{W}{name}")) is not None]
        return _TICKED if states and states[0].get(f"{W}val") not in {"0", "false"} else _NOT_TICKED
    choices = element.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [attribute(entry) for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = attribute(choices.find(f"{W}result")) or attribute(choices.find(f"{W}default")) or "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def _formula(element: BaseOxmlElement) -> str:
    """Write a formula in one line (ECMA-376, part 1, 22.1)."""
    if element.tag == f"{M}t":
        return element.text or ""
    parts = [_formula(child) for child in element.iterchildren(f"{M}*")]
    if element.tag == f"{M}f":
        return "/".join(f"({part})" if len(part.split()) > 1 else part for part in parts if part)
    if element.tag in {f"{M}sSup", f"{M}sSub"}:
        return ("^" if element.tag == f"{M}sSup" else "_").join(part for part in parts if part)
    if element.tag == f"{M}d":
        return f"({''.join(parts)})"
    if element.tag == f"{M}nary":
        sign = element.find(f"{M}naryPr/{M}chr")
        return (_INTEGRAL if sign is None else sign.get(f"{M}val", "")) + "".join(parts)
    return "".join(parts)
