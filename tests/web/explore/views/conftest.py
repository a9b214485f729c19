"""A small graph with two states, three years and two moments of spending, and the explorer of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store
from starlette.datastructures import QueryParams

from asm_graph.explorer.index import EXPLORER, write_explorer_index
from asm_graph.explorer.reading import Explorer, explorer_of
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import PREFIXES, Base
from asm_graph.web.explore.address import ResultAddress
from asm_graph.web.explore.views.subject import ViewSubject

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.rdf.vocabulary import Language

GRAPH = """
<id/branch/12> rdfs:label "Salud"@es ; skos:notation "12" .
<id/branch/20> rdfs:label "Bienestar"@es ; skos:notation "20" .
<id/program/12-E010> a asm:Program ; rdfs:label "Niñez"@es ; asm:programKey "12E010" ;
  asm:branch <id/branch/12> ; asm:agency <id/agency/salud-zac> .
<id/agency/salud-zac> rdfs:label "Servicios de Salud de Zacatecas"@es .
<id/program/20-S061> a asm:Program ; rdfs:label "Árboles"@es ; asm:branch <id/branch/20> .
<id/program/mx-zac/fondo-plata> a asm:Program ; rdfs:label "Fondo Plata"@es .
<id/program/mx-jal/becas> a asm:Program ; rdfs:label "Becas"@es .
<id/code/spending-kind/exercised> skos:prefLabel "Ejercido"@es, "Exercised"@en .
<id/code/spending-kind/approved> skos:prefLabel "Aprobado"@es, "Approved"@en .
<id/document/cuenta> dct:title "Cuenta Pública"@es .
<id/code/asm-class/specific> skos:prefLabel "Específico"@es .
<id/code/asm-theme/design> skos:prefLabel "Diseño"@es .
<id/code/asm-theme/operation> skos:prefLabel "Operación"@es .
"""
SPENDING = """
<id/spending/{number}> a asm:Spending ; asm:program <id/program/{program}> ; asm:year "{year}"^^xsd:gYear ;
  asm:amount {amount} ; asm:currency "MXN" ; asm:scale 1000000 ;
  asm:spendingKind <id/code/spending-kind/{moment}> ; prov:wasDerivedFrom <id/document/cuenta> .
"""
AMOUNTS = (
    ("12-E010", 2018, 90.5, "exercised"),
    ("20-S061", 2018, 10, "exercised"),
    ("12-E010", 2020, 100, "exercised"),
    ("12-E010", 2020, 120, "approved"),
)
ASM = """
<id/asm/{number}> a asm:Asm ; asm:program <id/program/{program}> ; asm:cycle "2018" ; asm:number {number} ;
  asm:classification <id/code/asm-class/specific> ; asm:text "Compromiso {number}"@es ; {more} .
"""
DUE = 'asm:hasAction <id/asm/{number}/action/1> . <id/asm/{number}/action/1> asm:dueBy "{day}"^^xsd:date'
TWO = "asm:themeCode <id/code/asm-theme/design>, <id/code/asm-theme/operation>"
ASMS = (
    ("mx-zac/fondo-plata", DUE.format(number=0, day="2018-02-28")),
    ("mx-zac/fondo-plata", DUE.format(number=1, day="2018-12-31")),
    ("mx-jal/becas", TWO),
    ("12-E010", TWO),
)


def _turtle() -> str:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    spending = [
        SPENDING.format(number=number, program=program, year=year, amount=amount, moment=moment)
        for number, (program, year, amount, moment) in enumerate(AMOUNTS)
    ]
    asms = [
        ASM.format(number=number, program=program, more=more) for number, (program, more) in enumerate(ASMS)
    ]
    return f"@base <{Base().iri}> .\n{prefixes}{GRAPH}{''.join((*spending, *asms))}"


@pytest.fixture(scope="session")
def viewed(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    store = Store()
    store.load(_turtle(), format=RdfFormat.TURTLE)
    folder = tmp_path_factory.mktemp("viewed")
    write_explorer_index(store, Knowledge.default(), folder / EXPLORER)
    found = explorer_of(folder)
    assert found
    return found


@pytest.fixture
def subject_of(viewed: Explorer) -> Callable[..., ViewSubject]:
    """What `/explore/{kind}?{query}` chooses."""

    def choose(kind: str, query: str = "", language: Language = "es") -> ViewSubject:
        place = ResultAddress.of("", viewed.tables[kind], QueryParams(query))
        total = viewed.page(place.choice, 1, language).total
        return ViewSubject(viewed, place, language, total, Base(), "Fuente: 2 documentos.")

    return choose
