"""The report on identities: which program each name was matched to, and what remained open."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from asm_graph.build.gather import BuildCache, gather
from asm_graph.build.source_files import source_files
from asm_graph.errors import ReleaseError, UsageError
from asm_graph.messages import SPANISH, Message, in_language, system_reason
from asm_graph.rdf.vocabulary import Base
from asm_graph.registers import Census
from asm_graph.releases import silent
from asm_graph.results.spreadsheets import csv_for_spreadsheets
from asm_graph.results.terminal_table import grid
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import JsonValue

    from asm_graph.build.gather import GatheredDocuments
    from asm_graph.knowledge import Knowledge
    from asm_graph.registers import Program, Registers
    from asm_graph.releases import Release

REPORT = "identities.json"
"""The name of the report in a release."""

FORMATS = ("table", "csv", "json")

_KEY_PARTS = re.compile(r"(?<=\d)(?=[A-Z])")
"""Where a key gets a hyphen, so that no spreadsheet takes `12E010` for a power of ten."""
_COLUMNS = {
    "program": Message.of("program", "programa"),
    "key": Message.of("key", "clave"),
    "name": Message.of("name", "nombre"),
    "years": Message.of("years", "años"),
    "documents": Message.of("documents", "documentos"),
    "match": Message.of("how", "cómo"),
    "open": Message.of("open", "por resolver"),
    "candidates": Message.of("candidates", "candidatos"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, the program it was matched to, and how.

    `match` is `register` (the register has the name), `key` (rows print it beside the key), `name`, `similar`
    or `overruled` (a document prints the name alone), or `none`. `open` says what a person may decide, and is
    empty where nothing is: `unknown` or `ambiguous` for a name alone, `extension` for a legislative extension
    of no known program; `candidates` are the paths of the programs that it may be or extend.
    """

    program: str
    key: str
    name: str
    years: tuple[int, ...]
    documents: tuple[str, ...]
    match: str
    open: str = ""
    candidates: tuple[str, ...] = ()


def identities_report(
    registers: Registers, census: Census, identified: Iterable[tuple[str, Mapping[str, JsonValue]]]
) -> bytes:
    """Write the report of a build as JSON: all names of all programs, then names without a key.

    `registers` know the census; `identified` are pairs of a document's slug and an item of `programs` in the
    report on it (see `ProgramMatch.as_json`).
    """
    undecided = {one.path: one.candidates for one in census.extensions if not one.base}
    rows = [
        row for program in registers.programs for row in _named(program, census, undecided.get(program.path))
    ]
    rows += (_alone(slug, match, registers) for slug, match in identified)
    content = [{name: getattr(row, name) for name in _COLUMNS} for row in rows]
    return json.dumps({"identities": content}, ensure_ascii=False, indent=1).encode()


def identify_files(files: Iterable[Path], knowledge: Knowledge) -> bytes:
    """Report on documents that are not part of a release.

    Raises:
        InputError: documents cannot be read; all of them are named.
    """
    with TemporaryDirectory() as folder:
        workshop = BuildCache(Path(folder), knowledge, Base(), "")
        return gathered_identities(gather(source_files(files), workshop, silent))


def gathered_identities(gathered: GatheredDocuments) -> bytes:
    """Report on the documents of a build."""
    documents = gathered.documents
    census = Census.of((one.file.slug, ref) for one in documents for ref in one.programs)
    identified = (
        (one.file.slug, match)
        for one in documents
        if isinstance(matches := one.report["programs"], list)
        for match in matches
        if isinstance(match, dict)
    )
    return identities_report(gathered.registers, census, identified)


def released_identities(release: Release) -> bytes:
    """Read the report of a release.

    Raises:
        ReleaseError: it has none.
    """
    path = release.reports / REPORT
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReleaseError(
            Message(
                "{path}: cannot be read ({reason}); build the release again.",
                path=path,
                reason=system_reason(error),
            )
        ) from error


def write_identities(report: bytes, form: str, width: int, language: str = SPANISH) -> bytes:
    """Write the report in one of `FORMATS`; a table is `width` characters wide, a key in CSV is `12-E010`.

    `language` is that of the heads of the table.

    Raises:
        UsageError: there is no such format.
    """
    if form not in FORMATS:
        raise UsageError(
            Message("{form}: no such format; choose one of {names}.", form=form, names=", ".join(FORMATS))
        )
    if form == "json":
        return report
    found = json.loads(report)["identities"]
    if form == "csv":
        found = [row | {"key": _KEY_PARTS.sub("-", row["key"])} for row in found]
    rows = [[_cell(row[name]) for name in _COLUMNS] for row in found]
    if form == "csv":
        return csv_for_spreadsheets(tuple(_COLUMNS), rows)
    heads = [in_language(head, language) for head in _COLUMNS.values()]
    return grid(heads, rows, width).encode()


def _named(program: Program, census: Census, bases: tuple[str, ...] | None) -> Iterator[Identity]:
    """Yield the names of a program: those in the register, then those only documents use."""
    uses = {compact(use.name): use for use in census.names.get(program.path, ())}
    dated: dict[str, list[int]] = {}
    for year, name in program.dated:
        dated.setdefault(compact(name), []).append(year)
    for name in program.all_names:
        use = uses.get(compact(name))
        years = tuple(sorted(set(dated.get(compact(name), ()))))
        documents = use.documents if use else ()
        match = "key" if use else "register"
        undecided = "" if bases is None or program.extension_of else "extension"
        yield Identity(program.path, program.key or "", name, years, documents, match, undecided, bases or ())


def _alone(slug: str, match: Mapping[str, JsonValue], registers: Registers) -> Identity:
    """Describe a name that a document prints without a key."""
    path, year, listed = str(match["program"]), match["year"], match["candidates"]
    candidates = tuple(map(str, listed)) if isinstance(listed, list) else ()
    known = registers.programs.get(path)
    undecided = "" if known or match["match"] == "overruled" else "ambiguous" if candidates else "unknown"
    return Identity(
        path,
        (known.key or "") if known else "",
        str(match["name"]),
        (year,) if isinstance(year, int) else (),
        (slug,),
        str(match["match"]),
        undecided,
        candidates,
    )


def _cell(value: str | list[str] | list[int]) -> str:
    """Format a value for one cell; consecutive years as a range, `2008-2018 2021`."""
    if isinstance(value, str):
        return value
    runs = groupby(enumerate(value), key=lambda one: one[1] - one[0] if isinstance(one[1], int) else one[0])
    spans = ([item for _, item in run] for _, run in runs)
    return " ".join("-".join(map(str, dict.fromkeys((span[0], span[-1])))) for span in spans)
