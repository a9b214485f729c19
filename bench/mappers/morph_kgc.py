"""The amounts alone, as an RML mapping states them, by morph-kgc to N-Triples."""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

import morph_kgc

from bench.mappers.told import tell

RML = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix asm: <https://w3id.org/asm-graph/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
<#Spending> rml:logicalSource [ rml:source "{table}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "{id}spending/{{ID_RAMO}}-{{ID_MODALIDAD}}{{ID_PP}}/{{CICLO}}/exercised" ;
    rr:class asm:Spending ] ;
  rr:predicateObjectMap [ rr:predicate asm:program ;
    rr:objectMap [ rr:template "{id}program/{{ID_RAMO}}-{{ID_MODALIDAD}}{{ID_PP}}" ] ] ,
  [ rr:predicate asm:year ; rr:objectMap [ rml:reference "CICLO" ; rr:datatype xsd:gYear ] ] ,
  [ rr:predicate asm:spendingKind ; rr:objectMap [ rr:constant <{id}code/spending-kind/exercised> ] ] ,
  [ rr:predicate asm:amount ; rr:objectMap [ rml:reference "EJERCIDO_MDP" ; rr:datatype xsd:decimal ] ] ,
  [ rr:predicate asm:currency ; rr:objectMap [ rr:constant "MXN" ] ] ,
  [ rr:predicate prov:wasDerivedFrom ; rr:objectMap [ rr:constant <{id}document/bench> ] ] .
"""

logging.disable(logging.CRITICAL)
with tempfile.TemporaryDirectory() as folder:
    rules, output = Path(folder) / "rules.ttl", Path(folder) / "output.nt"
    rules.write_text(RML.format(table=sys.argv[1], id="https://w3id.org/asm-graph/id/"), encoding="utf-8")
    config = f"[CONFIGURATION]\nnumber_of_processes: 1\n[Table]\nmappings: {rules}\n"
    start = time.process_time()
    triples = morph_kgc.materialize_set(config)
    output.write_text("\n".join(triples), encoding="utf-8")
    tell(time.process_time() - start, len(triples))
