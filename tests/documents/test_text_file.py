"""Files as strangers send them: decoded, or refused with the reason and the remedy."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.follow_ups import FollowUp, follow_ups, lines
from tests.documents_of_ours.follow_ups import text as printed
from tests.documents_of_ours.stated import stated

from asm_graph.documents import load, loading
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "Fortalecer la capacitación de los promotores y de las delegaciones estatales.\n"


def write(folder: Path, data: bytes) -> Path:
    path = folder / "document.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman"),
        ("cp850", "cp850"), ("cp437", "cp850"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, codec: str, encoding: str) -> None:
    data = SENTENCE.encode(codec)
    document = load(write(tmp_path, data))
    assert (document.text, document.encoding) == (SENTENCE, encoding)
    assert (document.sha256, document.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_a_text_of_dos_ends_with_a_sign_of_its_own(tmp_path: Path) -> None:
    assert load(write(tmp_path, SENTENCE.encode("cp850") + b"\x1a")).text == SENTENCE


@settings(max_examples=8, deadline=None, derandomize=True)
@given(follow_up=follow_ups(), codec=st.sampled_from(["utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16"]))
def test_an_encoding_changes_no_record(
    tmp_path_factory: pytest.TempPathFactory, follow_up: FollowUp, codec: str
) -> None:
    data = printed(lines(follow_up), "\r\n").replace("¹", "*").encode(codec)
    assert stated(load(write(tmp_path_factory.mktemp("encoded"), data)).text) == follow_up.states()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\x0c\x0c 1 \x0c 2 .", "hardly a letter"),
        (b"A", r"too few letters for a document \(1\)"),
        (b'[{"a": 1}, {"b', "is a JSON file that is cut off"),
        (b"PK\x03\x04" + SENTENCE.encode(), "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "is a picture; save it as PDF, whose pages are read by OCR"),
        (b"MM\x00*" + bytes(60), "is a picture; save it as PDF"),
        (SENTENCE.encode("utf-16")[:-1], "is no whole UTF-16 .byte 156.; save it as UTF-8"),
        (SENTENCE.encode("utf-32"), "U.0000"),
        (SENTENCE.encode() + b"\x00\x01", "control character at byte 79"),
        (
            b"\x81\x8d" + SENTENCE.encode("cp1252") + b"\x03",
            "is binary .* download it again, or save it again as PDF",
        ),
        (
            SENTENCE.encode("cp1252") + b"\x81",
            r"line 2: the letters of “\\x81” are lost, or of no encoding",
        ),
        (SENTENCE.encode() + b"Atenci\xef\xbf\xbdn", "line 2: the letters of “Atenci\ufffdn” are lost"),
        (SENTENCE.encode() + b"\x7f", "line 2: holds U.007F"),
    ],
)
def test_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"document.txt[:,] .*(?:{reason})"):
        load(write(tmp_path, data))


def test_a_missing_file_a_folder_and_a_huge_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableDocument, match=r"none\.txt: cannot be read"):
        load(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        load(tmp_path)
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    with pytest.raises(UnreadableDocument, match="larger than 10 bytes"):
        load(write(tmp_path, SENTENCE.encode()))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp(), data)
    try:
        document = load(path)
    except UnreadableDocument:
        return
    assert sum(map(str.isalpha, document.text)) >= 40
