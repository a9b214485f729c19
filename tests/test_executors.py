"""Tasks without an executor, and builds on one of another's: a Dask cluster does the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from asm_graph.build.gather import BuildCache, gather
from asm_graph.build.source_files import source_files
from asm_graph.executors import InProcess, finish
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import silent

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

_PROGRAM = """
import json
import sys
from pathlib import Path

from asm_graph.build.gather import BuildCache, gather
from asm_graph.build.pipeline import build, founding_documents
from asm_graph.build.source_files import source_files
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import silent
from distributed import Client, LocalCluster

if __name__ == "__main__":
    out, table, kept = sys.argv[1:]
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        count = lambda: client.run(lambda dask_worker: dask_worker.state.executed_count)
        build(founding_documents(), out, executor=client.get_executor())
        before = count()
        cache = BuildCache(Path(kept), Knowledge.default(), Base(), "1")
        gather(source_files([Path(table)]), cache, silent, client.get_executor())
        print(json.dumps([count()[worker] - done for worker, done in before.items()]))
"""
HEADER = "CICLO,RMP,ID_RAMO,DESC_RAMO,ID_MODALIDAD,DESC_MODALIDAD,ID_PP,DESC_PP,EJERCIDO_MDP"


def amounts(path: Path) -> Path:
    """A table large enough for several shares."""
    rows = (
        f"{year},12S{number},12,Salud,S,x,{number},Programa {number},{year}.5"
        for year in range(2010, 2018)
        for number in range(100, 700)
    )
    path.write_text("\n".join([HEADER, *rows]))
    return path


def test_a_dask_cluster_does_the_same_work_in_parts(tmp_path: Path, founding_release: Release) -> None:
    pytest.importorskip("distributed", reason="Dask's distributed is not installed")
    program = tmp_path / "build_on_dask.py"
    program.write_text(_PROGRAM)
    table = amounts(tmp_path / "gasto.csv")
    environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, program, tmp_path / "out", table, tmp_path / "kept"],
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

    # One task begins with the table and one ends it; between them each worker reads shares.
    tasks = json.loads(ended.stdout)
    assert len(tasks) == 2
    assert min(tasks) >= 1
    assert sum(tasks) >= 6
    cache = BuildCache(tmp_path / "alone", Knowledge.default(), Base(), "1")
    (alone,) = gather(source_files([table]), cache, silent).documents
    assert (tmp_path / "kept" / alone.path.name).read_bytes() == alone.path.read_bytes()


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
