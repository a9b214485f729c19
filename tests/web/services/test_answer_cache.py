"""Answers kept within a bound."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.engine.interface import EngineQuery
from asm_graph.web.services.answer_cache import AnswerCache, AnswerKey, _size


def key(number: int) -> AnswerKey:
    return AnswerKey.of("r", EngineQuery(f"ASK {{ {number} }}", "x"), "x")


def test_the_oldest_goes_first() -> None:
    one = _size(key(1), b"x" * 100)
    cache = AnswerCache(3 * one)
    for number in (1, 2, 3):
        cache.put(key(number), b"x" * 100)
    assert cache.get(key(1))
    cache.put(key(4), b"y" * 100)
    assert [cache.get(key(number)) is not None for number in (1, 2, 3, 4)] == [True, False, True, True]


def test_what_is_too_large_is_not_kept() -> None:
    cache = AnswerCache(1000)
    cache.put(key(1), b"x")
    cache.put(key(2), b"x" * 1000)
    assert cache.get(key(1)) == b"x"
    assert cache.get(key(2)) is None
    nothing = AnswerCache(0)
    nothing.put(key(1), b"")
    assert nothing.get(key(1)) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=900)), max_size=30))
def test_never_grows_over_its_bound_and_never_mixes_answers_up(answers: list[tuple[int, bytes]]) -> None:
    cache, last = AnswerCache(3000), {}
    for number, answer in answers:
        cache.put(key(number), answer)
        last[number] = answer
        assert sum(_size(each, kept) for each, kept in cache._entries.items()) == cache.used <= 3000
        for each, expected in last.items():
            assert cache.get(key(each)) in {None, expected}


def test_white_space_does_not_matter_where_it_means_nothing() -> None:
    def same(first: str, second: str) -> bool:
        one, other = (AnswerKey.of("r", EngineQuery(text, "x"), "x") for text in (first, second))
        return one == other

    assert same("ASK  {\n}", " ASK { } ")
    assert not same("ASK { 'a  b' }", "ASK { 'a b' }")
    assert not same("ASK { #c\n?s ?p ?o }", "ASK { #c ?s ?p ?o }")
    assert not same("ASK{}", "ASK { }")


def test_what_is_kept_is_one_and_the_same_for_all_who_have_it() -> None:
    cache = AnswerCache(100_000)
    key = AnswerKey("r", "ASK {}", (), (), "a/b")
    first, second, other = (bytes(bytearray(b"x" * 1000)) for _ in range(3))
    assert cache.keep(key, first) is first
    assert cache.keep(key, second) is first
    assert cache.kept_since(key) is first
    assert (cache.hits, cache.misses) == (0, 0)
    newer = other + b"y"
    assert cache.keep(key, newer) is newer
    assert AnswerCache(10).keep(key, first) is first


def test_a_long_query_is_known_by_its_text_as_it_is() -> None:
    short, long = ("ASK {" + " \t" * count + "}" for count in (10, 10_000))
    keys = [AnswerKey.of("r", EngineQuery(text, "a/b"), "a/b") for text in (short, long)]
    assert keys[0].query == "ASK { }"
    assert keys[1].query == long
