"""One answer for every request, by WSGI: `gunicorn …:answer`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_BODY = Path(os.environ["BENCH_ANSWER"]).read_bytes()
_HEADERS = [("Content-Type", "application/sparql-results+json"), ("Content-Length", str(len(_BODY)))]


def answer(_environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    """Answer with the file."""
    start("200 OK", _HEADERS)
    return [_BODY]
