"""What people call the layouts of documents and of their parts."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.messages import ENGLISH, SPANISH, Message, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LAYOUT_NAMES = Path(__file__).with_suffix(".toml")


@cache
def layout_names() -> Mapping[str, Mapping[str, str]]:
    """Load what people call the layouts, by language."""
    return tomllib.loads(LAYOUT_NAMES.read_text(encoding="utf-8"))


def layout_name(layout: str) -> Message:
    """Name a layout in words; the name itself where it has no others.

    >>> layout_name("coneval-eed").spanish
    'Evaluación Específica de Desempeño'
    """
    said = layout_names().get(layout)
    return Message.of(said[ENGLISH], said[SPANISH]) if said else Message.of(layout, layout)


def names_of(layouts: Iterable[str]) -> Message:
    """Name several layouts, each once."""
    return joined(", ", map(layout_name, dict.fromkeys(layouts)))
