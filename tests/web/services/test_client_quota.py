"""No client takes all there is."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from asm_graph.errors import ClientBusy
from asm_graph.web.services.client_quota import Clients

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_each_client_has_its_own_count() -> None:
    clients = Clients(2)
    with clients.query_of("a"), clients.query_of("a"), clients.query_of("b"):
        with pytest.raises(ClientBusy), clients.query_of("a"):
            pass
        with clients.query_of("b"):
            pass
    with clients.query_of("a"), clients.query_of("a"):
        pass
    assert not clients._under_way


def test_a_client_with_too_many_queries_is_told_and_others_are_not(
    start: Callable[..., Any], releases: Path
) -> None:
    with start(releases, workers=3, client_queries=1, query_seconds=2) as server, server.client() as client:
        with ThreadPoolExecutor(1) as others:
            runaway = others.submit(httpx.get, f"{server.url}/sparql", params={"query": RUNAWAY}, timeout=9)
            time.sleep(0.3)
            refused = client.get("/sparql?query=ASK{}")
            other = client.get("/sparql?query=ASK{}", headers={"X-Forwarded-For": "192.0.2.7"})
            assert runaway.result().status_code == 503
        assert (refused.status_code, refused.json()["limit"]) == (
            429,
            {"setting": "client_queries", "value": 1},
        )
        assert "retry-after" in refused.headers
        assert other.status_code == 200
        assert client.get("/sparql?query=ASK{}").status_code == 200
