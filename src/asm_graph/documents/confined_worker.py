"""The process that works on a stranger's file for `asm_graph.documents.confined`.

Started as `python -m asm_graph.documents.confined_worker MEMORY SECONDS`; SECONDS are those of each request.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

from asm_graph.confinement import OVER_SIZE, confine, end_after
from asm_graph.documents.parcels import Parcel, packed, receive, send
from asm_graph.errors import InputError

if TYPE_CHECKING:
    from typing import IO


def main(memory: int, seconds: float) -> int:
    """Answer requests until there is none left; the exit code."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    confine(memory)
    try:
        _serve(requests, answers, seconds)
    except EOFError:
        return 0
    except MemoryError:
        return OVER_SIZE
    return 0


def _serve(requests: IO[bytes], answers: IO[bytes], seconds: float) -> None:
    kept: Any = None
    while True:
        request = receive(requests, trusted=True)
        end_after(seconds)
        try:
            match request:
                case Parcel("call", (function, args, kwargs)):
                    answer = packed("made", function(*args, **kwargs))
                case Parcel("open", (function, args)):
                    kept, answer = function(*args), packed("made", None)
                case Parcel(_, (method, args)):
                    answer = packed("made", getattr(kept, method)(*args))
        except InputError as error:
            answer = packed("refused", (str(error.message), error.message.spanish))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (the boundary: whatever a file does to its reader is told)
            answer = packed("broken", _place(error))
        send(answers, answer)
        end_after(0)


def _place(error: Exception) -> str:
    """Return what went wrong and in which line of the code, without a word of the file."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.name}, line {last.lineno}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
