"""The index of programs of states."""

from __future__ import annotations

import pickle

from asm_graph.registers.state_programs import StateProgram, StateProgramIndex


def test_the_index_goes_to_the_processes_of_a_build() -> None:
    program = StateProgram("mx-zac", "fondo-plata", "Fondo Plata", ("Fondo Plata",))
    index = pickle.loads(pickle.dumps(StateProgramIndex([program])))  # noqa: S301  (our own)
    assert index.find("Fondo Plata", "mx-zac") == program
