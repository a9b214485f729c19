"""Frames survive the way, whatever they carry."""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.engine.workers.frames import FrameKind, FrameReader, pack, read

FRAMES = st.lists(st.tuples(st.sampled_from(FrameKind), st.binary(max_size=300)), max_size=5)


@given(FRAMES)
def test_both_sides_read_what_was_packed(frames: list[tuple[FrameKind, bytes]]) -> None:
    data = b"".join(pack(kind, payload) for kind, payload in frames)
    stream = io.BytesIO(data)
    assert [read(stream) for _ in frames] == frames
    assert read(stream) is None

    async def received() -> list[tuple[FrameKind, bytes]]:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        receiving = FrameReader(reader)
        return [await receiving.receive() for _ in frames]

    assert asyncio.run(received()) == frames


def test_a_cut_frame_is_told() -> None:
    async def cut() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(pack(FrameKind.PIECE, b"abc")[:-1])
        reader.feed_eof()
        await FrameReader(reader).receive()

    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(cut())


@given(FRAMES, st.integers(1, 20))
def test_a_frame_given_up_halfway_is_received_whole_the_next_time(
    frames: list[tuple[FrameKind, bytes]], size: int
) -> None:
    data = b"".join(pack(kind, payload) for kind, payload in frames)

    async def received() -> list[tuple[FrameKind, bytes]]:
        reader = asyncio.StreamReader()
        receiving, found = FrameReader(reader), []
        for start in range(0, len(data), size):
            reader.feed_data(data[start : start + size])
            while (frame := await begun(receiving)) is not None:
                found.append(frame)
        return found

    async def begun(receiving: FrameReader) -> tuple[FrameKind, bytes] | None:
        """What is received at once; what is not is given up."""
        task = asyncio.create_task(receiving.receive())
        await asyncio.sleep(0)
        if not task.done():
            task.cancel()
        return (await asyncio.gather(task, return_exceptions=True))[0] if task.done() else None

    assert asyncio.run(received()) == frames


@given(FRAMES, st.integers(1, 20))
def test_a_frame_is_read_whole_from_a_pipe_that_gives_it_in_pieces(
    frames: list[tuple[FrameKind, bytes]], size: int
) -> None:
    data = b"".join(pack(kind, payload) for kind, payload in frames)
    stream = _Pipe(data, size)
    assert [read(stream) for _ in frames] == frames


class _Pipe(io.BytesIO):
    """Gives no more than some bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, self._most))
