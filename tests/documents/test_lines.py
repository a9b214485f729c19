"""Lines and cells cover a text without changing a character."""

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents.lines import lines

TEXTS = st.text(st.sampled_from("aé \t\n\r\f\x85\u2028"), max_size=30)


def test_lines_whatever_their_ends() -> None:
    found = list(lines("a\r\nb\rc\nd\x0ce"))
    assert [line.passage.text for line in found] == ["a", "b", "c", "d", "e"]
    assert [line.number for line in found] == [1, 2, 3, 4, 5]


def test_cells_keep_their_places() -> None:
    (line,) = lines(" a \t\tb")
    assert line.is_row
    assert [cell.text for cell in line.cells()] == ["a", "", "b"]
    assert [cell.offsets for cell in line.cells()] == [(1,), (), (5,)]


@given(TEXTS)
def test_every_line_stands_where_its_offsets_say(text: str) -> None:
    for line in lines(text):
        assert "".join(text[offset] for offset in line.passage.offsets) == line.passage.text
        assert not set(line.passage.text) & set("\n\r\f\x85\u2028")


@given(TEXTS)
def test_nothing_but_line_ends_is_left_out(text: str) -> None:
    kept = {offset for line in lines(text) for offset in line.passage.offsets}
    assert all(text[index] in "\n\r\f\x85\u2028" for index in range(len(text)) if index not in kept)
