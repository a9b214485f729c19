"""A few rows of the tables that Mexico publishes, as files: matrices, spending, a bill, a state's ASM."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests import filled_workbooks, matrix_tables, state_tables
from tests.documents_of_ours import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEALTH = {
    "RAMO": "12", "DESC_RAMO": "Salud", "IDEN_PROY": "E", "PROYECTO": "36", "PP": "E 036",
    "DESC_PROYECTO": "Programa de vacunación", "KA_MATRIZ": "601", "NOMBRE_MATRIZ": "Programa de vacunación",
}  # fmt: skip
_SOWING = {
    "IDEN_PROY": "S", "PROYECTO": "287", "PP": "S 287", "DESC_PROYECTO": "Sembrando Vida",
    "KA_MATRIZ": "602", "NOMBRE_MATRIZ": "Sembrando Vida",
}  # fmt: skip
MATRIX_ROWS = (
    matrix_tables.row("Fin", 901, **_HEALTH, NOMBRE_INDICADOR="Cobertura de vacunación",
                      META_ANUAL_PROGRAMADA="90", LINEA_BASE="85", CICLO_LINEA_BASE="2018",
                      INDICADOR_2021="95"),
    matrix_tables.row("Propósito", 902, **_HEALTH, NOMBRE_INDICADOR="Niñas y niños con esquema completo",
                      META_ANUAL_PROGRAMADA="70", LINEA_BASE="60", CICLO_LINEA_BASE="2018",
                      INDICADOR_2021="64"),
    matrix_tables.row("Componente", 903, **_HEALTH, NOMBRE_INDICADOR="Dosis aplicadas",
                      UNIDAD_MEDIDA="Dosis", LINEA_BASE="1000", CICLO_LINEA_BASE="2018"),
    matrix_tables.row("Fin", 904, **_SOWING, NOMBRE_INDICADOR="Hectáreas sembradas",
                      UNIDAD_MEDIDA="Hectárea", META_ANUAL_PROGRAMADA="1200", INDICADOR_2021="1100"),
)  # fmt: skip
_SPENDING = ("CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
             "EJERCIDO_MDP")  # fmt: skip
_VACCINES = ("12", "Salud", "E", "Prestación de Servicios Públicos", "36")
SPENDING_ROWS = (
    ("2016", "12E036", *_VACCINES, "Reducción de enfermedades prevenibles por vacunación", "1800.5"),
    ("2017", "12E036", *_VACCINES, "Programa de vacunación", "2100.25"),
    ("2018", "12E036", *_VACCINES, "Programa de vacunación", "2250"),
    (
        "2018",
        "20S061",
        "20",
        "Bienestar",
        "S",
        "Reglas de Operación",
        "61",
        "Programa 3x1 para Migrantes",
        "417",
    ),
)
BILL = ((2025, 38120.5), (2026, 39000.0), (2027, 40100.75))
"""Years and millions of the budget bill for Sembrando Vida."""
_EDUCATION, _ECONOMY = "Secretaría de Educación de Zacatecas", "Secretaría de Economía de Zacatecas"
STATE_ROWS = (
    state_tables.row("1.-Becas del Desierto", "No hay diagnóstico.", agency=_EDUCATION),
    state_tables.row("1.-Becas del Desierto", "Faltan padrones.", theme="Operación", agency=_EDUCATION),
    state_tables.row("2.-Fondo Plata", "Sin indicadores de resultados.", agency=_ECONOMY),
)
_ASM = filled_workbooks.ASM | {"text": "El padrón de huertos no se actualiza."}


def workbook(folder: Path, progress: str, *programs: Mapping[str, str]) -> Path:
    """A filled-in workbook of ASM: a program of Durango with an action this far done, and other programs."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "Programas": [filled_workbooks.PROGRAM, *programs],
        "ASM": [_ASM],
        "Actividades": [filled_workbooks.ACTION | {"progress": progress}],
    }
    return filled_workbooks.filled(folder, "asm", rows)


def write_files(folder: Path, progress: str = "60", *programs: Mapping[str, str]) -> list[Path]:
    """The tables, and the workbook with this percentage of progress."""
    folder.mkdir(parents=True, exist_ok=True)
    name = _SOWING["NOMBRE_MATRIZ"]
    bill = {
        "eje_general": 2,
        "programa": {"clave": "20S287", "nombre": name, "clave_nombre": f"20S287 - {name}"},
        "anios": [
            {"anio": year, "servicios_personales": 0, "operacion": 0, "inversion": 0, "subsidios": amount,
             "otros": 0, "monto": amount}
            for year, amount in BILL
        ],
    }  # fmt: skip
    (folder / "eje_2.json").write_text(json.dumps([bill]), encoding="utf-8")
    return [
        matrix_tables.write_csv(folder / "mir-2022.csv", matrix_tables.lines(MATRIX_ROWS)),
        tables.write_csv(folder / "cuenta-publica.csv", [_SPENDING, *SPENDING_ROWS]),
        folder / "eje_2.json",
        state_tables.write_csv(folder / "asm-pae-2018-zacatecas.csv", STATE_ROWS),
        workbook(folder, progress, *programs),
    ]
