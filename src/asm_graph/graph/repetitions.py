"""What several parts of one document say of the same thing, as one record.

An annex on progress repeats the ASM of its working document, and each annex of a report the type of the
evaluation. OCR and other line breaks make the repetition differ in some letters.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz import fuzz

from asm_graph.records.texts import Fact, value_of
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import DataclassInstance

    from asm_graph.records.asm import Action, Asm, Details
    from asm_graph.records.evaluations import Statement
    from asm_graph.records.matrices import Indicator, Level
    from asm_graph.records.texts import Stated

    Record = TypeVar("Record", bound=DataclassInstance)
    Item = TypeVar("Item")

ALIKE = 90.0
"""Least similarity (rapidfuzz ratio of the letters, 0 to 100) of a text that repeats another one."""
_CUT = 40
"""Fewest letters of a text that may be the beginning of the whole of it."""


def is_like(text: str, other: str) -> bool:
    """Tell whether one text repeats another, but for misread letters or an end that is cut off.

    >>> is_like("Actualizar el padrón.", "ACTUALIZAR  EL PADRÓN"), is_like("Fase 1", "Fase 2")
    (True, False)
    """
    one, two = sorted((_letters(text), _letters(other)), key=len)
    if one == two:
        return True
    # Numbers are not letters that were misread: `Etapa 1 de 3` is not `Etapa 2 de 3`.
    if _digits(one) != _digits(two)[: len(_digits(one))]:
        return False
    is_cut = len(one) >= _CUT and two.startswith(one)
    return is_cut or (_digits(one) == _digits(two) and fuzz.ratio(one, two) >= ALIKE)


def combined(first: Record, second: Record) -> Record:
    """Add to a record what only the second one says; where both say something else, the first stays."""
    changes: dict[str, object] = {}
    for field in fields(first):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, tuple) and isinstance(two, tuple):
            said = {_plain(item) for item in one}
            changes[field.name] = (*one, *(item for item in two if _plain(item) not in said))
        elif one is None:
            changes[field.name] = two
    return replace(first, **changes)


def differing(first: DataclassInstance, second: DataclassInstance) -> Iterator[str]:
    """Yield the names of the fields of which two records say something different."""
    for field in fields(first):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if None not in (one, two) and not isinstance(one, tuple) and _plain(one) != _plain(two):
            yield field.name


def distinct_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Combine statements of one evaluation that are of the same kind and the same words.

    Similar ones stay: recommendations on two components may differ in one word.
    """
    found: dict[tuple[str, str], Statement] = {}
    for one in statements:
        key = one.kind, _letters(one.text.value)
        found[key] = combined(found[key], one) if key in found else one
    return tuple(found.values())


def distinct_asms(parts: Iterable[Iterable[tuple[object, Asm]]]) -> tuple[Asm, ...]:
    """Combine ASM that repeat one of an earlier part with the same key and a text like it.

    The key has all but the text that tells two ASM apart.
    """
    found = _merged(
        parts,
        lambda one, two: one[0] == two[0] and _is_same_text(one[1].text, two[1].text),
        lambda one, two: (one[0], _combined_asms(one[1], two[1])),
    )
    return tuple(asm for _, asm in found)


def distinct_levels(parts: Iterable[Iterable[Level]]) -> tuple[Level, ...]:
    """Combine levels of one matrix that repeat one of the same kind in an earlier part."""
    return tuple(_merged(parts, _is_same_level, combined))


def distinct_indicators(parts: Iterable[Iterable[Indicator]]) -> tuple[Indicator, ...]:
    """Combine indicators of one matrix that repeat one of the same name in an earlier part."""
    return tuple(_merged(parts, _is_same_indicator, combined))


def _is_same_level(one: Level, other: Level) -> bool:
    return one.kind == other.kind and _repeats(one.narrative, other.narrative)


def _is_same_indicator(one: Indicator, other: Indicator) -> bool:
    return _repeats(one.name, other.name) and _is_same_text(_text(one.level), _text(other.level))


def _merged(
    parts: Iterable[Iterable[Item]],
    is_same: Callable[[Item, Item], bool],
    merge: Callable[[Item, Item], Item],
) -> list[Item]:
    """Merge each item into the one of an earlier part that it repeats; those of one part stay apart."""
    found: list[Item] = []
    for part in parts:
        earlier = list(range(len(found)))
        for item in part:
            at = next((at for at in earlier if is_same(found[at], item)), None)
            if at is None:
                found.append(item)
            else:
                found[at] = merge(found[at], item)
                earlier.remove(at)
    return found


def _combined_asms(first: Asm, second: Asm) -> Asm:
    actions = list(first.actions)
    earlier = list(range(len(actions)))
    for action in second.actions:
        same = [at for at in earlier if _is_same_action(actions[at], action)]
        if not same:
            actions.append(_numbered_on(action, actions))
            continue
        # One part may print an action twice: of two alike, the one with the same number is meant.
        at = next((at for at in same if value_of(actions[at].number) == value_of(action.number)), same[0])
        actions[at] = replace(actions[at], details=combined(actions[at].details, action.details))
        earlier.remove(at)
    details: Details | None = first.details or second.details
    if first.details and second.details:
        details = combined(first.details, second.details)
    text = _proven_twice(first.text, second.text)
    return replace(combined(first, second), text=text, actions=tuple(actions), details=details)


def _is_same_action(one: Action, other: Action) -> bool:
    """Tell whether two actions of one ASM are one; similar ones with other numbers are two."""
    if value_of(one.number) == value_of(other.number):
        return _repeats(one.text, other.text)
    return _letters(value_of(one.text)) == _letters(value_of(other.text))


def _numbered_on(action: Action, others: Iterable[Action]) -> Action:
    """Give an action that only the second part has the next number, if its own is taken."""
    taken = {value_of(one.number) for one in others}
    if value_of(action.number) not in taken:
        return action
    number: Stated[int] = max(taken) + 1
    if isinstance(action.number, Fact):
        number = Fact(max(taken) + 1, action.number.passage)
    return replace(action, number=number)


def _proven_twice(first: Stated[str] | None, second: Stated[str] | None) -> Stated[str] | None:
    """Return the first text, proven by the passages of both."""
    if isinstance(first, Fact) and isinstance(second, Fact):
        return Fact(first.value, first.passage.joined((first.passage, second.passage)))
    return first if first is not None else second


def _is_same_text(one: Stated[str] | None, other: Stated[str] | None) -> bool:
    """Tell whether two texts may be one: the same, or one of them is missing."""
    return one is None or other is None or _repeats(one, other)


def _repeats(one: Stated[str] | None, other: Stated[str] | None) -> bool:
    return one is not None and other is not None and is_like(value_of(one), value_of(other))


def _text(level: object) -> str | None:
    return level.value if isinstance(level, Fact) else None


def _plain(value: object) -> object:
    """Return what a value says, wherever it stands."""
    plain = value_of(value)
    return compact(plain) if isinstance(plain, str) else plain


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Return the letters of a text, which many others are compared with."""
    return compact(text)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
