"""PDFs that would exhaust the machine, and those that are of no use: one sentence each, and soon."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.documents.pdf import hostile_pdfs as hostile

from asm_graph.documents import load
from asm_graph.documents.pdf.pdf_file import read_pages
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = "print it to a new PDF"
PATH = Path("informe.pdf")


@pytest.fixture(autouse=True)
def narrow_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are reached sooner, for the sake of the tests."""
    monkeypatch.setenv("ASM_GRAPH_DOCUMENT_MEMORY", "500000000")
    monkeypatch.setenv("ASM_GRAPH_PAGE_SECONDS", "20")


@pytest.mark.parametrize(
    ("make", "reason", "remedy"),
    [
        (hostile.encrypted, "encrypted with a password", "without one"),
        (lambda: hostile.ordinary(3)[:900], "damaged PDF", "download it again"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, "damaged PDF", NEW),
        (lambda: hostile.of_many_pages(5_000), "5,000 pages", "split it"),
        (lambda: hostile.unpacking_to(400 << 20), "more memory", "save it again"),
        (lambda: hostile.of_many_objects(200_000), "page 1: has more", NEW),
        (lambda: hostile.of_many_letters(200_000), "page 1: has more", NEW),
        (lambda: hostile.of_size(1e7, 1e7), "page 1: is longer than five meters", NEW),
        (lambda: hostile.calling_itself(40), "more memory|not read within", "save it again"),
    ],
    ids=["password", "cut", "garbage", "pages", "bomb", "objects", "letters", "size", "recursion"],
)
def test_refused_in_one_sentence(make: Callable[[], bytes], reason: str, remedy: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as told:
        read_pages(PATH, make())
    message = str(told.value)
    assert message.startswith("informe.pdf")
    assert remedy in message
    assert message.count("\n") == 0
    assert message.rstrip(".").count(". ") == 0


def test_what_is_drawn_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASM_GRAPH_PAGE_SECONDS", "2")
    with pytest.raises(UnreadableDocument, match=r"not read within 2 seconds.*save it again"):
        read_pages(PATH, hostile.slow_to_draw())


@pytest.mark.parametrize(
    ("make", "pages"),
    [
        (lambda: hostile.of_claimed_pages(2**31 - 1), 1),
        (lambda: hostile.nested(100_000), 1),
        (lambda: hostile.of_size(0, -5), 1),
        (lambda: b"HTTP/1.1 200 OK\r\n\r\n" + hostile.ordinary(2), 2),
    ],
    ids=["claims", "brackets", "nowhere", "preceded"],
)
def test_what_is_odd_and_does_no_harm_is_read(make: Callable[[], bytes], pages: int) -> None:
    assert len(read_pages(PATH, make())) == pages


def test_a_late_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASM_GRAPH_DOCUMENT_SECONDS", "0.001")
    with pytest.raises(UnreadableDocument, match=r"is not read within 0\.001 seconds; split it"):
        read_pages(PATH, hostile.ordinary(2))


def test_a_gigabyte_is_refused_before_a_byte_of_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 1 << 30)
    with pytest.raises(UnreadableDocument, match=r"informe\.pdf: larger than 100,000,000 bytes"):
        load(path)
