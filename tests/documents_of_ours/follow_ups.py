"""Follow-ups of ASM that we made up: drawn from what a cell of each column may say, with what it states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping

Line = str | list[str]
"""A line of text, or the cells of a row."""

HEADING = (
    "SEGUIMIENTO A ASPECTOS SUSCEPTIBLES DE MEJORA DERIVADOS DE INFORMES Y EVALUACIONES",
    "Secretaría de Desarrollo Social",
    "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA",
    "2008-2009",
    "PROGRAMA DE OPCIONES PRODUCTIVAS",
)
FOOTNOTE = "¹ Las actividades comprometidas se informan cada trimestre."

TITLES = {
    "number": "No.",
    "theme": "Tema",
    "text": "Aspecto Susceptible de Mejora",
    "classification": "Clasificación",
    "activity": "Actividades",
    "responsible": "Área Responsable",
    "coordinating": "Área Coordinadora",
    "due": "Fecha de Término",
    "expected": "Resultados Esperados",
    "obtained": "Resultados Obtenidos",
    "product": "Producto y/o evidencia",
    "progress": "Porcentaje de avance y justificación ¹",
    "remarks": "Observaciones",
}
INSTITUTIONAL = tuple(name for name in TITLES if name != "remarks")
SPECIFIC = tuple(
    name for name in TITLES if name not in {"theme", "classification", "coordinating", "obtained"}
)

THEMES = ("Planeación", "Operación", "Cobertura y focalización", "Diagnóstico")
TEXTS = (
    "Actualizar el diagnóstico de la problemática que atiende el programa en las zonas rurales.",
    "Revisar los criterios con que se seleccionan las localidades beneficiadas.",
    "Fortalecer la capacitación de los promotores comunitarios y de las delegaciones estatales.",
    "Definir una estrategia de cobertura de mediano plazo",
)
ACTIVITIES = (
    "Elaborar el documento de diagnóstico con información de las encuestas nacionales.",
    "Incorporar en las reglas de operación los criterios de selección revisados.",
    "Diseñar los talleres de capacitación para los promotores comunitarios",
    "Concluir la sistematización de las experiencias exitosas del programa.",
)
UNITS = (
    "Unidad de Microrregiones",
    "Dirección General de Seguimiento",
    "Unidad de Planeación y Relaciones Internacionales",
    "DGAP",
)
EXPECTED = (
    "Se contará con información confiable sobre los hogares atendidos.",
    "Los promotores conocerán los procedimientos de selección y verificación.",
    "Mayor transparencia en la asignación de los recursos públicos",
)
OBTAINED = (
    "El documento fue entregado a la coordinación sectorial y se encuentra en revisión.",
    (
        "Las reglas vigentes incluyen los criterios acordados con los gobiernos estatales. Actualmente, los "
        "comités realizan visitas de verificación."
    ),
    "",
)
PRODUCTS = (
    "Documento de diagnóstico 2009.",
    "Reglas de operación publicadas en el Diario Oficial",
    "Memoria de los talleres regionales",
)
REMARKS = (
    "La conclusión depende de los acuerdos con las entidades federativas participantes.",
    "El programa informará los avances en el siguiente ejercicio.",
    "",
)
DUE: Mapping[str, dict[str, Any]] = {
    "31/12/2009": {"due_date": "2009-12-31"},
    "15 de marzo de 2010": {"due_date": "2010-03-15"},
    "1° de julio de 2010": {"due_date": "2010-07-01"},
    "Diciembre 2009": {"due_date": {"year": 2009, "month": 12}},
    "Fecha preliminar propuesta 30/06/2010": {
        "due_date": "2010-06-30",
        "due_date_status": "preliminary",
    },
    "Fecha comprometida en el Documento de Trabajo. 31/12/2009 Y Fecha real de término de la actividad. "
    "23/11/2009": {
        "due_date": "2009-12-31",
        "due_date_status": "committed",
        "completion_date": "2009-11-23",
    },
    "n.d.": {},
}
PROGRESS: Mapping[str, dict[str, Any]] = {
    "Avance: 100%": {"progress": "100"},
    "Avance %:80": {"progress": "80"},
    "100%": {"progress": "100"},
    "100%. Nota: El documento se publicará después de la revisión jurídica.": {
        "progress": "100",
        "progress_note": "El documento se publicará después de la revisión jurídica.",
    },
    "Porcentaje de avance: 75% Justificación: Las entidades participantes solicitaron una prórroga. "
    "Replanteamiento: Sí": {
        "progress": "75",
        "progress_note": "Las entidades participantes solicitaron una prórroga.",
        "rescheduled": True,
    },
    "Porcentaje de avance: 100% Replanteamiento: No": {"progress": "100", "rescheduled": False},
    "": {},
}
MARKERS = ("{n}. ", "{n}.- ", "{n}) ", "{n}.")


@dataclass(frozen=True)
class Aspect:
    """One ASM as its rows are printed, by column, and what they state."""

    rows: list[dict[str, str]]
    states: dict[str, Any]


@dataclass(frozen=True)
class Section:
    title: str
    columns: tuple[str, ...]
    aspects: list[Aspect] = field(default_factory=list)


@dataclass(frozen=True)
class FollowUp:
    sections: list[Section]

    def states(self) -> dict[str, Any]:
        return {
            "program": "PROGRAMA DE OPCIONES PRODUCTIVAS",
            "cycle": "2008-2009",
            "agency": "Secretaría de Desarrollo Social",
            "asms": [aspect.states for section in self.sections for aspect in section.aspects],
        }


def cells(row: Mapping[str, str], columns: tuple[str, ...]) -> list[str]:
    return [row.get(column, "") for column in columns]


def lines(follow_up: FollowUp) -> list[Line]:
    """The document as it would be without any damage."""
    found: list[Line] = [*HEADING]
    for section in follow_up.sections:
        found += [f"Aspectos {section.title}", cells(TITLES, section.columns)]
        found += [cells(row, section.columns) for aspect in section.aspects for row in aspect.rows]
    return found


def text(found: list[Line], end: str = "\n") -> str:
    return end.join(line if isinstance(line, str) else "\t".join(line) for line in found) + end


@st.composite
def details(draw: st.DrawFn, columns: tuple[str, ...]) -> tuple[dict[str, str], dict[str, Any]]:
    """The cells of a row besides its activity, and what they state."""
    row = {
        "responsible": draw(st.sampled_from(UNITS)),
        "coordinating": draw(st.sampled_from(UNITS)),
        "due": draw(st.sampled_from(list(DUE))),
        "expected": draw(st.sampled_from(EXPECTED)),
        "obtained": draw(st.sampled_from(OBTAINED)),
        "product": draw(st.sampled_from(PRODUCTS)),
        "progress": draw(st.sampled_from(list(PROGRESS))),
        "remarks": draw(st.sampled_from(REMARKS)),
    }
    row = {column: cell for column, cell in row.items() if column in columns}
    states: dict[str, Any] = {
        "responsible_units": row["responsible"],
        "coordinating_units": row.get("coordinating"),
        **DUE[row["due"]],
        "expected_results": [row["expected"]],
        "obtained_result": row.get("obtained"),
        "products": [row["product"]],
        **PROGRESS[row["progress"]],
        "remarks": row.get("remarks"),
    }
    return row, {name: value for name, value in states.items() if value not in (None, "")}


@st.composite
def aspects(
    draw: st.DrawFn, number: int, classification: str, printed: str, columns: tuple[str, ...]
) -> Aspect:
    """An ASM of one or two rows, its first row of one activity or two numbered ones."""
    text = draw(st.sampled_from(TEXTS))
    shared = {"number": str(number), "text": text}
    states: dict[str, Any] = {"number": number, "classification": classification, "text": text}
    if "theme" in columns:
        shared["theme"] = states["theme"] = draw(st.sampled_from(THEMES))
    if "classification" in columns:
        shared["classification"] = printed
    texts = draw(st.permutations(ACTIVITIES))
    count = draw(st.sampled_from([1, 1, 2]))
    row, said = draw(details(columns))
    marker = draw(st.sampled_from(MARKERS))
    items = [f"{marker.format(n=index + 1)}{texts[index]}" for index in range(count)]
    if count == 1:
        row["activity"] = texts[0]
    elif draw(st.booleans()):
        row["activity"] = " ".join(f"<p>{item}</p>" for item in items)
    else:
        row["activity"] = " ".join(items)
    rows = [shared | row]
    actions = [{"number": index + 1, "text": texts[index], "details": said} for index in range(count)]
    if draw(st.booleans()):
        row, said = draw(details(columns))
        row["activity"] = f"{count + 1}. {texts[2]}"
        rows.append(row)
        actions.append({"number": count + 1, "text": texts[2], "details": said})
    return Aspect(rows, states | {"actions": actions})


@st.composite
def follow_ups(draw: st.DrawFn, most: int = 2) -> FollowUp:
    """A document of one or two sections, in either order, with one or two ASM each."""
    kinds = [
        ("institucionales", "institutional", "Institucional", INSTITUTIONAL),
        ("específicos", "specific", "", SPECIFIC),
    ]
    sections = []
    for title, classification, printed, columns in draw(st.permutations(kinds))[: draw(st.integers(1, 2))]:
        count = draw(st.integers(1, most))
        found = [draw(aspects(number + 1, classification, printed, columns)) for number in range(count)]
        sections.append(Section(title, columns, found))
    return FollowUp(sections)
