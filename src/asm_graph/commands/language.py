"""The language of the command line: Spanish where the system's is Spanish, English elsewhere."""

from __future__ import annotations

import os
from typing import Literal

_VARIABLES = ("ASM_GRAPH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a language is said, in this order: ours first, then as POSIX has it."""


def language() -> Literal["es", "en"]:
    """Return the language in which people are told things (`es`, `en`), by the environment.

    >>> os.environ["ASM_GRAPH_LANGUAGE"] = "es_MX.UTF-8"
    >>> language()
    'es'
    >>> del os.environ["ASM_GRAPH_LANGUAGE"]
    """
    said = next(filter(None, (os.environ.get(name) for name in _VARIABLES)), "")
    return "es" if said.lower().startswith("es") else "en"
