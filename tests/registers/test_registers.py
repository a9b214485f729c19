import shutil
from pathlib import Path

import pytest

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers

FOLDER = Knowledge.default().seeds / "registers"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "registers"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(RegisterError) as raised:
        Registers.load(folder)
    return str(raised.value).splitlines()


def test_the_registers_hold_what_they_are_named_for() -> None:
    registers = Registers.load(FOLDER)
    assert len(list(registers.programs)) == 36
    assert len(list(registers.plans)) == 92
    assert len(registers.plans.objectives) == 475
    assert len(registers.plans.strategies) == 733
    assert {agency.slug for agency in registers.units.agencies} == {
        "sedesol",
        "coneval",
        "sre",
        "sfp",
        "shcp",
    }
    assert registers.branches[20].label == "Desarrollo Social"
    assert [registers.branches[number].aligns for number in (20, 35, 49)] == [True, False, False]


def test_words_of_names_are_words_for_a_lexicon() -> None:
    words = Registers.load(FOLDER).words()
    assert {"microrregiones", "migrantes", "disparidades", "geoestadística"} <= words
    assert all(len(word) >= 5 and word == word.lower() for word in words)


def test_dangling_references_and_doubled_keys_are_reported_together(copy: Path) -> None:
    replace(copy, "program-names.csv", "20S061,Programa 3x1,", "20S661,Programa 3x1,")
    replace(copy, "programs.csv", "sedesol,20S052", "sedesol,20S952")
    replace(copy, "programs.csv", "20,S,065", "20,S,061")
    replace(copy, "plans.csv", "pnd-2007-2012,20", "pnd-1907-1912,99")
    replace(copy, "objectives.csv", "axis/5,verified", "axis/8,verified")
    replace(copy, "units.csv", "sre,,", "sre,Mal Slug,")
    found = faults(copy)
    for words in (
        *(
            "program-names.csv, line",
            "no program '20S661'",
            "no program '20S952'",
            "'20S061' appears on line",
        ),
        *("no plan 'pnd-1907-1912'", "no branch 99", "pnd-2007-2012 has no 'axis/8'"),
        *("no agency 'sre'", "not a slug"),
    ):
        assert any(words in fault for fault in found), words
    assert all(", column " in fault and "; " in fault for fault in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("programs.csv", "20,S,061", "20,S,61", "'20S61' is not a key"),
        ("programs.csv", "20,S,061", "XX,S,061", "'XX' is not a whole number"),
        ("programs.csv", "Programa 3x1 para Migrantes,sedesol", ",sedesol", "the cell is blank"),
        ("programs.csv", "Programa 3x1 para Migrantes,sedesol", "Programa 3x1,nadie", "no agency 'nadie'"),
        ("program-names.csv", "Hábitat,alias", "Hábitat,apodo", "'apodo' is not known"),
        ("plans.csv", "2007,2012,2007-05-31", "2012,2007,2007-05-31", "the years are out of order"),
        ("plans.csv", "2007-05-31", "31/05/2007", "'31/05/2007' is not a day"),
        ("objectives.csv", "pnd-2007-2012,axis,1", "pnd-2007,axis,1", "no plan 'pnd-2007'"),
        ("objectives.csv", ",verified,", ",checked,", "'checked' is not known"),
        ("units.csv", "UMR,verified", "UMR,cierto", "'cierto' is not known"),
        ("branches.csv", "20,", "veinte,", "'veinte' is not a whole number"),
        ("branches.csv", "Desarrollo Social,yes", "Desarrollo Social,sí", "'sí' is not known"),
        ("strategies.csv", "pnd-2013-2018,1.1,1,", "pnd-2013-2018,9.9,1,", "has no objective '9.9'"),
        ("strategies.csv", "pnd-2013-2018,1.1,2,", "pnd-2013-2018,1.1,1,", "appears on line 2"),
        ("issuers.csv", "sedesol,own", "nadie,own", "no agency 'nadie'"),
        ("issuers.csv", "sedesol,own", "sedesol,nadie", "no agency 'nadie'"),
        ("instruments.csv", "ROP;RO,\n", "ROP;RO,\nreglas-de-operacion,Otra,,\n", "appears on line 2"),
    ],
)
def test_each_fault_names_place_and_remedy(copy: Path, file: str, old: str, new: str, words: str) -> None:
    replace(copy, file, old, new)
    assert any(words in fault and fault.startswith(file) for fault in faults(copy))
