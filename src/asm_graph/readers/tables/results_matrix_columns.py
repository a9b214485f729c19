"""The 291 columns of the results matrices that Hacienda exports from its system (PASH)."""

from __future__ import annotations

from asm_graph.readers.tables.columns import Column

_PROGRAM = "asm:program/asm:programKey"
_CLASSIFICATION = "functional classification of spending, which says nothing of the matrix"
_STRATEGY = "strategy below an objective; the graph ends with objectives"
_PLAN_NUMBER = "number of the derived program in the system; its name tells which one it is"
_ALIGNED = "asm:alignedTo"
_ALIGNED_TEXT = "asm:alignedTo/skos:prefLabel"
_WITHIN_YEAR = "goal or progress within the year; the graph holds yearly figures"
_EXPLANATION = "explains progress within the year, which the graph does not hold"
_THRESHOLD = "threshold of the traffic light, by which the publisher judges the value"
_STATUS = "state of the record in the system that exported it"
_REPEATED = "repeats the branch, the modality and the number"

_YEAR = r"((?:19|20)\d\d)"
ACTUAL = f"indicador{_YEAR}"
NUMERATOR = f"numerador{_YEAR}"
DENOMINATOR = f"denominador{_YEAR}"
BASELINE = f"lineabase{_YEAR}?"
TARGET = f"metaanualprogramada{_YEAR}?"
TARGET_NUMERATOR = f"metaanualprogramadanum{_YEAR}?"
TARGET_DENOMINATOR = f"metaanualprogramadaden{_YEAR}?"

_IDENTITY = (
    Column("CICLO", "asm:year"),
    Column("RAMO", f"{_PROGRAM}, asm:branch"),
    Column("DESC_RAMO", "asm:branch/rdfs:label"),
    Column("UNIDAD", "asm:responsibleUnit/skos:notation"),
    Column("DESC_UNIDAD", "asm:responsibleUnit/rdfs:label"),
    Column("GPO_FUNCIONAL", reason=_CLASSIFICATION),
    Column("DESC_GPO_FUNCIONAL", reason=_CLASSIFICATION),
    Column("FUNCION", reason=_CLASSIFICATION),
    Column("DESC_FUNCION", reason=_CLASSIFICATION),
    Column("SUBFUNCION", reason=_CLASSIFICATION),
    Column("DESC_SUBFUNCION", reason=_CLASSIFICATION),
    Column("ACTIVIDAD_INST", reason=_CLASSIFICATION),
    Column("DESC_ACT_INST", reason=_CLASSIFICATION),
    Column("IDEN_PROY", _PROGRAM),
    Column("DESC_IDEN_PROY", reason="name of the modality, which the program catalogue gives"),
    Column("PROYECTO", _PROGRAM),
    Column("PP", reason=_REPEATED),
    Column("DESC_PROYECTO", "asm:program/rdfs:label"),
    Column("ID_META_NACIONAL", f"{_ALIGNED} (axis)", optional=True),
    Column("DESC_META_NACIONAL", _ALIGNED_TEXT, optional=True),
    Column("OBJETIVO_META_NACIONAL", f"{_ALIGNED} (national objective)", optional=True),
    Column("ESTRATEGIA", reason=_STRATEGY),
    Column("PROGRAMA_SEC_INST", reason=_PLAN_NUMBER),
    Column("DESC_PROGRAMA_SEC_INST", f"{_ALIGNED}/skos:inScheme", optional=True),
    Column("OBJETIVO_PROG_SEC_INST", f"{_ALIGNED} (sectoral objective)", optional=True),
    Column("DESC_OBJETIVO_PROG_SEC_INST", _ALIGNED_TEXT, optional=True),
    Column("ESTRATEGIA_OBJ_SEC", reason=_STRATEGY),
)

_LEVELS = (
    Column("OBJ_ESTRATEGICO_DEP_ENT", "asm:strategicObjective"),
    Column("KA_MATRIZ", "skos:notation"),
    Column("NOMBRE_MATRIZ", "rdfs:label"),
    Column("KA_FIN", "asm:hasLevel/skos:notation"),
    Column("DESC_OBJETIVO_FIN", "asm:hasLevel/asm:narrative"),
    Column("KA_PROPOSITO", "asm:hasLevel/skos:notation, asm:supports"),
    Column("DESC_OBJETIVO_PROPOSITO", "asm:hasLevel/asm:narrative"),
    Column("KA_COMPONENTE", "asm:hasLevel/skos:notation, asm:supports"),
    Column("DESC_OBJETIVO_COMPONENTE", "asm:hasLevel/asm:narrative"),
    Column("KA_ACTIVIDAD", "asm:hasLevel/skos:notation, asm:supports"),
    Column("DESC_OBJETIVO_ACTIVIDAD", "asm:hasLevel/asm:narrative"),
    Column("TIPO_NIVEL", "asm:hasIndicator/asm:measures/rdf:type"),
    Column("NIVEL", reason="number of TIPO_NIVEL"),
)

_INDICATOR = (
    Column("KA_INDICADOR", "asm:hasIndicator/skos:notation"),
    Column("NOMBRE_INDICADOR", "asm:hasIndicator/rdfs:label"),
    Column("INDICADOR_RELEVANTE_SN", reason="mark of the publisher, which is N wherever it is given"),
    Column("DEFINICION_INDICADOR", "asm:hasIndicator/skos:definition"),
    Column("METODO_CALCULO_INDICADOR", "asm:hasIndicator/asm:calculationMethod"),
    Column("TIPO_RELATIVO", reason="form of the formula that METODO_CALCULO_INDICADOR states in full"),
    Column("FRECUENCIA_MEDICION", "asm:hasIndicator/asm:frequency, asm:hasIndicator/asm:printedFrequency"),
    Column("ACT_IND_DESC_TIPO_RESULT_IND", "asm:hasIndicator/asm:indicatorType"),
    Column("ACT_IND_DESC_DIMENSION", "asm:hasIndicator/asm:dimension"),
    Column("UNIDAD_MEDIDA", "asm:hasIndicator/asm:unitOfMeasure"),
    Column("OTRA_UNIDAD_MEDIDA", "asm:hasIndicator/asm:unitOfMeasure", optional=True),
    Column("DESC_SENTIDO", "asm:hasIndicator/asm:direction"),
    Column("UMBRAL_…", reason=_THRESHOLD, pattern="umbral(verde|amarillo|rojo)"),
    Column("LINEA_BASE", "asm:value, asm:rawValue (baseline)", pattern=BASELINE, telling=True),
    Column("CICLO_LINEA_BASE", "asm:year (baseline)", optional=True),
    Column("META_ABS_PLANEADA", reason=_WITHIN_YEAR),
    Column("META_REL_PLANEADA", reason=_WITHIN_YEAR),
    Column(
        "ACT_IND_KA_INDICADOR_ANT",
        reason="key of the indicator in the matrices of the year before, which the file does not hold",
    ),
    Column("META_AJUSTADA_MESn", reason=_WITHIN_YEAR, pattern=r"metaajustadames(\d+)"),
)

_FIGURES = (
    Column("ACT_IND_META_…n", reason=_WITHIN_YEAR, pattern=r"actindmeta(?:plan|seg)[a-z]*(\d+)"),
    Column("ENERO_…", reason=_WITHIN_YEAR, pattern="(?:avance)?enero(mayo|junio)[a-z]+"),
    Column("INDICADOR_YYYY", "asm:value, asm:rawValue (actual)", pattern=ACTUAL),
    Column("NUMERADOR_YYYY", "asm:numerator (actual)", pattern=NUMERATOR),
    Column("DENOMINADOR_YYYY", "asm:denominator (actual)", pattern=DENOMINATOR),
    Column("DESC_…_MESn", reason=_EXPLANATION, pattern=r"desc(?:causa|efecto|otrosmotivos)mes(\d+)"),
    Column("META_ANUAL_PROGRAMADA", "asm:value, asm:rawValue (target)", pattern=TARGET, telling=True),
    Column("META_ANUAL_PROGRAMADA_NUM", "asm:numerator (target)", pattern=TARGET_NUMERATOR),
    Column("META_ANUAL_PROGRAMADA_DEN", "asm:denominator (target)", pattern=TARGET_DENOMINATOR),
    Column("JUSTIFICACION_ANUAL", reason=_EXPLANATION),
    Column("META_…AL_PERIODO_MESn", reason=_WITHIN_YEAR, pattern=r"meta(?:num|den)?alperiodomes(\d+)"),
    Column("META_ENERO_…", reason=_WITHIN_YEAR, pattern="metaenero(mayo|junio)[a-z]*"),
    Column("JUSTIFICACION_MESn", reason=_EXPLANATION, pattern=r"justificacionmes(\d+)"),
)

_REST = (
    Column("EST_FLUJO", reason=_STATUS),
    Column("ID_PERFIL", reason=_STATUS),
    Column("VARIABLES", "asm:hasIndicator/asm:variable", optional=True),
    Column("MEDIOS_VERIFICACION", "asm:hasIndicator/asm:meansOfVerification", optional=True),
    Column("ID_PND", f"asm:program/asm:contributesTo, {_ALIGNED}"),
    Column("DESC_PND", _ALIGNED_TEXT),
    Column("OBJETIVO_PND", f"{_ALIGNED} (national objective)", optional=True),
    Column("PROGRAMA_PND", reason=_PLAN_NUMBER),
    Column("DESC_PROGRAMA_PND", f"{_ALIGNED}/skos:inScheme", optional=True),
    Column("OBJETIVO_PROGRAMA_PND", f"{_ALIGNED} (sectoral objective)", optional=True),
    Column("DESC_OBJETIVO_PROGRAMA_PND", _ALIGNED_TEXT, optional=True),
)

COLUMNS = (*_IDENTITY, *_LEVELS, *_INDICATOR, *_FIGURES, *_REST)
"""In the order of the publisher; months and years are one column each."""

OF_MATRIX = tuple(
    column.header
    for column in (*_IDENTITY, *_LEVELS[:3], *_REST)
    if column.property and column.header not in {"VARIABLES", "MEDIOS_VERIFICACION"}
)
"""What a row says of its matrix."""
