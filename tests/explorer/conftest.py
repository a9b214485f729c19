"""A small graph with things for every table of the explorer, and the explorer of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from asm_graph.explorer.index import EXPLORER, write_explorer_index
from asm_graph.explorer.reading import Explorer, explorer_of
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import PREFIXES, Base

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = """
asm:Axis rdfs:label "Eje"@es, "Axis"@en .
asm:Fin rdfs:label "Fin"@es, "Goal (Fin)"@en .
<id/branch/12> rdfs:label "Salud"@es ; skos:notation "12" .
<id/branch/20> rdfs:label "Bienestar"@es ; skos:notation "20" .
<id/program/12-E010> a asm:Program ; rdfs:label "Ñandú para la niñez"@es ; asm:programKey "12E010" ;
  asm:branch <id/branch/12> ; asm:contributesTo <id/plan/pnd/axis/1> .
<id/program/20-S061> a asm:Program ; rdfs:label "Árboles"@es, "Trees"@en ; asm:programKey "20S061" ;
  asm:branch <id/branch/20> ; skos:altLabel "3x1"@es .
<id/program/mx-zac/fondo-plata> a asm:Program ; rdfs:label "Fondo Plata"@es ; asm:agency <id/agency/zac> .
<id/agency/zac> rdfs:label "Secretaría de Economía"@es .
<id/plan/pnd> skos:prefLabel "Plan"@es ; asm:startYear "2019"^^xsd:gYear ; asm:endYear "2024"^^xsd:gYear .
<id/plan/pnd/axis/1> a asm:Axis, asm:Objective ; skos:inScheme <id/plan/pnd> ; skos:notation "1" ;
  skos:prefLabel "Política social"@es .
<id/plan/pnd/axis/2> a asm:Axis, asm:Objective ; skos:inScheme <id/plan/pnd> ; skos:notation "2" ;
  skos:prefLabel "Economía"@es .
<id/alignment/1> asm:alignedTo <id/plan/pnd/axis/1> ; asm:program <id/program/12-E010> ;
  asm:year "2022"^^xsd:gYear .
<id/code/value-kind/target> skos:notation "target" . <id/code/value-kind/actual> skos:notation "actual" .
<id/code/value-kind/baseline> skos:notation "baseline" .
<id/code/direction/descending> skos:notation "descending" ; skos:prefLabel "Descendente"@es, "Descending"@en .
<id/mir/12-E010/2022> asm:program <id/program/12-E010> ; asm:year "2022"^^xsd:gYear ;
  asm:hasIndicator <id/i/1>, <id/i/2> .
<id/i/1> a asm:Indicator ; rdfs:label "Tasa de mortalidad"@es ; asm:measures <id/mir/12-E010/2022/fin> ;
  asm:direction <id/code/direction/descending> ; asm:unitOfMeasure "Tasa"@es ;
  prov:wasDerivedFrom <id/document/mir> .
<id/mir/12-E010/2022/fin> a asm:Fin, asm:MirLevel ; asm:narrative "Contribuir"@es .
<id/i/2> a asm:Indicator ; rdfs:label "Vacunas aplicadas"@es ; prov:wasDerivedFrom <id/document/mir> .
<id/i/1/2022/target> asm:indicator <id/i/1> ; asm:valueKind <id/code/value-kind/target> ;
  asm:year "2022"^^xsd:gYear ; asm:value 80 .
<id/i/1/2022/actual> asm:indicator <id/i/1> ; asm:valueKind <id/code/value-kind/actual> ;
  asm:year "2022"^^xsd:gYear ; asm:value 100.5 .
<id/i/1/2021/actual> asm:indicator <id/i/1> ; asm:valueKind <id/code/value-kind/actual> ;
  asm:year "2021"^^xsd:gYear ; asm:value 7 .
<id/i/2/2020/baseline> asm:indicator <id/i/2> ; asm:valueKind <id/code/value-kind/baseline> ;
  asm:year "2020"^^xsd:gYear ; asm:value 3 .
<id/indicator/mx-zac/fondo-plata/2021/0f3a> a asm:Indicator ; rdfs:label "Créditos"@es ;
  asm:program <id/program/mx-zac/fondo-plata> .
<id/document/mir> dct:title "MIR 2022"@es .
<id/spending/1> a asm:Spending ; asm:program <id/program/12-E010> ; asm:year "2022"^^xsd:gYear ;
  asm:amount 90.5 ; asm:currency "MXN" ; asm:scale 1000000 ;
  asm:spendingKind <id/code/spending-kind/exercised> .
<id/code/spending-kind/exercised> skos:prefLabel "Ejercido"@es, "Exercised"@en .
<id/spending/2> a asm:Spending ; asm:program <id/program/20-S061> ; asm:year "2021"^^xsd:gYear ;
  asm:amount 2000000 ; asm:currency "MXN" ; asm:scale 1 .
<id/code/asm-class/specific> skos:prefLabel "Específico"@es, "Specific"@en .
<id/code/asm-state/completed> skos:prefLabel "Concluido"@es, "Completed"@en .
<id/code/asm-theme/design> skos:prefLabel "Diseño"@es, "Design"@en .
<id/code/asm-theme/operation> skos:prefLabel "Operación"@es, "Operation"@en .
<id/code/relation/disputes> skos:prefLabel "contradice"@es, "disputes"@en .
<id/code/evaluation-type/design> skos:prefLabel "Evaluación de diseño"@es, "Design evaluation"@en .
<id/asm/1> a asm:Asm ; asm:program <id/program/mx-zac/fondo-plata> ; asm:cycle "2018" ; asm:number 1 ;
  asm:classification <id/code/asm-class/specific> ; asm:text "=Definir el problema"@es ;
  asm:state <id/code/asm-state/completed> ;
  asm:themeCode <id/code/asm-theme/design>, <id/code/asm-theme/operation> ; asm:meanProgress 80 ;
  asm:hasAction <id/asm/1/action/1> ; asm:verificationOutcome <id/code/relation/disputes> ;
  asm:arisesFrom <id/evaluation/1> .
<id/asm/1/action/1> asm:dueBy "2024-06-30"^^xsd:date .
<id/asm/2> a asm:Asm ; asm:program <id/program/20-S061> ; asm:cycle "2019-2020" ; asm:number 2 ;
  asm:classification <id/code/asm-class/specific> ; asm:text "Actualizar el diagnóstico"@es ;
  asm:themeCode <id/code/asm-theme/design> .
<id/evaluation/1> a asm:Evaluation ; asm:program <id/program/mx-zac/fondo-plata> ; asm:period "2018" ;
  asm:evaluationType <id/code/evaluation-type/design> ; asm:cost 75044.4 .
<id/finding/1> a asm:Finding ; asm:rule <https://w3id.org/asm-graph/shapes#R> ;
  sh:focusNode <id/mir/12-E010/2022> ; sh:resultSeverity sh:Warning ;
  sh:resultMessage "Sin meta"@es, "No target"@en ;
  asm:program <id/program/12-E010> .
<https://w3id.org/asm-graph/shapes#R> rdfs:label "Indicador sin meta"@es, "Indicator without target"@en .
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store = Store()
    store.load(f"@base <{Base().iri}> .\n{prefixes}{GRAPH}", format=RdfFormat.TURTLE)
    written = tmp_path_factory.mktemp("release")
    write_explorer_index(store, Knowledge.default(), written / EXPLORER)
    return written


@pytest.fixture(scope="session")
def explorer(folder: Path) -> Explorer:
    found = explorer_of(folder)
    assert found
    return found
