"""What a target is: how its inputs are made, and what must hold of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy


class Target(NamedTuple):
    """A reader under test: `check` raises something where the reader does wrong with its bytes."""

    name: str
    inputs: SearchStrategy[bytes]
    check: Callable[[bytes], None]
