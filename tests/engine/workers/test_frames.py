"""Frames survive the way, whatever they carry."""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.engine.workers.frames import Kind, pack, read, receive

FRAMES = st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=300)), max_size=5)


@given(FRAMES)
def test_both_sides_read_what_was_packed(frames: list[tuple[Kind, bytes]]) -> None:
    data = b"".join(pack(kind, payload) for kind, payload in frames)
    stream = io.BytesIO(data)
    assert [read(stream) for _ in frames] == frames
    assert read(stream) is None

    async def received() -> list[tuple[Kind, bytes]]:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return [await receive(reader) for _ in frames]

    assert asyncio.run(received()) == frames


def test_a_cut_frame_is_told() -> None:
    async def cut() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(pack(Kind.PIECE, b"abc")[:-1])
        reader.feed_eof()
        await receive(reader)

    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(cut())
