"""Files that are made of a release: sent again only where they changed, and kept while there is room."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from starlette.responses import Response

from asm_graph.results import Format
from asm_graph.results.formats import FORMATS
from asm_graph.web.answers.engine_response import AnswerResponse
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from asm_graph.conversion.converter import Conversion
    from asm_graph.web.answers.asked_release import AskedRelease

HTML = Format("html", "text/html", "")
OFFERS = (Format("json", "application/json", ""), HTML, Format("csv", "text/csv", ""), FORMATS["xlsx"])
"""The formats of a table at one address: a page, and the files of the whole."""
_SOFTWARE = version("asm-graph")


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release; `asked` says what of it, `disposition` and `vary` are headers of its answer."""

    release: AskedRelease
    asked: str
    offer: Format
    disposition: str
    vary: str


async def send_release_file(
    request: Request, file: ReleaseFile, conversion: Callable[[], Conversion]
) -> Response:
    """Respond with a file, which a process of the converter makes unless it is kept.

    Raises:
        QueryError: the file cannot be made, or the client asks too much at once.
    """
    name, content_type = file.release.release.name, file.offer.content_type
    validators = Validators.of((_SOFTWARE, name, file.asked, content_type), file.release.since)
    headers = {"Vary": file.vary, **validators.headers, "X-Content-Type-Options": "nosniff"}
    if validators.hold(request):
        return not_modified(headers)
    headers |= {
        "Content-Type": content_type,
        "Content-Disposition": file.disposition,
        "Content-Security-Policy": "default-src 'none'",
    }
    site, key = site_of(request), AnswerKey(name, file.asked, (), (), content_type)
    if (body := site.cache.get(key)) is not None:
        return Response(body, headers=headers)
    made = conversion()

    def kept() -> bytes | None:
        return site.cache.kept_since(key)

    answer = await site.clients.serve(
        request, lambda: site.converter.convert(made, client=client_of(request), kept=kept)
    )
    if answer.length is None or answer.length > site.cache.largest:
        return AnswerResponse(answer, headers)
    return Response(site.cache.keep(key, await answer.read()), headers=headers)
