"""The levels of a results matrix as annexes print them: in a column of their own, or before the objective."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator

_WORDS = tomllib.loads(Path(__file__).with_name("report_annexes.toml").read_text(encoding="utf-8"))["levels"]
_LEVELS = {compact(word): kind for kind, words in _WORDS.items() for word in words}
_LEVEL = re.compile(
    r"\s*+(?P<name>[^\W\d_]++)(?:[^\w,]*+(?P<number>\d{1,2}(?:\.\d{1,2})*+))?[^\w,]*+(?:,.*)?"
)
"""`Componente 4`, or `Fin, Indicador Número 1 (Estratégico)`."""
_CODE = re.compile(
    r"\s*(?:(?P<letter>[CA])\s?[.\-–]?\s?(?P<number>\d{1,5}(?:\s?\.\s?\d{1,2})*)|(?P<key>\d{3,5})(?=\s))\s*[.\-–:)]*\s*"
)
"""How the text of an objective is numbered: `C1`, `A1.2.-`, `C1064`, `0266`."""
_BY_LETTER = {"C": "componente", "A": "actividad"}


def level_in(text: str) -> tuple[str | None, str]:
    """Return the kind of level that a text names, and its number, as far as it says them.

    >>> level_in("Componente 4")
    ('componente', '4')
    """
    match = _LEVEL.fullmatch(text)
    kind = _LEVELS.get(compact(match["name"])) if match else _LEVELS.get(compact(text))
    return kind, (match["number"] or "") if match and kind else ""


def kind_of_code(narrative: Passage) -> str | None:
    """Return the kind of level that the letter before an objective says."""
    code = _CODE.match(narrative.text)
    return _BY_LETTER.get(code["letter"] or "") if code else None


def numbered(narrative: Passage, kind: str, annotator: Annotator) -> tuple[str, Passage]:
    """Return the number before an objective of a kind, empty if it has none, and the objective without it."""
    code = _CODE.match(narrative.text)
    if code is None or kind not in _BY_LETTER.values() or kind_of_code(narrative) not in (None, kind):
        return "", narrative
    annotator.mark("numbering", narrative.group(code))
    return re.sub(r"\s", "", code["number"] or code["key"]), narrative.slice(code.end())
