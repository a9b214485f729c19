"""The curated cross-references, and what a build without one of their documents makes of them."""

import csv
from typing import Any

import pytest
from pyoxigraph import Literal

from asm_graph.errors import RegisterError
from asm_graph.graph.cross_references import COLUMNS, link_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base

SEEDS = Knowledge.default().seeds / "links.csv"
ROW = {
    "subject": "asm/20-S061/2007-2008/specific/4",
    "object": "evaluation/20-S061/eed-2009-2010/asm-progress/1",
    "relation": "corroborates",
    "justification_es": "Ninguno ve acciones.",
    "justification_en": "Neither sees actions.",
}


@pytest.fixture
def links(tmp_path: Any) -> Any:
    def write(*rows: Any, header: Any = COLUMNS) -> Any:
        path = tmp_path / "links.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(row.values() if isinstance(row, dict) else row for row in rows)
        return path

    return write


def described(*paths: Any) -> Any:
    return {Base().id(path) for path in paths}


def test_a_row_with_both_ends_is_a_cross_reference(links: Any) -> None:
    made = link_quads(links(ROW), described(ROW["subject"], ROW["object"]))
    assert made.notices == ()
    assert {quad.graph_name for quad in made.quads} == {Base().graph("reference")}
    assert {(quad.predicate, quad.object) for quad in made.quads} == {
        (RDF("type"), ASM("CrossReference")),
        (ASM("subject"), Base().id(ROW["subject"])),
        (ASM("object"), Base().id(ROW["object"])),
        (ASM("relation"), Base().code("relation", "corroborates")),
        (ASM("justification"), Literal("Ninguno ve acciones.", language="es")),
        (ASM("justification"), Literal("Neither sees actions.", language="en")),
    }


def test_its_iri_does_not_depend_on_wording_or_order(links: Any) -> None:
    both = described(ROW["subject"], ROW["object"])
    other = ROW | {"relation": "disputes"}
    first = link_quads(links(ROW, other), both).quads[0].subject
    reworded = ROW | {"justification_es": "Otra razón."}
    assert first in {quad.subject for quad in link_quads(links(other, reworded), both).quads}


@pytest.mark.parametrize(
    "present", ["asm/20-S054/2007-2008/specific/4", "asm/20-S061/2007-2008/specific/1", ROW["object"]]
)
def test_without_one_of_the_documents_it_is_left_out_in_silence(links: Any, present: Any) -> None:
    made = link_quads(links(ROW), described(present))
    assert (made.quads, made.notices) == ((), ())


def test_an_end_that_its_document_lacks_is_reported(links: Any) -> None:
    made = link_quads(links(ROW), described("asm/20-S061/2007-2008/specific/1", ROW["object"]))
    assert made.quads == ()
    (notice,) = made.notices
    assert "row 2" in notice
    assert ROW["subject"] in notice
    assert ROW["object"] not in notice


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW | {"relation": "agrees"}, "row 2: relation must be one of corroborates, disputes, same-subject"),
        (ROW | {"object": "https://w3id.org/asm-graph/id/asm"}, "row 2: object must be the path"),
        (ROW | {"subject": "asm/20 S061/4"}, "row 2: subject must be the path"),
        (ROW | {"justification_es": " "}, "row 2: justification_es is empty"),
        (["asm/20-S061/4", "asm/20-S061/5"], "row 2 has not 5 cells"),
        ([*ROW.values(), "more"], "row 2 has not 5 cells"),
    ],
)
def test_a_row_that_does_not_hold_is_named(links: Any, row: Any, fault: Any) -> None:
    with pytest.raises(RegisterError, match=fault):
        link_quads(links(row), set())


def test_all_faults_are_named_at_once(links: Any) -> None:
    with pytest.raises(RegisterError, match=r"row 3: relation.*row 4 repeats row 2"):
        link_quads(links(ROW, ROW | {"relation": "x"}, ROW), set())


def test_other_columns_and_other_encodings_are_refused(links: Any, tmp_path: Any) -> None:
    with pytest.raises(RegisterError, match="first row must be"):
        link_quads(links(ROW, header=["from", "to"]), set())
    (tmp_path / "latin.csv").write_bytes(
        ",".join(COLUMNS).encode() + "\nasm/a,asm/b,disputes,sí,ñ".encode("cp1252")
    )
    with pytest.raises(RegisterError, match="cannot be read as UTF-8"):
        link_quads(tmp_path / "latin.csv", set())
    with pytest.raises(RegisterError, match="cannot be read"):
        link_quads(tmp_path / "none.csv", set())


def test_the_curated_links_hold_and_have_the_founding_ones() -> None:
    with SEEDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ends = {(row["subject"], row["object"], row["relation"]) for row in rows}
    follow_up, evaluation = "asm/20-S061/2007-2008", "evaluation/20-S061/eed-2009-2010"
    assert {
        (f"{follow_up}/specific/4", f"{evaluation}/asm-progress/1", "corroborates"),
        (f"{follow_up}/institutional/1", f"{evaluation}/asm-progress/1", "disputes"),
        (f"{follow_up}/specific/1/action/2", f"{evaluation}/current-progress/3", "corroborates"),
        (f"{follow_up}/specific/1/action/2", f"{evaluation}/asm-progress/1", "corroborates"),
        (f"{evaluation}/finding/2", f"{evaluation}/conclusion/1", "disputes"),
    } <= ends
    made = link_quads(SEEDS, described(*(end for row in rows for end in (row["subject"], row["object"]))))
    assert made.notices == ()
    assert len({quad.subject for quad in made.quads}) == len(rows)
