"""Pages of any other site may ask, without credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}", "/sparql?query=no", "/nowhere", "/api/queries/evaluations", "/catalog"]
)
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://e.org"}, {"Origin": "null", "Cookie": "a=b"}])
def test_every_answer_is_open_to_all(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("method", ["POST", "QUERY"])
def test_preflights(client: httpx.Client, method: str) -> None:
    answer = client.options(
        "/sparql",
        headers={
            "Origin": "https://e.org",
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "content-type, x-y",
        },
    )
    assert answer.status_code == 204
    assert method in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == "content-type, x-y"
    assert answer.headers["access-control-allow-origin"] == "*"
