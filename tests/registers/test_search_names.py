"""Names that people search things by, each with its source."""

from pathlib import Path

import pytest

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.search_names import load_search_names


def test_the_register_gives_names_by_thing() -> None:
    problems = Problems()
    names = load_search_names(Knowledge.default().seeds / "registers", problems)
    problems.raise_any()
    assert "CONACYT" in names["branch/38"]
    assert "PROGRESA" in names["program/20-S072"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ramo 38,CONACYT,DOF", "is no path of a thing"),
        ("branch/38,,DOF", "names: the cell is blank"),
        ("branch/38,CONACYT,", "source: the cell is blank"),
    ],
)
def test_a_row_without_thing_name_or_source_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "search-names.csv").write_text(f"thing,names,source\n{row}\n", encoding="utf-8")
    problems = Problems()
    load_search_names(tmp_path, problems)
    with pytest.raises(RegisterError, match=fault):
        problems.raise_any()
