"""What a table calls its programs: each name with the years that it stands for, proved by the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.spanish.forms import compact, form_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records import ProgramRef


def map_program_names(refs: Iterable[ProgramRef], source: Source) -> None:
    """State the names of programs by year; the first row that says it proves each program, branch and name.

    Names that differ in accents, case or spaces are one: its label is the first printing, the others stand
    beside it. What a program or a branch is called in the end is said in the graph `reference`.
    """
    proved: set[tuple[NamedNode, int | None]] = set()

    def prove(node: NamedNode, ref: ProgramRef, year: int | None = None) -> None:
        if ref.place and (node, year) not in proved:
            proved.add((node, year))
            source.record(node, ref.place)

    for ref in refs:
        prove(source.base.id(f"program/{ref.path}"), ref)
        prove(source.base.id(f"branch/{ref.branch}"), ref)
        if ref.name and compact(ref.name):
            printed = " ".join(ref.name.split())
            node = _name(ref, printed, source)
            source.label(node, printed)
            prove(node, ref, ref.year)


def _name(ref: ProgramRef, printed: str, source: Source) -> NamedNode:
    node = source.entity(f"program/{ref.path}/name/{form_hash(printed)}", "ProgramName")
    source.add(node, ASM("program"), source.base.id(f"program/{ref.path}"))
    if ref.year is not None:
        source.add(node, ASM("year"), terms.year(ref.year))
    return node
