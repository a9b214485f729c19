import shutil
from pathlib import Path

import pytest

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers import NameContext, Programs, Registers

FOLDER = Knowledge.default().seeds / "registers"
HEADER = "name,document,year,key,note\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "registers"))


def programs(folder: Path, *rows: str) -> Programs:
    (folder / "identities.csv").write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return Registers.load(folder).programs


def test_an_override_goes_before_key_and_name(folder: Path) -> None:
    decided = programs(folder, "Programa 3x1 para Migrantes,,,20S054,de prueba", "20S061 Otro,,,none,")
    found = decided.identify("PROGRAMA 3 X 1 PARA MIGRANTES")
    assert (found.path, found.match, found.known) == ("20-S054", "overruled", True)
    none = decided.identify("20S061 Otro")
    assert (none.path, none.match, none.known) == ("mx/20s061-otro", "overruled", False)


def test_the_narrowest_override_decides(folder: Path) -> None:
    rows = ("PET,,,09S071,", "PET,,2010,16S071,", "PET,informe,,20S071,", "PET,informe,2010,none,")
    decided = programs(folder, *rows)
    assert decided.identify("PET").path == "9-S071"
    assert decided.identify("PET", NameContext(year=2010)).path == "16-S071"
    assert decided.identify("PET", NameContext("informe", 2009)).path == "20-S071"
    assert decided.identify("PET", NameContext("informe", 2010)).path == "mx/pet"
    assert decided.identify("PAJA", NameContext("informe", 2010)).match == "name"


def test_a_key_that_no_register_holds_makes_the_identity(folder: Path) -> None:
    found = programs(folder, "Algo nuevo,,,11S999,").identify("Algo nuevo")
    assert (found.path, found.key, found.branch, found.known) == ("11-S999", "11S999", 11, False)
    assert found.match == "overruled"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (("PET,,,S071,",), "line 2, column key: 'S071' is not a key; write it as 20S061, or none"),
        (("PET,,,,",), "line 2, column key: '' is not a key"),
        (("…,,,none,",), "line 2, column name: the name has no letters"),
        (("PET,,08,none,",), "line 2, column year: '08' is not a year; write four digits"),
        (("PET,,,none,", "pet,,,20S071,"), "line 3, column name: 'pet' appears on line 2 already"),
    ],
)
def test_each_fault_names_place_and_remedy(folder: Path, rows: tuple[str, ...], fault: str) -> None:
    with pytest.raises(RegisterError) as raised:
        programs(folder, *rows)
    assert f"identities.csv, {fault}" in str(raised.value)


def test_years_of_names_are_years(folder: Path) -> None:
    names = folder / "program-names.csv"
    text = names.read_text(encoding="utf-8")
    names.write_text(text.replace("2008;2009;2010", "2008;09", 1), encoding="utf-8")
    with pytest.raises(RegisterError, match="column years: '09' is not a year"):
        Registers.load(folder)
