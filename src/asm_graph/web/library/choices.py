"""The values to choose for a question's parameters: programs, plans, years and codes of the release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.web.answers.page_queries import page_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.library import Parameter, Question
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import Reading

_FROM_DATA = {"program": iris.program(""), "plan": iris.plan(""), "year": ""}
"""The types whose values are those that the data has, each with what the paths of its things begin with."""
_MOST = 700
"""More entries would make the page heavy: then it takes what is typed, and the search finds keys."""
_LABEL_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter value and its label, empty where the value is self-explanatory."""

    value: str
    label: str = ""


async def choices_of(
    reading: Reading, question: Question, language: Language
) -> Mapping[str, tuple[Choice, ...]]:
    """Return the choices of each parameter that has any, by name.

    Raises:
        QueryError: the engine does not answer.
    """
    found = {each.name: await _choices(reading, each, language) for each in question.parameters}
    return {name: choices for name, choices in found.items() if 0 < len(choices) <= _MOST}


async def _choices(reading: Reading, parameter: Parameter, language: Language) -> tuple[Choice, ...]:
    if parameter.type == "code":
        return await _codes(reading, parameter, language)
    if parameter.type not in _FROM_DATA:
        return ()
    rows = (await reading.rows(page_query(f"library/choices/{parameter.type}"))).rows
    start = reading.base.id(_FROM_DATA[parameter.type]).value
    return tuple(Choice(_value(row[0], start), _label(row[1:])) for row in rows)


async def _codes(reading: Reading, parameter: Parameter, language: Language) -> tuple[Choice, ...]:
    scheme = reading.base.id(iris.code_list(parameter.scheme or ""))
    rows = (await reading.rows(page_query("library/choices/code", scheme=scheme))).rows
    labels = {
        _value(code, f"{scheme.value}/"): label.value
        for code, label in rows
        if isinstance(label, Literal) and label.language == language
    }
    return tuple(Choice(each, labels.get(each, each)) for each in parameter.choices)


def _value(term: object, start: str) -> str:
    """Return what people type for a term: its IRI without the common prefix, or its text."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(start)
    return term.value if isinstance(term, Literal) else ""


def _label(rest: tuple[object, ...]) -> str:
    label = next((each.value for each in rest if isinstance(each, Literal)), "")
    return label if len(label) <= _LABEL_CHARACTERS else f"{label[: _LABEL_CHARACTERS - 1]}…"
