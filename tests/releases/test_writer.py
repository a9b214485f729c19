"""A release has all its parts, is the same for the same inputs, and is served only where it conforms."""

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from asm_graph.errors import IntegrityError, RegisterError, ReleaseError
from asm_graph.executors import InProcess
from asm_graph.knowledge import Knowledge
from asm_graph.releases import Release, ReleaseContent, Releases, new_release, open_release, write_release

FAULTS = tuple(f"Progress: action/{number}: progress must be 0 to 100" for number in range(4))


def test_the_parts_of_a_release(release: Release) -> None:
    expected = {"manifest.json", "store", "dumps", "reports", "catalog.ttl", "void.ttl"}
    expected |= {"search.sqlite", "findings.sqlite", "explorer.sqlite"}
    assert {path.name for path in release.path.iterdir()} == expected
    assert {path.name for path in release.reports.iterdir()} == {"validation.json", "difference.json"}
    assert release.manifest.checks == {"violations": 0}
    time, _, digits = release.name.partition("-")
    assert time == release.manifest.created.strftime("%Y%m%dT%H%M%SZ")
    assert release.manifest.content_hash.startswith(digits)
    assert len(digits) == 12


def test_the_same_quads_in_any_order_give_the_same_bytes(folder: Path, content: ReleaseContent) -> None:
    shuffled = sorted(content.quads, key=lambda quad: str(quad)[::-1]) * 2
    first = write_release(folder, content)
    second = write_release(folder, replace(content, quads=shuffled))
    assert first.name != second.name
    assert first.manifest.content_hash == second.manifest.content_hash
    for name in (
        "dumps/all.nq.gz",
        "dumps/default.ttl.gz",
        "dumps/asms.csv",
        "dumps/tables.csv-metadata.json",
    ):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()


def test_progress_tells_the_steps(folder: Path, content: ReleaseContent) -> None:
    steps: list[str] = []
    release = write_release(folder, content, steps.append)
    assert steps[-1] == f"Publishing {release.name}"
    assert len(steps) == len(set(steps)) > 3


def test_content_that_does_not_conform_is_kept_aside(folder: Path, content: ReleaseContent) -> None:
    served = write_release(folder, content)
    with pytest.raises(IntegrityError, match=r"failed/.*/reports") as blocked:
        write_release(folder, replace(content, faults=FAULTS))
    assert all(fault in str(blocked.value) for fault in FAULTS[:3])
    assert "and 1 more" in str(blocked.value)
    assert open_release(folder).name == served.name
    assert Releases(folder).list() == (served.name,)
    (name,) = Releases(folder).failed()
    failed = open_release(folder / "failed" / name)
    assert not failed.manifest.conforms
    assert (failed.reports / "validation.json").read_bytes() == b'{"conforms": true}'
    assert gzip.decompress(failed.dump_path.read_bytes())
    with pytest.raises(ReleaseError, match="store"):
        failed.store()


def test_a_failed_first_build_leaves_no_current_release(folder: Path, content: ReleaseContent) -> None:
    with pytest.raises(IntegrityError):
        write_release(folder, replace(content, faults=FAULTS))
    assert Releases(folder).current() is None


def test_quads_that_fail_on_the_way_leave_nothing_behind(folder: Path, content: ReleaseContent) -> None:
    def failing() -> Iterator[Quad]:
        yield from content.quads
        raise ReleaseError("the source ended")

    served = write_release(folder, content)
    with pytest.raises(ReleaseError, match="the source ended"):
        write_release(folder, replace(content, quads=failing()))
    assert {path.name for path in folder.iterdir()} == {".lock", "current", served.name}
    assert open_release(folder).name == served.name


def test_nothing_writes_to_a_release_that_is_given_up(folder: Path, content: ReleaseContent) -> None:
    begun: list[str] = []

    class Noted(InProcess):
        def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
            begun.append(task.__name__)
            return super().submit(task, *arguments, **named)

    lacking = replace(content, originals={"uno.pdf": folder / "lacking.pdf"})
    with (
        pytest.raises(ReleaseError, match=r"lacking\.pdf"),
        new_release(folder, executor=Noted()) as unfinished,
    ):
        unfinished.publish(lacking)
    assert not {name for name in begun if name.startswith("write")}
    with new_release(folder, executor=Noted()) as unfinished:
        unfinished.publish(content)
    assert {name for name in begun if name.startswith("write")}


def test_a_damaged_current_release_does_not_stop_the_next(folder: Path, content: ReleaseContent) -> None:
    write_release(folder, content).dump_path.unlink()
    steps: list[str] = []
    release = write_release(folder, content, steps.append)
    assert any("Nothing to compare with" in step for step in steps)
    assert open_release(folder).name == release.name
    assert release.manifest.previous is None


def test_knowledge_without_a_catalog_is_an_error_that_names_it(
    folder: Path, content: ReleaseContent, tmp_path: Path
) -> None:
    with pytest.raises(RegisterError, match=r"catalog\.toml"):
        write_release(folder, replace(content, knowledge=Knowledge(tmp_path / "empty")))
    assert Releases(folder).current() is None


def test_a_folder_in_the_way_is_told_as_an_error(folder: Path, content: ReleaseContent) -> None:
    (folder / "current").mkdir(parents=True)
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_release(folder, content)
