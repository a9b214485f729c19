"""Files of packed blocks are gzip to everybody, and what two of them share is not read."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import packed_writer
from asm_graph.rdf.packed_blocks import has_blocks, lines_apart, packed, packed_blocks, unpacked

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, *blocks: bytes) -> Path:
    path.write_bytes(b"".join(map(packed, blocks)))
    return path


def test_blocks_are_one_gzip_file(tmp_path: Path) -> None:
    blocks = (b"a\n" * 5000, b"", b"b\n")
    path = written(tmp_path / "a.gz", *blocks)
    assert gzip.decompress(path.read_bytes()) == b"".join(blocks)
    assert tuple(map(unpacked, packed_blocks(path))) == blocks
    assert unpacked(path.read_bytes()) == b"".join(blocks)


def test_only_the_lines_of_blocks_that_differ_are_told(tmp_path: Path) -> None:
    one = written(tmp_path / "a.gz", b"a\n", b"b\nc\n", b"z\n")
    other = written(tmp_path / "b.gz", b"a\n", b"b\n", b"d\n", b"z\n")
    before, after = lines_apart(one, other)
    assert (list(before), list(after)) == ([b"b\n", b"c\n"], [b"b\n", b"d\n"])


def test_a_file_of_earlier_software_is_read_as_a_whole(tmp_path: Path) -> None:
    with packed_writer(tmp_path / "a.gz") as file:
        file.write(b"a\nb\n")
    assert not has_blocks(tmp_path / "a.gz")
    before, after = lines_apart(tmp_path / "a.gz", written(tmp_path / "b.gz", b"a\n"))
    assert (list(before), list(after)) == ([b"a\n", b"b\n"], [b"a\n"])
