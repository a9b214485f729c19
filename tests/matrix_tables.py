"""Tables of results matrices of our own making, with all columns of the export, as CSV and as XLSX."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter
from pyoxigraph import Literal, NamedNode
from tests import mapped_documents

from asm_graph.documents import load
from asm_graph.rdf.vocabulary import Base
from asm_graph.readers import read
from asm_graph.records.matrices import ResultsMatrices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.readers.reading import Reading

BASE = Base()
MONTHS = range(1, 13)
YEARS = range(2022, 2009, -1)


def _headers() -> list[str]:
    tens = {10, 11, 12}
    return [
        "CICLO", "RAMO", "DESC_RAMO", "UNIDAD", "DESC_UNIDAD", "GPO_FUNCIONAL", "DESC_GPO_FUNCIONAL",
        "FUNCION", "DESC_FUNCION", "SUBFUNCION", "DESC_SUBFUNCION", "ACTIVIDAD_INST", "DESC_ACT_INST",
        "IDEN_PROY",
        "DESC_IDEN_PROY", "PROYECTO", "PP", "DESC_PROYECTO", "ID_META_NACIONAL", "DESC_META_NACIONAL",
        "OBJETIVO_META_NACIONAL", "ESTRATEGIA", "PROGRAMA_SEC_INST", "DESC_PROGRAMA_SEC_INST",
        "OBJETIVO_PROG_SEC_INST", "DESC_OBJETIVO_PROG_SEC_INST", "ESTRATEGIA_OBJ_SEC",
        "OBJ_ESTRATEGICO_DEP_ENT", "KA_MATRIZ", "NOMBRE_MATRIZ", "KA_FIN", "DESC_OBJETIVO_FIN",
        "KA_PROPOSITO", "DESC_OBJETIVO_PROPOSITO", "KA_COMPONENTE", "DESC_OBJETIVO_COMPONENTE",
        "KA_ACTIVIDAD",
        "DESC_OBJETIVO_ACTIVIDAD", "TIPO_NIVEL", "NIVEL", "KA_INDICADOR", "NOMBRE_INDICADOR",
        "INDICADOR_RELEVANTE_SN", "DEFINICION_INDICADOR", "METODO_CALCULO_INDICADOR", "TIPO_RELATIVO",
        "FRECUENCIA_MEDICION", "ACT_IND_DESC_TIPO_RESULT_IND", "ACT_IND_DESC_DIMENSION", "UNIDAD_MEDIDA",
        "OTRA_UNIDAD_MEDIDA", "DESC_SENTIDO", "UMBRAL_VERDE", "UMBRAL_AMARILLO", "UMBRAL_ROJO", "LINEA_BASE",
        "CICLO_LINEA_BASE", "META_ABS_PLANEADA", "META_REL_PLANEADA", "ACT_IND_KA_INDICADOR_ANT",
        "META_AJUSTADA_MES1", *(f"ACT_IND_META_PLAN_REL_MES{n}" for n in MONTHS if n > 1),
        *(f"ACT_IND_META_PLAN_MES{n}" for n in MONTHS),
        *(f"ACT_IND_META_PLAN_DENOMINADO{'' if n in tens else 'R'}{n}" for n in MONTHS),
        *(f"ACT_IND_META_SEG_REL_MES{n}" for n in MONTHS),
        *(f"ACT_IND_META_SEGUIMIENTO_MES{n}" for n in MONTHS),
        *(f"ACT_IND_META_SEG_DENOMINADO{'' if n in tens else 'R'}{n}" for n in MONTHS),
        *(
            f"{stage}ENERO_{month}_{part}"
            for stage in ("", "AVANCE_") for month in ("MAYO", "JUNIO")
            for part in ("INDICADOR", "NUMERADOR", "DENOMINADOR")
        ),
        *(f"{part}_{year}" for year in (*YEARS, 2022) for part in ("INDICADOR", "NUMERADOR", "DENOMINADOR")),
        *(f"DESC_{kind}_MES{n}" for kind in ("CAUSA", "EFECTO", "OTROS_MOTIVOS") for n in MONTHS),
        "META_ANUAL_PROGRAMADA", "META_ANUAL_PROGRAMADA_NUM", "META_ANUAL_PROGRAMADA_DEN",
        "JUSTIFICACION_ANUAL",
        *(f"META{part}_AL_PERIODO_MES{n}" for n in MONTHS for part in ("", "_NUM", "_DEN")),
        *(f"META_ENERO_{month}{part}" for month in ("MAYO", "JUNIO") for part in ("", "_NUM", "_DEN")),
        *(f"JUSTIFICACION_MES{n}" for n in MONTHS),
        "EST_FLUJO", "ID_PERFIL", "VARIABLES", "MEDIOS_VERIFICACION", "ID_PND", "DESC_PND", "OBJETIVO_PND",
        "PROGRAMA_PND", "DESC_PROGRAMA_PND", "OBJETIVO_PROGRAMA_PND", "DESC_OBJETIVO_PROGRAMA_PND",
    ]  # fmt: skip


HEADERS = _headers()
_OF_PROGRAM = {
    "CICLO": "2022", "RAMO": "20", "DESC_RAMO": "Bienestar", "UNIDAD": "211",
    "DESC_UNIDAD": "Unidad de Prueba",
    "IDEN_PROY": "S", "PROYECTO": "61", "PP": "S 061", "DESC_PROYECTO": "Programa de Prueba",
    "OBJ_ESTRATEGICO_DEP_ENT": "Reducir la pobreza.", "KA_MATRIZ": "501", "NOMBRE_MATRIZ": "Matriz de Prueba",
    "ID_PND": "2", "DESC_PND": "Política Social",
}  # fmt: skip
_OF_INDICATOR = {
    "NOMBRE_INDICADOR": "Hogares atendidos", "DEFINICION_INDICADOR": "Mide los hogares.",
    "METODO_CALCULO_INDICADOR": "(A/B)*100", "FRECUENCIA_MEDICION": "Anual",
    "ACT_IND_DESC_TIPO_RESULT_IND": "Estratégico", "ACT_IND_DESC_DIMENSION": "Eficacia",
    "UNIDAD_MEDIDA": "Porcentaje", "DESC_SENTIDO": "Ascendente",
}  # fmt: skip
FIN = {"KA_FIN": "11", "DESC_OBJETIVO_FIN": "Contribuir al bienestar."}
PROPOSITO = FIN | {"KA_PROPOSITO": "22", "DESC_OBJETIVO_PROPOSITO": "Las familias viven mejor."}
COMPONENTE = PROPOSITO | {"KA_COMPONENTE": "33", "DESC_OBJETIVO_COMPONENTE": "Apoyos entregados."}
ACTIVIDAD = COMPONENTE | {"KA_ACTIVIDAD": "44", "DESC_OBJETIVO_ACTIVIDAD": "Revisión de solicitudes."}
_LEVELS = {"Fin": FIN, "Propósito": PROPOSITO, "Componente": COMPONENTE, "Actividad": ACTIVIDAD, "FID": {}}
_KEYS = ("KA_FIN", "KA_PROPOSITO", "KA_COMPONENTE", "KA_ACTIVIDAD")


def row(level: str = "Fin", indicator: int = 900, **cells: str) -> dict[str, str]:
    """A row as the export has it: the level with those above it, `0` for those below."""
    none = {} if level == "FID" else dict.fromkeys(_KEYS, "0")
    own = {"TIPO_NIVEL": level, "KA_INDICADOR": str(indicator)}
    return _OF_PROGRAM | _OF_INDICATOR | none | _LEVELS[level] | own | cells


def lines(rows: Iterable[dict[str, str]], headers: Sequence[str] = HEADERS) -> list[list[str]]:
    """The table; of a header that stands twice, the first has the cell."""
    table = [list(headers)]
    for one in rows:
        cells = [""] * len(headers)
        for name, cell in one.items():
            if name in headers:
                cells[headers.index(name)] = cell
        table.append(cells)
    return table


def write_csv(path: Path, table: Iterable[Sequence[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(table)
    return path


def write_xlsx(path: Path, table: Iterable[Sequence[str]], sheet: str = "Registros") -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(table):
            for position, cell in enumerate(cells):
                page.write_string(number, position, cell)
    return path


@dataclass(frozen=True)
class Mapped:
    """What became of a table."""

    reading: Reading
    quads: tuple[Quad, ...]
    notices: tuple[str, ...]

    @property
    def record(self) -> ResultsMatrices:
        assert isinstance(self.reading.record, ResultsMatrices)
        return self.reading.record

    def values(self, subject: str, predicate: NamedNode) -> list[str]:
        """What is said of an entity, in any graph: paths of entities, texts of literals."""
        node = BASE.id(subject)
        return [
            one.object.value if isinstance(one.object, Literal) else BASE.local(one.object)
            for one in self.quads
            if one.subject == node
            and one.predicate == predicate
            and isinstance(one.object, NamedNode | Literal)
        ]

    def subjects(self, predicate: NamedNode, value: NamedNode) -> list[str]:
        """Paths of the entities of which this is said."""
        return [
            BASE.local(one.subject)
            for one in self.quads
            if one.predicate == predicate and one.object == value and isinstance(one.subject, NamedNode)
        ]


def mapped(path: Path) -> Mapped:
    """Load, read and map a file."""
    document = load(path)
    reading = read(document)
    result = mapped_documents.mapped(reading, document, "mir")
    return Mapped(reading, result.quads, result.notices)


def of_rows(folder: Path, *rows: dict[str, str]) -> Mapped:
    """What becomes of these rows in a CSV file."""
    return mapped(write_csv(folder / "mir.csv", lines(rows)))
