"""Tasks without an executor, and builds on one of another's: a Dask cluster on this machine does the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from asm_graph.executors import InProcess, finish

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

_PROGRAM = """
import sys
from asm_graph.build.pipeline import build, founding_documents
from distributed import Client, LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, dashboard_address=None) as cluster, Client(cluster) as client:
        build(founding_documents(), sys.argv[1], executor=client.get_executor())
"""


def test_a_dask_cluster_builds_the_same_release(tmp_path: Path, founding_release: Release) -> None:
    pytest.importorskip("distributed", reason="Dask's distributed is not installed")
    program = tmp_path / "build_on_dask.py"
    program.write_text(_PROGRAM)
    environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, program, tmp_path / "out"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    made = json.loads((tmp_path / "out" / "current" / "manifest.json").read_text())
    assert made["graphs"] == dict(founding_release.manifest.graphs)
    dump = "dumps/" + founding_release.dump_path.name
    assert (tmp_path / "out" / "current" / dump).read_bytes() == founding_release.dump_path.read_bytes()


def test_a_task_is_done_when_it_is_submitted() -> None:
    done: list[int] = []
    future = InProcess().submit(done.append, 1)
    assert done == [1]
    finish([future])


def test_the_error_of_a_task_is_raised_when_all_are_done() -> None:
    failed, done = Future[int](), Future[int]()
    failed.set_exception(ValueError("no number"))
    done.set_result(1)
    with pytest.raises(ValueError, match="no number"):
        finish(iter((failed, done)))
    with pytest.raises(ValueError, match="invalid literal"):
        InProcess().submit(int, "no number")
