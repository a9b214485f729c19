"""Programs without a federal key, who runs them and who evaluates them, as each document names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.iris import NATION
from asm_graph.spanish.forms import name_slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.registers.jurisdictions import Jurisdictions, StateProgram

UNKNOWN_STATE = (
    "nothing tells which state its programs are from, so that they are published under program/mx: name the "
    "state above the table, or add the programs to state-programs.csv"
)


class StatePrograms:
    """Describes the programs of one document, all of one state, with their agencies and evaluators.

    What proves a description is for the caller to say, since tables and texts prove in ways of their own.
    """

    def __init__(self, source: Source, jurisdictions: Jurisdictions, jurisdiction: str) -> None:
        self._source = source
        self._jurisdictions = jurisdictions
        self._jurisdiction = jurisdiction

    def program(self, name: str) -> StateProgram:
        """The program with this name."""
        program = self._jurisdictions.identify(name, self._jurisdiction)
        node = self._source.entity(f"program/{program.path}", "Program")
        self._source.label(node, program.label)
        self._source.label(node, name)
        if program.jurisdiction == NATION and UNKNOWN_STATE not in self._source.notices:
            self._source.notices.append(UNKNOWN_STATE)
        return program

    def agency(self, name: str, jurisdiction: str) -> NamedNode:
        """An agency of a state, which is part of its IRI, since agencies of the nation have equal names."""
        return self._organisation(f"{jurisdiction}-{name_slug(name)}", name)

    def evaluator(self, name: str) -> NamedNode:
        """Who carried out an evaluation."""
        return self._organisation(name_slug(name), name)

    def _organisation(self, path: str, name: str) -> NamedNode:
        node = self._source.entity(f"agency/{path}", "Agency")
        self._source.label(node, name)
        return node
