"""How the cost of a build grows: copies of the federal matrices and spending, each under other years.

Where the real tables are absent, made ones of their shape take their place.
"""

from __future__ import annotations

import csv
import shutil
from statistics import median
from typing import TYPE_CHECKING
from zlib import crc32

from python_calamine import CalamineWorkbook
from tests.matrix_tables import lines, row

from bench.builds import built
from bench.pieces import Point, Reached, Remark, Table, shown
from bench.rows import HEADER, spending_rows
from bench.sources import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bench.builds import Built
    from bench.pieces import Piece
    from bench.workspace import Workspace

COPIES = (1, 4, 16)
SLICE = 16
"""One program in so many: a build small enough for several rounds."""
_MATRICES = DATA / "federal" / "mir-2022.xlsx"
_SPENDING = DATA / "federal" / "cuenta-publica-2008-2018.csv"
_SPAN = 11
"""Years that one copy of the spending covers."""
_KEYS = (("ID_MODALIDAD", "ID_PP"), ("IDEN_PROY", "PROYECTO"))
"""The columns of a program, in the spending and in the matrices."""
_MADE_PROGRAMS = 900
_MARGIN = 1.2
"""A build is begun only if this many times its expected seconds are left."""
_COST, _MEMORY = "Processor time of a quad (µs)", "Most memory at once (MB)"


class Tables:
    """The rows of which copies are made, of every program or one program in `share`."""

    def __init__(self, share: int = 1) -> None:
        are_real = _MATRICES.is_file() and _SPENDING.is_file()
        matrices, spending = _real() if are_real else _made()
        self.name = "the federal tables" if are_real else "made tables (the federal ones are not here)"
        self._matrices, self._spending = _chosen(matrices, share), _chosen(spending, share)

    def write(self, folder: Path, copies: int) -> None:
        """Write so many copies into a new folder."""
        folder.mkdir(parents=True)
        for copy in range(copies):
            _write(folder / f"mir-{2022 - copy}.csv", self._matrices, copy)
            _write(folder / f"gasto-{copy}.csv", self._spending, copy * _SPAN)


def growth(workspace: Workspace, share: int, rounds: Sequence[int]) -> Iterator[Piece]:
    """Build 1, 4 and 16 copies, each as many times as `rounds` says and the time allows.

    Figures so far are yielded after each build, since the next one may be stopped.
    """
    tables, cost = Tables(share), 0.0
    found: dict[int, list[Built]] = {}
    # Round by round, so that a slow hour of the machine does not fall on one number of copies alone.
    turns = [
        (number, copies) for copies, times in zip(COPIES, rounds, strict=True) for number in range(times)
    ]
    for number, copies in sorted(turns):
        if (needed := _MARGIN * cost * copies) > workspace.left:
            if not number:
                yield _not_begun(copies, needed, workspace.left)
            continue
        folder = workspace.folder / f"growth-{share}-{copies}-{number}"
        tables.write(folder / "sources", copies)
        one = built([folder / "sources"], folder / "releases")
        shutil.rmtree(folder)
        cost = one.seconds / copies
        found.setdefault(copies, []).append(one)
        yield from _told(found, share, tables.name)
        if share == 1:
            yield from _reached(found)


def _not_begun(copies: int, needed: float, left: float) -> Remark:
    return Remark(
        f"{copies} copies were not built: at the pace of the previous build they would take {needed:,.0f} s, "
        f"and this part had {max(0, left):,.0f} s left."
    )


def _told(found: dict[int, list[Built]], share: int, what: str) -> Iterator[Piece]:
    of = what if share == 1 else f"one program in {share} of {what}"
    rows = []
    first = median(one.microseconds for one in found[COPIES[0]])
    for copies, builds in found.items():
        cost = [one.microseconds for one in builds]
        megabytes = [one.megabytes for one in builds]
        seconds, used = [one.seconds for one in builds], [one.processor_seconds for one in builds]
        amounts = (shown(seconds, 1), shown(used, 1), shown(cost, 1), f"{median(cost) / first:.2f}")
        rows.append((str(copies), f"{builds[0].quads:,}", str(len(builds)), *amounts, shown(megabytes, 0)))
        yield Point(_COST, of, builds[0].quads, median(cost))
        yield Point(_MEMORY, of, builds[0].quads, median(megabytes))
    columns = ("copies", "quads", "runs", "s", "processor s", "µs a quad", "× of one copy", "MB")
    yield Table(f"Copies of {of}", columns, tuple(rows))


def _reached(found: dict[int, list[Built]]) -> Iterator[Reached]:
    first = median(one.microseconds for one in found[COPIES[0]])
    for copies in COPIES[1:]:
        runs = tuple(one.microseconds / first for one in found.get(copies, ()))
        yield Reached(f"growth-{copies}", runs, f"{first:.0f} µs a quad at one copy")
    last = found.get(COPIES[-1], ())
    amount = f"{last[0].quads:,} quads" if last else "not built in the time of this part"
    yield Reached("sixteen-seconds", tuple(one.seconds for one in last), amount)
    yield Reached("sixteen-memory", tuple(one.megabytes for one in last), amount)


def _real() -> tuple[list[list[object]], list[list[object]]]:
    matrices = CalamineWorkbook.from_path(_MATRICES).get_sheet_by_index(0).to_python()
    with _SPENDING.open(encoding="utf-8-sig", newline="") as source:
        return [list(each) for each in matrices], [list(each) for each in csv.reader(source)]


def _made() -> tuple[list[list[object]], list[list[object]]]:
    """Make matrices of four indicators each and ten years of spending, of as many programs."""
    levels = ("Fin", "Propósito", "Componente", "Actividad")
    rows = (
        row(level, 4 * number + index, PROYECTO=f"{number}", PP=f"S {number:03}", KA_MATRIZ=f"{number}")
        for number in range(1, _MADE_PROGRAMS)
        for index, level in enumerate(levels)
    )
    matrices: list[list[object]] = [list(each) for each in lines(rows)]
    return matrices, [list(HEADER), *map(list, spending_rows(10 * _MADE_PROGRAMS))]


def _chosen(rows: list[list[object]], share: int) -> list[list[object]]:
    """Keep the header and the rows of one program in so many, as a hash of its modality and number falls."""
    header, *others = rows
    names = [str(name) for name in header]
    key = _KEYS[0] if _KEYS[0][0] in names else _KEYS[1]
    places = [names.index(name) for name in key]
    chosen = (one for one in others if not crc32("-".join(str(one[at]) for at in places).encode()) % share)
    return [header, *chosen]


def _write(target: Path, rows: Iterable[list[object]], years: int) -> None:
    """Write a table as it would have been so many years earlier."""
    header, *others = rows
    cycle = [str(name) for name in header].index("CICLO")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([*one[:cycle], int(str(one[cycle])) - years, *one[cycle + 1 :]] for one in others)
