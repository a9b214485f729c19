"""What a confined process and its parent tell each other: pickled, each with its length before it.

The parent trusts its child no further than the stranger's file that it has read: what it is told may be made
of plain values and of the data classes of this package, and of nothing that could run.
"""

from __future__ import annotations

import builtins
import importlib
import pickle
from dataclasses import dataclass, is_dataclass
from enum import Enum
from io import BytesIO
from typing import IO, Any

_LENGTH_BYTES = 8
_MOST_BYTES = 1_000_000_000
_OURS = "asm_graph.documents."
_PLAIN = {
    ("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"), ("datetime", "datetime"),
    ("datetime", "time"), ("datetime", "timedelta"), ("datetime", "timezone"), ("decimal", "Decimal"),
    ("pathlib", "PosixPath"), ("pathlib", "PurePosixPath"), ("pathlib._local", "PosixPath"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request or an answer: its kind, and what it brings."""

    kind: str
    content: Any


def packed(kind: str, content: object) -> bytes:
    """Return a parcel as it is sent."""
    return pickle.dumps(Parcel(kind, content), protocol=pickle.HIGHEST_PROTOCOL)


def send(pipe: IO[bytes], parcel: bytes) -> None:
    """Write a packed parcel."""
    pipe.write(len(parcel).to_bytes(_LENGTH_BYTES))
    pipe.write(parcel)
    pipe.flush()


def receive(pipe: IO[bytes], *, trusted: bool = False) -> Parcel:
    """Read a parcel.

    Raises:
        EOFError: the other side has ended.
        pickle.UnpicklingError: it is too large, or holds what may not be in it.
    """
    head = pipe.read(_LENGTH_BYTES)
    length = int.from_bytes(head)
    if len(head) < _LENGTH_BYTES:
        raise EOFError
    if length > _MOST_BYTES:
        raise pickle.UnpicklingError(f"{length} bytes")
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    found = pickle.loads(content) if trusted else _Unpickler(BytesIO(content)).load()  # noqa: S301
    if not isinstance(found, Parcel):
        raise pickle.UnpicklingError(type(found).__name__)
    return found


class _Unpickler(pickle.Unpickler):
    """Loads plain values and data classes of ours, by the recipe of the library reference."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in _PLAIN:
            return getattr(builtins if module == "builtins" else importlib.import_module(module), name)
        if module.startswith(_OURS):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
