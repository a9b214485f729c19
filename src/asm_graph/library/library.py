"""The questions of a folder by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import InputError, UsageError
from asm_graph.library.question import read_question
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import Base
from asm_graph.spanish.forms import spanish_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from asm_graph.library.question import Question
    from asm_graph.rdf.vocabulary import Language


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
            raise InputError(
                Message("{folder}: holds no questions (*.rq); check the installation.", folder=folder)
            )
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
            raise UsageError(
                Message(
                    "No question is called {name!r}; there are {names}.",
                    name=name,
                    names=", ".join(self.questions),
                )
            )
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
