"""A large table, read in shares of whole programs, gives the graph of the whole table."""

from __future__ import annotations

import csv
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from tests.matrix_tables import lines, write_csv
from tests.matrix_tables import row as matrix_row

from asm_graph.build import table_documents
from asm_graph.build.gather import BuildCache, gather
from asm_graph.build.source_files import source_files
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.readers.tables import table_shares
from asm_graph.releases import silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Executor
    from pathlib import Path

HEADER = (
    "CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
    "EJERCIDO_MDP", "OTRA",
)  # fmt: skip


def amounts(path: Path) -> Path:
    """Years of amounts: names that change, a key twice in a year, a total, a sign, an unknown column."""
    rows = []
    for year in (2015, 2016, 2017):
        for number in range(900, 940):
            name = f"Programa de prueba {number}" if year == 2015 else f"Programa de Prueba {number}"
            amount = "#N/D" if (number + year) % 31 == 0 else f"{number / 7:.2f}"
            branch = 12 + number % 3
            rows.append((year, f"{branch}S{number}", branch, "Salud", "S", "x", number, name, amount, ""))
        rows.append((year, "12S900", 12, "Salud", "S", "x", 900, "Programa de prueba 900", "7.5", "nota"))
        rows.append(("Total", "", "", "", "", "", "", "", "99", ""))
    return _written(path, rows)


def _written(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Cuenta Pública",), HEADER, *rows])
    return path


def matrices(path: Path) -> Path:
    """Matrices of programs by turns, which share units with several names and disagree about levels."""
    rows = [
        matrix_row(
            PROYECTO=str(900 + number % 4),
            UNIDAD=f"K{number % 3}",
            DESC_UNIDAD=f"Unidad {number % 2}",
            KA_MATRIZ=str(3000 + number % 8),
            KA_INDICADOR=str(number),
            DESC_OBJETIVO_FIN=f"Contribuir {number % 5}",
            ACT_IND_DESC_DIMENSION="Cobertura" if number % 7 == 3 else "Eficacia",
        )
        for number in range(40)
    ]
    return write_csv(path, lines(rows))


def made(path: Path, folder: Path, executor: Executor | None = None) -> tuple[bytes, bytes]:
    """The quads of a file and all else that is known of it."""
    shop = BuildCache(folder, Knowledge.default(), Base(), "1")
    (document,) = gather(source_files([path]), shop, silent, executor).documents
    assert not list(folder.glob("*.shares"))
    return document.path.read_bytes(), document.path.with_suffix(".json").read_bytes()


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Divide small tables, too; the numbers of shares that are read."""
    read: list[int] = []
    kept = table_documents.read_share

    def noted(table: table_documents.DividedTable, number: int) -> None:
        read.append(number)
        kept(table, number)

    monkeypatch.setattr(table_shares, "SHARE_CELLS", 200)
    monkeypatch.setattr(table_documents, "read_share", noted)
    return read


@pytest.mark.parametrize("write", [amounts, matrices])
def test_shares_give_what_the_whole_table_gives(write: object, tmp_path: Path, shares: list[int]) -> None:
    path = write(tmp_path / "tabla.csv")
    in_shares = made(path, tmp_path / "shares")
    assert len(shares) >= 4
    table_shares.SHARE_CELLS = 1_000_000
    assert made(path, tmp_path / "whole") == in_shares
    assert b"not in the code list" in in_shares[1] or b"has 2 amounts" in in_shares[1]


def test_an_executor_reads_the_shares(tmp_path: Path, shares: list[int]) -> None:
    path = amounts(tmp_path / "tabla.csv")
    alone = made(path, tmp_path / "alone")
    assert len(shares) >= 4
    with ThreadPoolExecutor(2) as threads:
        assert made(path, tmp_path / "together", threads) == alone


def test_a_program_under_two_keys_is_read_with_all_of_its_rows(
    tmp_path: Path, shares: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What shares have in common is found even where the cells that divide them do not show it."""
    monkeypatch.setattr(table_shares, "_plain", str)
    rows = [
        (
            2015 + turn,
            f"12S{number}",
            "012" if turn else 12,
            "Salud",
            "S",
            "x",
            number,
            f"P {number}",
            "1",
            "",
        )
        for turn in (0, 1)
        for number in range(900, 940)
    ]
    path = _written(tmp_path / "tabla.csv", rows)
    divided = made(path, tmp_path / "shares")
    assert len(shares) >= 2
    table_shares.SHARE_CELLS = 1_000_000
    assert made(path, tmp_path / "whole") == divided


def test_what_was_read_before_a_build_was_killed_is_not_read_again(
    tmp_path: Path, shares: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = amounts(tmp_path / "tabla.csv")
    whole = made(path, tmp_path / "whole")
    folder = tmp_path / "killed"

    def killed(table: table_documents.DividedTable) -> None:
        raise KeyboardInterrupt

    finish = table_documents.finish
    monkeypatch.setattr(table_documents, "finish", killed)
    with pytest.raises(KeyboardInterrupt):
        made(path, folder)
    kept = {one.name: one.stat().st_mtime_ns for one in folder.glob("*.shares/*.nq")}
    assert len(kept) >= 4

    def looked_at(table: table_documents.DividedTable) -> object:
        assert {one.name: one.stat().st_mtime_ns for one in table.folder.glob("*.nq")} == kept
        return finish(table)

    monkeypatch.setattr(table_documents, "finish", looked_at)
    assert made(path, folder) == whole


def test_shares_are_read_by_the_code_lists_of_their_build(tmp_path: Path, shares: list[int]) -> None:
    """A process may make several builds, such as that of a cluster."""
    known, default = Knowledge(tmp_path / "knowledge"), Knowledge.default()
    shutil.copytree(default.ontology, known.ontology)
    for folder in (default.seeds, default.shapes, default.sparql):
        (known.root / folder.name).symlink_to(folder)
    path = matrices(tmp_path / "tabla.csv")
    shop = BuildCache(tmp_path / "kept", known, Base(), "1")

    def notices() -> str:
        (document,) = gather(source_files([path]), shop, silent).documents
        return str(document.report["notices"])

    assert "Cobertura" in notices()
    codes, label = known.ontology / "codes-indicators.ttl", 'skos:prefLabel "Eficacia"@es'
    text = codes.read_text(encoding="utf-8")
    assert label in text
    codes.write_text(text.replace(label, f'skos:altLabel "Cobertura"@es ; {label}'), encoding="utf-8")
    shop = BuildCache(tmp_path / "kept", known, Base(), "1")
    assert "Cobertura" not in notices()
    assert len(shares) >= 8


def test_faults_of_several_shares_are_told_as_those_of_the_whole(tmp_path: Path, shares: list[int]) -> None:
    rows = [
        (2015, f"12S{number}", 12, "Salud", "S", "x", number if number % 30 else "x", f"P {number}", "1", "")
        for number in range(900, 980)
    ]
    path = _written(tmp_path / "tabla.csv", rows)
    said = []
    for cells in (200, 1_000_000):
        table_shares.SHARE_CELLS = cells
        with pytest.raises(InputError) as caught:
            made(path, tmp_path / str(cells))
        said.append(str(caught.value))
    assert shares
    assert said[0] == said[1]
    assert "ID_PP" in said[0]
