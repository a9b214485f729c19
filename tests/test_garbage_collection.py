"""Garbage collection is suspended for a while, and then as it was before."""

from __future__ import annotations

import gc
import weakref

import pytest

from asm_graph.garbage_collection import garbage_collection_off, giving_memory_back


@garbage_collection_off()
def fail() -> None:
    assert not gc.isenabled()
    raise ValueError("a fault")


def test_it_is_on_again_behind_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="a fault"):
        fail()
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    with garbage_collection_off():
        with garbage_collection_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_cycles_that_work_leaves_are_collected_after_it() -> None:
    class Node:
        def __init__(self) -> None:
            self.itself = self

    @giving_memory_back()
    def leave() -> weakref.ref[Node]:
        return weakref.ref(Node())

    with garbage_collection_off():
        assert leave()() is None
