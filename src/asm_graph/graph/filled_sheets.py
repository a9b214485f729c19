"""The sheets of a filled workbook become quads: ASM with their actions, results matrices, alignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.filled_workbook import WorkbookGraph
from asm_graph.graph.reference import objective_triples
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF
from asm_graph.records.texts import Measure
from asm_graph.registers.plans import OBJECTIVE_KINDS, Objective
from asm_graph.spanish.forms import slug
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.filled_workbook import FilledRow, FilledWorkbook
    from asm_graph.templates import Template

    MapSheets = Callable[[FilledWorkbook, Template, WorkbookGraph], None]

_CLASSES = {
    "fin": ASM("Fin"),
    "proposito": ASM("Proposito"),
    "componente": ASM("Componente"),
    "actividad": ASM("Actividad"),
}
_SINGLE = ("fin", "proposito")


def map_filled_workbook(record: FilledWorkbook, context: Context) -> None:
    """State all that a workbook says."""
    _MAPPINGS[record.template](record, TEMPLATES[record.template], WorkbookGraph(record, context))


def _map_asm(record: FilledWorkbook, template: Template, graph: WorkbookGraph) -> None:
    source = graph.source
    for row in record.sheets["ASM"]:
        node = graph.entity(_asm_path(row, graph), row, "Asm")
        source.add(node, ASM("program"), graph.program_node(row))
        graph.state(node, row, template.form("ASM"))
        if type_ := row.text("evaluation_type"):
            source.add(node, ASM("arisesFrom"), _evaluation(type_, row, graph))
    for row in record.sheets["Actividades"]:
        asm = _asm_path(row, graph)
        node = graph.entity(f"{asm}/action/{row.text('action')}", row, "Action")
        source.add(source.base.id(asm), ASM("hasAction"), node)
        graph.state(node, row, template.form("Actividades"))


def _asm_path(row: FilledRow, graph: WorkbookGraph) -> str:
    key = "/".join(row.text(name) for name in ("cycle", "classification", "number"))
    return f"asm/{graph.program(row).path}/{key}"


def _evaluation(type_: str, row: FilledRow, graph: WorkbookGraph) -> NamedNode:
    source, period = graph.source, row.text("period")
    node = graph.entity(f"evaluation/{graph.program(row).path}/{type_}-{period}", row, "Evaluation")
    source.add(node, ASM("program"), graph.program_node(row))
    source.add(node, ASM("evaluationType"), source.base.code("evaluation-type", type_))
    source.add(node, ASM("period"), terms.string(period))
    return node


def _map_mir(record: FilledWorkbook, template: Template, graph: WorkbookGraph) -> None:
    source = graph.source
    levels = _level_paths(record.sheets["Niveles"], graph)
    for row in record.sheets["Niveles"]:
        node = graph.entity(levels[_level_key(row, "level", graph)], row, "MirLevel")
        source.add(node, RDF("type"), _CLASSES[row.text("kind")])
        source.add(_matrix(row, graph), ASM("hasLevel"), node)
        graph.state(node, row, template.form("Niveles"))
        if above := levels.get(_level_key(row, "supports", graph)):
            source.add(node, ASM("supports"), source.base.id(above))
    for row in record.sheets["Indicadores"]:
        node = graph.entity(_indicator_path(row, graph), row, "Indicator")
        source.add(_matrix(row, graph), ASM("hasIndicator"), node)
        graph.state(node, row, template.form("Indicadores"))
        if level := levels.get(_level_key(row, "level", graph)):
            source.add(node, ASM("measures"), source.base.id(level))
    for row in record.sheets["Valores"]:
        _value(row, template, graph)


def _matrix_path(row: FilledRow, graph: WorkbookGraph) -> str:
    return f"mir/{graph.program(row).path}/{row.text('year')}"


def _matrix(row: FilledRow, graph: WorkbookGraph) -> NamedNode:
    node = graph.entity(_matrix_path(row, graph), row, "ResultsMatrix")
    graph.source.add(node, ASM("program"), graph.program_node(row))
    graph.source.add(node, ASM("year"), terms.year(int(row.text("year"))))
    return node


def _level_key(row: FilledRow, name: str, graph: WorkbookGraph) -> tuple[str, str]:
    return _matrix_path(row, graph), row.key(name)


def _level_paths(rows: Sequence[FilledRow], graph: WorkbookGraph) -> dict[tuple[str, str], str]:
    """The path of each level by its matrix and key; the only Fin and Propósito of a matrix need no key."""
    paths: dict[tuple[str, str], str] = {}
    for row in rows:
        matrix, kind = _matrix_path(row, graph), row.text("kind")
        key = row.key("level")
        single = f"{matrix}/{kind}"
        path = f"{single}/{key}"
        if kind in _SINGLE:
            path = f"{single}-{key}" if single in paths.values() else single
        paths[_level_key(row, "level", graph)] = path
    return paths


def _indicator_path(row: FilledRow, graph: WorkbookGraph) -> str:
    return f"{_matrix_path(row, graph)}/indicator/{row.key('indicator')}"


def _value(row: FilledRow, template: Template, graph: WorkbookGraph) -> None:
    """State a figure as it is written, with its number or what kind of missing it is."""
    source, indicator = graph.source, _indicator_path(row, graph)
    path = f"{indicator}/{row.text('value_year')}/{row.text('kind')}"
    node = graph.entity(path, row, "IndicatorValue")
    source.add(node, ASM("indicator"), source.base.id(indicator))
    graph.state(node, row, template.form("Valores"))
    measure = row.values["value"]
    if isinstance(measure, Measure):
        source.add(node, ASM("rawValue"), terms.string(measure.raw))
        if measure.missing:
            source.add(node, ASM("missing"), source.base.code("missing", measure.missing))


def _map_alignment(record: FilledWorkbook, template: Template, graph: WorkbookGraph) -> None:
    source = graph.source
    for row in record.sheets["Alineación"]:
        objective = _objective(row, graph)
        target = source.base.id(objective.path)
        part = objective.path.removeprefix("plan/").replace("/", "-")
        document = source.base.local(source.document).removeprefix("document/")
        path = f"alignment/{graph.program(row).path}/{document}/{part}"
        node = graph.entity(source.numbered(path, row.text("year")), row, "Alignment")
        source.add(node, ASM("program"), graph.program_node(row))
        source.add(node, ASM("alignedTo"), target)
        source.add(node, ASM("statedIn"), source.document)
        source.add(graph.program_node(row), ASM("contributesTo"), target)
        graph.state(node, row, template.form("Alineación"))


def _objective(row: FilledRow, graph: WorkbookGraph) -> Objective:
    """The objective of the register, or one described from the row as unverified."""
    plans = graph.context.registers.plans
    plan = next(one for one in plans if one.slug == row.text("plan"))
    kind, notation = row.text("kind"), row.text("number")
    if known := plans.objective(plan, kind, notation):
        return known
    made = Objective(plan, OBJECTIVE_KINDS[kind], slug(notation), row.text("label"), known=False)
    graph.source.add_all(objective_triples(made, graph.source.base))
    graph.source.record(graph.source.base.id(made.path), row.place)
    graph.source.notices.append(f"objective not in the register: {made.path} ({made.label})")
    return made


_MAPPINGS: Mapping[str, MapSheets] = {
    "asm": _map_asm,
    "mir": _map_mir,
    "alignment": _map_alignment,
}
