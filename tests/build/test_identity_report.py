import csv
import io
import json
import sys
from pathlib import Path

import pytest

from asm_graph.build.identity_report import (
    identify_files,
    identities_report,
    released_identities,
    write_identities,
)
from asm_graph.build.pipeline import founding_documents
from asm_graph.commands import main as cli
from asm_graph.errors import ReleaseError, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.records import ProgramRef
from asm_graph.registers import Census, NameContext, ProgramMatch, Registers
from asm_graph.releases import Release

SUFFIX = "(Ampliaciones determinadas por la Cámara de Diputados)"
CENSUS = Census.of(
    ("gasto", ProgramRef(*row))
    for row in (
        (20, "S", 61, "Programa 3 x 1 para Migrantes", 2008),
        (20, "S", 61, "Programa 3 x 1 para Migrantes", 2009),
        (20, "S", 61, "Programa 3 x 1 para Migrantes", 2012),
        (9, "S", 71, "Programa de Empleo Temporal (PET)", 2008),
        (11, "S", 307, f"Becas {SUFFIX}", 2008),
        (11, "S", 8, "=SUMA(A1)", 2008),
    )
)
REGISTERS = Registers.load(Knowledge.default().seeds / "registers").with_census(CENSUS)


@pytest.fixture(scope="module")
def report() -> bytes:
    alone = ("Programa 3X1 para Migrantes", "Programa de Empleo Temporal", "Otro programa")
    identified = [
        ProgramMatch(name, 2008, REGISTERS.programs.identify(name, NameContext(year=2008))) for name in alone
    ]
    return identities_report(REGISTERS, CENSUS, (("informe", one.as_json()) for one in identified))


def rows(report: bytes, **having: object) -> list[dict[str, object]]:
    found = json.loads(report)["identities"]
    return [row for row in found if all(row[name] == value for name, value in having.items())]


def test_one_history_of_a_program_from_register_tables_and_documents(report: bytes) -> None:
    first, *aliases, alone = rows(report, program="20-S061")
    assert first == {
        "program": "20-S061",
        "key": "20S061",
        "name": "Programa 3x1 para Migrantes",
        "years": [2008, 2009, 2010, 2012],
        "documents": ["gasto"],
        "match": "key",
        "open": "",
        "candidates": [],
    }
    assert {row["match"] for row in aliases} == {"register"}
    assert (alone["name"], alone["match"], alone["documents"]) == (
        "Programa 3X1 para Migrantes",
        "name",
        ["informe"],
    )


def test_what_is_left_open_says_so(report: bytes) -> None:
    (shared,) = rows(report, open="ambiguous")
    assert (shared["name"], shared["candidates"]) == ("Programa de Empleo Temporal", ["20-S071", "9-S071"])
    (unknown,) = rows(report, open="unknown")
    assert (unknown["name"], unknown["program"], unknown["match"]) == (
        "Otro programa",
        "mx/otro-programa",
        "none",
    )
    (extension,) = rows(report, open="extension")
    assert (extension["key"], extension["candidates"]) == ("11S307", [])


def test_a_spreadsheet_runs_no_name_and_shows_spans_of_years(report: bytes) -> None:
    table = list(csv.DictReader(io.StringIO(write_identities(report, "csv", 80).decode("utf-8-sig"))))
    assert [row["name"] for row in table if row["key"] == "11-S008"] == ["'=SUMA(A1)"]
    assert next(row["years"] for row in table if row["key"] == "20-S061") == "2008-2010 2012"
    assert next(row["candidates"] for row in table if row["open"] == "ambiguous") == "20-S071 9-S071"


def test_a_table_and_json_for_people_and_programs(report: bytes) -> None:
    assert write_identities(report, "json", 80) == report
    shown = write_identities(report, "table", 160).decode()
    assert "por resolver" in shown
    assert "2008-2010 2012" in shown
    with pytest.raises(UsageError, match="choose one of table, csv, json"):
        write_identities(report, "xlsx", 80)


def test_files_in_no_release_are_looked_at() -> None:
    found = identify_files(founding_documents(), Knowledge.default())
    assert len(rows(found, program="20-S061", match="name")) == 2


def test_a_release_without_the_report_says_what_to_do(founding_release: Release, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="build the release again"):
        released_identities(Release(tmp_path, founding_release.manifest))


def test_the_command_prints_the_names_of_files(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [str(path) for path in founding_documents()]
    monkeypatch.setattr(sys, "argv", ["asm-graph", "identities", *files, "--format", "json"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert rows(capfdbinary.readouterr().out, program="20-S061", match="name")
