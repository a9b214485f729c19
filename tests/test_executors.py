"""Builds on an executor of another's: the work on documents is done by a Dask cluster on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

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
