"""One answer for every request, by granian's own interface: `granian --interface rsgi …:answer`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

_BODY = Path(os.environ["BENCH_ANSWER"]).read_bytes()
_HEADERS = [("content-type", "application/sparql-results+json")]


async def answer(_scope: Any, protocol: Any) -> None:  # noqa: ANN401  (granian has no types here)
    """Answer with the file."""
    protocol.response_bytes(200, _HEADERS, _BODY)
