"""What may be framed: each drawing, the answer of each question, each finding."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request

from asm_graph.checks.report.edition import SEVERITIES, shorten_quote
from asm_graph.rdf import audit_iris
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.web.alignment.page import draw_flow, draw_matrix_alone
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.browse.overview import draw_overview, naming
from asm_graph.web.compare.page import draw_comparison
from asm_graph.web.drawing.caption import documents_line
from asm_graph.web.drawing.figure import FRAMED, figure_of, frame_height
from asm_graph.web.entities.drawings import draw_thing
from asm_graph.web.entities.kinds.finding import FRAMED_HEIGHT, known_finding
from asm_graph.web.explore.view_files import draw_view
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.library.pages import TABLE_HEIGHT, answered, draw_answer
from asm_graph.web.ontology.page import draw_classes
from asm_graph.web.rendering.naming import EntityAddress, link_to
from asm_graph.web.scoreboard.page import draw_cycles, draw_owners
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

    from asm_graph.web.drawing.download import Draw

_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the site for a frame: title, template with its context, and where it stands on the site.

    `height` is that of the frame when it has the usual width.
    """

    title: str
    template: str
    context: Mapping[str, Any]
    page: str
    height: Callable[[int], int]


Make = Callable[[Request], Awaitable[Frame]]
"""Makes the frame that an address asks for."""


def _of_drawing(draw: Draw) -> Make:
    async def make(request: Request) -> Frame:
        drawing = await draw(request)
        context = {"figure": figure_of(request, drawing)}
        return Frame(
            drawing.caption.title,
            "framed_drawing.html",
            context,
            drawing.page,
            lambda width: frame_height(drawing, width),
        )

    return make


async def _answer(request: Request) -> Frame:
    """Make the frame of the answer to a question.

    Raises:
        ProblemError: there is no such question.
        AsmGraphError: the parameters do not fit, or the engine does not answer.
    """
    asked, language, release = await answered(request), language_of(request), site_of(request).engine.release
    title = asked.question.title[language]
    context = {"table": asked.table, "source": documents_line(release.manifest, language) if release else ""}
    return Frame(title, "framed_table.html", context, asked.page_address(), lambda _: TABLE_HEIGHT)


async def _finding(request: Request) -> Frame:
    """Make the frame of a finding.

    Raises:
        ProblemError: there is none.
        QueryError: the engine does not answer.
    """
    place, language = (
        EntityAddress.read(audit_iris.finding(request.path_params["path"])),
        language_of(request),
    )

    async def read(reading: ReleaseReader) -> Frame | None:
        found = await known_finding(reading, place.thing(reading.base)) if place else None
        if found is None or place is None:
            return None
        finding, history = found
        evidence = finding.evidence[:_PASSAGES]
        documents = {each.document for each in evidence}
        names = await naming(reading, [*documents, *finding.programs], language)

        def address_of(node: NamedNode) -> str:
            return link_to(node.value, reading.base) or node.value

        context = {
            "finding": finding,
            "state": history[-1],
            "severity": SEVERITIES[finding.severity][LANGUAGES.index(language)],
            "programs": [names.link(program) for program in finding.programs],
            "evidence": evidence,
            "shorten_quote": shorten_quote,
            "address_of": address_of,
            "document_names": {each: names.link(each).name.text for each in documents},
        }
        title = finding.messages.get(language, "") or finding.title.get(language, "")
        return Frame(title, "framed_finding.html", context, place.address(), lambda _: FRAMED_HEIGHT)

    frame = await read_release(request, site_of(request), read)
    if frame is None:
        raise ProblemError("not-found")
    return frame


FRAMES: Final[Mapping[str, Make]] = {
    f"{FRAMED}/drawing/{{path:path}}": _of_drawing(draw_thing),
    f"{FRAMED}/overview/{{chart}}": _of_drawing(draw_overview),
    f"{FRAMED}/explore/{{kind}}/{{view}}": _of_drawing(draw_view),
    f"{FRAMED}/explore/{{kind}}": _of_drawing(draw_view),
    f"{FRAMED}/alignment": _of_drawing(draw_flow),
    f"{FRAMED}/alignment/matrix": _of_drawing(draw_matrix_alone),
    f"{FRAMED}/compare": _of_drawing(draw_comparison),
    f"{FRAMED}/scoreboard": _of_drawing(draw_owners),
    f"{FRAMED}/scoreboard/cycles": _of_drawing(draw_cycles),
    f"{FRAMED}/ontology/diagram": _of_drawing(draw_classes),
    f"{FRAMED}/queries/{{name}}/chart": _of_drawing(draw_answer),
    f"{FRAMED}/queries/{{name}}": _answer,
    f"{FRAMED}/doc/finding/{{path:path}}": _finding,
}
"""The only addresses that may stand in a frame, as Starlette writes paths."""
