"""The corpus of past failures, tried again; and that a failure is found, kept and told."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

import pytest
from fuzz import campaign
from fuzz.campaign import CORPUS, corpus, keep, replay, search, watch
from fuzz.target import Target
from fuzz.targets import TARGETS
from fuzz.trial import TOO_SLOW, attempts
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

FOUND = sorted(folder.name for folder in CORPUS.iterdir())


@pytest.mark.parametrize("target", FOUND)
def test_what_once_did_harm_does_none(target: str) -> None:
    assert corpus(target)
    failure = replay(target)
    assert failure is None, f"{failure.reason}: {failure.data!r:.200}\n{failure.report}"


def test_files_of_the_corpus_belong_to_a_target_and_have_the_name_of_their_hash() -> None:
    assert FOUND
    assert set(FOUND) <= set(TARGETS)
    for target in FOUND:
        for path in corpus(target):
            assert path.name == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_a_search_without_time_finds_nothing() -> None:
    assert search("parameters", 0) is None


def test_the_smallest_input_that_fails_is_kept(tmp_path: Path) -> None:
    def check(data: bytes) -> None:
        assert len(data) < 3

    kept = tmp_path / "input"
    with pytest.raises(AssertionError):
        attempts(Target("planted", st.binary(), check), kept, 60)
    assert kept.read_bytes() == b"\x00\x00\x00"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise ValueError('planted')", "raised an error"),
        ("import os; os.abort()", "ended by SIGABRT"),
        (f"raise SystemExit({TOO_SLOW})", "took over"),
        ("import time; time.sleep(600)", "hung for"),
    ],
)
def test_however_a_trial_ends_its_input_is_told(tmp_path: Path, code: str, reason: str) -> None:
    kept = tmp_path / "input"
    program = f"open({str(kept)!r}, 'wb').write(b'x'); {code}"
    failure = watch([sys.executable, "-c", program], kept, stall_seconds=8)
    assert failure is not None
    assert failure.data == b"x"
    assert failure.reason.startswith(reason)
    assert ("planted" in failure.report) == ("planted" in code)


def test_a_trial_that_tries_nothing_has_no_input(tmp_path: Path) -> None:
    failure = watch([sys.executable, "-c", "import nothing_of_this_name"], tmp_path / "input")
    assert failure is not None
    assert failure.data is None


def test_an_input_is_put_into_the_corpus_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "CORPUS", tmp_path)
    assert keep("csv", b"x") == keep("csv", b"x")
    assert [path.read_bytes() for path in corpus("csv")] == [b"x"]
