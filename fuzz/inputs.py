"""How hostile bytes are made: put together from telling pieces, or by damaging what is whole."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

_WRITTEN = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text(encoding="utf-8"))
_HALF = "\ud800"
PIECES: dict[str, tuple[str, ...]] = {name: (*pieces, _HALF) for name, pieces in _WRITTEN["pieces"].items()}
"""What hostile texts are put together from, by what reads them."""
WHOLES: dict[str, list[str]] = _WRITTEN["wholes"]
"""What is right as it stands."""
ROWS: tuple[dict[str, str], ...] = tuple(_WRITTEN["rows"].values())
"""A right row of each layout of tables, by its headers."""
_RUNS = (2, 40, 20_000)
"""How often a piece is repeated: what costs more than in proportion to the text shows in the longest."""
_LONGEST = 64_000
_CUTS = (0, 0, 1, 2, 30, 400, 20_000)
"""How many bytes of a whole a damage takes away; most put something in between."""


def encoded(text: str) -> bytes:
    """Encode a text as UTF-8, halves of characters too."""
    return text.encode("utf-8", "surrogatepass")


def texts(pieces: Sequence[str], most: int = 25) -> SearchStrategy[str]:
    """Put texts together from up to so many pieces, with anything in between, some pieces repeated."""
    piece = st.sampled_from(pieces)
    runs = st.builds(lambda text, times: (text * times)[:_LONGEST], piece, st.sampled_from(_RUNS))
    anything = st.text(st.characters(codec=None), max_size=4)
    part = st.one_of(piece, piece, piece, piece, anything, runs)
    return st.lists(part, max_size=most).map(lambda parts: "".join(parts)[:_LONGEST])


def _run(piece: bytes, times: int) -> bytes:
    return piece * min(times, 1 + _LONGEST // max(1, len(piece)))


@st.composite
def damaged(draw: st.DrawFn, wholes: Sequence[bytes], pieces: Sequence[str]) -> bytes:
    """Damage one of the wholes in one to six places: cut out, put in, repeated or turned around."""
    data = draw(st.sampled_from(wholes))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from(_CUTS)))
        put = st.one_of(
            st.sampled_from(pieces).map(encoded),
            st.binary(max_size=3),
            st.sampled_from(_RUNS).map(partial(_run, data[start:end])),
            st.just(data[start:end][::-1]),
        )
        data = data[:start] + draw(put) + data[end:]
    return data
