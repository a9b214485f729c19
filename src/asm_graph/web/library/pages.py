"""`/queries` and `/queries/{name}`: the query library for people, forms, tables and charts without script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import AsmGraphError
from asm_graph.results import JSON
from asm_graph.web.answers.answer_preview import ShownTable, shown_table
from asm_graph.web.answers.asked_release import names_no_release, root_of
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.drawing.answer_chart import caption_of, chart_of
from asm_graph.web.drawing.caption import documents_line
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.drawing.figure import figure_of, snippet
from asm_graph.web.entities.description import HTML
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import GRAPHS, choose, language_of
from asm_graph.web.http.problems import Problem, ProblemError
from asm_graph.web.library.answer_table import AskedTable
from asm_graph.web.library.api import FORMAT_NAMES, GivenParameters
from asm_graph.web.library.rdf import choices_of, library_as_data
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.site import Site, site_of
from asm_graph.web.sparql.completions import address_snippets
from asm_graph.web.tables.view import COLUMNS, PAGE, SORT, TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.library import Question
    from asm_graph.web.answers.answer_preview import ShownTable
    from asm_graph.web.library.rdf import ParameterChoice
    from asm_graph.web.tables.table import DataTable


_OPENED = ("csv", "xlsx", "json")
"""The formats that people open; programs have others."""
TABLE_HEIGHT = 480
"""Pixels of a frame that shows the table of an answer, which scrolls in it."""
_EXTENSIONS = tuple(dict.fromkeys(offer.name for offer in GRAPHS))


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with parameter values: its query, and its answer or problem, if any.

    `table` has the first rows of the answer as they are, `page` those of the address as people read them.
    """

    question: Question
    values: Mapping[str, str]
    text: str
    table: ShownTable | None = None
    page: DataTable | None = None
    problem: Mapping[str, Any] | None = None

    def address(self, name: str) -> str:
        """Where the whole answer is in some format."""
        return f"/api/queries/{self.question.name}?{urlencode({**self.values, 'format': name})}"

    @property
    def downloads(self) -> dict[str, str]:
        """Where the whole answer is in the formats that people open."""
        return {name: self.address(name) for name in _OPENED}

    def page_address(self, part: str = "") -> str:
        """Where the question is with these values, or a part of it."""
        given = f"?{urlencode(self.values)}" if self.values else ""
        return f"/queries/{self.question.name}{part}{given}"


async def library_page(request: Request) -> Response:
    """All questions: a page, or RDF that other tools read, by `Accept` or by extension."""
    site, extension = site_of(request), request.path_params.get("extension")
    if names_no_release(request):
        raise ProblemError("not-found")
    if extension is None and _wants_page(request):
        data = {name: f"/queries.{name}" for name in _EXTENSIONS}
        return page(
            request, "queries.html", {"questions": site.library.by_title(language_of(request)), "data": data}
        )
    return _data(request, tuple(site.library), extension)


async def question_page(request: Request) -> Response:
    """One question: its form, and its rows once its required parameters are there; or itself as RDF."""
    site = site_of(request)
    if request.path_params["name"] not in site.library:
        raise ProblemError("not-found")
    question = site.library[request.path_params["name"]]
    if not _wants_page(request):
        return _data(request, (question,), None)
    given = given_values(question, request)
    return await _shown(request, site, question, given)


def given_values(question: Question, request: Request) -> GivenParameters:
    """Return what is given to a question; a blank field gives no value.

    Raises:
        ProblemError: the parameters are not UTF-8.
        UsageError: a parameter is given twice.
    """
    given = GivenParameters.to(question, request)
    return replace(given, values={name: value for name, value in given.values.items() if value})


def _wants_page(request: Request) -> bool:
    """Whether no RDF is wanted more than a page: browsers and those who ask for nothing have one."""
    return choose((HTML, *GRAPHS), request.headers.getlist("accept")) in {HTML, None}


def _data(request: Request, questions: Sequence[Question], extension: str | None) -> Response:
    offer = choose(GRAPHS, request.headers.getlist("accept"), extension)
    if offer is None:
        code = "not-found" if extension else "not-acceptable"
        raise ProblemError(code, {"offers": ", ".join(_EXTENSIONS)})
    return library_as_data(questions, own_address(request, ""), offer)


async def _shown(request: Request, site: Site, question: Question, given: GivenParameters) -> Response:
    language, values = language_of(request), given.values

    async def read(
        reading: ReleaseReader,
    ) -> tuple[AnsweredQuestion, Mapping[str, tuple[ParameterChoice, ...]]]:
        return await _asked(reading, request, question, values), await choices_of(reading, question, language)

    asked, choices = await read_release(request, site, read)
    status = asked.problem["status"] if asked.problem else 200
    unknown = [name for name in given.unknown if name not in {SORT, COLUMNS, PAGE}]
    context = {**_context(request, asked, choices), "unknown": unknown}
    return page(request, "question.html", context, status)


async def _asked(
    reading: ReleaseReader, request: Request, question: Question, values: Mapping[str, str]
) -> AnsweredQuestion:
    """Answer the question where possible; an incomplete form is no error."""
    asked = AnsweredQuestion(question, values, question.text)
    if not values and any(each.required and each.default is None for each in question.parameters):
        return asked
    table = AskedTable(reading, question, TableView.of(request), language_of(request))
    try:
        asked = replace(asked, text=question.bind(values))
        found = await table.answer(values, asked.downloads)
        return replace(asked, page=found, table=await table_of(reading, asked.text))
    except AsmGraphError as error:
        return replace(asked, problem=reading.site.wording(Problem.of(error), language_of(request)))


async def table_of(reading: ReleaseReader, text: str) -> ShownTable:
    """Return the first rows of the answer to a library query.

    Raises:
        QueryError: the engine does not answer.
    """
    site, query = reading.site, EngineQuery(text, JSON, client=reading.client)
    kept = site.library_answers.get(AnswerKey.of(reading.release.name, query, JSON))
    return await shown_table(site, kept or await reading.engine.answer(query), reading.base)


def _context(
    request: Request, asked: AnsweredQuestion, choices: Mapping[str, tuple[ParameterChoice, ...]]
) -> dict[str, Any]:
    question = asked.question
    root = root_of(request)
    own = {name: own_address(request, f"{root}{address}") for name, address in asked.downloads.items()}
    return {
        "question": question,
        "values": asked.values,
        "choices": choices,
        "text": asked.text,
        "table": asked.page,
        "figure": figure_of(request, drawing) if (drawing := _drawing(request, asked)) else None,
        "embeds": asked.table is not None,
        "code": _code(request, asked),
        "problem": asked.problem,
        "formats": {name: asked.address(name) for name in FORMAT_NAMES},
        "rest": own["json"],
        "snippets": address_snippets(own["csv"], own["xlsx"]),
        "editor": f"/sparql?{urlencode({'query': asked.text})}",
    }


def _code(request: Request, asked: AnsweredQuestion) -> str:
    """Return the code that shows the table on other sites; empty where there is none."""
    if asked.table is None or "release" in request.path_params:
        return ""
    title = asked.question.title[language_of(request)]
    return snippet(request, asked.page_address(), title, TABLE_HEIGHT)


async def question_chart(request: Request) -> Response:
    """Respond with the chart; not found where the answer has none."""
    return await drawing_alone(request, draw_answer, request.path_params["form"])


async def answered(request: Request) -> AnsweredQuestion:
    """Answer the question of an address with its parameters.

    Raises:
        ProblemError: there is no such question.
        AsmGraphError: the parameters do not fit, or the engine does not answer.
    """
    site, name = site_of(request), request.path_params["name"]
    if name not in site.library:
        raise ProblemError("not-found")
    question = site.library[name]
    given = given_values(question, request)
    text = question.bind(given.values)
    table = await read_release(request, site, lambda reading: table_of(reading, text))
    return AnsweredQuestion(question, given.values, text, table)


async def draw_answer(request: Request) -> Drawing:
    """Draw the answer to a question.

    Raises:
        ProblemError: there is no such question, or no chart of its answer.
        AsmGraphError: the parameters do not fit, or the engine does not answer.
    """
    drawing = _drawing(request, await answered(request))
    if drawing is None:
        raise ProblemError("not-found")
    return drawing


def _drawing(request: Request, asked: AnsweredQuestion) -> Drawing | None:
    """Draw the answer; None where it has no chart."""
    chart = chart_of(asked.table) if asked.table else None
    if chart is None:
        return None
    language, release = language_of(request), site_of(request).engine.release
    meanings = {column.name: column.head(language) for column in asked.question.columns}
    source = documents_line(release.manifest, language) if release else ""
    title, unit = asked.question.title[language], meanings.get(chart.numbers, chart.numbers)
    caption = caption_of(chart, title, unit, source, language)
    context = {"chart": chart, "names": meanings.get(chart.names, chart.names)}
    address = asked.page_address("/chart"), asked.page_address()
    return Drawing("answer_chart.svg", caption, context, chart.width, chart.height, *address)
