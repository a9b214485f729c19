"""The questions of a folder by name: queries that run as they are and whose parameters can be bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import InputError, UsageError
from asm_graph.library.question_header import read_question
from asm_graph.rdf.vocabulary import Base
from asm_graph.spanish.forms import spanish_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from asm_graph.library.parameters import Parameter
    from asm_graph.rdf.vocabulary import Language


BLOCK = re.compile(r"VALUES \?(?P<name>\w+) \{ (?P<term>[^{}\n]+) \}")
"""The data block of a parameter: one variable, one term or `UNDEF`."""

UNBOUND = "UNDEF"


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the result and its meaning by language."""

    name: str
    meaning: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the library; `title` and `description` are by language (`es`, `en`)."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
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
        value = values.get(parameter.name, "").strip() or parameter.default
        if value is not None:
            return str(parameter.term(value, self.base))
        if parameter.required:
            raise UsageError(
                f"{self.name}: {parameter.name} is required: {parameter.expected['en']};"
                f" for example {parameter.name}={parameter.example}.",
                "parameter-missing",
                parameter.particulars,
            )
        return UNBOUND

    def _refuse_unknown(self, values: Mapping[str, str]) -> None:
        known = [each.name for each in self.parameters]
        if unknown := sorted(set(values) - set(known)):
            names = ", ".join(known)
            raise UsageError(
                f"{self.name}: no parameter {unknown[0]!r}; it takes {names or 'none'}.",
                "parameter-unknown",
                {"parameter": unknown[0], "known": names or {"es": "ninguno", "en": "none"}},
            )


@dataclass(frozen=True, slots=True)
class Library:
    """The questions, sorted by name."""

    questions: Mapping[str, Question]

    @classmethod
    def load(cls, folder: Path, base: Base | None = None) -> Library:
        """Read every `*.rq` of a folder; entity IRIs are rebased to `base`.

        Raises:
            InputError: the folder holds no question, or a header does not hold; names the file and the key.
        """
        paths = sorted(folder.glob("*.rq"))
        if not paths:
            raise InputError(f"{folder}: holds no questions (*.rq); check the installation.")
        return cls({path.stem: read_question(path, base or Base()) for path in paths})

    def by_title(self, language: Language) -> list[Question]:
        """List the questions by their titles in a language, in Spanish order."""
        return sorted(self, key=lambda question: spanish_order(question.title[language]))

    def __getitem__(self, name: str) -> Question:
        """Return the question of this name.

        Raises:
            UsageError: there is none; the message lists those there are.
        """
        if name not in self.questions:
            raise UsageError(f"No question is called {name!r}; there are {', '.join(self.questions)}.")
        return self.questions[name]

    def __contains__(self, name: object) -> bool:
        """Check for a question of this name."""
        return name in self.questions

    def __iter__(self) -> Iterator[Question]:
        """Iterate over the questions, sorted by name."""
        return iter(self.questions.values())

    def __len__(self) -> int:
        """Count the questions."""
        return len(self.questions)
