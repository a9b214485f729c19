"""Debian's nginx with one of the configurations that operators are given."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
DEPLOY = Path(__file__).parents[1] / "deploy"


@contextlib.contextmanager
def nginx(folder: Path, configuration: str, places: Mapping[str, str]) -> Iterator[str]:
    """A server that writes to `folder`, with other `places` than the configuration names; its address."""
    if NGINX is None:
        pytest.skip("nginx (Debian's package nginx) is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    text = (DEPLOY / configuration).read_text()
    for given, there in {"127.0.0.1:8080": address, **places}.items():
        assert given in text
        text = text.replace(given, there)
    (folder / configuration).write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of tests are only their owner's
    settings = f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    process = subprocess.Popen([NGINX, "-p", folder, "-c", folder / configuration, "-g", settings])
    try:
        for _ in range(100):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://{address}/health")
                break
            time.sleep(0.05)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()
