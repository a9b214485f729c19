"""The matrices of 2022 as Hacienda published them, counted; and the broken copies of them, refused."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.matrix_tables import Mapped, mapped
from tests.open_data import open_data

from asm_graph.documents import load
from asm_graph.errors import InputError, UnknownLayout
from asm_graph.rdf.vocabulary import ASM, RDF
from asm_graph.readers import read


@pytest.fixture(scope="module")
def federal() -> Mapped:
    return mapped(open_data() / "federal" / "mir-2022.xlsx")


def test_the_counts_are_those_of_the_file(federal: Mapped) -> None:
    matrices = federal.record.matrices
    indicators = [one for matrix in matrices for one in matrix.indicators]
    kinds = Counter(figure.kind for one in indicators for figure in one.values)
    assert federal.reading.rows == len(indicators) == 5968
    assert len(matrices) == 901
    assert sum(one.level.kind == "fid" for one in indicators) == 818
    assert sum({level.ref.kind for level in matrix.levels} == {"fid"} for matrix in matrices) == 433
    assert kinds == {"target": 5313, "baseline": 4836 - 60, "actual": 20830}
    assert len({one.frequency for one in indicators}) == 13


def test_what_nobody_understands_is_told(federal: Mapped) -> None:
    notes = Counter(note.expected for note in federal.reading.account.not_understood)
    assert notes["a baseline with its year"] == 60
    texts = {note.text for note in federal.reading.account.not_understood}
    assert {"v" * 26, "0", "88", "2104", "Alta", "x"} <= texts
    assert federal.reading.account.unread < 200
    assert federal.notices == ()


def test_the_graph_has_what_the_file_has(federal: Mapped) -> None:
    classes = Counter(one.object for one in federal.quads if one.predicate == RDF("type"))
    expected = {
        "ResultsMatrix": 901, "Indicator": 5968, "IndicatorValue": 30919, "Fid": 433, "Fin": 468,
        "Proposito": 467, "Componente": 1177, "Actividad": 1795,
    }  # fmt: skip
    assert {name: classes[ASM(name)] for name in expected} == expected
    paths = [one for one in federal.subjects(RDF("type"), ASM("ResultsMatrix")) if one.count("/") == 3]
    assert len(paths) == 245
    assert len({path.rsplit("/", 1)[0] for path in paths}) == 36
    assert len({one.object for one in federal.quads if one.predicate == ASM("frequency")}) == 11


def test_the_misaligned_copy_is_refused() -> None:
    with pytest.raises(UnknownLayout, match=r"nearest is “Results matrices”, of which .* lacks DESC_RAMO"):
        read(load(open_data() / "awkward" / "mir-2022-misaligned.csv"))


def test_the_shifted_copy_is_refused() -> None:
    with pytest.raises(
        InputError, match=r"pef-shifted-columns\.csv.*none of the (?:documents|tables) that are understood"
    ):
        read(load(open_data() / "awkward" / "pef-shifted-columns.csv"))
