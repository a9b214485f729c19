"""The whole of a result as a file, which a process of the converter writes."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from asm_graph.conversion.converter import Conversion
from asm_graph.web.answers.engine_response import AnswerResponse
from asm_graph.web.explore.address import parameters_of, written
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.explorer.definition import ExplorerTable
    from asm_graph.results import Format
    from asm_graph.web.answers.asked_release import AskedRelease
    from asm_graph.web.explore.address import ResultAddress

_SOFTWARE = version("asm-graph")


async def result_file(
    request: Request, asked: AskedRelease, address: ResultAddress, table: ExplorerTable, offer: Format
) -> Response:
    """Respond with the whole result as a file, which a process of the converter writes."""
    name, query = asked.release.name, written(address.path, parameters_of(address.choice))
    language = language_of(request)
    validators = Validators.of((_SOFTWARE, name, query, language, offer.content_type), asked.since)
    headers = {"Vary": "Accept, Accept-Language", **validators.headers, "X-Content-Type-Options": "nosniff"}
    if validators.hold(request):
        return not_modified(headers)
    headers |= {
        "Content-Type": offer.content_type,
        "Content-Disposition": f'attachment; filename="{table.kind}-{name}.{offer.name}"',
        "Content-Security-Policy": "default-src 'none'",
    }
    site, key = site_of(request), AnswerKey(name, f"{query} {language}", (), (), offer.content_type)
    if (body := site.cache.get(key)) is not None:
        return Response(body, headers=headers)
    conversion = Conversion("explorer", _told(request, asked, address, table, offer))

    def kept() -> bytes | None:
        return site.cache.kept_since(key)

    answer = await site.clients.serve(
        request, lambda: site.converter.convert(conversion, client=client_of(request), kept=kept)
    )
    if answer.length is None or answer.length > site.cache.largest:
        return AnswerResponse(answer, headers)
    return Response(site.cache.keep(key, await answer.read()), headers=headers)


def _told(
    request: Request, asked: AskedRelease, address: ResultAddress, table: ExplorerTable, offer: Format
) -> Mapping[str, Any]:
    language, manifest = language_of(request), asked.release.manifest
    columns = {name: table.columns[name].of(language) for name in table.choosable}
    about = {
        "title": table.title.of(language),
        "query": own_address(request, written(address.path, parameters_of(address.choice))),
        "release": manifest.name,
        "date": f"{manifest.created:%Y-%m-%d}",
        "license": site_of(request).license,
        "columns": columns,
    }
    return {
        "folder": str(asked.release.path),
        "choice": asdict(address.choice),
        "language": language,
        "format": offer.name,
        "about": about,
    }
