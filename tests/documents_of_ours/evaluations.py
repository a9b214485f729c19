"""Performance evaluations that we made up: sections drawn from texts and figures, with what they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from tests.documents_of_ours.evaluation_texts import (
    CHARTS,
    FIGURES,
    FREQUENCIES,
    INDICATORS,
    INFORMATION,
    LEGEND,
    NARRATIVES,
    PROGRAM,
    SOURCE_SECTION,
    SOURCES,
    STATEMENTS,
    TEXTS,
    UNIT,
    UNITS_OF_MEASURE,
    YEAR,
)

if TYPE_CHECKING:
    from tests.documents_of_ours.follow_ups import Line


@dataclass(frozen=True)
class Section:
    """A heading, the lines below it, and what they state by field of the record."""

    heading: str
    body: list[Line] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Evaluation:
    sections: list[Section]

    def states(self) -> dict[str, Any]:
        """The record, its lists in the order of the sections."""
        record: dict[str, Any] = {
            "program": PROGRAM,
            "responsible_unit": UNIT,
            "period": "2009-2010",
            "year": YEAR,
        }
        for section in self.sections:
            for name, value in section.states.items():
                record[name] = record.get(name, []) + value if isinstance(value, list) else value
        return record


def sorted_record(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose lists do not depend on the order of sections."""
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value for name, value in record.items()
    }


def lines(evaluation: Evaluation) -> list[Line]:
    """The document as it would be without any damage, with two printings of the page header."""
    found: list[Line] = ["Evaluación Específica de Desempeño", ""]
    for index, section in enumerate(evaluation.sections):
        if index in {2, len(evaluation.sections) - 1}:
            found += [PROGRAM, UNIT, ""]
        found += [f"● {section.heading}", *section.body, ""]
    return found


@st.composite
def _statements(draw: st.DrawFn, heading: str) -> Section:
    texts = draw(st.lists(st.sampled_from(list(TEXTS)), min_size=1, max_size=3, unique=True))
    is_numbered = draw(st.booleans())
    states = [
        {
            "kind": STATEMENTS[heading],
            **({"number": number} if is_numbered else {}),
            "text": text,
            **({"cites": list(TEXTS[text])} if TEXTS[text] else {}),
        }
        for number, text in enumerate(texts, start=1)
    ]
    body: list[Line] = list(texts)
    if is_numbered:
        body = [" ".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))]
    return Section(heading, body, {"statements": states})


@st.composite
def _population(draw: st.DrawFn) -> Section:
    kinds = {
        "Población Potencial": "potential",
        "Población Objetivo": "target",
        "Población Atendida": "served",
        "Población Atendida Población Objetivo": "served-to-target",
    }
    body: list[Line] = [["", "Unidad de Medida", f"Valor {YEAR}", "Incremento en cobertura respecto de 2008"]]
    states = []
    for label in draw(st.permutations(list(kinds)))[: draw(st.integers(1, 4))]:
        figure = draw(st.sampled_from(list(FIGURES)))
        body.append([label, "Hogares", figure, "-0.18%"])
        states.append(
            {
                "kind": kinds[label],
                "year": YEAR,
                "measure": FIGURES[figure],
                "unit_of_measure": "Hogares",
                "change": "-0.18",
            }
        )
    return Section("Población", [*body, LEGEND], {"populations": states})


@st.composite
def _coverage(draw: st.DrawFn) -> Section:
    labels = {
        "Entidades atendidas": ("states", "Entidades"),
        "Municipios atendidos": ("municipalities", "Municipios"),
        "Localidades atendidas": ("localities", "Localidades"),
    }
    body: list[Line] = []
    states = []
    for label, (kind, unit) in labels.items():
        figure = draw(st.sampled_from(list(FIGURES)))
        body.append([label, figure])
        states.append(
            {"kind": kind, "year": YEAR, "measure": FIGURES[figure], "unit_of_measure": unit},
        )
    return Section("Cobertura", body, {"coverages": states})


@st.composite
def _levels(draw: st.DrawFn, heading: str, kind: str) -> Section:
    texts = draw(st.lists(st.sampled_from(NARRATIVES), min_size=1, max_size=3, unique=True))
    if kind in {"fin", "proposito"}:
        return Section(heading, [texts[0]], {"levels": [{"kind": kind, "narrative": texts[0]}]})
    marker = draw(st.sampled_from(["{n} ", "{n}. "]))
    body: list[Line] = [f"{marker.format(n=number)}{text}" for number, text in enumerate(texts, start=1)]
    states = [
        {"kind": kind, "number": number, "narrative": text} for number, text in enumerate(texts, start=1)
    ]
    return Section(heading, body, {"levels": states})


@st.composite
def _indicators(draw: st.DrawFn, heading: str, scope: str) -> Section:
    """Up to three indicators; the columns stand in any order, and name the years that they are about."""
    body: list[Line] = []
    states = []
    names = draw(st.lists(st.sampled_from(INDICATORS), max_size=3, unique=True))
    for number, name in enumerate(names, start=1):
        unit, frequency = draw(st.sampled_from(UNITS_OF_MEASURE)), draw(st.sampled_from(FREQUENCIES))
        columns = {"Unidad de medida": unit, "Frecuencia": frequency}
        kinds = {
            "Meta 2009": ("target", 2009),
            "Valor 2009": ("actual", 2009),
            "Valor 2008": ("actual", 2008),
        }
        if draw(st.booleans()):
            kinds["Valor 2007"] = ("actual", 2007)
        columns |= {title: draw(st.sampled_from(list(FIGURES))) for title in kinds}
        titles = draw(st.permutations(list(columns)))
        body += [f"{number}. {name}", "", titles, [columns[title] for title in titles], ""]
        values = [
            {"kind": kinds[title][0], "year": kinds[title][1], "measure": FIGURES[columns[title]]}
            for title in titles
            if title in kinds
        ]
        states.append(
            {
                "scope": scope,
                "number": number,
                "name": name,
                "unit_of_measure": unit,
                "frequency": frequency,
                "values": values,
            }
        )
    if not names:
        return Section(heading, [], {"absent_sections": [heading]})
    return Section(heading, [*body, LEGEND], {"indicators": states})


CLOSING = [
    Section(
        "Fuentes de Información",
        SOURCE_SECTION,
        {"sources": [{"label": label, "code": code} for label, code in SOURCES.items()]},
    ),
    Section(
        "Información de la Evaluación",
        INFORMATION,
        {
            "evaluators": ["Universidad Autónoma Metropolitana"],
            "coordinator": "María López Pérez",
            "contracting_form": "Adjudicación directa",
            "cost": {"amount": "350000.00", "currency": "MXN"},
            "follow_up_unit": UNIT,
        },
    ),
]


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """A report with some of the sections in any order, closed by the sources and the contract."""
    population = draw(_population())
    results = draw(_indicators("Indicadores de Resultados", "results"))
    headings = draw(st.lists(st.sampled_from(list(STATEMENTS)), min_size=2, max_size=5, unique=True))
    optional = [
        *(draw(_statements(heading)) for heading in headings),
        draw(_coverage()),
        draw(_levels("Fin", "fin")),
        draw(_levels("Propósito", "proposito")),
        draw(_levels("Componentes", "componente")),
        draw(_levels("Actividades", "actividad")),
        draw(_indicators("Indicadores de Servicios y Gestión", "services-and-management")),
        Section(CHARTS[1], [], {"absent_sections": [CHARTS[1]]}),
        Section(
            "Objetivo Sectorial",
            ["Incrementar el ingreso de los hogares rurales."],
            {"sectoral_objectives": ["Incrementar el ingreso de los hogares rurales."]},
        ),
    ]
    kept = [section for section in optional if draw(st.booleans())]
    return Evaluation([*draw(st.permutations([population, results, *kept])), *CLOSING])
