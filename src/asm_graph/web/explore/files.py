"""The whole of a result as a file, which a process of the converter writes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from asm_graph.conversion.converter import Conversion
from asm_graph.web.answers.release_file import ReleaseFile, send_release_file
from asm_graph.web.explore.address import parameters_of, written
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.explorer.definition import ExplorerTable
    from asm_graph.results import Format
    from asm_graph.web.answers.asked_release import AskedRelease
    from asm_graph.web.explore.address import ResultAddress


async def result_file(
    request: Request, asked: AskedRelease, address: ResultAddress, table: ExplorerTable, offer: Format
) -> Response:
    """Respond with the whole result as a file."""
    query = written(address.path, parameters_of(address.choice))
    file = ReleaseFile(
        asked,
        f"{query} {language_of(request)}",
        offer,
        f'attachment; filename="{table.kind}-{asked.release.name}.{offer.name}"',
        "Accept, Accept-Language",
    )
    return await send_release_file(request, file, lambda: _conversion(request, asked, address, table, offer))


def _conversion(
    request: Request, asked: AskedRelease, address: ResultAddress, table: ExplorerTable, offer: Format
) -> Conversion:
    language, manifest = language_of(request), asked.release.manifest
    about = {
        "title": table.title.of(language),
        "query": own_address(request, written(address.path, parameters_of(address.choice))),
        "release": manifest.name,
        "date": f"{manifest.created:%Y-%m-%d}",
        "license": site_of(request).license,
        "columns": {name: table.columns[name].of(language) for name in table.choosable},
    }
    told = {
        "folder": str(asked.release.path),
        "choice": asdict(address.choice),
        "language": language,
        "format": offer.name,
        "about": about,
    }
    return Conversion("explorer", told)
