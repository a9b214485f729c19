"""The modality of each program that a table names: the letter of its key, as an entry of the code list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.printed_codes import state_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.graph.context import Context
    from asm_graph.records import ProgramRef


def map_modalities(programs: Iterable[ProgramRef], context: Context) -> None:
    """State the modality of each program; a letter that the list lacks is described and reported."""
    for path, letter in dict.fromkeys((program.path, program.modality) for program in programs):
        program = context.source.base.id(f"program/{path}")
        state_code(context, program, "modality", "modality", letter)
