"""Keys of federal programs, whatever their zeros."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents_of_ours.stated import document

from asm_graph.documents import csv_file as delimited
from asm_graph.errors import InputError
from asm_graph.readers.tables import spending

HEADER = ",".join(column.header for column in spending.LAYOUT.columns)

branches, numbers = st.integers(1, 99), st.integers(0, 999)
letters, widths = st.sampled_from(ascii_uppercase), st.integers(1, 3)


def path_of(key: str, branch: str, letter: str, number: str) -> str:
    row = f"2031,{key},{branch},Ferias,{letter},Reglas,{number},Feria,1"
    reading = spending.read(delimited.as_table(document(f"{HEADER}\n{row}\n")))
    (program,) = reading.record.programs
    return program.path


@given(branches, letters, numbers, widths, widths)
def test_zeros_before_a_part_do_not_matter(
    branch: int, letter: str, number: int, wide: int, narrow: int
) -> None:
    path = path_of(f"{branch:02}{letter}{number:0{wide}}", str(branch), letter, f"{number:0{narrow}}")
    assert path == f"{branch}-{letter}{number:03}"


@given(branches, letters, numbers, numbers)
def test_a_key_that_its_parts_contradict_is_never_read(
    branch: int, letter: str, number: int, other: int
) -> None:
    if number != other:
        with pytest.raises(InputError, match="as the other columns say"):
            path_of(f"{branch:02}{letter}{other:03}", str(branch), letter, str(number))
