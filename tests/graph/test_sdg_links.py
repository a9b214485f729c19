"""Contributions of programs to targets, under the UN's IRIs."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import NamedNode
from tests.documents_of_ours.tables import Mapped, mapped, read_table
from tests.open_data import open_data

from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.readers.reading import CellAccount, Reading
from asm_graph.records import Place, ProgramRef
from asm_graph.records.plans import SdgLink, SdgLinks

UN = "http://metadata.un.org/sdg/"


def link(**changes: Any) -> SdgLink:
    place = Place("t", "A2:X2", "Ferias")
    stated = {
        "program": ProgramRef(7, "E", 3, "Feria", place=place),
        "goal": 1,
        "goal_label": "Fin de la pobreza",
        "target": 4,
        "target_label": "Igualdad de derechos",
        "kind": "1-Contribución Directa",
        "subtargets": ("Tunas", "Nopales"),
        "place": place,
    }
    return SdgLink(**(stated | changes))


def graph_of(*links: SdgLink) -> Mapped:
    return mapped(Reading("ours", "Ours", SdgLinks(links), CellAccount(1, {})))


def test_a_contribution_is_of_a_program_to_a_target() -> None:
    graph = graph_of(link())
    (contribution,) = graph.of_class(ASM("SdgContribution"))
    assert contribution == "sdg-contribution/7-E003/1.4"
    assert graph.values(contribution, ASM("program")) == ["program/7-E003"]
    assert graph.values(contribution, ASM("sdgTarget")) == [f"{UN}1.4"]
    assert graph.values(contribution, ASM("contributionKind")) == ["code/contribution-kind/direct"]
    assert graph.values(contribution, ASM("sdgSubtarget")) == ["Nopales", "Tunas"]
    target = NamedNode(f"{UN}1.4")
    assert graph.values(target, SKOS("notation")) == ["1.4"]
    assert graph.values(target, SKOS("prefLabel")) == ["Igualdad de derechos"]
    assert graph.values(target, SKOS("broader")) == [f"{UN}1"]
    assert graph.values(NamedNode(f"{UN}1"), SKOS("prefLabel")) == ["Fin de la pobreza"]


@pytest.mark.parametrize(("goal", "target", "iri"), [(1, 6, "1.a"), (8, 12, "8.b"), (17, 19, "17.19")])
def test_targets_about_means_have_letters(goal: int, target: int, iri: str) -> None:
    assert graph_of(link(goal=goal, target=target)).of_class(ASM("SdgTarget")) == [f"{UN}{iri}"]


def test_a_target_that_the_un_does_not_have_is_told() -> None:
    graph = graph_of(link(target=8))
    assert graph.of_class(ASM("SdgContribution")) == []
    assert graph.notices == ("A2:X2: the UN has no target 8 of goal 1; left out",)


def test_one_kind_more_stays_apart_and_a_repetition_does_not() -> None:
    graph = graph_of(link(), link(), link(kind="2-Contribución Indirecta"))
    assert graph.of_class(ASM("SdgContribution")) == [
        "sdg-contribution/7-E003/1.4",
        "sdg-contribution/7-E003/1.4-2",
    ]


def test_another_wording_of_a_target_is_another_label() -> None:
    graph = graph_of(link(), link(target_label="Derechos iguales"))
    assert graph.values(NamedNode(f"{UN}1.4"), SKOS("prefLabel")) == ["Igualdad de derechos"]
    assert graph.values(NamedNode(f"{UN}1.4"), SKOS("altLabel")) == ["Derechos iguales"]


def test_all_published_links_are_in_the_graph() -> None:
    graph = mapped(read_table(open_data() / "federal/sdg-links.csv"))
    assert len(graph.of_class(ASM("SdgContribution"))) == 1785
    assert len(graph.of_class(ASM("SdgTarget"))) == 157
    assert len(graph.of_class(ASM("SdgGoal"))) == 17
    (resilience,) = graph.values(NamedNode(f"{UN}16.a"), SKOS("prefLabel"))
    assert resilience.startswith("Fortalecer las instituciones nacionales pertinentes")
    kinds = [
        kind
        for one in graph.of_class(ASM("SdgContribution"))
        for kind in graph.values(one, ASM("contributionKind"))
    ]
    assert (kinds.count("code/contribution-kind/direct"), len(kinds)) == (940, 1785)
    assert graph.notices == ()
