"""Whatever stands on pages, sound or damaged: every word is in the text once, and leads back to its place."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.page_layout.made_pages import document, grid, page, word, words

from asm_graph.documents import Span
from asm_graph.documents.normalization import normalized
from asm_graph.documents.paged_document import PagedDocument, Table
from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord
from asm_graph.documents.passage import Passage

_PLACES = st.one_of(
    st.floats(-50, 700),
    st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1e300, -1e9]),
    st.integers(0, 60).map(lambda n: n * 12.0),
)
_SOUND = st.tuples(st.integers(0, 55), st.integers(0, 60), st.integers(1, 12)).map(
    lambda at: Box(at[0] * 10, at[1] * 12, at[0] * 10 + at[2] * 5, at[1] * 12 + 10)
)
_BOXES = st.one_of(_SOUND, _SOUND, _SOUND, st.builds(Box, _PLACES, _PLACES, _PLACES, _PLACES))
_TEXTS = st.one_of(
    st.sampled_from(
        [
            "Nombre:",
            "a)",
            "•",
            "12",
            "Programa",
            "de",
            "Indica-",
            "No.",
            "ﬁn",
            "Poblacio\u0301n",
            "\u00ad",
            "x\ty",
            "\f",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
)
_WORDS = st.builds(
    PageWord,
    _TEXTS,
    _BOXES,
    st.sampled_from([None, 0.4]),
    st.sampled_from([0, 8, 10.0]),
    st.booleans(),
    st.booleans(),
)
_COLUMNS = st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True).map(sorted)
_GRIDS = st.one_of(
    st.builds(lambda xs, ys: grid([x * 10.0 for x in xs], [y * 12.0 for y in ys]), _COLUMNS, _COLUMNS),
    st.builds(lambda box: Grid((GridCell(0, 0, box),)), _BOXES),
    st.just(Grid(())),
)
_SEPARATOR = re.compile(r"[\t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
"""What a word may not have in the text, where it parts cells, lines and pages."""
_SIZES = st.sampled_from([612.0, 792.0, 0.0, -3.0, math.nan])


@st.composite
def _pages(draw: st.DrawFn) -> list[Page]:
    contents = draw(
        st.lists(
            st.tuples(st.lists(_WORDS, max_size=25), st.lists(_GRIDS, max_size=2), _SIZES),
            min_size=1,
            max_size=4,
        )
    )
    return [
        Page(number, 612.0, height, tuple(inside), tuple(grids))
        for number, (inside, grids, height) in enumerate(contents, start=1)
    ]


def _pieces(made: PagedDocument) -> list[str]:
    return [made.text[one.span.start : one.span.end] for one in made.words]


@settings(deadline=None, max_examples=60)
@given(_pages())
def test_every_word_of_every_page_is_in_the_text_once(pages: list[Page]) -> None:
    made = document(*pages)
    letters = Counter(
        sign for one in pages for w in one.words if w.text.strip() for sign in w.text if not sign.isspace()
    )
    assert Counter(sign for piece in _pieces(made) for sign in piece if not sign.isspace()) == letters
    assert Counter(sign for sign in made.text if not sign.isspace()) == letters
    assert all(one.span.end <= other.span.start for one, other in pairwise(made.words))
    assert made.text.count("\f") == len(pages)


@settings(deadline=None, max_examples=40)
@given(_pages())
def test_spans_lead_back_to_words_and_cells_share_none(pages: list[Page]) -> None:
    made = document(*pages)
    on_pages = Counter((one.number, _SEPARATOR.sub(" ", w.text).strip()) for one in pages for w in one.words)
    for placed in made.words:
        assert list(made.words_in(placed.span)) == [placed]
        text = made.text[placed.span.start : placed.span.end].strip()
        assert on_pages[placed.area.page, text] or any(
            text in whole for number, whole in on_pages if number == placed.area.page
        )
        assert Passage.of(made.text, placed.span.start, placed.span.end).text == normalized(
            made.text[placed.span.start : placed.span.end]
        )
    taken: set[int] = set()
    for table in (block for block in made.blocks if isinstance(block, Table)):
        places = {
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert len(places) == sum(cell.row_span * cell.column_span for cell in table.cells)
        for cell in table.cells:
            offsets = set(cell.passage.offsets)
            assert not offsets & taken
            taken |= offsets


@settings(deadline=None, max_examples=15)
@given(_pages())
def test_the_same_pages_make_the_same_document(pages: list[Page]) -> None:
    assert document(*pages) == document(*pages)


def test_a_page_of_ten_thousand_words_in_one_place() -> None:
    made = document(page(1, [word("a", 100, 100)] * 10_000))
    assert len(made.words) == 10_000
    assert len(made.text) == 20_001


def test_areas_and_confidence_of_a_passage_over_two_lines() -> None:
    first = words("La cobertura del programa se mide cada año con la misma encuesta en todos los", 72, 100)
    last = PageWord("municipios.", Box(72, 112, 127, 122), confidence=0.4, size=10)
    made = document(page(1, [*first, last]))
    start = made.text.index("misma")
    span = Span(start, made.text.index("municipios.") + len("municipios."))
    assert [area.box.top for area in made.areas(span)] == [100, 112]
    assert made.confidence(span) == 0.4
    assert made.confidence(Span(0, 5)) is None
    assert "todos los municipios." in made.text
