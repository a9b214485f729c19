"""The command that writes workbooks to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from asm_graph.commands.main import app
from asm_graph.errors import UsageError
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_workbook_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "libro.xlsx"
    result = CliRunner().invoke(app, ["template", name, "-o", str(path)])
    assert result.exit_code == 0
    assert path.read_bytes().startswith(b"PK")


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    result = CliRunner().invoke(app, ["template", "excel"])
    assert isinstance(result.exception, UsageError)
    assert "asm, mir, alignment" in str(result.exception)


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["template", "asm", "-o", str(tmp_path / "none" / "x.xlsx")])
    assert isinstance(result.exception, UsageError)
