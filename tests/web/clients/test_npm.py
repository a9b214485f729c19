"""Clients of JavaScript as npm installs them; without them these tests are skipped."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.running_server import Server

HERE = Path(__file__).parent
NODE = shutil.which("node")
PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed (Debian's packages nodejs and npm)"),
    pytest.mark.skipif(
        not (HERE / "node_modules").is_dir(), reason="the clients are not installed: `make clients`"
    ),
]


@pytest.mark.parametrize(
    ("client", "way"),
    [
        ("fetch-sparql-endpoint", "GET"),
        ("fetch-sparql-endpoint", "POST"),
        ("comunica", "told"),
        ("comunica", "discovered"),
    ],
)
def test_what_is_asked_for_comes(server: Server, client: str, way: str) -> None:
    command = [str(NODE), HERE / "ask.mjs", client, way, f"{server.url}/sparql", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "select": ["Programa 3x1 para Migrantes"],
        "ask": True,
        "construct": 3,
    }
