"""No client takes all there is."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.requests import Request

from asm_graph.errors import ClientBusy
from asm_graph.web.services.client_quota import Clients, client_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_each_client_has_its_own_count() -> None:
    async def test() -> None:
        clients = Clients(2, 0.01)
        async with clients.query_of("a"), clients.query_of("a"), clients.query_of("b"):
            with pytest.raises(ClientBusy):
                async with clients.query_of("a"):
                    pass
            async with clients.query_of("b"):
                pass
        async with clients.query_of("a"), clients.query_of("a"):
            pass
        assert not clients._under_way
        assert not clients._waiting

    asyncio.run(test())


def test_one_query_too_many_waits_for_another_of_its_client_to_end() -> None:
    async def test() -> None:
        clients, done = Clients(3, 5), []

        async def one(number: int) -> None:
            async with clients.query_of("a"):
                assert clients._under_way["a"] <= 3
                await asyncio.sleep(0.001)
                done.append(number)

        waiting = [asyncio.create_task(one(number)) for number in range(200)]
        await asyncio.sleep(0)
        for gone in waiting[100:110]:
            gone.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert done == [number for number in range(200) if number not in range(100, 110)]
        assert not clients._under_way
        assert not clients._waiting

    asyncio.run(test())


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("what:a:proxy:says", "what:a:proxy:says"),
    ],
)
def test_a_client_is_an_address_or_the_network_that_is_its_own(host: str, client: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 1), "headers": []})) == client


def test_a_client_with_too_many_queries_is_told_and_others_are_not(
    start: Callable[..., Any], releases: Path
) -> None:
    with (
        start(releases, workers=3, client_queries=1, query_seconds=2, queue_seconds=0.2) as server,
        server.client() as client,
    ):
        with ThreadPoolExecutor(1) as others:
            runaway = others.submit(
                httpx.get, f"{server.url}/sparql", params={"query": RUNAWAY, "timeout": "2"}, timeout=9
            )
            time.sleep(0.3)
            refused = client.get("/sparql?query=ASK{}&timeout=1")  # which no query worker answers
            other = client.get("/sparql?query=ASK{}&timeout=1", headers={"X-Forwarded-For": "192.0.2.7"})
            assert runaway.result().status_code == 503
        assert (refused.status_code, refused.json()["limit"]) == (
            429,
            {"setting": "client_queries", "value": 1},
        )
        assert "retry-after" in refused.headers
        assert other.status_code == 200
        assert client.get("/sparql?query=ASK{}").status_code == 200
