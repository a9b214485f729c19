"""Sorted files are cut at the same subjects, whichever of them has these; every line is in one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asm_graph.rdf import block_bounds
from asm_graph.rdf.block_bounds import blocks, write_bounds

if TYPE_CHECKING:
    from pathlib import Path

subjects = st.text("ab/1", min_size=1, max_size=4).map(lambda path: f"<urn:{path}>")
lines = st.builds(
    lambda subject, name: f'{subject} <urn:p> "{name}" <urn:g> .\n'.encode(),
    subjects,
    st.text("ab", max_size=2),
)
files = st.lists(st.sets(lines, max_size=30), min_size=1, max_size=4)


@pytest.fixture(autouse=True)
def many_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_bounds, "_SUBJECTS", 3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_blocks_have_all_lines_in_order_and_share_no_subject(
    tmp_path: Path, contents: list[set[bytes]]
) -> None:
    paths = [tmp_path / f"{number}.nq" for number in range(len(contents))]
    bounds = [path.with_suffix(".bounds") for path in paths]
    for path, target, content in zip(paths, bounds, contents, strict=True):
        path.write_bytes(b"".join(sorted(content)))
        write_bounds(path, target)
    found = [
        sorted({line for one in block.slices for line in one.lines()}) for block in blocks(paths, bounds)
    ]
    assert [line for of in found for line in of] == sorted(set().union(*contents))
    told = [{line.partition(b" ")[0] for line in of} for of in found]
    assert sum(map(len, told)) == len(set().union(*told))
