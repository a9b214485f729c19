"""The columns of the tables of alignment, in the three wordings that Hacienda published since 2014."""

from __future__ import annotations

from asm_graph.readers.tables.columns import TableColumn, TableLayout
from asm_graph.readers.tables.federal_keys import MODALITY_NAME, KeyColumns

TEXT = "[Descripción]"
_FUNCTIONAL = "functional classification of spending, which says nothing of the alignment"
_PLAN_NUMBER = "the number of the program in this table; its name tells which one it is"
_WORDS_BESIDE = "whether a goal, a strategy or nothing is named, which the columns beside it show"

YEAR = "CICLO"
UNIT = "Unidad Responsable"
KEY = KeyColumns("Ramo", "Modalidad", "Programa Pres", f"Programa Pres{TEXT}", f"Ramo{TEXT}")

_PROGRAM = (
    TableColumn(YEAR, "asm:year", optional=True),
    TableColumn("Ramo", "asm:program/asm:branch/skos:notation", aliases=("ID_RAMO",)),
    TableColumn(f"Ramo{TEXT}", "asm:program/asm:branch/rdfs:label", aliases=("DESC_RAMO",)),
    TableColumn(UNIT, "asm:unitCount", optional=True, aliases=("UNIDAD", "ID_UR", "UR")),
    TableColumn(
        f"{UNIT}{TEXT}",
        reason="the name of the unit; an alignment counts its units",
        aliases=("UNIDAD_DESCRIPCION", "DESC_UR"),
    ),
    *(
        TableColumn(f"{name}{text}", reason=_FUNCTIONAL, aliases=aliases)
        for name, short in (
            ("Finalidad", "FINALIDAD"),
            ("Función", "FUNCION"),
            ("Subfunción", "SUBFUNCION"),
            ("Actividad Institucional", "ACTIVIDAD_INST"),
        )
        for text, aliases in (
            ("", (short, f"ID_{short}")),
            (TEXT, (f"{short}_DESCRIPCION", f"DESC_{short}")),
        )
    ),
    TableColumn("Modalidad", "asm:program/asm:modality/skos:notation", aliases=("ID_MODALIDAD",)),
    TableColumn(f"Modalidad{TEXT}", reason=MODALITY_NAME, aliases=("DESC_MODALIDAD",)),
    TableColumn(
        "Programa Pres",
        "asm:program/asm:programKey",
        aliases=("PROYECTO", "PROGRAMA PRESUPUESTARIO", "PROGR_PRES", "ID_PP"),
    ),
    TableColumn(
        f"Programa Pres{TEXT}",
        "asm:program/rdfs:label",
        aliases=("PROGR_PRES_DESCRIPCION", f"Programa Presupuestario{TEXT}", "DESC_PP"),
    ),
)
"""What all of them say of a row; the aliases are the words of the editions since 2019.

Those with `ID_` and `DESC_` are of the open data of the links to the SDG; no edition seen has them.
"""

GOAL = "Meta Nacional"
NATIONAL = "Objetivo de la Meta Nacional"
NATIONAL_STRATEGY = "Estrategia del Objetivo de la Meta Nacional"
SECTORAL_PLAN = "Programa Sectorial/Institucional"
SECTORAL = "Objetivo del Programa Sectorial/Institucional"
SECTORAL_STRATEGY = "Estrategia del Objetivo del Programa Sect/Inst"
CROSS_CUTTING = ("Estrategia Transversal (MN)", "Estrategia Transversal")
"""Beside a goal, and in place of one."""
CROSS_CUTTING_PLAN = "Programa Transversal"
CROSS_CUTTING_OBJECTIVE = "Objetivo Transversal"
_KIND = "Modalidad de Vinculación con el PND"

GOALS = TableLayout(
    "alignment-goals",
    (
        *_PROGRAM,
        TableColumn(_KIND, reason=_WORDS_BESIDE),
        TableColumn(f"{_KIND}{TEXT}", reason=_WORDS_BESIDE),
        TableColumn(GOAL, "asm:alignedTo (axis)", telling=True, keeps_blanks=True),
        TableColumn(f"{GOAL}{TEXT}", "asm:alignedTo/skos:prefLabel"),
        TableColumn(NATIONAL, "asm:alignedTo (national objective)"),
        TableColumn(f"{NATIONAL}{TEXT}", "asm:alignedTo/skos:prefLabel"),
        TableColumn(NATIONAL_STRATEGY, "asm:strategy", optional=True),
        TableColumn(f"{NATIONAL_STRATEGY}{TEXT}", "asm:strategy/skos:prefLabel", optional=True),
        TableColumn(SECTORAL_PLAN, reason=_PLAN_NUMBER),
        TableColumn(f"{SECTORAL_PLAN}{TEXT}", "asm:alignedTo/skos:inScheme", optional=True),
        TableColumn(SECTORAL, "asm:alignedTo (sectoral objective)", optional=True),
        TableColumn(f"{SECTORAL}{TEXT}", "asm:alignedTo/skos:prefLabel", optional=True),
        TableColumn(SECTORAL_STRATEGY, "asm:strategy", optional=True),
        TableColumn(f"{SECTORAL_STRATEGY}{TEXT}", "asm:strategy/skos:prefLabel", optional=True),
        *(
            TableColumn(f"{name}{text}", property_, optional=True)
            for name in CROSS_CUTTING
            for text, property_ in (("", "asm:alignedTo (axis)"), (TEXT, "asm:alignedTo/skos:prefLabel"))
        ),
        TableColumn(CROSS_CUTTING_PLAN, reason=_PLAN_NUMBER),
        TableColumn(f"{CROSS_CUTTING_PLAN}{TEXT}", "asm:alignedTo/skos:inScheme", optional=True),
        TableColumn(CROSS_CUTTING_OBJECTIVE, "asm:alignedTo (sectoral objective)", optional=True),
        TableColumn(f"{CROSS_CUTTING_OBJECTIVE}{TEXT}", "asm:alignedTo/skos:prefLabel", optional=True),
    ),
)
"""2014 to 2018: goals of the plan of 2013-2018; from 2015 also sectoral programs and cross-cutting ones."""

GUIDELINE = "DIRECTRIZ"
GUIDELINE_TEXT = "DIRECTRIZ_DESCRIPCION"

GUIDELINES = TableLayout(
    "alignment-guidelines",
    (
        *_PROGRAM,
        TableColumn(GUIDELINE, "asm:alignedTo (axis)", telling=True, keeps_blanks=True),
        TableColumn(GUIDELINE_TEXT, "asm:alignedTo/skos:prefLabel", aliases=("DESC_DIRECTRIZ",)),
    ),
)
"""2019: the guidelines towards a plan that was not yet there."""

AXIS = "EJE_PND 2019-2024"
AXIS_TEXT = "EJE_PND 2019-2024_DESCRIPCION"
PLAN_TYPE_NUMBER = "TIPO_PROGRAMA"
PLAN_TYPE = "DESCRIPCION_TIPO_PROGRAMA"
PLAN_NUMBER = "PROGRAMA"
PLAN = "DESCRIPCION_PROGRAMA"
PRIORITY = "OBJETIVO PRIORITARIO"
PRIORITY_TEXT = "DESCRIPCION_OBJETIVO PRIORITARIO"
PRIORITY_STRATEGY = "ESTRATEGIA PRIORITARIA"
PRIORITY_STRATEGY_TEXT = "DESCRIPCION_ESTRATEGIA PRIORITARIA"

AXES = TableLayout(
    "alignment-axes",
    (
        *_PROGRAM,
        TableColumn(
            AXIS,
            "asm:alignedTo (axis)",
            telling=True,
            keeps_blanks=True,
            aliases=("EJE_PND", "EJE_PND 2025-2030", "EJE_GENERAL", "ID_EJE"),
        ),
        TableColumn(
            AXIS_TEXT,
            "asm:alignedTo/skos:prefLabel",
            aliases=(
                "EJE_PND_DESCRIPCION",
                "DESCRIPCION_EJE_PND",
                "EJE_PND 2025-2030_DESCRIPCION",
                "EJE_GENERAL_DESCRIPCION",
                "DESC_EJE",
            ),
        ),
        TableColumn(PLAN_TYPE_NUMBER, reason="the number of the type, which stands beside it in words"),
        TableColumn(
            PLAN_TYPE,
            "asm:alignedTo/skos:inScheme/asm:planType",
            optional=True,
            aliases=("TIPO_PROGRAMA_DESCRIPCION",),
        ),
        TableColumn(PLAN_NUMBER, reason=_PLAN_NUMBER),
        TableColumn(PLAN, "asm:alignedTo/skos:inScheme", optional=True, aliases=("PROGRAMA_DESCRIPCION",)),
        TableColumn(PRIORITY, "asm:alignedTo (sectoral objective)", optional=True),
        TableColumn(
            PRIORITY_TEXT,
            "asm:alignedTo/skos:prefLabel",
            optional=True,
            aliases=("OBJETIVO PRIORITARIO_DESCRIPCION",),
        ),
        TableColumn(PRIORITY_STRATEGY, "asm:strategy", optional=True),
        TableColumn(
            PRIORITY_STRATEGY_TEXT,
            "asm:strategy/skos:prefLabel",
            optional=True,
            aliases=("ESTRATEGIA PRIORITARIA_DESCRIPCION",),
        ),
    ),
)
"""Since 2020: axes of the plan in force, and the priority objectives of the programs that derive from it.

No edition seen has the aliases of the axis: they are what one under a later plan may call it.
"""
