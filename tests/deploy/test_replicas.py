"""Three servers of one release behind nginx, with the configuration that operators are given."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.nginx_server import DEPLOY, nginx
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases import Release

CLIENTS, QUERIES = 6, 60
COUNT = "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(STRLEN(STR(?s)) > {}) }}"


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
        places = {
            f"127.0.0.1:800{number}": one.url.removeprefix("http://") for number, one in enumerate(servers, 1)
        }
        url = stack.enter_context(nginx(tmp_path, "nginx.conf", places))
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


@pytest.mark.parametrize(("ending", "status", "most"), [("close", 502, 2), ("wait", 504, 1)])
def test_a_request_that_servers_do_not_answer_is_not_handed_to_all_of_them(
    tmp_path: Path, ending: str, status: int, most: int
) -> None:
    """As a request that a server does not survive, or works on for longer than the proxy waits."""
    with contextlib.ExitStack() as stack:
        reached: list[int] = []
        places = {
            f"127.0.0.1:800{number}": stack.enter_context(silent_server(number, ending, reached))
            for number in (1, 2, 3)
        }
        places["proxy_read_timeout 150s"] = "proxy_read_timeout 1s"
        url = stack.enter_context(nginx(tmp_path, "nginx.conf", places))
        reached.clear()  # of asking whether the proxy runs
        answer = httpx.post(f"{url}/sparql", data={"query": "ASK {}"}, timeout=30)
        assert answer.status_code == status
        assert 1 <= len(reached) <= most
        assert len(set(reached)) == len(reached)


@contextlib.contextmanager
def silent_server(number: int, ending: str, reached: list[int]) -> Iterator[str]:
    """A server that takes requests and answers none; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.ExitStack() as held, contextlib.suppress(OSError):
                while True:
                    connection = held.enter_context(listener.accept()[0])
                    connection.recv(65_536)
                    reached.append(number)
                    if ending == "close":
                        connection.close()

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        serving.join()


def test_the_configuration_names_three_servers() -> None:
    configuration = (DEPLOY / "nginx.conf").read_text()
    assert len(re.findall(r"^\s+server 127\.0\.0\.1:800[123] ", configuration, re.MULTILINE)) == 3
