"""Pieces of an answer, counted."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, Store

from asm_graph.engine.workers.frames import FrameKind, read
from asm_graph.engine.workers.output import ExceededAnswer, Output, row_counter

FORMATS = [QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV]
_TEXTS = (QueryResultsFormat.CSV, QueryResultsFormat.TSV)
_VALUES = st.lists(st.text(alphabet="}{,\"'\r\n\\<>/result:ab", max_size=12), max_size=8)


def written(values: list[str], form: QueryResultsFormat) -> bytes:
    data = " ".join(f"({Literal(value)} 1)" for value in values)
    solutions = Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {data} }} }}")
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=form) or b""


@pytest.mark.parametrize("form", FORMATS)
@given(values=_VALUES, size=st.integers(1, 40))
def test_rows_are_counted_whatever_they_hold(form: QueryResultsFormat, values: list[str], size: int) -> None:
    body = written(values, form)
    counter = row_counter(form.media_type.partition(";")[0])
    rows = 0
    for start in range(0, len(body), size):
        rows = counter(body[start : start + size])
    if form is QueryResultsFormat.JSON:
        assert rows == max(len(values) - 1, 0)
    else:
        assert rows == len(values) + (form in _TEXTS)


def frames(channel: BytesIO) -> list[tuple[FrameKind, bytes]]:
    channel.seek(0)
    return list(iter(lambda: read(channel), None))


def test_a_short_answer_is_one_frame_and_a_long_one_says_its_end() -> None:
    short, long = BytesIO(), BytesIO()
    output = Output(short, "text/csv", 1000, 1000)
    output.write(b"abc")
    output.finish()
    assert frames(short) == [(FrameKind.WHOLE, b"abc")]
    output = Output(long, "text/csv", 1_000_000, 1000)
    for _ in range(3):
        output.write(b"x" * 50_000)
    output.finish()
    kinds = [kind for kind, _ in frames(long)]
    assert kinds == [FrameKind.PIECE, FrameKind.PIECE, FrameKind.END]
    assert sum(len(piece) for _, piece in frames(long)) == 150_000


def test_limits_of_bytes_and_rows() -> None:
    output = Output(BytesIO(), "text/csv", 10, 2)
    output.write(b"a\r\nb\r\n")
    with pytest.raises(ExceededAnswer) as caught:
        output.write(b"c\r\n")
    assert caught.value.limit == "rows"
    with pytest.raises(ExceededAnswer) as caught:
        output.write(b"12345")
    assert caught.value.limit == "bytes"
