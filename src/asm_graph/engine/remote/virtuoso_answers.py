"""Virtuoso 7's answers, converted to what SPARQL 1.1 specifies.

Its CSV and TSV lose kinds of terms, its JSON-LD kinds of numbers, its XML has characters that XML forbids,
and an ASK is a table in all of them. Its JSON and N-Triples are right but for details, and have a line for
each row or triple: they are read line by line, a chunk at a time, and each chunk is written as it is wanted.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from asm_graph.errors import EngineFailure
from asm_graph.results.rows import write_results

_CHUNK_BYTES = 65_536
_NODE = re.compile(rb'("type": "bnode", "value": ")nodeID://')
_BOOLEAN = re.compile(rb'(XMLSchema#boolean", "value": ")([01])"')
"""Neither can stand inside a text, where quotation marks are escaped."""
_NAMES = re.compile(rb'"vars": (\[.*\])')
_NAMES_OF_ASK = b'["__ASK_RETVAL"]'
_END = b"] } }"


@dataclass(frozen=True, slots=True)
class _AnswerFrame:
    """The frame around rows or triples of a format: up to `opening`, from `closing` on, `between` two."""

    opening: bytes = b""
    closing: bytes = b""
    between: bytes = b""

    def parts(self, written: bytes) -> tuple[bytes, bytes, bytes]:
        """Split an answer into head, rows or triples, and end."""
        start = written.index(self.opening) + len(self.opening)
        end = written.rindex(self.closing) if self.closing else len(written)
        return written[:start], written[start:end], written[end:]


_ROWS: Final = {
    "application/sparql-results+json": _AnswerFrame(b'"bindings":[', b"]}}", b","),
    "application/sparql-results+xml": _AnswerFrame(b"<results>", b"</results>"),
    "text/csv": _AnswerFrame(b"\n"),
    "text/tab-separated-values": _AnswerFrame(b"\n"),
}
_GRAPHS: Final = {
    "text/turtle": _AnswerFrame(),
    "application/trig": _AnswerFrame(),
    "application/n-triples": _AnswerFrame(),
    "application/n-quads": _AnswerFrame(),
    "application/rdf+xml": _AnswerFrame(b'its">', b"\n</rdf:RDF>"),
    "application/ld+json": _AnswerFrame(b"[", b"]", b","),
}


def asked_for(media_type: str) -> str:
    """Return the media type to request in place of this one."""
    return "application/sparql-results+json" if media_type in _ROWS else "application/n-triples"


def written_anew(media_type: str) -> VirtuosoAnswer:
    """Return a converter of answers in this media type."""
    if media_type in _ROWS:
        return VirtuosoAnswer(_ROWS[media_type], _RowConverter(media_type))
    return VirtuosoAnswer(_GRAPHS[media_type], _TripleConverter(media_type))


class VirtuosoAnswer:
    """A converter that takes an answer piece by piece."""

    def __init__(self, frame: _AnswerFrame, writer: _RowConverter | _TripleConverter) -> None:
        self._frame = frame
        self._writer = writer
        self._begun_line: list[bytes] = []
        self._lines: list[bytes] = []
        self._size = 0
        self._begun = False
        self._filled = False

    def take(self, data: bytes) -> bytes:
        """Take a piece; what of our answer can be sent."""
        ended, newline, begun = data.rpartition(b"\n")  # a long line comes in many pieces, joined once
        if newline:
            lines = b"".join([*self._begun_line, ended]).split(b"\n")
            self._lines += lines
            self._size += sum(map(len, lines))
            self._begun_line.clear()
        self._begun_line.append(begun)
        return self._content() if self._size >= _CHUNK_BYTES else b""

    def finish(self) -> bytes:
        """Return the rest of our answer.

        Raises:
            EngineFailure: the engine's is not whole.
        """
        self._lines.append(b"".join(self._begun_line))
        content = self._content()
        self._writer.check_end()
        if self._writer.boolean is not None:
            return self._writer.boolean
        return content + self._frame.parts(self._writer.write([]))[2]

    def _content(self) -> bytes:
        lines, self._lines, self._size = self._lines, [], 0
        head, content, _ = self._frame.parts(self._writer.write(lines))
        before = b"" if self._begun else head
        before += self._frame.between if self._filled and content else b""
        self._begun, self._filled = True, self._filled or bool(content)
        return before + content


class _RowConverter:
    """Converts rows, or the boolean of an ASK, from lines of JSON."""

    def __init__(self, media_type: str) -> None:
        self._format = QueryResultsFormat.from_media_type(media_type) or QueryResultsFormat.JSON
        self._names = b"[]"
        self._ended = False
        self._is_true = False

    def write(self, lines: list[bytes]) -> bytes:
        """Write an answer with the rows of these lines."""
        rows = b",".join(filter(None, map(self._row, lines)))
        self._is_true |= b'"value": "1"' in rows
        return self._written(b'{"head":{"vars":%s},"results":{"bindings":[%s]}}' % (self._names, rows))

    def check_end(self) -> None:
        """Hold that the last line was there."""
        if not self._ended:
            raise EngineFailure("the remote engine's answer broke off; ask again.")

    @property
    def boolean(self) -> bytes | None:
        """The answer to an ASK; None where rows were asked for."""
        if self._names != _NAMES_OF_ASK:
            return None
        return self._written(b'{"head":{},"boolean":%s}' % (b"true" if self._is_true else b"false"))

    def _row(self, line: bytes) -> bytes:
        line = line.strip()
        if names := _NAMES.search(line) if line.startswith(b'{ "head"') else None:
            self._names = names[1]
            return b""
        self._ended |= line.endswith(_END)
        if not line.startswith(b"{"):
            return b""
        row = _NODE.sub(rb"\1", line.removesuffix(_END).rstrip(b" ,"))
        return _BOOLEAN.sub(lambda one: one[1] + (b'true"' if one[2] == b"1" else b'false"'), row)

    def _written(self, document: bytes) -> bytes:
        results = parse_query_results(document, format=QueryResultsFormat.JSON)
        written = io.BytesIO()
        write_results(results, written, self._format)
        return written.getvalue()


class _TripleConverter:
    """Converts triples from lines of N-Triples."""

    boolean = None

    def __init__(self, media_type: str) -> None:
        self._format = RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES

    def write(self, lines: list[bytes]) -> bytes:
        """Write a graph with the triples of these lines."""
        triples = (quad.triple for quad in parse(b"\n".join(lines), RdfFormat.N_TRIPLES))
        return serialize(triples, format=self._format) or b""

    def check_end(self) -> None:
        """Accept any end: a graph has no last line, and the connection itself tells."""
