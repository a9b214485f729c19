"""A connection has one owner, whatever the supervisor and the workers do at the same moment."""

from __future__ import annotations

from asm_graph.web.query_workers.shared_memory import PLACES, SharedMemory
from asm_graph.web.query_workers.watch import TICK_SECONDS, Watch


def test_only_the_owner_of_a_connection_claims_it() -> None:
    memory = SharedMemory.create()
    one, other = memory.slot(0), memory.slot(129)
    one.give(7)
    assert one.claim(7)
    assert not other.claim(7)
    other.give(7)
    assert other.claim(7)
    assert not one.claim(7)


def test_a_connection_at_the_place_of_one_before_is_another() -> None:
    """A worker may remember one that has gone, and own the next at its place without knowing yet."""
    memory = SharedMemory.create()
    slot = memory.slot(3)
    slot.give(7 + PLACES)
    assert not slot.claim(7)
    assert slot.claim(7 + PLACES)


def test_nobody_owns_what_was_given_up() -> None:
    memory = SharedMemory.create()
    slot = memory.slot(0)
    slot.give(0)
    assert slot.owns(0)
    slot.give_up(0)
    assert not slot.owns(0)
    assert not slot.claim(0)


def test_the_supervisor_looks_once_more_after_it_has_said_that_it_sleeps() -> None:
    memory = SharedMemory.create()
    watch = Watch(memory, lambda _worker, _number: None)
    patience = TICK_SECONDS
    for _ in range(100):
        was_said = memory.supervisor_sleeps
        patience = watch.patience()
        if patience > TICK_SECONDS:
            break
        watch.look([])
    assert patience > TICK_SECONDS
    assert was_said
    watch.wake()
    assert watch.patience() == TICK_SECONDS
    assert not memory.supervisor_sleeps
