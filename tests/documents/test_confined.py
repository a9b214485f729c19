"""What a function does in a confined process: it is answered, refused, or ended at a limit."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asm_graph.documents import TextDocument
from asm_graph.documents.confined import ConfinedProcess, Limits, run
from asm_graph.documents.text_file import decoded
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = Path("carta.txt")
TEXT = b"Se da seguimiento a los aspectos susceptibles de mejora del programa."


def test_the_result_of_a_function_comes_back_whole() -> None:
    document = run(decoded, PATH, TEXT)
    assert isinstance(document, TextDocument)
    assert document == decoded(PATH, TEXT)


def test_a_refusal_comes_back_as_it_is() -> None:
    with pytest.raises(UnreadableDocument, match=r"carta\.txt: is empty; give the document itself"):
        run(decoded, PATH, b"")


def test_an_error_of_the_reader_is_told_by_its_place_and_without_a_word_of_the_file() -> None:
    with closing(ConfinedProcess(PATH)) as process:
        with pytest.raises(UnreadableDocument, match=r"carta\.txt: is damaged.*ValueError in") as told:
            process.call(int, "secreto")
        assert "secreto" not in str(told.value)
        assert process.call(len, "abc") == 3


def test_an_object_is_kept_from_call_to_call() -> None:
    with closing(ConfinedProcess(PATH)) as process:
        process.open(list, (3, 1, 2))
        process.ask("sort")
        assert process.ask("pop") == 3
        assert process.ask("copy") == [1, 2]


@pytest.mark.parametrize(
    ("function", "arguments", "reason"),
    [
        (time.sleep, (60,), "not read within 0.5 seconds"),
        (bytearray, (1_000_000_000,), "takes more memory than the 600,000,000 bytes"),
        (os.kill, (0, signal.SIGSEGV), "takes more memory"),
        (os._exit, (7,), r"breaks the program that reads it \(code 7\)"),
    ],
)
def test_beyond_a_limit_the_process_ends(
    function: Callable[..., object], arguments: tuple[object, ...], reason: str
) -> None:
    with (
        closing(ConfinedProcess(PATH, Limits(600_000_000, 0.5))) as process,
        pytest.raises(UnreadableDocument, match=rf"carta\.txt: .*{reason}.*save it again"),
    ):
        process.call(function, *arguments)


def test_a_result_that_could_run_is_not_loaded() -> None:
    with (
        closing(ConfinedProcess(PATH)) as process,
        pytest.raises(UnreadableDocument, match="breaks the program"),
    ):
        process.call(getattr, Path, "home")


def test_what_prints_does_not_get_between_the_answers() -> None:
    with closing(ConfinedProcess(PATH)) as process:
        assert process.call(print, "ruido") is None


def reached(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_there_is_no_network() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        closing(ConfinedProcess(PATH)) as process,
    ):
        address = listening.getsockname()
        assert reached(address[1])
        own = {name for _, name in socket.if_nameindex()}
        if {name for _, name in process.call(socket.if_nameindex)} == own and own != {"lo"}:
            pytest.skip("this system does not let a process leave the network")
        with pytest.raises(UnreadableDocument, match="is damaged"):
            process.call(socket.create_connection, address, 5)


def test_the_environment_has_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASM_GRAPH_ENGINE_PASSWORD", "secreto")
    with closing(ConfinedProcess(PATH)) as process:
        assert process.call(os.getenv, "ASM_GRAPH_ENGINE_PASSWORD") is None


def test_it_works_in_the_worker_of_a_pool() -> None:
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(run, (decoded, PATH, TEXT)).text == TEXT.decode()


def test_what_it_started_ends_with_it() -> None:
    with closing(ConfinedProcess(PATH, Limits(seconds=30))) as process:
        child = process.call(os.spawnvp, os.P_NOWAIT, "sleep", ["sleep", "60"])
        os.kill(child, 0)
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").read_text(encoding="ascii").split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the program goes on")
