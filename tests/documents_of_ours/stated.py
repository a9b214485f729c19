"""What a reading states, as plain values that can stand beside a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asm_graph.documents import TextDocument
from asm_graph.knowledge import Knowledge
from asm_graph.readers import read
from asm_graph.readers.json_records import as_json
from asm_graph.registers import Registers

FOUNDING = Knowledge.default().seeds / "documents"
WORDS = Registers.load(Knowledge.default().seeds / "registers").words()


def document(text: str, name: str = "ours.txt") -> TextDocument:
    return TextDocument(Path(name), text, "utf-8", "0" * 64, len(text.encode()))


def stated(text: str) -> Any:
    """The record of a text without its evidence, which is held against the text on the way."""
    return values(as_json(read(document(text), WORDS).record), text)


def values(json: Any, text: str) -> Any:
    if isinstance(json, list):
        return [values(item, text) for item in json]
    if not isinstance(json, dict):
        return json
    if "evidence" in json:
        assert json["evidence"], f"no evidence for {json['value']!r}"
        for piece in json["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["quote"]
            assert piece["quote"].strip()
        return values(json["value"], text)
    # Which cells are blank is held in tests/graph/test_sources.py.
    return {name: values(part, text) for name, part in json.items() if name != "blanks"}


def not_understood(text: str) -> list[str]:
    unread = read(document(text), WORDS).account.not_understood
    return [text[one.span.start : one.span.end] for one in unread]
