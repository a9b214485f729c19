"""Documents become graphs: kept, made again where something changed, in one process or in several."""

from __future__ import annotations

import csv
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from tests import state_tables
from tests.matrix_tables import lines, write_csv
from tests.matrix_tables import row as matrix_row

from asm_graph.build.gather import BuildCache, GatheredDocuments, gather
from asm_graph.build.pipeline import founding_documents
from asm_graph.build.source_files import source_files
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base
from asm_graph.releases import silent

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
    "EJERCIDO_MDP",
)  # fmt: skip


def spending(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def row(year: int, number: int, name: str) -> tuple[str, ...]:
    key = f"12S{number:03}"
    return (str(year), key, "12", "Salud", "S", "Sujetos a Reglas de Operación", str(number), name, "10.5")


def workshop(folder: Path, software: str = "1") -> BuildCache:
    return BuildCache(folder / "work", Knowledge.default(), Base(), software)


def gathered(
    shop: BuildCache, *paths: Path, executor: ProcessPoolExecutor | None = None
) -> GatheredDocuments:
    return gather(source_files(paths), shop, silent, executor)


def times(shop: BuildCache) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in shop.folder.iterdir() if path.name[0] != "."}


def test_an_unchanged_document_is_not_read_again(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    one = spending(tmp_path / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    two = spending(tmp_path / "dos.csv", row(2016, 901, "Programa de Prueba Segundo"))
    gathered(shop, one, two)
    before = times(shop)
    began = shop.begin()
    spending(two, row(2016, 901, "Programa de Prueba Tercero"))
    again = gathered(shop, one, two)
    shop.forget_others((one.path for one in again.documents), began)
    after = times(shop)
    kept = before.keys() & after.keys()
    assert len(kept) == 2
    assert all(before[name] == after[name] for name in kept)
    assert len(after) == 4


def test_what_a_document_was_before_all_programs_were_known_is_kept(tmp_path: Path) -> None:
    """Else every other build would read the documents again that name programs without keys."""
    shop = workshop(tmp_path)
    began, before = 0, None
    for number in range(3):
        table = spending(tmp_path / "uno.csv", row(2015, 900, f"Programa de Prueba {number}"))
        began = shop.begin()
        found = gathered(shop, table, founding_documents()[0])
        shop.forget_others((one.path for one in found.made), began)
        first = {one.path for one in found.made} - {one.path for one in found.documents}
        made = {path.name: path.stat().st_mtime_ns for path in first}
        assert made == (before or made)
        before = made
    assert before


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    path = spending(tmp_path / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    (document,) = gathered(shop, path).documents
    left = document.path.with_suffix(".shares")
    left.mkdir()
    os.utime(left, (0, 0))
    shop.forget_others([document.path], shop.begin())
    assert not left.exists()
    assert document.path.exists()
    document.path.unlink()  # as by a build that was killed while it removed the files of others
    gathered(shop, path)
    assert document.path.exists()


def test_other_software_makes_every_graph_again(tmp_path: Path) -> None:
    path = spending(tmp_path / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    (old,) = gathered(workshop(tmp_path), path).documents
    (new,) = gathered(workshop(tmp_path, software="2"), path).documents
    assert old.path != new.path


def test_names_of_tables_say_which_program_a_text_means(tmp_path: Path) -> None:
    """The registers of the second round know the programs that the tables name."""
    table = spending(tmp_path / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    registers = gathered(workshop(tmp_path), table, *founding_documents()).registers
    assert registers.programs.identify("PROGRAMA DE PRUEBA PRIMERO").path == "12-S900"


@pytest.mark.parametrize("files", [1, 2])
def test_the_units_of_a_program_have_their_matrices_apart_in_any_number_of_files(
    tmp_path: Path, files: int
) -> None:
    """An IRI must not depend on which other rows stand in the same file (the vocabulary's contract)."""
    rows = [matrix_row(UNIDAD=unit, KA_MATRIZ=key) for unit, key in (("K2H", "3481"), ("K2N", "3482"))]
    shares = [rows] if files == 1 else [[each] for each in rows]
    paths = [write_csv(tmp_path / f"mir-{number}.csv", lines(share)) for number, share in enumerate(shares)]
    matrices = {
        quad.subject.value.partition("/id/")[2]
        for one in gathered(workshop(tmp_path), *paths).documents
        for quad in one.quads()
        if quad.predicate == RDF("type") and quad.object == ASM("ResultsMatrix")
    }
    assert {path.rpartition("/")[2] for path in matrices} == {"k2h", "k2n"}
    assert len({path.rpartition("/")[0] for path in matrices}) == 1


def test_several_processes_make_the_same_graphs(tmp_path: Path) -> None:
    paths = [
        *founding_documents(),
        spending(
            tmp_path / "uno.csv", *(row(2015, number, f"Programa {number}") for number in range(900, 950))
        ),
    ]
    alone = gathered(workshop(tmp_path / "alone"), *paths)
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        together = gathered(workshop(tmp_path / "together"), *paths, executor=pool)
    assert [one.path.read_bytes() for one in alone.documents] == [
        one.path.read_bytes() for one in together.documents
    ]


def test_several_processes_name_every_bad_document(tmp_path: Path) -> None:
    bad = [tmp_path / "uno.txt", tmp_path / "dos.txt"]
    for path in bad:
        path.write_text(f"Una carta sobre otra cosa, que nadie evalúa en {path.stem}. " * 3, encoding="utf-8")
    with (
        ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool,
        pytest.raises(InputError, match=r"uno\.txt(?:.|\n)*dos\.txt"),
    ):
        gathered(workshop(tmp_path), *bad, executor=pool)


def test_a_build_that_stops_leaves_no_half_graph(tmp_path: Path) -> None:
    """What is there is whole: the facts are written last, and a graph without them is made again."""
    shop = workshop(tmp_path)
    path = spending(tmp_path / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    (first,) = gathered(shop, path).documents
    whole = first.path.read_bytes()
    first.path.with_suffix(".json").unlink()
    first.path.write_bytes(whole[:100])
    (again,) = gathered(shop, path).documents
    assert again.path.read_bytes() == whole


def test_what_cannot_be_read_in_a_folder_is_told_and_what_was_asked_for_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "documentos"
    folder.mkdir()
    spending(folder / "uno.csv", row(2015, 900, "Programa de Prueba Primero"))
    (folder / "otra cosa.csv").write_text("nada;de\nlo;conocido\n" * 30, encoding="utf-8")
    found = gathered(workshop(tmp_path), folder)
    assert [one.file.name for one in found.documents] == ["uno.csv"]
    (unread,) = found.unread
    assert unread.shown_reason.startswith("otra cosa.csv: ")
    assert str(tmp_path) not in unread.shown_reason
    with pytest.raises(InputError, match=r"otra cosa\.csv"):
        gathered(workshop(tmp_path), folder / "uno.csv", folder / "otra cosa.csv")


def test_a_folder_of_which_nothing_can_be_read_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "documentos"
    folder.mkdir()
    for name in ("uno.txt", "dos.txt"):
        (folder / name).write_text(f"Carta {name} sin ningún formato que se conozca aquí.", encoding="utf-8")
    with pytest.raises(InputError, match=r"(?s)dos\.txt.*uno\.txt"):
        gathered(workshop(tmp_path), folder)


def test_near_equal_names_of_a_state_are_one_program_in_all_documents(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    right, other, wrong = (
        state_tables.write_csv(tmp_path / f"pae-2018-{at}.csv", [state_tables.row(f"{at}.-{name}")])
        for at, name in enumerate(("Becas del Desierto", "BECAS DEL DESIERTO", "Becas del Deslerto"))
    )
    paths = [{str(one) for one in programs_of(gathered(shop, alone))} for alone in (right, wrong)]
    assert paths[0] != paths[1]
    before = times(shop)
    together = gathered(shop, right, other, wrong)
    assert programs_of(together) == {Base().id("program/mx-son/becas-del-desierto")}
    assert all(times(shop)[name] == when for name, when in before.items())


def programs_of(found: GatheredDocuments) -> set[object]:
    about = (quad for one in found.documents for quad in one.about([RDF("type")]))
    return {quad.subject for quad in about if quad.object == ASM("Program")}
