"""What `asm_graph` exports, and how the names behave."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import resources

import asm_graph


def test_these_names_are_exported_and_there() -> None:
    assert asm_graph.__all__ == sorted(asm_graph.__all__)
    assert set(asm_graph.__all__) == {"Release", "build", "founding_documents", "open_release"}
    assert all(getattr(asm_graph, name).__name__ == name for name in asm_graph.__all__)
    assert all(inspect.getdoc(getattr(asm_graph, name)) for name in asm_graph.__all__)


def test_build_is_the_function_also_after_modules_of_its_package_were_imported() -> None:
    program = "import asm_graph.build.gather, asm_graph; assert asm_graph.build.__name__ == 'build'"
    assert callable(asm_graph.build)
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_types_are_shipped() -> None:
    assert (resources.files(asm_graph) / "py.typed").is_file()


def test_other_names_are_refused() -> None:
    assert not hasattr(asm_graph, "anything")
