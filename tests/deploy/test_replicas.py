"""Three servers of one release behind nginx, with the configuration that operators are given."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.releases import Release

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
CLIENTS, QUERIES = 6, 60
COUNT = "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(STRLEN(STR(?s)) > {}) }}"


@contextlib.contextmanager
def proxy(folder: Path, servers: list[str]) -> Iterator[str]:
    """Nginx in front of three servers; its address."""
    if NGINX is None:
        pytest.skip("nginx (Debian's package nginx-light) is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    text = CONFIGURATION.read_text().replace("127.0.0.1:8080", address)
    for number, url in enumerate(servers, 1):
        text = text.replace(f"127.0.0.1:800{number}", url.removeprefix("http://"))
    (folder / "nginx.conf").write_text(text)
    settings = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    process = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf", "-g", settings])
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


def test_a_server_that_dies_takes_no_answer_along(founding_release: Release, tmp_path: Path) -> None:
    releases = founding_release.path.parent

    def one_client(number: int) -> int:
        right = 0
        with httpx.Client(base_url=url, timeout=30) as client:
            for turn in range(QUERIES):
                query = COUNT.format(number * QUERIES + turn)  # no two alike: none is answered from memory
                if turn % 2:
                    answer = client.post("/sparql", data={"query": query})
                else:
                    answer = client.get("/sparql", params={"query": query})
                right += answer.status_code == 200 and "n" in answer.json()["results"]["bindings"][0]
        return right

    with contextlib.ExitStack() as stack:
        servers = [
            stack.enter_context(running(releases, tmp_path / f"{number}.log", workers=1, query_seconds=20))
            for number in range(3)
        ]
        url = stack.enter_context(proxy(tmp_path, [server.url for server in servers]))
        with ThreadPoolExecutor(CLIENTS) as clients:
            asking = clients.map(one_client, range(CLIENTS))
            time.sleep(0.3)
            servers[1].process.kill()
            assert list(asking) == [QUERIES] * CLIENTS
        assert (
            len(
                {
                    httpx.get(f"{server.url}/sparql?query=ASK{{}}").headers["etag"]
                    for server in (servers[0], servers[2])
                }
            )
            == 1
        )


def test_the_configuration_names_three_servers() -> None:
    assert len(re.findall(r"^\s+server 127\.0\.0\.1:800[123] ", CONFIGURATION.read_text(), re.MULTILINE)) == 3
