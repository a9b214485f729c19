"""The command line as people run it: what it prints, the files it writes, its exit codes."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from asm_graph.build.pipeline import founding_documents
from asm_graph.commands import main as cli
from asm_graph.releases import Release

FOLLOW_UP, REPORT = founding_documents()


class Run:
    """Runs a command in this process and keeps what it printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        self._monkeypatch = monkeypatch
        self._capture = capfdbinary
        self.out, self.err = b"", ""

    def __call__(self, *arguments: object) -> int:
        self._monkeypatch.setattr(sys, "argv", ["asm-graph", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        printed = self._capture.readouterr()
        self.out, self.err = printed.out, printed.err.decode()
        assert "Traceback" not in self.err
        return end.value.code if isinstance(end.value.code, int) else 0


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return Run(monkeypatch, capfdbinary)


def test_read_prints_the_records_and_an_account_that_adds_up(run: Run) -> None:
    for path, asms in ((FOLLOW_UP, 10), (REPORT, None)):
        assert run("read", path) == 0
        shown = json.loads(run.out)
        account = shown["account"]
        assert account["facts"] + account["furniture"] + account["notUnderstood"] == account["characters"]
        assert account["characters"] == len(path.read_text(encoding="utf-8"))
        assert account["notUnderstood"] == 0
        assert asms is None or len(shown["record"]["asms"]) == asms
        assert b"@" not in run.out
        assert b"5449" not in run.out


def test_help_waits_for_no_library_of_the_work() -> None:
    heavy = "docx fastapi lxml numpy onnxruntime phonenumbers PIL pypdfium2 pyshacl rdflib simplemma wordfreq"
    program = f"import sys, asm_graph.commands.main; print(*{set(heavy.split())} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "is a damaged PDF"),
        (b"Hola. " * 40, "none of the documents that are understood"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(
    run: Run, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "carta.txt"
    path.write_bytes(content)
    assert run("read", path) == 2
    assert "carta.txt" in run.err
    assert reason in run.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told() -> None:
    command = [sys.executable, "-m", "asm_graph", "read", str(founding_documents()[0])]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "asm-graph: standard output: cannot be written (No space left on device); choose another place."
    ]


def test_a_build_that_cannot_write_is_told(tmp_path: Path) -> None:
    limits = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    program = f"{limits}; import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    program += "; import sys; from asm_graph.commands.main import main"
    program += "; sys.argv[1:] = ['build', '--out', sys.argv[1]]; main()"
    command = [sys.executable, "-c", program, str(tmp_path / "releases")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no release was written" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_folder_is_no_document(run: Run, tmp_path: Path) -> None:
    assert run("read", tmp_path) == 2
    assert "is a folder" in run.err
    assert run("build", "--only", tmp_path, "--out", tmp_path / "releases") == 2
    assert "without files" in run.err
    assert not (tmp_path / "releases").exists()


def test_a_build_names_every_bad_file_and_makes_no_release(run: Run, tmp_path: Path) -> None:
    bad = [tmp_path / f"{name}.txt" for name in ("uno", "dos")]
    for path in bad:
        path.write_text(f"Una carta sobre otra cosa, que nadie evalúa en {path.stem}. " * 3, encoding="utf-8")
    assert run("build", "--only", FOLLOW_UP, *bad, "--out", tmp_path / "releases") == 2
    assert "uno.txt" in run.err
    assert "dos.txt" in run.err
    assert run("releases", "list", "--releases", tmp_path / "releases") == 2


def test_build_only_takes_the_given_files(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "releases"
    assert run("build", "--only", REPORT, "--out", out) == 0
    assert run("releases", "show", "--releases", out) == 0
    assert [one["name"] for one in json.loads(run.out)["inputs"]] == [REPORT.name]
    assert run("build", "--only", REPORT, "--out", out) == 0
    assert "Nothing has changed" in run.err
    assert run("build", "--only", "--out", out) == 2


def test_check_passes_a_release_and_blocks_broken_quads(
    run: Run, tmp_path: Path, founding_release: Release
) -> None:
    assert run("check", founding_release.path) == 0
    assert json.loads(run.out)["conforms"] is True
    broken = tmp_path / "broken.nq"
    base = "https://w3id.org/asm-graph/"
    broken.write_text(
        f"<{base}id/asm/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{base}ontology#Asm> "
        f"<{base}graph/source/x> .\n",
        encoding="utf-8",
    )
    assert run("check", broken) == 1
    assert json.loads(run.out)["conforms"] is False
    broken.write_text("no quads", encoding="utf-8")
    assert run("check", broken) == 2


def test_a_question_in_every_format(run: Run, tmp_path: Path, founding_release: Release) -> None:
    ask = ("query", "asm-status", "--param", "program=20-S061", "--releases", founding_release.path)
    assert run(*ask, "--format", "csv") == 0
    assert len(list(csv.DictReader(io.StringIO(run.out.decode())))) == 10
    assert run(*ask, "--format", "json") == 0
    assert len(json.loads(run.out)["results"]["bindings"]) == 10
    for form in ("table", "xml", "tsv"):
        assert run(*ask, "--format", form) == 0
        assert run.out.strip()
    book = tmp_path / "status.xlsx"
    assert run(*ask, "--format", "xlsx", "--output", book) == 0
    assert zipfile.is_zipfile(book)


def test_a_query_in_a_file(run: Run, tmp_path: Path, founding_release: Release) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3", encoding="utf-8")
    assert run("query", file, "--releases", founding_release.path) == 0
    assert b" a " in run.out
    assert run("query", file, "--format", "csv", "--releases", founding_release.path) == 2
    file.write_text("SELECT ?s {", encoding="utf-8")
    assert run("query", file, "--releases", founding_release.path) == 2
    assert "line 1" in run.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"SELECT ('a\xf1o' AS ?x) {}", "mine.rq: is not UTF-8"),
        (b"#+ title =\nASK {}", "mine.rq: the header is no TOML"),
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "mine.rq: line 1, column 12: SERVICE"),
        (b"ASK { FILTER(" + b"(" * 5_000 + b"1" + b")" * 5_000 + b") }", "nested deeper"),
        (b"DROP ALL", "an update"),
    ],
)
def test_a_query_file_that_is_not_answered(
    run: Run, tmp_path: Path, founding_release: Release, content: bytes, said: str
) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(content)
    assert run("query", file, "--releases", founding_release.path) == 2
    assert said in run.err


def test_what_the_engine_cannot_do_is_told(run: Run, tmp_path: Path, founding_release: Release) -> None:
    file = tmp_path / "mine.rq"
    for head in ("SELECT *", "CONSTRUCT { ?s ?p ?o }"):
        file.write_text(f"{head} {{ ?s ?p ?o FILTER(<http://example.org/f>(?o)) }}", encoding="utf-8")
        assert run("query", file, "--releases", founding_release.path) == 1
        assert "http://example.org/f" in run.err


@pytest.mark.parametrize(
    "command", [("query", "evaluations"), ("audit",), ("check",), ("releases", "show"), ("releases", "list")]
)
def test_without_a_release_a_command_is_wrong_use(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    place = (tmp_path / "none",) if command == ("check",) else ("--releases", tmp_path / "none")
    assert run(*command, *place) == 2
    assert "asm-graph build" in run.err


def test_an_output_that_cannot_be_written_is_named(
    run: Run, tmp_path: Path, founding_release: Release
) -> None:
    for output in (tmp_path / "none" / "out.csv", tmp_path):
        assert run("query", "evaluations", "-o", output, "--releases", founding_release.path) == 2
        assert str(output) in run.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--base", "foo bar", "ends in /"),
        ("--base", "https://example.org/datos", "ends in /"),
        ("--out", FOLLOW_UP, "is no folder"),
    ],
)
def test_a_build_with_options_that_do_not_fit(run: Run, option: str, value: object, said: str) -> None:
    assert run("build", option, value) == 2
    assert said in run.err
    assert "Reading" not in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "SELECT * { ?s ?p ?o } " * 50), "neither a file nor a question"),
        (("query", "nothing-like-it"), "neither a file nor a question"),
        (("query", "asm-overdue"), "asOf is required"),
        (("query", "asm-status", "--param", "program"), "name=value"),
        (("query", "asm-status", "--param", "colour=red"), "colour"),
        (("audit", "--format", "docx"), "docx"),
    ],
)
def test_wrong_use_is_told(
    run: Run, founding_release: Release, arguments: tuple[str, ...], said: str
) -> None:
    assert run(*arguments, "--releases", founding_release.path) == 2
    assert said in run.err


def test_audit_in_every_format(run: Run, founding_release: Release) -> None:
    for form, start in {"json": b"{", "html": b"<!DOCTYPE html>", "xlsx": b"PK"}.items():
        assert run("audit", "--format", form, "--releases", founding_release.path) == 0
        assert run.out.startswith(start)
    assert run("audit", "--format", "csv", "--releases", founding_release.path) == 0
    rows = list(csv.DictReader(io.StringIO(run.out.decode("utf-8-sig"))))
    assert any("567" in value and "574" in value for row in rows for value in row.values())
    assert {(row["state"], row["since_release"]) for row in rows} == {("new", founding_release.name)}


def test_a_later_day_makes_more_actions_late(run: Run, tmp_path: Path) -> None:
    """Of the founding follow-up, one action is not complete; its date is preliminary and was moved."""
    moved = FOLLOW_UP.read_text(encoding="utf-8")
    fixed = tmp_path / "fixed.txt"
    fixed.write_text(
        moved.replace("Fecha preliminar propuesta ", "").replace("Replanteamiento: Sí", ""), "utf-8"
    )
    late = {}
    for path in (FOLLOW_UP, fixed):
        out = tmp_path / path.stem
        assert run("build", "--only", path, "--out", out) == 0
        for day in ("2008-01-01", "2011-12-31"):
            assert run("audit", "--as-of", day, "--format", "json", "--releases", out) == 0
            findings = json.loads(run.out)["findings"]
            assert not any("state" in one for one in findings)
            late[path, day] = sum(one["rule"].endswith("ActionOverdue") for one in findings)
    assert list(late.values()) == [0, 0, 0, 1]


def test_releases_are_listed_switched_compared_and_pruned(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "releases"
    for document in (FOLLOW_UP, REPORT):
        assert run("build", "--only", document, "--out", out) == 0
    assert run("releases", "list", "--releases", out) == 0
    names = [line[2:] for line in run.out.decode().splitlines()]
    assert run.out.decode().splitlines()[1].startswith("*")
    assert run("releases", "switch", names[0], "--releases", out) == 0
    assert run("releases", "diff", *names, "--releases", out) == 0
    assert {line[:2] for line in run.out.splitlines()} == {b"+ ", b"- "}
    assert run("releases", "prune", "--keep", "1", "--releases", out) == 0
    assert (out / names[0]).exists()
    assert run("releases", "show", "no-such", "--releases", out) == 2
    assert "releases list" in run.err


def test_the_command_is_installed_and_a_module() -> None:
    for command in ([Path(sys.executable).with_name("asm-graph")], [sys.executable, "-m", "asm_graph"]):
        ended = subprocess.run([*command, "read", "missing.txt"], capture_output=True, text=True, check=False)
        assert ended.returncode == 2
        assert "missing.txt" in ended.stderr
        assert "Traceback" not in ended.stderr


MODULE = [sys.executable, "-m", "asm_graph"]


def test_a_document_is_read_from_a_pipe(run: Run) -> None:
    assert run("read", FOLLOW_UP) == 0
    command, data = [*MODULE, "read", "/dev/stdin"], FOLLOW_UP.read_bytes()
    ended = subprocess.run(command, input=data, capture_output=True, check=True)
    from_file, from_pipe = json.loads(run.out), json.loads(ended.stdout)
    assert from_pipe["record"] == from_file["record"]
    assert from_pipe["account"]["characters"] == from_file["account"]["characters"]


def test_a_release_is_built_from_a_pipe(tmp_path: Path) -> None:
    command = [*MODULE, "build", "--only", "/dev/stdin", "--out", str(tmp_path / "releases")]
    ended = subprocess.run(command, input=FOLLOW_UP.read_bytes(), capture_output=True, check=False)
    assert (ended.returncode, b"quads" in ended.stderr) == (0, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no device without end")
def test_what_never_ends_is_refused(run: Run, tmp_path: Path) -> None:
    for command in (("read", "/dev/zero"), ("build", "--only", "/dev/zero", "--out", tmp_path)):
        assert run(*command) == 2
        assert "/dev/zero: larger than 100,000,000 bytes" in run.err


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_a_closed_output_is_told(closed: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", f'"$0" -m asm_graph read "$1" {closed}', sys.executable, str(REPORT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr in {"", "asm-graph: standard output: is closed; choose another place.\n"}
