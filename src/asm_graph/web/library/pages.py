"""`/queries` and `/queries/{name}`: the query library for people, forms, tables and charts without script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from asm_graph.errors import AsmGraphError
from asm_graph.web.answers.asked_release import names_no_release, root_of
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.drawing.caption import documents_line
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.drawing.figure import figure_of, snippet
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import GRAPHS, HTML, choose, language_of
from asm_graph.web.http.problems import Problem, ProblemError
from asm_graph.web.library.answer_drawing import draw_table
from asm_graph.web.library.answer_table import AskedTable
from asm_graph.web.library.api import FORMAT_NAMES, GivenParameters
from asm_graph.web.library.rdf import choices_of, labels_of, library_as_data
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import Site, site_of
from asm_graph.web.sparql.completions import address_snippets
from asm_graph.web.tables.view import COLUMNS, PAGE, SORT, TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.library import Question
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

    `table` has the rows of the page that was asked for, `given` what people call the values.
    """

    question: Question
    values: Mapping[str, str]
    text: str
    table: DataTable | None = None
    given: tuple[str, ...] = ()
    problem: Mapping[str, Any] | None = None

    def address(self, name: str) -> str:
        """Where the whole answer is in some format."""
        return f"/api/queries/{self.question.name}?{urlencode({**self.values, 'format': name})}"

    @property
    def downloads(self) -> dict[str, str]:
        """Where the whole answer is in the formats that people open."""
        return {name: self.address(name) for name in _OPENED}

    def page_address(self, part: str = "") -> str:
        """Where the question is with these values and this order of its rows, or a part of it."""
        view = self.table.view if self.table else TableView()
        asked = {**self.values, SORT: view.order, COLUMNS: ",".join(view.columns)}
        given = urlencode({name: value for name, value in asked.items() if value}, safe=",")
        return f"/queries/{self.question.name}{part}{'?' if given else ''}{given}"


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
        choices = await choices_of(reading, question, language)
        asked = await _asked(reading, request, question, values)
        return replace(asked, given=labels_of(values, choices)), choices

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
        return replace(asked, table=found)
    except AsmGraphError as error:
        return replace(asked, problem=reading.site.wording(Problem.of(error), language_of(request)))


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
        "table": asked.table,
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
    view = replace(TableView.of(request), number=1)

    async def read(reading: ReleaseReader) -> AnsweredQuestion:
        asked = AskedTable(reading, question, view, language_of(request))
        table = await asked.answer(given.values, {})
        labels = labels_of(given.values, await choices_of(reading, question, asked.language))
        return AnsweredQuestion(question, given.values, text, table, labels)

    return await read_release(request, site, read)


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
    """Draw the first page of the answer; None for any other, or where it has no chart."""
    if asked.table is None or asked.table.number > 1:
        return None
    language, release = language_of(request), site_of(request).engine.release
    source = documents_line(release.manifest, language) if release else ""
    drawing = draw_table(asked.question, asked.table, asked.given, source, language)
    if drawing is None:
        return None
    return replace(drawing, address=asked.page_address("/chart"), page=asked.page_address())
