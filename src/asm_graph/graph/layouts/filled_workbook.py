"""A filled workbook as quads: its programs, and then the ASM, matrices or alignments of its sheets.

A column that is named like a field of a record fills that field.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import state_alignment
from asm_graph.graph.asm import AsmMapper
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.evaluations import state_evaluation
from asm_graph.graph.indicators import state_indicator
from asm_graph.graph.mir import level_nodes, state_level, state_matrix
from asm_graph.graph.plans import objective_node
from asm_graph.graph.programs import subject_of_state
from asm_graph.graph.units import listed_units, registered_agency
from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.matrices import Indicator, IndicatorValue, Level, Matrix
from asm_graph.records.plans import Alignment
from asm_graph.registers.plans import OBJECTIVE_KINDS, Objective
from asm_graph.spanish.forms import compact, form_hash, slug
from asm_graph.templates.definition import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.registers import Agency
    from asm_graph.templates.filled_workbook import FilledRow, FilledWorkbook

    Programs = Mapping[str, Subject]

_ASM_KEY = ("program", "cycle", "classification", "number")
_MATRIX_KEY = ("program", "year")
_INDICATOR_KEY = (*_MATRIX_KEY, "indicator")


def map_filled_workbook(record: FilledWorkbook, context: MappingContext) -> None:
    """State all that a workbook says."""
    programs = {row.key("program"): _subject(row, context) for row in record.sheets[PROGRAMS]}
    _SHEETS[record.template](record, programs, context)


def _subject(row: FilledRow, context: MappingContext) -> Subject:
    """Return the program of a row; a federal one is described where all documents' programs are."""
    name, agency_name = row.text("program"), row.text("agency") or None
    if row.federal is None:
        jurisdiction = row.text("jurisdiction") or iris.NATION
        return subject_of_state(context, name, agency_name, jurisdiction, row.place)
    path = row.federal.path
    node = context.base.id(iris.program(path))
    if agency_name is None:
        return Subject(path, node, iris.branch_owner(row.federal.branch))
    agency = registered_agency(context, agency_name, row.place)
    _state_agency(name, path, agency, context)
    return Subject(path, node, agency.slug, context.base.id(agency.path))


def _state_agency(name: str, path: str, agency: Agency, context: MappingContext) -> None:
    """State the agency beside the name and the year that the workbook gives a federal program.

    What the register says of the program stays, and a notice tells what differs.
    """
    quads = context.quads
    named = quads.base.id(iris.program_name(path, form_hash(name)))
    quads.add(named, ASM("agency"), quads.base.id(agency.path))
    program = context.registers.programs.get(path)
    if program and program.agency not in (None, agency.slug):
        quads.notice(
            Message(
                "{name}: the workbook says {label}, the register {agency}",
                name=name,
                label=agency.label,
                agency=program.agency,
            )
        )
    if program and compact(name) not in map(compact, program.all_names):
        quads.notice(
            Message(
                "{name}: the register knows {key} as {label}", name=name, key=program.key, label=program.label
            )
        )


def _map_asm(record: FilledWorkbook, programs: Programs, context: MappingContext) -> None:
    actions = _by_key(record.sheets["Actividades"], _ASM_KEY)
    for row in record.sheets["ASM"]:
        subject = programs[row.key("program")]
        asm = row.fill(Asm, actions=tuple(map(_action, actions[_key(row, _ASM_KEY)])))
        evaluation = None
        if type_ := row.text("evaluation_type"):
            evaluated = Evaluation(type_, row.text("period"), place=row.place)
            evaluation = state_evaluation(context, subject, evaluated)
        AsmMapper(context, subject, listed_units(context, subject)).state(asm, evaluation=evaluation)


def _action(row: FilledRow) -> Action:
    return row.fill(Action, number=int(row.text("action")), details=row.fill(Details))


def _map_mir(record: FilledWorkbook, programs: Programs, context: MappingContext) -> None:
    levels = _by_key(record.sheets["Niveles"], _MATRIX_KEY)
    indicators = _by_key(record.sheets["Indicadores"], _MATRIX_KEY)
    values = _by_key(record.sheets["Valores"], _INDICATOR_KEY)
    # A matrix has no sheet of its own: it is what levels and indicators name.
    for key in dict.fromkeys((*levels, *indicators)):
        first = (*levels[key], *indicators[key])[0]
        subject, year = programs[first.key("program")], int(first.text("year"))
        path = iris.mir(subject.path, year)
        matrix = state_matrix(context.quads, path, subject.node, Matrix(year=year, place=first.place))
        nodes = _map_levels(levels[key], matrix, context)
        for row in indicators[key]:
            indicator = row.fill(
                Indicator,
                key=row.text("indicator"),
                values=tuple(map(_value, values[_key(row, _INDICATOR_KEY)])),
            )
            measured = nodes.get(row.key("level"))
            state_indicator(context, matrix, row.key("indicator"), indicator, measured)


def _map_levels(
    rows: Iterable[FilledRow], matrix: NamedNode, context: MappingContext
) -> Mapping[str, NamedNode]:
    """State the levels of a matrix; return them by the keys that other rows call them by."""
    levels = {row.key("level"): row.fill(Level, key=row.text("level")) for row in rows}
    by_ref = level_nodes(context.quads, matrix, levels.values())
    nodes = {key: by_ref[level.ref] for key, level in levels.items()}
    for row in rows:
        key = row.key("level")
        state_level(context.quads, matrix, nodes[key], levels[key], nodes.get(row.key("supports")))
    return nodes


def _value(row: FilledRow) -> IndicatorValue:
    return row.fill(IndicatorValue, year=int(row.text("value_year")), measure=row.values["value"])


def _map_alignment(record: FilledWorkbook, programs: Programs, context: MappingContext) -> None:
    for row in record.sheets["Alineación"]:
        objective = _objective(row, context)
        target = objective_node(context, objective)
        # Objectives of the register are proven there; one that is made from a row is proven by it.
        if not objective.known:
            context.quads.record(target, row.place)
        program, year = programs[row.key("program")].path, int(row.text("year"))
        state_alignment(context.quads, Alignment(program, year, row.place), target)


def _objective(row: FilledRow, context: MappingContext) -> Objective:
    """Return the objective of the register, or one made from the row, which is unverified."""
    plans = context.registers.plans
    plan = next(one for one in plans if one.slug == row.text("plan"))
    kind, notation = row.text("kind"), row.text("number")
    if known := plans.objective(plan, kind, notation):
        return known
    return Objective(plan, OBJECTIVE_KINDS[kind], slug(notation), row.text("label"), known=False)


def _key(row: FilledRow, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(row.key, names))


def _by_key(rows: Iterable[FilledRow], names: Iterable[str]) -> defaultdict[tuple[str, ...], list[FilledRow]]:
    """Group rows by what they hold under some names."""
    found: defaultdict[tuple[str, ...], list[FilledRow]] = defaultdict(list)
    for row in rows:
        found[_key(row, names)].append(row)
    return found


_SHEETS: Mapping[str, Callable[[FilledWorkbook, Programs, MappingContext], None]] = {
    "asm": _map_asm,
    "mir": _map_mir,
    "alignment": _map_alignment,
}
"""What states the sheets of each template."""
