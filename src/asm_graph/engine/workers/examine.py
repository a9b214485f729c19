"""A process that examines one query text after another, as they come on standard input.

Started as `python -m asm_graph.engine.workers.examine MEMORY GUARD`, the limits of the guard as JSON; ends
when its input ends.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from asm_graph.confinement import confine, silence
from asm_graph.engine.workers.frames import FrameKind, pack, read
from asm_graph.errors import QueryRefused
from asm_graph.query.guard import Guard


def examined(guard: Guard, text: str) -> bytes:
    """Examine a text; what is known of it, or why it is refused, as JSON."""
    try:
        told = asdict(guard.examine(text))
    except QueryRefused as error:
        message = str(error).removeprefix(f"line {error.line}, column {error.column}: ")
        told = {"code": error.code, "message": message, "line": error.line, "column": error.column}
    return json.dumps(told).encode()


def main(guard: Guard) -> None:
    """Examine texts until standard input ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read(requests)) is not None:
        answers.write(pack(FrameKind.WHOLE, examined(guard, frame[1].decode())))
        answers.flush()


if __name__ == "__main__":
    silence()
    confine(int(sys.argv[1]))
    main(Guard(**json.loads(sys.argv[2])))
