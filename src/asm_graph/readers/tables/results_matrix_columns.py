"""The 291 columns of the results matrices that Hacienda exports from its system (PASH)."""

from __future__ import annotations

from asm_graph.readers.tables.columns import TableColumn
from asm_graph.spanish.forms import YEAR

_PROGRAM = "asm:program/asm:programKey"
_CLASSIFICATION = "functional classification of spending, which says nothing of the matrix"
_STRATEGY = "strategy below an objective; the graph ends with objectives"
_PLAN_NUMBER = "number of the derived program in the system; its name tells which one it is"
_ALIGNED = "asm:alignedTo"
_ALIGNED_TEXT = "asm:alignedTo/skos:prefLabel"
_WITHIN_YEAR = "goal or progress within the year; the graph holds yearly figures"
_EXPLANATION = "explains progress within the year, which the graph does not hold"
_YELLOW = "limit within the yellow light, which the green and the red one bound"
_STATUS = "state of the record in the system that exported it"
_REPEATED = "repeats the branch, the modality and the number"

_YEAR = rf"({YEAR})"
ACTUAL = f"indicador{_YEAR}"
NUMERATOR = f"numerador{_YEAR}"
DENOMINATOR = f"denominador{_YEAR}"
BASELINE = f"lineabase{_YEAR}?"
TARGET = f"metaanualprogramada{_YEAR}?"
TARGET_NUMERATOR = f"metaanualprogramadanum{_YEAR}?"
TARGET_DENOMINATOR = f"metaanualprogramadaden{_YEAR}?"

_IDENTITY = (
    TableColumn("CICLO", "asm:year"),
    TableColumn("RAMO", f"{_PROGRAM}, asm:branch"),
    TableColumn("DESC_RAMO", "asm:branch/rdfs:label"),
    TableColumn("UNIDAD", "asm:responsibleUnit/skos:notation"),
    TableColumn("DESC_UNIDAD", "asm:responsibleUnit/rdfs:label"),
    TableColumn("GPO_FUNCIONAL", reason="number of the group that the next column names"),
    TableColumn("DESC_GPO_FUNCIONAL", "asm:functionalGroup", optional=True),
    TableColumn("FUNCION", reason=_CLASSIFICATION),
    TableColumn("DESC_FUNCION", reason=_CLASSIFICATION),
    TableColumn("SUBFUNCION", reason=_CLASSIFICATION),
    TableColumn("DESC_SUBFUNCION", reason=_CLASSIFICATION),
    TableColumn("ACTIVIDAD_INST", reason=_CLASSIFICATION),
    TableColumn("DESC_ACT_INST", reason=_CLASSIFICATION),
    TableColumn("IDEN_PROY", _PROGRAM),
    TableColumn("DESC_IDEN_PROY", reason="name of the modality, which the program catalogue gives"),
    TableColumn("PROYECTO", _PROGRAM),
    TableColumn("PP", reason=_REPEATED),
    TableColumn("DESC_PROYECTO", "asm:program/rdfs:label"),
    TableColumn("ID_META_NACIONAL", f"{_ALIGNED} (axis)", optional=True),
    TableColumn("DESC_META_NACIONAL", _ALIGNED_TEXT, optional=True),
    TableColumn("OBJETIVO_META_NACIONAL", f"{_ALIGNED} (national objective)", optional=True),
    TableColumn("ESTRATEGIA", reason=_STRATEGY),
    TableColumn("PROGRAMA_SEC_INST", reason=_PLAN_NUMBER),
    TableColumn("DESC_PROGRAMA_SEC_INST", f"{_ALIGNED}/skos:inScheme", optional=True),
    TableColumn("OBJETIVO_PROG_SEC_INST", f"{_ALIGNED} (sectoral objective)", optional=True),
    TableColumn("DESC_OBJETIVO_PROG_SEC_INST", _ALIGNED_TEXT, optional=True),
    TableColumn("ESTRATEGIA_OBJ_SEC", reason=_STRATEGY),
)

_LEVELS = (
    TableColumn("OBJ_ESTRATEGICO_DEP_ENT", "asm:strategicObjective"),
    TableColumn("KA_MATRIZ", "skos:notation"),
    TableColumn("NOMBRE_MATRIZ", "rdfs:label"),
    TableColumn("KA_FIN", "asm:hasLevel/skos:notation"),
    TableColumn("DESC_OBJETIVO_FIN", "asm:hasLevel/asm:narrative"),
    TableColumn("KA_PROPOSITO", "asm:hasLevel/skos:notation, asm:supports"),
    TableColumn("DESC_OBJETIVO_PROPOSITO", "asm:hasLevel/asm:narrative"),
    TableColumn("KA_COMPONENTE", "asm:hasLevel/skos:notation, asm:supports"),
    TableColumn("DESC_OBJETIVO_COMPONENTE", "asm:hasLevel/asm:narrative"),
    TableColumn("KA_ACTIVIDAD", "asm:hasLevel/skos:notation, asm:supports"),
    TableColumn("DESC_OBJETIVO_ACTIVIDAD", "asm:hasLevel/asm:narrative"),
    TableColumn("TIPO_NIVEL", "asm:hasIndicator/asm:measures/rdf:type"),
    TableColumn("NIVEL", reason="number of TIPO_NIVEL"),
)

_INDICATOR = (
    TableColumn("KA_INDICADOR", "asm:hasIndicator/skos:notation"),
    TableColumn("NOMBRE_INDICADOR", "asm:hasIndicator/rdfs:label"),
    TableColumn("INDICADOR_RELEVANTE_SN", reason="mark of the publisher, which is N wherever it is given"),
    TableColumn("DEFINICION_INDICADOR", "asm:hasIndicator/skos:definition"),
    TableColumn("METODO_CALCULO_INDICADOR", "asm:hasIndicator/asm:calculationMethod"),
    TableColumn("TIPO_RELATIVO", reason="form of the formula that METODO_CALCULO_INDICADOR states in full"),
    TableColumn(
        "FRECUENCIA_MEDICION", "asm:hasIndicator/asm:frequency, asm:hasIndicator/asm:printedFrequency"
    ),
    TableColumn("ACT_IND_DESC_TIPO_RESULT_IND", "asm:hasIndicator/asm:indicatorType"),
    TableColumn("ACT_IND_DESC_DIMENSION", "asm:hasIndicator/asm:dimension"),
    TableColumn("UNIDAD_MEDIDA", "asm:hasIndicator/asm:unitOfMeasure"),
    TableColumn("OTRA_UNIDAD_MEDIDA", "asm:hasIndicator/asm:unitOfMeasure", optional=True),
    TableColumn("DESC_SENTIDO", "asm:hasIndicator/asm:direction"),
    TableColumn("UMBRAL_VERDE", "asm:hasIndicator/asm:thresholdHigh", optional=True),
    TableColumn("UMBRAL_AMARILLO", reason=_YELLOW),
    TableColumn("UMBRAL_ROJO", "asm:hasIndicator/asm:thresholdLow", optional=True),
    TableColumn(
        "LINEA_BASE", "asm:value, asm:rawValue (baseline)", pattern=BASELINE, telling=True, keeps_blanks=True
    ),
    TableColumn("CICLO_LINEA_BASE", "asm:year (baseline)", optional=True, keeps_blanks=True),
    TableColumn("META_ABS_PLANEADA", reason=_WITHIN_YEAR),
    TableColumn("META_REL_PLANEADA", reason=_WITHIN_YEAR),
    TableColumn("ACT_IND_KA_INDICADOR_ANT", "asm:hasIndicator/asm:predecessorIndicator", optional=True),
    TableColumn("META_AJUSTADA_MESn", reason=_WITHIN_YEAR, pattern=r"metaajustadames(\d+)"),
)

_FIGURES = (
    TableColumn("ACT_IND_META_…n", reason=_WITHIN_YEAR, pattern=r"actindmeta(?:plan|seg)[a-z]*(\d+)"),
    TableColumn("ENERO_…", reason=_WITHIN_YEAR, pattern="(?:avance)?enero(mayo|junio)[a-z]+"),
    TableColumn("INDICADOR_YYYY", "asm:value, asm:rawValue (actual)", pattern=ACTUAL, keeps_blanks=True),
    TableColumn("NUMERADOR_YYYY", "asm:numerator (actual)", pattern=NUMERATOR),
    TableColumn("DENOMINADOR_YYYY", "asm:denominator (actual)", pattern=DENOMINATOR),
    TableColumn("DESC_…_MESn", reason=_EXPLANATION, pattern=r"desc(?:causa|efecto|otrosmotivos)mes(\d+)"),
    TableColumn(
        "META_ANUAL_PROGRAMADA",
        "asm:value, asm:rawValue (target)",
        pattern=TARGET,
        telling=True,
        keeps_blanks=True,
    ),
    TableColumn("META_ANUAL_PROGRAMADA_NUM", "asm:numerator (target)", pattern=TARGET_NUMERATOR),
    TableColumn("META_ANUAL_PROGRAMADA_DEN", "asm:denominator (target)", pattern=TARGET_DENOMINATOR),
    TableColumn("JUSTIFICACION_ANUAL", reason=_EXPLANATION),
    TableColumn("META_…AL_PERIODO_MESn", reason=_WITHIN_YEAR, pattern=r"meta(?:num|den)?alperiodomes(\d+)"),
    TableColumn("META_ENERO_…", reason=_WITHIN_YEAR, pattern="metaenero(mayo|junio)[a-z]*"),
    TableColumn("JUSTIFICACION_MESn", reason=_EXPLANATION, pattern=r"justificacionmes(\d+)"),
)

_REST = (
    TableColumn("EST_FLUJO", reason=_STATUS),
    TableColumn("ID_PERFIL", reason=_STATUS),
    TableColumn("VARIABLES", "asm:hasIndicator/asm:variable", optional=True),
    TableColumn(
        "MEDIOS_VERIFICACION", "asm:hasIndicator/asm:meansOfVerification", optional=True, keeps_blanks=True
    ),
    TableColumn("ID_PND", f"{_ALIGNED}, asm:program/asm:contributesTo", keeps_blanks=True),
    TableColumn("DESC_PND", _ALIGNED_TEXT),
    TableColumn("OBJETIVO_PND", f"{_ALIGNED} (national objective)", optional=True),
    TableColumn("PROGRAMA_PND", reason=_PLAN_NUMBER),
    TableColumn("DESC_PROGRAMA_PND", f"{_ALIGNED}/skos:inScheme", optional=True),
    TableColumn("OBJETIVO_PROGRAMA_PND", f"{_ALIGNED} (sectoral objective)", optional=True),
    TableColumn("DESC_OBJETIVO_PROGRAMA_PND", _ALIGNED_TEXT, optional=True),
)

COLUMNS = (*_IDENTITY, *_LEVELS, *_INDICATOR, *_FIGURES, *_REST)
"""In the order of the publisher; months and years are one column each."""

OF_MATRIX = tuple(
    column.header
    for column in (*_IDENTITY, *_LEVELS[:3], *_REST)
    if column.property and column.header not in {"VARIABLES", "MEDIOS_VERIFICACION"}
)
"""What a row says of its matrix."""
