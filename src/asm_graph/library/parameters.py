"""Parameters of a question: what a person may write for one, and the term it becomes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.documents.normalization import normalized
from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import PREFIXES, XSD
from asm_graph.spanish.forms import with_hyphens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asm_graph.errors import Particular
    from asm_graph.rdf.vocabulary import Base

_PROGRAM_KEY = re.compile(r"([1-9][0-9]?)-?([A-Z][0-9]{3})")
_BRANCH = re.compile(r"[1-9][0-9]?")
_PROGRAM_PATH = re.compile(r"mx(?:-[a-z]{3})?/[a-z0-9-]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PREFIXED_NAME = re.compile(r"(\w+):([\w/.-]+)", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that its reader may set.

    `default` holds where nothing is given (`None` leaves the variable free), `example` is a value that
    answers, `scheme` is the code list of a `code` and `choices` are its notations.
    """

    name: str
    type: str
    required: bool
    default: str | None
    example: str
    description: Mapping[str, str]
    scheme: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def expected(self) -> Mapping[str, str]:
        """What may be written for it, in words, by language."""
        choices = ", ".join(self.choices)
        return {"es": f"uno de {choices}", "en": f"one of {choices}"} if choices else EXPECTED[self.type]

    @property
    def particulars(self) -> Mapping[str, Particular]:
        """What an error about it names."""
        return {"parameter": self.name, "expected": self.expected, "example": self.example}

    def term(self, value: str, base: Base) -> NamedNode | Literal:
        """Parse a value, normalized as the texts of documents are, into an RDF term.

        Raises:
            UsageError: the value is none of this type; the message has an example.
        """
        value = normalized(value)
        term = self._code(value, base) if self.type == "code" else _understand(self.type, value, base)
        if term is None:
            raise UsageError(
                Message(
                    "{name}: expected {expected}; for example {example}.",
                    name=self.name,
                    expected=Message.from_json(self.expected),
                    example=self.example,
                ),
                "parameter-value",
                self.particulars,
            )
        return term

    def _code(self, value: str, base: Base) -> NamedNode | None:
        entries = {choice: base.code(self.scheme or "", choice) for choice in self.choices}
        known = entries | {entry.value: entry for entry in entries.values()}
        return known.get(value)


def _understand(kind: str, value: str, base: Base) -> NamedNode | Literal | None:
    try:
        return _TERMS[kind](value, base)
    except ValueError:  # the engine's own terms refuse what no IRI or text can hold
        return None


def _iri(value: str, base: Base) -> NamedNode | None:
    if value.startswith(("http://", "https://")):
        return NamedNode(value)
    if name := _PREFIXED_NAME.fullmatch(value):
        namespace = {**PREFIXES, "id": base.id("").value}.get(name[1])
        return NamedNode(namespace + name[2]) if namespace else None
    return None


def _program(value: str, base: Base) -> NamedNode | None:
    if key := _PROGRAM_KEY.fullmatch(with_hyphens(value)):
        return base.id(iris.program(iris.federal_program(key[1], key[2][0], key[2][1:])))
    return base.id(iris.program(value)) if _PROGRAM_PATH.fullmatch(value) else _iri(value, base)


def _branch(value: str, base: Base) -> NamedNode | None:
    number = value.removeprefix("0")
    return base.id(iris.branch(number)) if _BRANCH.fullmatch(number) else _iri(value, base)


def _plan(value: str, base: Base) -> NamedNode | None:
    name = with_hyphens(value)
    return base.id(iris.plan(name)) if _SLUG.fullmatch(name) else _iri(value, base)


def _year(value: str, _base: Base) -> Literal | None:
    return Literal(value, datatype=XSD("gYear")) if _YEAR.fullmatch(value) else None


def _date(value: str, _base: Base) -> Literal | None:
    value = with_hyphens(value)
    if not _DATE.fullmatch(value):
        return None
    return Literal(dt.date.fromisoformat(value).isoformat(), datatype=XSD("date"))


def _string(value: str, _base: Base) -> Literal:
    return Literal(value)


_TERMS: dict[str, Callable[[str, Base], NamedNode | Literal | None]] = {
    "iri": _iri,
    "program": _program,
    "branch": _branch,
    "plan": _plan,
    "year": _year,
    "date": _date,
    "string": _string,
}
EXPECTED = {
    "iri": {
        "es": "un IRI (https://…) o un nombre con prefijo como asm:text",
        "en": "an IRI (https://…) or a prefixed name such as asm:text",
    },
    "program": {
        "es": "el IRI de un programa o su clave con el ramo (20-S061 o 20S061)",
        "en": "a program's IRI or its key with the branch (20-S061 or 20S061)",
    },
    "branch": {
        "es": "el IRI de un ramo presupuestario o su número (20)",
        "en": "a budget branch's IRI or its number (20)",
    },
    "plan": {
        "es": "el IRI de un plan o su nombre (pnd-2007-2012)",
        "en": "a plan's IRI or its name (pnd-2007-2012)",
    },
    "year": {"es": "un año de cuatro cifras", "en": "a year of four digits"},
    "date": {"es": "una fecha (año-mes-día)", "en": "a date (year-month-day)"},
    "string": {"es": "un texto", "en": "a text"},
    "code": {"es": "una entrada de una lista de códigos", "en": "an entry of a code list"},
}
"""What each type of parameter takes, in words by language; its keys are the types that a header may name."""
