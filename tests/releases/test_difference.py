"""The difference is that of the two sets of quads, found in one pass over both."""

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.rdf.nquads import packed_writer
from asm_graph.releases import Difference, ReleaseContent, write_release
from asm_graph.releases.difference import ADDED, REMOVED, SUMMARY
from asm_graph.releases.dumps import QUADS

lines = st.sets(st.integers(0, 40).map(lambda n: b'<a> <b> "%d" <http://e/g%d> .\n' % (n, n % 3)))


def dump(folder: Path, content: set[bytes]) -> Path:
    (folder / "dumps").mkdir(parents=True)
    with packed_writer(folder / QUADS) as file:
        file.writelines(sorted(content))
    return folder


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_added_and_removed_are_the_differences_of_the_sets(before: set[bytes], after: set[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        difference = Difference(dump(Path(folder, "a"), before), dump(Path(folder, "b"), after))
        changes = [(line, line in after) for line in sorted(before ^ after)]
        assert [(line, is_new) for is_new, line in difference.changes()] == changes


def test_a_release_reports_what_is_new_in_it(folder: Path, more: Callable[[int], ReleaseContent]) -> None:
    first = write_release(folder, more(3))
    second = write_release(folder, more(1))
    summary = json.loads((second.path / SUMMARY).read_text())
    graph = "https://w3id.org/asm-graph/graph/source/d1"
    assert summary["previous"] == first.name == second.manifest.previous
    assert (summary["added"], summary["removed"]) == (0, 2)
    assert summary["graphs"] == {graph: {"added": 0, "removed": 2}}
    assert gzip.decompress((second.path / ADDED).read_bytes()) == b""
    assert gzip.decompress((second.path / REMOVED).read_bytes()).count(b"\n") == 2


def test_the_first_release_is_compared_with_nothing(folder: Path, content: ReleaseContent) -> None:
    release = write_release(folder, content)
    assert json.loads((release.path / SUMMARY).read_text())["previous"] is None
    assert not (release.path / ADDED).exists()
