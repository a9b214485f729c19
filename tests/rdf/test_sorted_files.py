from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from asm_graph.rdf.sorted_files import SortedFile, facts_by_subject, lines_near, lines_of

if TYPE_CHECKING:
    from pathlib import Path

PREDICATES = [b"<urn:p>", b"<urn:q>", b"<urn:type>"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of some blocks, in which the facts of a subject fill more than one."""
    lines = []
    for number in range(3_000):
        for predicate in PREDICATES:
            several = 300 if number == 1_500 and predicate == b"<urn:p>" else 1
            lines += [
                b'<urn:s%04d> %b "a %d" <urn:g> .' % (number, predicate, value) for value in range(several)
            ]
    lines.append(b'<urn:z> <urn:rare> "<urn:type> is named in a text" <urn:g> .')
    path = tmp_path_factory.mktemp("sorted") / "own.nq"
    path.write_bytes(b"\n".join(sorted(lines)) + b"\n")
    return path


def test_lines_are_found_by_their_first_word_and_by_two(path: Path) -> None:
    every = list(lines_of(path))
    with closing(SortedFile(path)) as file:
        for subject in (
            b"<urn:s0000>",
            b"<urn:s1499>",
            b"<urn:s1500>",
            b"<urn:s1501>",
            b"<urn:s2999>",
            b"<urn:s>",
        ):
            assert file.lines(subject) == [line for line in every if line.startswith(subject + b" ")]
            for predicate in (*PREDICATES, b"<urn:absent>"):
                start = subject + b" " + predicate + b" "
                assert file.lines_of_two(subject, predicate) == [
                    line for line in every if line.startswith(start)
                ]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_lines_near_words_are_all_that_have_them(path: Path, tmp_path: Path, end: bytes) -> None:
    own = tmp_path / "own.nq"
    own.write_bytes(path.read_bytes()[:-1] + end)
    for word in (b" <urn:rare> ", b" <urn:type> ", b"<urn:s1500> "):
        near = list(lines_near(own, [word]))
        assert [line for line in near if word in line] == [line for line in lines_of(own) if word in line]
    assert len(list(lines_near(own, [b" <urn:rare> "]))) < len(list(lines_of(own)))
    assert list(lines_near(own, [b"<urn:absent>"])) in (
        [],
        [b'<urn:z> <urn:rare> "<urn:type> is named in a text" <urn:g> .'],
    )


def test_facts_are_grouped_by_subject_and_repeated_ones_are_there_once(tmp_path: Path) -> None:
    path = tmp_path / "own.nq"
    path.write_bytes(
        b'<urn:a> <urn:p> "one <two" <urn:g> .\n'
        b'<urn:a> <urn:p> "one <two" <urn:h> .\n'
        b"<urn:b> <urn:q> <urn:a> <urn:g> ."
    )
    assert list(facts_by_subject(path)) == [
        (b"<urn:a>", [b"<urn:p>"], [b'"one <two"']),
        (b"<urn:b>", [b"<urn:q>"], [b"<urn:a>"]),
    ]
