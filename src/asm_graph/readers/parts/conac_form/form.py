"""The fields of one form: each is taken once, its label accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.field_values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.labels import Field
    from asm_graph.readers.parts.part_lines import PartLine
    from asm_graph.records.texts import Fact


class Form:
    """The fields of a form by their keys."""

    def __init__(self, fields: Iterable[Field], annotator: Annotator) -> None:
        self.annotator = annotator
        self._fields = {field.key: field for field in fields}
        for field in self._fields.values():
            annotator.mark("heading" if field.key.startswith("section") else "label", *field.label)

    def lines(self, key: str) -> tuple[PartLine, ...]:
        """Return the lines that fill in a field; none if the form does not have it."""
        field = self._fields.get(key)
        return field.lines if field else ()

    def has(self, key: str) -> bool:
        """Tell whether the form has a field, filled in or not."""
        return key in self._fields

    def text(self, key: str) -> Fact[str] | None:
        """Return all that a field says as one text."""
        return text_of(self.lines(key), self.annotator)
