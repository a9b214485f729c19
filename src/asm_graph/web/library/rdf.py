"""Questions as data: `sh:SPARQLExecutable` for editors, and the values to choose for parameters."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.responses import Response

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, DCT, PREFIXES, RDF, RDFS, SH, XSD
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.sparql.service_description import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.library import Parameter, Question
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results import Format
    from asm_graph.web.answers.page_queries import ReleaseReader


_FROM_DATA = {"program": iris.program(""), "branch": iris.branch(""), "plan": iris.plan(""), "year": ""}
_MOST = 700
"""More entries would make the page heavy: then it takes what is typed, and the search finds keys."""
_LABEL_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class ParameterChoice:
    """A parameter value and its label, empty where the value is self-explanatory."""

    value: str
    label: str = ""


async def choices_of(
    reading: ReleaseReader, question: Question, language: Language
) -> Mapping[str, tuple[ParameterChoice, ...]]:
    """Return the choices of each parameter that has any, by name.

    Raises:
        QueryError: the engine does not answer.
    """
    found = {each.name: await _choices(reading, each, language) for each in question.parameters}
    return {name: choices for name, choices in found.items() if 0 < len(choices) <= _MOST}


def labels_of(
    values: Mapping[str, str], choices: Mapping[str, tuple[ParameterChoice, ...]]
) -> tuple[str, ...]:
    """Return the values given to parameters as people call them, in the order of the parameters."""
    labels = {(name, choice.value): choice.label for name, offered in choices.items() for choice in offered}
    return tuple(labels.get(given) or _last(given[1]) for given in values.items())


def _last(value: str) -> str:
    """Return the end of an IRI; any other value as it is."""
    return last_step(value) if "://" in value else value


async def _choices(
    reading: ReleaseReader, parameter: Parameter, language: Language
) -> tuple[ParameterChoice, ...]:
    if parameter.type == "code":
        return await _codes(reading, parameter, language)
    if parameter.type not in _FROM_DATA or _has_many(reading, parameter):
        return ()
    rows = (await reading.rows(page_query(f"library/choices/{parameter.type}"))).rows
    start = reading.base.id(_FROM_DATA[parameter.type]).value
    return tuple(ParameterChoice(_value(row[0], start), _label(row[1:])) for row in rows)


def _has_many(reading: ReleaseReader, parameter: Parameter) -> bool:
    """Whether there are more programs than a page offers, which need not be sorted to be left out."""
    programs = reading.release.manifest.classes.get(ASM("Program").value, 0)
    return parameter.type == "program" and programs > _MOST


async def _codes(
    reading: ReleaseReader, parameter: Parameter, language: Language
) -> tuple[ParameterChoice, ...]:
    scheme = reading.base.id(iris.code_list(parameter.scheme or ""))
    rows = (await reading.rows(page_query("library/choices/code", scheme=scheme))).rows
    labels = {
        _value(code, f"{scheme.value}/"): label.value
        for code, label in rows
        if isinstance(label, Literal) and label.language == language
    }
    return tuple(ParameterChoice(each, labels.get(each, each)) for each in parameter.choices)


def _value(term: object, start: str) -> str:
    """Return what people type for a term: its IRI without the common prefix, or its text."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(start)
    return term.value if isinstance(term, Literal) else ""


def _label(rest: tuple[object, ...]) -> str:
    label = next((each.value for each in rest if isinstance(each, Literal)), "")
    return label if len(label) <= _LABEL_CHARACTERS else f"{label[: _LABEL_CHARACTERS - 1]}…"


_DATATYPES = {"year": XSD("gYear"), "date": XSD("date"), "string": XSD("string")}


def library_as_data(questions: Sequence[Question], site: str, offer: Format) -> Response:
    """Questions of the site at some address, in an RDF format.

    SHACL (`sh:select`, `sh:parameter`) says what is asked and with what, schema.org's `target` of whom:
    the convention of SIB's collection of example queries.
    """
    output = BytesIO()
    triples = [triple for question in questions for triple in _question(question, site)]
    rdf_format = RdfFormat.from_media_type(offer.asks) or RdfFormat.TURTLE
    serialize(triples, output, rdf_format, prefixes={**PREFIXES, "schema": SCHEMA.iri})
    headers = {"Content-Type": offer.content_type, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Response(output.getvalue(), headers=headers)


def _question(question: Question, site: str) -> Iterator[Triple]:
    node = NamedNode(f"{site}/queries/{question.name}")
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield Triple(node, RDF("type"), SH(kind))
    for language in question.title:
        yield Triple(node, RDFS("label"), Literal(question.title[language], language=language))
        yield Triple(node, RDFS("comment"), Literal(question.description[language], language=language))
    yield Triple(node, SH("select"), Literal(question.text))
    yield Triple(node, SCHEMA("target"), NamedNode(f"{site}/sparql"))
    yield Triple(node, RDFS("seeAlso"), NamedNode(f"{site}/api/queries/{question.name}"))
    for number, parameter in enumerate(question.parameters):
        yield from _parameter(node, parameter, BlankNode(f"{question.name}-{number}"))


def _parameter(node: NamedNode, parameter: Parameter, own: BlankNode) -> Iterator[Triple]:
    yield Triple(node, SH("parameter"), own)
    yield Triple(own, RDF("type"), SH("Parameter"))
    yield Triple(own, SH("path"), NamedNode(f"{node.value}#{parameter.name}"))
    yield Triple(own, SH("name"), Literal(parameter.name))
    yield Triple(own, SH("optional"), Literal(not parameter.required))
    for language, text in parameter.description.items():
        yield Triple(own, DCT("description"), Literal(text, language=language))
    if parameter.type in _DATATYPES:
        yield Triple(own, SH("datatype"), _DATATYPES[parameter.type])
    else:
        yield Triple(own, SH("nodeKind"), SH("IRI"))
