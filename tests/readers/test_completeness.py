"""Documents cut in the middle are refused, or yield nothing that the whole document does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.documents_of_ours.stated import FOUNDING, stated

from asm_graph.documents import load
from asm_graph.errors import IncompleteDocument, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLIPS = 1
"""So many cuts yield a text that goes on in the whole document: one stands behind the row whose text goes on
over the page after *o al Programa*, which could be the end of a cell without a full stop."""


def leaves(json: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(json, dict):
        for key, part in json.items():
            yield from leaves(part, key)
    elif isinstance(json, list):
        for part in json:
            yield from leaves(part, name)
    else:
        yield name, json


def cuts(text: str) -> list[int]:
    """At every fifth percent, and at the end of every line that is not blank."""
    ends = {match.end() for match in re.finditer(r"[^\n]+", text)}
    return sorted({len(text) * percent // 100 for percent in range(5, 100, 5)} | ends - {len(text)})


def slips(text: str) -> Iterator[int]:
    whole = set(leaves(stated(text)))
    for cut in cuts(text):
        try:
            part = stated(text[:cut])
        except InputError:
            continue
        if not set(leaves(part)) <= whole:
            yield cut


def test_cut_documents_state_nothing_wrong() -> None:
    found = [(path.stem, cut) for path in sorted(FOUNDING.glob("*.txt")) for cut in slips(load(path).text)]
    assert len(found) == SLIPS, found


@pytest.mark.parametrize("percent", [30, 50, 70, 90])
@pytest.mark.parametrize("path", sorted(FOUNDING.glob("*.txt")), ids=lambda path: path.stem)
def test_halves_are_refused_with_place_and_remedy(path: Path, percent: int) -> None:
    text = load(path).text
    with pytest.raises(IncompleteDocument, match=r"ours\.txt: .*give the whole document"):
        stated(text[: len(text) * percent // 100])


HEADING = "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA DE OPCIONES PRODUCTIVAS\n"
HEADER = "No.\tAspecto Susceptible de Mejora\tActividades\tFecha de Término\tResultados Esperados\n"


@pytest.mark.parametrize(
    "table",
    [
        "Aspectos específicos\nNo.\tAspecto Susceptible de Mejora\n",
        f"Aspectos específicos\n{HEADER}".rstrip("\n"),
        f"Aspectos específicos\n{HEADER}1\tRevisar el padrón.\tElaborar un padr",
        f"Aspectos específicos\n{HEADER}1\tRevisar el padrón.\tElaborarlo.\t31/12/2009\tUn padrón de\n",
        f"Aspectos específicos\n{HEADER}1\tRevisar el padrón (con\tElaborarlo.\t31/12/2009\tUn padrón.\n",
    ],
)
def test_follow_ups_that_break_off(table: str) -> None:
    with pytest.raises(IncompleteDocument, match="give the whole document"):
        stated(HEADING + table)


@pytest.mark.parametrize(
    "table",
    [
        "Aspectos específicos\nNo se identificaron aspectos.\n" + HEADER,
        f"Aspectos específicos\n{HEADER}1\tRevisar el padrón\tElaborarlo\t31/12/2009\tUn padrón completo",
        f"Aspectos específicos\n{HEADER}1\tRevisar el uso de\tHacerlo\t31/12/2009\tUn padrón\n--\t--\t--\n",
    ],
)
def test_follow_ups_that_are_whole(table: str) -> None:
    assert stated(HEADING + table)["program"] == "PROGRAMA DE OPCIONES PRODUCTIVAS"


def test_a_follow_up_without_a_cycle_names_what_is_missing() -> None:
    with pytest.raises(IncompleteDocument, match="no cycle"):
        stated(
            f"ASPECTOS SUSCEPTIBLES DE MEJORA\nPROGRAMA HÁBITAT\nAspectos específicos\n{HEADER}"
            "1\tRevisar el padrón.\tElaborarlo.\t31/12/2009\tUn padrón.\n"
        )


def test_a_whole_table_without_rows_is_empty() -> None:
    assert not stated(f"{HEADING}Aspectos específicos\n{HEADER}").get("asms")
