"""The answer of a question as a table: sorted whole, and of it the page that an address asks for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.description import names_of
from asm_graph.web.library.answer_cells import AnswerReader
from asm_graph.web.library.answer_columns import AnswerColumn, columns_of
from asm_graph.web.rendering.naming import Names
from asm_graph.web.tables.table import ROWS, DataTable, in_order, page_count, shown_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.library import Question
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results.rows import Rows
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.library.answer_cells import Row, Words
    from asm_graph.web.tables.view import TableView

_NAMED_AT_ONCE = 400
_MOST_NAMED = 2_000
"""More things without a name in the answer are sorted by their IRI: their names take too long to look up."""


@dataclass(frozen=True, slots=True)
class AskedTable:
    """The page of an answer that an address asks for, in the language of its reader."""

    reading: ReleaseReader
    question: Question
    view: TableView
    language: Language

    async def answer(self, values: Mapping[str, str], downloads: Mapping[str, str]) -> DataTable:
        """Answer the question with values of its parameters.

        Raises:
            UsageError: a parameter does not fit.
            QueryError: the engine does not answer.
        """
        answer = await self.reading.large_rows(self.question.bind(values))
        columns = columns_of(self.question, answer, self.language, given=values)
        words = {each.name: await self._words(each) for each in columns if each.codes or each.words}
        rows = await self._sorted(answer, columns, words)
        number = min(self.view.number, page_count(len(rows), ROWS))
        part = rows[ROWS * (number - 1) : ROWS * number]
        every = tuple(each.column for each in columns)
        kept = shown_columns(every, self.view)
        chosen = [each for each in columns if each.column in kept]
        reader = await self._reader(chosen, part, words)
        cells = tuple(tuple(reader.cell(each, row) for each in chosen) for row in part)
        return DataTable(every, cells, len(rows), self.view, downloads=downloads, is_cut=not answer.is_whole)

    async def _sorted(self, answer: Rows, columns: Sequence[AnswerColumn], words: Words) -> Sequence[Row]:
        by = next((each for each in columns if each.column.key == self.view.sort), None)
        if by is None:
            return answer.rows
        reader = await self._reader([by], answer.rows, words)
        return await asyncio.to_thread(
            in_order, answer.rows, lambda row: reader.cell(by, row), descending=self.view.descending
        )

    async def _reader(
        self, columns: Sequence[AnswerColumn], rows: Sequence[Row], words: Words
    ) -> AnswerReader:
        """Look up the names that the answer does not have: of things without a label, and of terms."""
        found = {
            term
            for column in columns
            if not column.is_iri
            for row in rows
            if isinstance(term := row[column.place], NamedNode)
            and not (column.label is not None and row[column.label] is not None and self._is_thing(term))
        }
        in_turn = sorted(found, key=str) if len(found) <= _MOST_NAMED else []
        known = {}
        for start in range(0, len(in_turn), _NAMED_AT_ONCE):
            known.update(await names_of(self.reading, in_turn[start : start + _NAMED_AT_ONCE]))
        return AnswerReader(Names(known, {}, self.language, self.reading.base), words, self.language)

    def _is_thing(self, node: NamedNode) -> bool:
        """Whether it is of the data: entries of code lists and terms have names in each language."""
        base = self.reading.base
        return node.value.startswith(base.id("").value) and not node.value.startswith(
            base.id(iris.code_list("")).value
        )

    async def _words(self, column: AnswerColumn) -> dict[str, str]:
        """Return the words for the values of a column: those of its code list, and its own."""
        found = {}
        if column.codes:
            scheme = self.reading.base.id(iris.code_list(column.codes))
            rows = (await self.reading.rows(page_query("library/choices/code", scheme=scheme))).rows
            found = {
                code.value.rpartition("/")[2]: label.value
                for code, label in rows
                if isinstance(code, NamedNode)
                and isinstance(label, Literal)
                and label.language == self.language
            }
        return found | {value: word[self.language] for value, word in column.words.items()}
