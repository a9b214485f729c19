"""What the form says of the evaluation's objectives, methods and results, as statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.conac_form.labels import SWOT
from asm_graph.readers.parts.labels import fields
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.statement_lists import statements_of
from asm_graph.records.evaluations import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.parts.conac_form.form import Form


def read_statements(form: Form) -> tuple[Statement, ...]:
    """Return all statements, in the order of the form."""
    return tuple(_statements(form))


def _statements(form: Form) -> Iterator[Statement]:
    yield from statements_of("objective", form.lines("objectives"), form.annotator)
    for key in ("methodology", "techniques"):
        yield from _methodology(form, key)
    yield from _findings(form)
    # The form has two items in its third section; some write the first one below the heading itself.
    if not form.has("conclusions"):
        yield from statements_of("conclusion", form.lines("section-3"), form.annotator)
    yield from statements_of("conclusion", form.lines("conclusions"), form.annotator)
    yield from statements_of("recommendation", form.lines("recommendations"), form.annotator)


def _methodology(form: Form, key: str) -> Iterator[Statement]:
    """Yield a methodology: the items of a list, or one statement whatever it goes through."""
    lines = form.lines(key)
    texts = listed_texts(lines)
    if texts and all(text.is_item for text in texts):
        yield from statements_of("methodology", lines, form.annotator)
    elif (text := form.text(key)) is not None:
        yield Statement("methodology", None, text)


def _findings(form: Form) -> Iterator[Statement]:
    """Yield findings, strengths and the like; what 2.2 has without saying which it is, is not understood."""
    for key in ("findings", "swot"):
        for field in fields(form.lines(key), SWOT):
            form.annotator.mark("label", *field.label)
            if field.key:
                yield from statements_of(field.key, field.lines, form.annotator)
            elif key == "findings":
                yield from statements_of("finding", field.lines, form.annotator)
