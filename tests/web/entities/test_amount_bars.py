"""Money by year: years keep their places, figures do not overlap, an outlier does not flatten the rest."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest

from asm_graph.web.drawing.axis import text_width
from asm_graph.web.entities.amount_bars import YearAmount, bars_of, years_without
from asm_graph.web.rendering.naming import Name

EXERCISED, PROPOSED = Name("Ejercido"), Name("Proyecto")


def amounts(*given: tuple[int, str], kind: Name = EXERCISED) -> list[YearAmount]:
    return [YearAmount(cast("Any", None), str(year), kind, Decimal(text)) for year, text in given]


def test_figures_of_eleven_bars_do_not_overlap() -> None:
    chart = bars_of(amounts(*((2008 + each, f"{20_000 + 2_100.3 * each:.1f}") for each in range(11))))
    assert chart is not None
    written = [bar for place, bar in enumerate(chart.bars) if place in chart.written]
    assert chart.bars[-1] in written
    assert 3 < len(written) < 11
    for one, other in pairwise(written):
        assert one.middle + text_width(one.figure) / 2 < other.middle - text_width(other.figure) / 2
    assert len(chart.years) == 11


def test_a_year_without_an_amount_keeps_its_place() -> None:
    given = amounts((2008, "10"), (2011, "20"))
    chart = bars_of(given)
    assert chart is not None
    assert [year for _, year in chart.years] == ["2008", "2009", "2010", "2011"]
    assert years_without(given) == ("2009", "2010")
    assert years_without([]) == ()


def test_bars_of_one_year_stand_side_by_side() -> None:
    chart = bars_of([*amounts((2018, "10")), *amounts((2018, "20"), (2019, "5"), kind=PROPOSED)])
    assert chart is not None
    first, second, later = chart.bars
    assert first.x + first.width == pytest.approx(second.x, abs=0.2)
    assert later.x > second.x + second.width
    assert [bar.kind for bar in chart.bars] == [0, 1, 1]
    assert [name for _, _, name in chart.legend] == ["Ejercido", "Proyecto"]
    assert all(0 <= x < chart.width and y < chart.height for x, y, _ in chart.legend)


def test_one_outlier_does_not_flatten_the_others() -> None:
    chart = bars_of(amounts((2016, "389039429"), (2017, "100"), (2018, "150")))
    assert chart is not None
    assert chart.beyond == ("Ejercido 2016: 389,039,429.0",)
    assert chart.bars[2].height > 100
    assert min(bar.y for bar in chart.bars) > 0


def test_nothing_is_drawn_of_one_amount_or_of_nothing() -> None:
    assert bars_of(amounts((2016, "5"))) is None
    assert bars_of(amounts((2016, "0"), (2017, "0"))) is None
