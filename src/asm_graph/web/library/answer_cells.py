"""Terms of an answer as cells for people: names in place of IRIs, words in place of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import amount_shown, shown
from asm_graph.web.answers.answer_preview import printed_number
from asm_graph.web.rendering.naming import Names, cut
from asm_graph.web.tables.table import TableCell

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results.rows import Term
    from asm_graph.web.library.answer_columns import AnswerColumn

_CHARACTERS = 300
_YEAR = XSD("gYear")
Row = tuple["Term", ...]
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """Makes cells of the terms of an answer, for one reader.

    `names` are those of things that the answer does not name itself, `words` those of codes by column.
    """

    names: Names
    words: Words
    language: Language

    def cell(self, column: AnswerColumn, row: Row) -> TableCell:
        """Return the cell of a column in a row."""
        term = row[column.place]
        if term is None:
            return TableCell()
        if column.is_iri:
            address = self.names.link(term).address if isinstance(term, NamedNode) else None
            return TableCell(_text(term), address)
        if isinstance(term, NamedNode):
            return self._thing(column, term, row)
        if not isinstance(term, Literal):
            return TableCell(_text(term))
        if column.currency is not None and (number := number_of(term)) is not None:
            return self._amount(column, number, row)
        return self._literal(column, term)

    def _thing(self, column: AnswerColumn, thing: NamedNode, row: Row) -> TableCell:
        link = self.names.link(thing)
        label = row[column.label] if column.label is not None else None
        if isinstance(label, Literal) and thing not in self.names.things:
            return TableCell(label.value, link.address, self._foreign(label.language))
        return TableCell(cut(link.name.text, _CHARACTERS), link.address, self._foreign(link.name.language))

    def _amount(self, column: AnswerColumn, number: Decimal, row: Row) -> TableCell:
        currency, scale = (
            row[place] if place is not None else None for place in (column.currency, column.scale)
        )
        factor = (number_of(scale) if isinstance(scale, Literal) else None) or Decimal(1)
        if not isinstance(currency, Literal):
            return TableCell(printed_number(number * factor), value=number * factor)
        text = amount_shown(number, factor, currency.value, self.language)
        return TableCell(text, value=number * factor)

    def _literal(self, column: AnswerColumn, literal: Literal) -> TableCell:
        if (word := self.words.get(column.name, {}).get(literal.value)) is not None:
            return TableCell(word)
        number = number_of(literal)
        if number is not None:
            text = literal.value if literal.datatype == _YEAR else printed_number(number)
            return TableCell(text, value=number)
        return TableCell(
            shown(literal, self.language), None, self._foreign(literal.language), "", literal.value
        )

    def _foreign(self, language: str | None) -> str | None:
        return None if language == self.language else language


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term or "")
