"""`/compare`: two to five programs side by side, as page, picture and spreadsheet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyoxigraph import Literal
from starlette.responses import RedirectResponse, Response

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results import FORMATS, About, Rows
from asm_graph.results.xlsx import workbook
from asm_graph.web.answers.asked_release import root_of
from asm_graph.web.compare.asked import MOST, offers
from asm_graph.web.compare.comparison import compare
from asm_graph.web.drawing.download import CSV, drawing_alone, table_alone
from asm_graph.web.drawing.figure import figure_of
from asm_graph.web.http.addresses import below_root, own_address, within
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import cut
from asm_graph.web.rendering.pages import page, words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.compare.comparison import Comparison
    from asm_graph.web.compare.side_by_side import Piece
    from asm_graph.web.drawing.download import Drawing

_XLSX = "xlsx"
_FORMS = (_XLSX, CSV)


async def compare_page(request: Request) -> Response:
    """Respond with the page; a typed name or key that means one program adds it."""
    found = await compare(request)
    offered = await offers(request, found.asked, found.release) if found.asked.more else ()
    if offered and len(offered) == 1 and not found.asked.is_full:
        return RedirectResponse(_place(request, offered[0].address), 303)
    context = {
        "found": found,
        "asked": found.asked,
        "offers": offered,
        "most": MOST,
        "files": {form: found.asked.address(f".{form}") for form in _FORMS},
        "figures": [figure_of(request, drawing) for drawing in found.drawings.values()],
        "embeds": bool(found.drawings),
        "cut": cut,
    }
    return page(request, "compare.html", context, 404 if found.unknown and not found.programs else 200)


async def compare_file(request: Request) -> Response:
    """Respond with the comparison as XLSX or CSV, or with the drawing as SVG or PNG."""
    form = request.path_params["form"]
    if form not in _FORMS:
        return await drawing_alone(request, draw_comparison, form)
    found, language = await compare(request), language_of(request)
    if not found.programs:
        raise ProblemError("not-found")
    columns, rows = _columns(found, language), list(_table(found, language))
    if form == CSV:
        texts = ([str(cell) for cell in row] for row in rows)
        return table_alone("comparison", columns, texts)
    body = await asyncio.to_thread(_workbook, request, found, columns, rows)
    headers = {
        "Content-Disposition": 'attachment; filename="comparison.xlsx"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Language",
    }
    return Response(body, media_type=FORMATS[_XLSX].media_type, headers=headers)


async def draw_comparison(request: Request) -> Drawing:
    """Draw the money of the programs: that of the `kind` asked for, else the kind with most amounts.

    Raises:
        ProblemError: there is too little to draw.
        QueryError: the engine does not answer.
    """
    drawings = (await compare(request)).drawings
    kind = request.query_params.get("kind") or next(iter(drawings), "")
    if kind not in drawings:
        raise ProblemError("not-found")
    return drawings[kind]


def _place(request: Request, address: str) -> str:
    """Return where a comparison is in the release that the address names, in the same language."""
    language = request.query_params.get("lang")
    kept = f"{address}&lang={language}" if language in {"es", "en"} else address
    return below_root(request, within(root_of(request), kept))


def _columns(found: Comparison, language: Language) -> list[str]:
    words = words_in(language)
    named = (f"{link.name.text} ({key})" for key, link in found.programs)
    return [words["compare_section"], words["compare_what"], *named]


def _table(found: Comparison, language: Language) -> Iterator[list[object]]:
    """Yield the rows of all sections, each with its heading and unit."""
    words = words_in(language)
    for section in found.sections:
        unit = f" ({section.unit.lower()})" if section.unit else ""
        for row in section.rows:
            yield [f"{words[section.key]}{unit}", row.what.whole, *map(_cell, row.cells)]


def _cell(pieces: tuple[Piece, ...]) -> object:
    """Return the number of a cell that has one and nothing else, or all its texts."""
    if len(pieces) == 1 and pieces[0].number is not None and not pieces[0].note:
        return pieces[0].number
    return "; ".join(piece.whole for piece in pieces)


def _workbook(request: Request, found: Comparison, columns: list[str], rows: list[list[object]]) -> bytes:
    manifest, words = found.release.manifest, words_in(language_of(request))
    about = About(
        title=", ".join(columns[2:]),
        query=own_address(request, found.asked.address()),
        release=manifest.name,
        date=manifest.created.date().isoformat(),
        license=site_of(request).license,
        columns={words[section.key]: section.note for section in found.sections if section.note},
    )
    terms = tuple(tuple(_term(cell) for cell in row) for row in rows)
    return workbook(Rows(tuple(columns), terms), about)


def _term(cell: object) -> Literal:
    return Literal(cell) if isinstance(cell, str) else Literal(str(cell), datatype=XSD("decimal"))
