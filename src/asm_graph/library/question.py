"""A question of the library: a query that runs as it is, and the typed header that says what can be set.

Parameters are bound as RDF terms, so that no text of a reader's becomes part of a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.errors import InputError, UsageError
from asm_graph.library.parameters import EXPECTED, Parameter
from asm_graph.messages import Message
from asm_graph.rdf.query_files import read_query_file
from asm_graph.rdf.vocabulary import DEFAULT_BASE, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.rdf.vocabulary import Base

BLOCK = re.compile(r"VALUES \?(?P<name>\w+) \{ (?P<term>[^{}\n]+) \}")
"""The data block of a parameter: one variable, one term or `UNDEF`."""

UNBOUND = "UNDEF"
_NOTE = "; "


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A variable of the result, its meaning by language, and how people are shown it.

    `heading` is its meaning in few words and `unit` what its numbers count, by language. `names` is the
    variable of the thing that this one names. `codes` is the code list of its notations, `words` are for its
    other values. `currency` and `scale` are the variables that make a number of it an amount of money.
    One that is not `shown` has to be chosen.
    """

    name: str
    meaning: Mapping[str, str]
    heading: Mapping[str, str] = field(default_factory=dict)
    unit: Mapping[str, str] = field(default_factory=dict)
    names: str = ""
    codes: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: str = ""
    scale: str = ""
    shown: bool = True

    def head(self, language: str) -> str:
        """Return the heading: the meaning as far as a semicolon, after which notes stand."""
        return self.heading.get(language) or self.meaning[language].partition(_NOTE)[0]

    def note(self, language: str) -> str:
        """Return what the meaning says besides the heading."""
        return "" if self.heading else self.meaning[language].partition(_NOTE)[2]


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the library; `title` and `description` are by language (`es`, `en`)."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[ResultColumn, ...]
    text: str
    base: Base

    def bind(self, values: Mapping[str, str]) -> str:
        """Return the query with its parameters bound; a blank value counts as none.

        A value becomes a typed term and replaces the content of its parameter's data block; nothing that a
        stranger wrote is ever pasted as text.

        Raises:
            UsageError: a parameter is unknown, missing or not of its type.
        """
        self._refuse_unknown(values)
        contents = {each.name: self._content(each, values) for each in self.parameters}

        def block(match: re.Match[str]) -> str:
            name = match["name"]
            return f"VALUES ?{name} {{ {contents[name]} }}" if name in contents else match[0]

        return BLOCK.sub(block, self.text)

    def _content(self, parameter: Parameter, values: Mapping[str, str]) -> str:
        value = normalized(values.get(parameter.name, "")).strip() or parameter.default
        if value is not None:
            return str(parameter.term(value, self.base))
        if parameter.required:
            raise UsageError(
                Message(
                    "{name}: {parameter} is required: {expected}; for example {parameter}={example}.",
                    name=self.name,
                    parameter=parameter.name,
                    expected=Message.from_json(parameter.expected),
                    example=parameter.example,
                ),
                "parameter-missing",
                parameter.particulars,
            )
        return UNBOUND

    def _refuse_unknown(self, values: Mapping[str, str]) -> None:
        known = [each.name for each in self.parameters]
        if unknown := sorted(set(values) - set(known)):
            names = ", ".join(known)
            raise UsageError(
                Message(
                    "{name}: no parameter {unknown!r}; it takes {names}.",
                    name=self.name,
                    unknown=unknown[0],
                    names=names or Message("none"),
                ),
                "parameter-unknown",
                {"parameter": unknown[0], "known": names or {"es": "ninguno", "en": "none"}},
            )


@dataclass(frozen=True, slots=True)
class _HeaderTable:
    """A table of the header that knows its position, for errors that name the place."""

    place: str
    content: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise InputError(
                Message('{place}.{key}: expected a text; write {key} = "…".', place=self.place, key=key)
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.content.get(key)
        if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
            raise InputError(Message("{place}.{key}: expected a list of texts.", place=self.place, key=key))
        return tuple(values)

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.content.get(key, default)
        if not isinstance(value, bool):
            raise InputError(Message("{place}.{key}: expected true or false.", place=self.place, key=key))
        return value

    def table(self, key: str) -> _HeaderTable:
        value = self.content.get(key)
        return _HeaderTable(f"{self.place}.{key}", value if isinstance(value, dict) else {})

    def languages(self, key: str) -> Mapping[str, str]:
        table = self.table(key)
        return {language: table.text(language) for language in LANGUAGES}

    def tables(self, key: str) -> tuple[_HeaderTable, ...]:
        values = self.content.get(key, [])
        if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
            raise InputError(
                Message("{place}.{key}: expected tables; write [[{key}]].", place=self.place, key=key)
            )
        return tuple(
            _HeaderTable(f"{self.place}.{key}[{number}]", each) for number, each in enumerate(values, 1)
        )

    def allow(self, *keys: str) -> None:
        if unknown := sorted(set(self.content) - set(keys)):
            raise InputError(
                Message(
                    "{place}.{unknown}: unknown key; known are {names}.",
                    place=self.place,
                    unknown=unknown[0],
                    names=", ".join(keys),
                )
            )


def read_question(path: Path, base: Base) -> Question:
    """Read one question file.

    Raises:
        InputError: the file cannot be read, or its header is no TOML, lacks a key, or promises a parameter
            that the query does not have.
    """
    file = read_query_file(path)
    header = _HeaderTable(str(path), file.header)
    header.allow("title", "description", "parameter", "columns")
    question = Question(
        name=path.stem,
        title=header.languages("title"),
        description=header.languages("description"),
        parameters=tuple(_parameter(table, base) for table in header.tables("parameter")),
        columns=_columns(header.table("columns")),
        text=file.text.replace(f"<{DEFAULT_BASE}id/", f"<{base.id('').value}"),
        base=base,
    )
    _check_blocks(path, question)
    return question


def _columns(table: _HeaderTable) -> tuple[ResultColumn, ...]:
    return tuple(_column(name, table.table(name), table) for name in table.content)


def _column(name: str, table: _HeaderTable, columns: _HeaderTable) -> ResultColumn:
    table.allow(*LANGUAGES, "heading", "unit", "names", "codes", "words", "currency", "scale", "shown")
    others = {key: table.text(key) for key in ("names", "currency", "scale") if key in table.content}
    for key, other in others.items():
        if other not in columns.content:
            raise InputError(
                Message(
                    "{place}.{key}: {other!r} is no column; name one of [columns].",
                    place=table.place,
                    key=key,
                    other=other,
                )
            )
    words = table.table("words")
    return ResultColumn(
        name,
        columns.languages(name),
        heading=table.languages("heading") if "heading" in table.content else {},
        unit=table.languages("unit") if "unit" in table.content else {},
        codes=table.text("codes") if "codes" in table.content else "",
        words={value: words.languages(value) for value in words.content},
        shown=table.flag("shown", default=True),
        **others,
    )


def _parameter(table: _HeaderTable, base: Base) -> Parameter:
    table.allow("name", "type", "required", "default", "example", "description", "list", "choices")
    if (kind := table.text("type")) not in EXPECTED:
        raise InputError(
            Message(
                "{place}.type: {kind!r} is none of {names}.",
                place=table.place,
                kind=kind,
                names=", ".join(EXPECTED),
            )
        )
    is_code = kind == "code"
    parameter = Parameter(
        name=table.text("name"),
        type=kind,
        required=table.flag("required"),
        default=table.text("default") if "default" in table.content else None,
        example=table.text("example"),
        description=table.languages("description"),
        scheme=table.text("list") if is_code else None,
        choices=table.texts("choices") if is_code else (),
    )
    for key, value in (("example", parameter.example), ("default", parameter.default)):
        _check_value(table, key, parameter, value, base)
    return parameter


def _check_value(table: _HeaderTable, key: str, parameter: Parameter, value: str | None, base: Base) -> None:
    try:
        if value is not None:
            parameter.term(value, base)
    except UsageError as error:
        raise InputError(
            Message(
                "{place}.{key}: {value!r} does not fit: {error}",
                place=table.place,
                key=key,
                value=value,
                error=error,
            )
        ) from error


def _check_blocks(path: Path, question: Question) -> None:
    blocks = [(match["name"], match["term"]) for match in BLOCK.finditer(question.text)]
    for parameter in question.parameters:
        contents = {term for name, term in blocks if name == parameter.name}
        free = not parameter.required and parameter.default is None
        if len(contents) != 1 or (UNBOUND in contents) != free:
            content = UNBOUND if free else "its default or example"
            raise InputError(
                Message(
                    "{path}.parameter: {parameter} needs a data block in the query, the same "
                    "wherever it stands: VALUES ?{parameter} {{ {content} }}.",
                    path=path,
                    parameter=parameter.name,
                    content=content,
                )
            )
