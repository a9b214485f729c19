"""`/doc/document/…/pages/…`: one page of a document with its quotations marked, and its picture."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response

from asm_graph.checks.report.edition import shorten_quote
from asm_graph.documents.page_pictures import MEDIA_TYPE
from asm_graph.rdf import document_iris
from asm_graph.releases.dumps import read_text
from asm_graph.releases.manifest import time_of
from asm_graph.releases.page_pictures import picture_path, read_pages
from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.entities.description import describe
from asm_graph.web.entities.marked_pages import marked_pages
from asm_graph.web.entities.marked_text import marked_pieces
from asm_graph.web.entities.subject import PageSubject
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import Names, cut
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.releases.page_pictures import DocumentPage, DocumentPages
    from asm_graph.web.answers.page_queries import ReleaseReader

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
_FOREVER = "public, max-age=31536000, immutable"
"""For what has the name of a release in its address, which never changes."""
_LONGEST_TITLE = 160


async def page_picture(request: Request) -> Response:
    """Respond with the picture of a page, of the current release or of the one named.

    Raises:
        QueryError: there is no release.
    """
    slug, number = _asked(request)
    folder = await _release_folder(request)
    path = picture_path(folder, slug, number)
    validators = Validators.of((folder.name, slug, number), time_of(folder.name))
    headers = {**validators.headers, "X-Content-Type-Options": "nosniff"}
    if "release" in request.path_params:
        headers["Cache-Control"] = _FOREVER
    if not await asyncio.to_thread(path.is_file):
        raise ProblemError("not-found")
    return not_modified(headers) if validators.hold(request) else FileResponse(path, 200, headers, MEDIA_TYPE)


async def _release_folder(request: Request) -> Path:
    site = site_of(request)
    name: str | None = request.path_params.get("release")
    if name is None:
        return (await site.engine.serving()).release.path
    if name not in site.releases.list():
        raise ProblemError("not-found")
    return site.releases.folder / name


async def page_view(request: Request) -> Response:
    """Respond with the page that shows one page of a document and what it proves.

    Raises:
        QueryError: the engine does not answer.
    """
    slug, number = _asked(request)

    async def read(reading: ReleaseReader) -> Response:
        return await _view(request, reading, slug, number)

    return await read_release(request, site_of(request), read)


def _asked(request: Request) -> tuple[str, int]:
    """Return the slug of the document and the number of the page; no others lead to a file."""
    slug, number = request.path_params["slug"], request.path_params["number"]
    if not _SLUG.fullmatch(slug) or not _NUMBER.fullmatch(number):
        raise ProblemError("not-found")
    return slug, int(number)


async def _view(request: Request, reading: ReleaseReader, slug: str, number: int) -> Response:
    pages = await asyncio.to_thread(read_pages, reading.release.path, slug)
    asked = pages.page(number) if pages else None
    subject = await _document(request, reading, slug) if asked else None
    if pages is None or asked is None or subject is None:
        raise ProblemError("not-found")
    parts = (reading.release.name, slug, number, language_of(request), request.url.query)
    validators = Validators.of(parts, reading.serving.since)
    headers = {**validators.headers, "Vary": "Accept-Language"}
    if validators.hold(request):
        return not_modified(headers)
    response = page(request, "document_page.html", await _context(subject, slug, asked, pages))
    response.headers.update(headers)
    return response


async def _document(request: Request, reading: ReleaseReader, slug: str) -> PageSubject | None:
    thing = reading.base.id(document_iris.document(slug))
    description = await describe(reading, thing)
    if description is None:
        return None
    names = Names(description.naming, {}, language_of(request), reading.base)
    return PageSubject(reading, description, names)


async def _context(
    subject: PageSubject, slug: str, asked: DocumentPage, pages: DocumentPages
) -> dict[str, object]:
    (marked,) = await marked_pages(subject, [asked])
    text = await asyncio.to_thread(read_text, subject.reading.release.path, slug)
    pieces = await marked_pieces(subject, text, asked.start, asked.end) if text else ()
    document = subject.link
    return {
        "document": document,
        "title": cut(document.name.text, _LONGEST_TITLE),
        "one": marked,
        "total": len(pages.pages),
        "neighbors": {
            rel: f"{document.address}/pages/{number}"
            for rel, number in (("prev", asked.number - 1), ("next", asked.number + 1))
            if pages.page(number)
        },
        "pieces": pieces,
        "cut": cut,
        "shorten_quote": shorten_quote,
    }
