"""What parts of the bench find, on its way into the report."""

from __future__ import annotations

import csv
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bench.curves import picture
from bench.goals import Goal, goals, verdicts
from bench.growth import Tables
from bench.parts import PARTS, Part
from bench.pieces import Point, Reached, Remark, Table, from_json, latest, ratios, shown, to_json
from bench.report import write_report
from bench.running import Found, keep, kept, run
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

_HALF_AN_HOUR = 1800
_RATIO = Goal("shacl", "shacl", "SHACL", "×", at_least=40)
_SECONDS = Goal("cold", "building", "a build", "s", at_most=120)
_FOUND = Found(
    "building",
    "2026-11-30 18:00 UTC",
    12.5,
    (0.5, 1.9),
    (
        Table("Copies", ("copies", "µs a quad"), (("1", "60 | 61"), ("4", "66"))),
        Point("Cost of a quad (µs)", "all", 800_000, 60.0),
        Point("Cost of a quad (µs)", "all", 3_200_000, 66.0),
        Reached("growth-4", (1.1, 1.2, 1.0), "60 µs a quad at one copy"),
        Remark("Sixteen copies were not built."),
    ),
)


@given(st.text(), st.lists(st.floats(allow_nan=False)), st.lists(st.tuples(st.text(), st.text())))
def test_pieces_come_back_from_their_lines(text: str, runs: list[float], rows: list[tuple[str, str]]) -> None:
    for piece in (Reached(text, tuple(runs), text), Table(text, (text, text), tuple(rows)), Remark(text)):
        line = to_json(piece)
        assert "\n" not in line
        assert from_json(line) == piece


def test_a_table_takes_the_place_of_one_with_fewer_rows() -> None:
    first, second = (Table("Copies", ("copies",), rows) for rows in ((("1",),), (("1",), ("4",))))
    assert latest((first, Remark("a"), second)) == (second, Remark("a"))


def test_figures_have_a_spread_where_there_are_several() -> None:
    assert shown([1234.5]) == "1,234"
    assert shown([0.5, 0.25, 0.75]) == "0.500 (0.250–0.750)"
    assert shown([]) == "–"
    assert ratios([10, 20], [5, 0]) == (2,)


def test_a_goal_is_met_by_the_median_of_its_runs() -> None:
    reached = {"shacl": Reached("shacl", (39, 41, 45)), "cold": Reached("cold", (119, 121, 130))}
    assert [one.outcome for one in verdicts((_RATIO, _SECONDS), reached)] == ["met", "missed"]
    assert [one.bound for one in (_RATIO, _SECONDS)] == ["≥ 40 ×", "≤ 120 s"]
    (absent,) = verdicts((_RATIO,), {"shacl": Reached("shacl", (), "pySHACL is absent")})
    assert (absent.outcome, absent.note) == ("not measured", "pySHACL is absent")


def test_every_goal_has_one_bound_and_a_part() -> None:
    several = goals()
    assert len(several) > 20
    assert len({one.name for one in several}) == len(several)
    assert {one.part for one in several} <= {part.name for part in PARTS}
    assert all((one.at_least is None) != (one.at_most is None) for one in several)


def test_all_parts_end_within_half_an_hour() -> None:
    assert sum(part.seconds for part in PARTS) < _HALF_AN_HOUR
    assert all(find_spec(part.module) for part in PARTS)


def test_the_report_has_goals_tables_and_pictures(tmp_path: Path) -> None:
    text = write_report([_FOUND], tmp_path).read_text(encoding="utf-8")
    assert (
        "| processor time per quad with 4 copies, against 1 | ≤ 1.15 × | 1.10 (1.00–1.20) × | met |" in text
    )
    assert r"| 1 | 60 \| 61 |" in text
    assert "Sixteen copies were not built." in text
    assert "## Not run\n\ndocuments, mapping" in text
    assert "load 0.5 before and 1.9 after" in text
    (drawn,) = tmp_path.glob("*.svg")
    assert f"]({drawn.name})" in text
    assert sys.prefix not in text


def test_a_part_keeps_what_it_found_last(tmp_path: Path) -> None:
    keep(_FOUND, tmp_path)
    assert kept(tmp_path) == [_FOUND]


def test_a_curve_is_drawn_within_its_frame() -> None:
    points = [
        Point("Cost & growth", name, x, y) for name in ("a <b>", "c") for x, y in ((5e4, 61), (1e7, 157))
    ]
    root = ET.fromstring(picture("Cost & growth", points))  # noqa: S314  our own
    marks = [one for one in root if one.tag.endswith("circle")]
    assert len(marks) == len(points)
    for one in marks:
        assert 0 < float(one.attrib["cx"]) < float(root.attrib["width"])
        assert 0 < float(one.attrib["cy"]) < float(root.attrib["height"])
    assert "a <b>" in {one.text for one in root}


def test_a_part_that_fails_leaves_what_it_has(tmp_path: Path) -> None:
    first, last = run(Part("one", "One", "tests.bench.parts.failing", 60), tmp_path, None).pieces
    assert first == Remark("measured")
    assert isinstance(last, Remark)
    assert last.text.endswith("ValueError: no peer at http://127.0.0.1:8000/sparql, nor in table.csv")
    assert "/" not in last.text.replace("http://127.0.0.1:8000/sparql", "")


def test_a_part_is_stopped_when_its_time_is_over(tmp_path: Path) -> None:
    found = run(Part("one", "One", "tests.bench.parts.endless", 2), tmp_path, None)
    assert found.pieces[-1] == Remark("This part was stopped after 2 s, before it had measured all.")


def test_copies_of_tables_are_of_other_years(tmp_path: Path) -> None:
    tables = Tables(share=16)
    tables.write(tmp_path / "sources", 2)
    years = {path.name: _years(path) for path in sorted((tmp_path / "sources").iterdir())}
    assert sorted(years) == ["gasto-0.csv", "gasto-1.csv", "mir-2021.csv", "mir-2022.csv"]
    assert years["mir-2022.csv"] == {"2022"}
    assert years["mir-2021.csv"] == {"2021"}
    assert years["gasto-0.csv"]
    assert not years["gasto-0.csv"] & years["gasto-1.csv"]


def _years(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["CICLO"] for row in csv.DictReader(file)}
