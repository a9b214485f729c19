"""The command line in Spanish: where the system says so, for help, wrong use, errors and summaries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.filled_workbooks import ACTION, ASM, PROGRAM, filled

from asm_graph.commands.language import language

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH_WORDS = re.compile(r"\b(?:the|and|of|is|not|with|file|files|read|release|cannot|choose|expected)\b")
VARIABLES = ("ASM_GRAPH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def said(*arguments: object, **environment: str) -> tuple[int, str, str]:
    """Run a command as people do, redirected; return its exit code and what it printed."""
    own = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-m", "asm_graph", *map(str, arguments)],
        env=own | (environment or {"LANG": "es_MX.UTF-8"}),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "es_ES"}, "es"),
        ({"LC_ALL": "en_US.UTF-8", "ASM_GRAPH_LANGUAGE": "es"}, "es"),
        ({"LC_ALL": "", "LANG": "es"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_help_is_spanish() -> None:
    code, out, _ = said("build", "--help")
    assert code == 0
    assert out.startswith("Uso: ")
    assert "Carpeta de versiones.  [si no se indica: releases]" in out
    assert ENGLISH_WORDS.findall(out) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bild"], "no existe el comando bild; hay build"),
        (["build", "--uot", "x"], "no existe la opción --uot"),
        (["build", "--out"], "--out necesita un valor"),
        (["push"], "falta url"),
        (["template", "asm", "mir"], "sobra mir"),
        (["serve", "--port", "x"], "--port no admite ese valor (Puerto en el que se escucha"),
        (["template", "nada"], "no hay una plantilla con ese nombre"),
        (["publish", "--releases", "no-existe"], "no tiene borrador; `asm-graph build --draft` genera uno"),
        (["query", "nada", "--releases", "no-existe"], "no existe; genere una versión con `asm-graph build`"),
        (["check-harvest", "ftp://e.org"], "no es la dirección de un catálogo"),
    ],
)
def test_wrong_use_is_told_in_spanish(tmp_path: Path, arguments: list[str], expected: str) -> None:
    code, _, errors = said(*(tmp_path / one if one == "no-existe" else one for one in arguments))
    assert code == 2
    assert expected in errors
    assert ENGLISH_WORDS.findall(errors.replace(str(tmp_path), "")) == []


def test_a_file_that_is_refused_is_told_in_spanish_with_the_workbook_that_replaces_it(tmp_path: Path) -> None:
    own = tmp_path / "aspectos.csv"
    own.write_text(
        "No.,Aspecto Susceptible de Mejora,Responsable,Fecha,Avance\n1,Definir,Ana Prueba,2024,10\n"
    )
    short = tmp_path / "nota.txt"
    short.write_text("Pendiente.")
    code, _, errors = said("build", "--only", own, short, "--out", tmp_path / "rel")
    assert code == 2
    assert "asm-graph template asm" in errors
    assert f"{short}: tiene muy pocas letras para ser un documento (9); indique el documento mismo." in errors
    assert ENGLISH_WORDS.findall(errors.replace(str(tmp_path), "")) == []


def test_the_summary_of_a_draft_is_spanish(tmp_path: Path) -> None:
    given = tmp_path / "dados"
    given.mkdir()
    filled(given, "asm", {"Programas": [PROGRAM], "ASM": [ASM], "Actividades": [ACTION]})
    (given / "carta.txt").write_text("Estimada licenciada: le envío lo que me pidió la semana pasada. " * 3)
    code, _, errors = said("build", "--only", given, "--out", tmp_path / "rel", "--draft")
    assert code == 0
    assert "Archivos: 2; con datos 1, sin datos 0, no leídos 1." in errors
    assert "asm.xlsx: Libro de captura de asm-graph" in errors
    assert "no leído: carta.txt: no es ninguno de los documentos que se entienden" in errors
    assert "Es un borrador y todavía no se sirve a nadie" in errors
    assert ENGLISH_WORDS.findall(errors.replace(str(tmp_path), "")) == []
    code, _, errors = said("publish", "--releases", tmp_path / "rel")
    assert (code, errors.count("es la versión vigente")) == (0, 1)


def test_english_is_spoken_elsewhere() -> None:
    assert "--out needs a value" in said("build", "--out", LANG="C.UTF-8")[2]
