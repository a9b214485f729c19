"""`/queries/{name}/chart.…`: the chart of a question's answer, as SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.answers.page_queries import Reading, read_release
from asm_graph.web.drawing.answer_chart import chart_of
from asm_graph.web.drawing.download import FORMS, Drawing, drawing_alone
from asm_graph.web.http.language import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.library.pages import given_values, table_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.library import Question
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.answer_preview import ShownTable
    from asm_graph.web.drawing.answer_chart import Chart


async def question_chart(request: Request) -> Response:
    """Respond with the chart; not found where the answer has none."""
    site, form, name = site_of(request), request.path_params["form"], request.path_params["name"]
    if form not in FORMS or name not in site.library:
        raise ProblemError("not-found")
    question = site.library[name]
    given = given_values(question, request)

    async def read(reading: Reading) -> ShownTable:
        return await table_of(reading, question.bind(given.values))

    chart = chart_of(await read_release(request, site, read))
    if chart is None:
        raise ProblemError("not-found")
    return await drawing_alone(request, _drawing(question, chart, language_of(request)), form)


def _drawing(question: Question, chart: Chart, language: Language) -> Drawing:
    meanings = {column.name: column.meaning[language] for column in question.columns}
    context = {
        "chart": chart,
        "names": meanings.get(chart.names, chart.names),
        "numbers": meanings.get(chart.numbers, chart.numbers),
    }
    title = f"{question.title[language]}: {context['numbers']}"
    return Drawing("answer_chart.svg", title, context, chart.width, chart.height)
