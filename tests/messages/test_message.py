"""A message is English as a string, and Spanish where that is asked for."""

from __future__ import annotations

import json
import pickle

from asm_graph.errors import InputError, QueryRefused, UsageError
from asm_graph.messages import Message, as_message, in_language, joined, system_reason

READ = Message(
    "{path}: cannot be read ({reason}); check the path.", path="a{b}.csv", reason=as_message("Is a directory")
)


def test_facts_are_told_in_each_language() -> None:
    assert READ == "a{b}.csv: cannot be read (Is a directory); check the path."
    assert READ.spanish == "a{b}.csv: no se puede leer (es una carpeta); revise la ruta."
    assert (in_language(READ, "es"), in_language(READ, "en")) == (READ.spanish, str(READ))


def test_a_text_without_spanish_is_never_half_spanish() -> None:
    assert Message("{path}: nobody knows this text.", path=READ).spanish == f"{READ}: nobody knows this text."


def test_it_stays_whole_between_processes_and_in_files() -> None:
    assert pickle.loads(pickle.dumps(READ)).spanish == READ.spanish  # noqa: S301  (our own)
    assert Message.from_json(json.loads(json.dumps(READ.as_json()))).spanish == READ.spanish
    error = pickle.loads(pickle.dumps(InputError(READ)))  # noqa: S301  (our own)
    assert error.message.spanish == READ.spanish


def test_errors_have_messages() -> None:
    assert InputError("sin más").message.spanish == "sin más"
    assert UsageError(READ, "usage").message is READ
    refused = QueryRefused("update", Message("an update; this endpoint only reads, send a query."), 1, 2)
    assert str(refused).startswith("line 1, column 2: an update")
    assert refused.message.spanish.startswith("línea 1, columna 2: una actualización")
    assert Message("note: {notice}", notice=InputError(READ)).spanish == f"nota: {READ.spanish}"


def test_texts_are_joined_and_changed_in_both_languages() -> None:
    both = joined(Message(" and "), (READ, "b"))
    assert (str(both), both.spanish) == (f"{READ} and b", f"{READ.spanish} y b")
    assert READ.map(str.upper).spanish == READ.spanish.upper()


def test_the_system_gives_its_reasons() -> None:
    assert system_reason(OSError(28, "No space left on device")).spanish == "no queda espacio en el disco"
    assert system_reason(OSError("odd")).spanish == "odd"


def test_reasons_of_the_system_are_told_within_a_message() -> None:
    full = OSError(28, "No space left on device", "releases")
    said = Message("{path}: cannot be read ({error}).", path="a", error=full)
    assert str(said) == "a: cannot be read ([Errno 28] No space left on device: 'releases')."
    assert said.spanish == "a: no se puede leer (no queda espacio en el disco: 'releases')."
