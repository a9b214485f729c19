"""`/releases/{release}/doc/…`: pages and data about things in an older release."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from asm_graph.releases.manifest import time_of
from asm_graph.web.entities import routes as things

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def archived_document(request: Request) -> Response:
    """Respond as `/doc/…` does, from the named release, as a memento (RFC 7089)."""
    name, path = request.path_params["release"], request.path_params["path"]
    response = await things.document(request)
    if "Content-Location" in response.headers:
        here = f"/releases/{name}/doc/"
        response.headers["Content-Location"] = response.headers["Content-Location"].replace("/doc/", here, 1)
        links = response.headers["Link"].replace("</doc/", f"<{here}")
        response.headers["Link"] = f'{links}, </doc/{path}>; rel="original"'
        response.headers["Memento-Datetime"] = format_datetime(time_of(name), usegmt=True)
    return response
