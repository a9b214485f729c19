"""Legislative extensions: separate keys for the money that the Chamber of Deputies added to a program.

The budget of 2008 has them, with the name of the program and `(Ampliaciones determinadas por la Cámara de
Diputados)`. The program is known only if exactly one other key of the same branch, modality and year has that
name, which is so for 117 of 559. In all of these the number is that of the program plus 300 or 500; the rule
does not use that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import compact
from asm_graph.spanish.word_lists import EXTENSION_ADDITION, EXTENSION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.records import ProgramRef

_SUFFIX = re.compile(rf"(?:(?<!\s)\s++)?\(\s*+{EXTENSION_ADDITION}.*$", re.IGNORECASE | re.DOTALL)
_WORDS = tuple(map(compact, EXTENSION_WORDS))


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension as named in a year; `candidates` are the paths of programs with the same name.

    `base` is the path of the program that it extends, None where the names do not show it.
    """

    path: str
    year: int | None
    name: str
    candidates: tuple[str, ...]

    @property
    def base(self) -> str | None:
        """The only program that has the name."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def is_extension_name(name: str) -> bool:
    """Tell whether a name says that it is a legislative extension, even if it is cut or mistyped.

    >>> is_extension_name("Becas (Ampliaciones determinadas por la Cáma")
    True
    """
    # Spaces and accents do not count, since narrow columns break words anywhere.
    form = compact(name)
    return any(word in form for word in _WORDS)


def find_extensions(refs: Iterable[ProgramRef]) -> tuple[Extension, ...]:
    """Find the extensions among programs, each once, in the order of their paths."""
    named: defaultdict[tuple[int, str, int | None, str], set[str]] = defaultdict(set)
    extensions: dict[str, tuple[ProgramRef, str]] = {}
    for ref in refs:
        if ref.name and _SUFFIX.search(ref.name):
            # Not a name of the program itself: it must not lead other documents to the extension.
            extensions[ref.path] = (ref, ref.name)
        elif ref.name:
            named[_key(ref, ref.name)].add(ref.path)
    return tuple(
        Extension(path, ref.year, name, tuple(sorted(named.get(_key(ref, _SUFFIX.sub("", name)), ()))))
        for path, (ref, name) in sorted(extensions.items())
    )


def _key(ref: ProgramRef, name: str) -> tuple[int, str, int | None, str]:
    """Return what an extension and its program have in common."""
    return ref.branch, ref.modality, ref.year, compact(name)
