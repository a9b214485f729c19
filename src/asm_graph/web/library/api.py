"""`/api/queries/{name}`: the query library for programs, documented in OpenAPI with its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.requests import Request  # noqa: TC002  FastAPI reads the annotation of a handler
from starlette.responses import Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import UsageError
from asm_graph.web.answers.answer_preview import to_workbook
from asm_graph.web.answers.asked_release import names_no_release, root_of
from asm_graph.web.answers.engine_response import EngineResponse, RequestedAnswer
from asm_graph.web.http.negotiation import RESULTS, SHEET, choose, named
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of
from asm_graph.web.sparql.protocol import parse_parameters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from fastapi import FastAPI

    from asm_graph.library import Library, Parameter, Question
    from asm_graph.results import Format

FORMAT_NAMES = tuple(dict.fromkeys(offer.name for offer in RESULTS))
"""What `?format=` takes here."""

IGNORED = "Ignored-Parameters"
"""The header that names the parameters of a request which a question does not have."""

_RESERVED = {"format", "lang"}
_TOLD, _TOLD_CHARACTERS = 10, 40
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


@dataclass(frozen=True, slots=True)
class GivenParameters:
    """What a request gives a question: values of its parameters, formats, and names that it does not know.

    Whoever passes an address on adds to it (`utm_source`, `fbclid`, `_`): that is no fault of the reader's.
    """

    values: Mapping[str, str]
    formats: tuple[str, ...]
    unknown: tuple[str, ...]

    @classmethod
    def to(cls, question: Question, request: Request) -> GivenParameters:
        """Read what a request gives to a question.

        Raises:
            ProblemError: the parameters are not UTF-8.
            UsageError: a parameter of the question is given twice.
        """
        parameters = parse_parameters(request.scope["query_string"])
        known = {each.name for each in question.parameters}
        for name in known & parameters.keys():
            if (times := len(parameters[name])) > 1:
                message = f"{name}: given {times} times; give it once."
                raise UsageError(message, "parameter-repeated", {"parameter": name})
        values = {name: given[0] for name, given in parameters.items() if name in known}
        unknown = tuple(name for name in parameters if name not in known | _RESERVED)
        return cls(values, parameters.get("format", ()), unknown)

    @property
    def headers(self) -> dict[str, str]:
        """What tells a program that some of what it gave was not used."""
        names = (quote(name[:_TOLD_CHARACTERS], safe="") for name in self.unknown[:_TOLD])
        return {IGNORED: ", ".join(names)} if self.unknown else {}


def _answering(question: Question) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _answer(question, request)

    return answer


async def _answer(question: Question, request: Request, extension: str | None = None) -> Response:
    site, given = site_of(request), GivenParameters.to(question, request)
    offer = _offer(request, given, extension)
    if offer is None:
        raise ProblemError("not-acceptable", {"offers": ", ".join(FORMAT_NAMES)})
    text = question.bind(given.values)
    examined = await site.examiner.examine(text, client_of(request))
    return EngineResponse(
        RequestedAnswer(
            EngineQuery(text, offer.asks),
            offer.content_type,
            examined.volatile,
            _address(question, request, given, offer),
            {
                "Content-Disposition": f'inline; filename="{question.name}.{offer.name}"',
                **given.headers,
            },
            to_workbook(question.title["es"], text, site.license, question.columns)
            if offer is SHEET
            else None,
        )
    )


def _offer(request: Request, given: GivenParameters, extension: str | None) -> Format | None:
    """Choose the format: by extension, else the first usable one by name, else by `Accept`."""
    accept = request.headers.getlist("accept")
    if extension is not None or not any(given.formats):
        return choose(RESULTS, accept, extension)
    return named(RESULTS, given.formats)


def _address(question: Question, request: Request, given: GivenParameters, offer: Format) -> str:
    """Where this very answer can be had, whatever header chose it."""
    return (
        f"{root_of(request)}/api/queries/{question.name}"
        f"?{urlencode({**given.values, 'format': offer.media_type})}"
    )


async def answer_by_name(request: Request) -> Response:
    """Answer a question, also with the format as an extension (`evaluations.csv`)."""
    site, name = site_of(request), request.path_params["name"]
    stem, _, extension = name.rpartition(".")
    if names_no_release(request):
        raise ProblemError("not-found")
    if name in site.library:
        return await _answer(site.library[name], request)
    if stem in site.library and extension in FORMAT_NAMES:
        return await _answer(site.library[stem], request, extension)
    raise ProblemError("not-found")


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
