"""`/api/queries/{name}`: the query library for programs, documented in OpenAPI with its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request  # noqa: TC002  FastAPI reads the annotation of a handler
from starlette.responses import Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import QueryRefused, UsageError
from asm_graph.web.answers.asked_release import names_no_release, root_of
from asm_graph.web.answers.engine_response import EngineResponse, Wanted
from asm_graph.web.answers.workbooks import to_workbook
from asm_graph.web.http.negotiation import RESULTS, SHEET, choose
from asm_graph.web.http.problems import Problem
from asm_graph.web.services.site import site_of
from asm_graph.web.sparql.protocol import BadRequest, parse_parameters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI

    from asm_graph.library import Library, Parameter, Question
    from asm_graph.results import Format

FORMAT_NAMES = tuple(dict.fromkeys(offer.name for offer in RESULTS))
"""What `?format=` takes here."""

_RESERVED = {"format", "lang"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "year": {"pattern": "^[0-9]{4}$"},
    "date": {"format": "date"},
    "iri": {"format": "iri"},
}


def add_question_routes(app: FastAPI, library: Library) -> None:
    """One documented route for each question, and a problem for any other name."""
    for question in library:
        path, answer = f"/api/queries/{question.name}", _answering(question)
        app.add_api_route(
            path,
            answer,
            name=question.name,
            operation_id=question.name,
            summary=question.title["es"],
            description=f"{question.description['es']}\n\n{question.description['en']}",
            openapi_extra={"parameters": _documented(question)},
            responses={200: {"content": {offer.media_type: {} for offer in RESULTS}}},
            response_class=Response,
        )
        app.add_api_route(path, answer, methods=["HEAD"], include_in_schema=False)
    app.add_api_route("/api/queries/{name}", answer_by_name, methods=["GET", "HEAD"], include_in_schema=False)


def question_values(request: Request) -> dict[str, str]:
    """Return the parameters of a question from the request.

    Raises:
        BadRequest: they are not UTF-8.
        UsageError: one of them is given twice.
    """
    values = {}
    for name, given in parse_parameters(request.scope["query_string"]).items():
        if len(given) > 1:
            raise UsageError(
                f"{name}: given {len(given)} times; give it once.", "parameter-repeated", {"parameter": name}
            )
        values[name] = given[0]
    return {name: value for name, value in values.items() if name not in _RESERVED}


def _answering(question: Question) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _answer(question, request, request.query_params.get("format"))

    return answer


async def _answer(question: Question, request: Request, wanted: str | None) -> Response:
    site = site_of(request)
    offer = choose(RESULTS, request.headers.getlist("accept"), wanted)
    if offer is None:
        return site.problem(Problem("not-acceptable", facts={"offers": ", ".join(FORMAT_NAMES)}), request)
    try:
        text = question.bind(question_values(request))
        examined = site.guard.examine(text)
    except (UsageError, QueryRefused) as error:
        return site.problem(Problem.of(error), request)
    except BadRequest as error:
        return site.problem(error.problem, request)
    return EngineResponse(
        Wanted(
            EngineQuery(text, offer.asks),
            offer.content_type,
            examined.volatile,
            _address(question, request, offer),
            {"Content-Disposition": f'inline; filename="{question.name}.{offer.name}"'},
            to_workbook(question.title["es"], text, site.licence, question.columns)
            if offer is SHEET
            else None,
        )
    )


def _address(question: Question, request: Request, offer: Format) -> str:
    """Where this very answer can be had, whatever header chose it."""
    return (
        f"{root_of(request)}/api/queries/{question.name}"
        f"?{urlencode({**question_values(request), 'format': offer.media_type})}"
    )


async def answer_by_name(request: Request) -> Response:
    """Answer a question, also with the format as an extension (`evaluations.csv`)."""
    site, name = site_of(request), request.path_params["name"]
    stem, _, extension = name.rpartition(".")
    if names_no_release(request):
        return site.problem(Problem("not-found"), request)
    if name in site.library:
        return await _answer(site.library[name], request, request.query_params.get("format"))
    if stem in site.library and extension in FORMAT_NAMES:
        return await _answer(site.library[stem], request, extension)
    return site.problem(Problem("not-found"), request)


def _documented(question: Question) -> list[dict[str, Any]]:
    formats = {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(FORMAT_NAMES)}}
    return [*map(_documented_parameter, question.parameters), formats]


def _documented_parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **_SCHEMAS.get(parameter.type, {})}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default is not None:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required and parameter.default is None,
        "description": f"{parameter.description['es']} · {parameter.description['en']}",
        "schema": schema,
        "example": parameter.example,
    }
