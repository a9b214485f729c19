"""The map knows every state of the register, by its code, and shades those that have something."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from asm_graph.web.explore.views import states
from asm_graph.web.explore.views.states import StateFigure, state_names, states_map

_REGISTER = Path(__file__).parents[4] / "seeds/registers/jurisdictions.csv"
_OUTLINES = Path(states.__file__).with_name("mexico-states.geojson")


def _figures(**numbers: int) -> dict[str, StateFigure]:
    return {code: StateFigure(code, numbers.get(code.removeprefix("mx-"), 0), None) for code in state_names()}


def test_the_map_has_the_states_of_the_register() -> None:
    with _REGISTER.open(encoding="utf-8", newline="") as file:
        registered = {row["jurisdiction"] for row in csv.DictReader(file)}
    assert len(registered) == 32
    assert set(state_names()) == registered


def test_outlines_name_their_source_and_license_and_are_small() -> None:
    outlines = json.loads(_OUTLINES.read_text("utf-8"))
    assert "Natural Earth" in outlines["source"]
    assert outlines["license"].startswith("Public domain")
    assert _OUTLINES.stat().st_size < 60_000


def test_without_any_number_there_is_no_map() -> None:
    assert states_map(_figures()) is None


def test_one_state_alone_is_the_darkest_and_the_others_are_blank() -> None:
    drawn = states_map(_figures(zac=191))
    assert drawn is not None
    assert len(drawn.states) == 32
    assert {each.state.code: each.shade for each in drawn.states if each.shade} == {"mx-zac": 4}
    assert [text for _, _, text in drawn.legend("none")] == ["none", "191"]


def test_more_is_darker_and_every_number_is_in_the_legend() -> None:
    numbers = dict(zip([code.removeprefix("mx-") for code in state_names()], range(1, 33), strict=True))
    drawn = states_map(_figures(**numbers))
    assert drawn is not None
    shades = [each.shade for each in sorted(drawn.states, key=lambda each: each.state.number)]
    assert shades == sorted(shades)
    assert set(shades) == {1, 2, 3, 4}
    assert [text for _, _, text in drawn.legend("none")][1:] == ["1–8", "9–16", "17–24", "25–32"]


def test_figures_are_written_only_where_they_fit() -> None:
    drawn = states_map(_figures(chh=1200, cmx=1200))
    assert drawn is not None
    assert [each.state.code for each in drawn.states if each.has_figure] == ["mx-chh"]
