"""The amounts and what proves them, as a few lines of rdflib state them, to N-Quads."""

from __future__ import annotations

import csv
import sys
import time
from decimal import Decimal
from pathlib import Path

from rdflib import RDF, XSD, Dataset, Literal, Namespace

from bench.mappers.told import tell

ASM = Namespace("https://w3id.org/asm-graph/ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
ID = Namespace("https://w3id.org/asm-graph/id/")
GRAPH = Namespace("https://w3id.org/asm-graph/graph/")

start = time.process_time()
dataset = Dataset()
facts, evidence = dataset.graph(GRAPH["source/bench"]), dataset.graph(GRAPH["evidence/bench"])
document = ID["document/bench"]
with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
    for number, row in enumerate(csv.DictReader(file), start=2):
        program = f"{row['ID_RAMO']}-{row['ID_MODALIDAD']}{int(row['ID_PP']):03}"
        node = ID[f"spending/{program}/{row['CICLO']}/exercised"]
        facts.add((node, RDF.type, ASM.Spending))
        facts.add((node, ASM.program, ID[f"program/{program}"]))
        facts.add((node, ASM.year, Literal(row["CICLO"], datatype=XSD.gYear)))
        facts.add((node, ASM.spendingKind, ID["code/spending-kind/exercised"]))
        facts.add((node, ASM.amount, Literal(Decimal(row["EJERCIDO_MDP"]))))
        facts.add((node, ASM.currency, Literal("MXN")))
        facts.add((node, ASM.scale, Literal("1000000", datatype=XSD.decimal)))
        facts.add((node, PROV.wasDerivedFrom, document))
        excerpt = ID[f"document/bench/excerpt/{number}"]
        evidence.add((excerpt, RDF.type, ASM.Excerpt))
        evidence.add((excerpt, ASM.subject, node))
        evidence.add((excerpt, ASM.property, PROV.wasDerivedFrom))
        evidence.add((excerpt, ASM.statesValue, document))
        evidence.add((excerpt, ASM.document, document))
        evidence.add((excerpt, ASM.quote, Literal("\t".join(row.values()))))
        evidence.add((excerpt, ASM.sheet, Literal("gasto")))
        evidence.add((excerpt, ASM.cell, Literal(f"A{number}:I{number}")))
dataset.serialize(format="nquads", encoding="utf-8")
tell(time.process_time() - start, len(facts) + len(evidence))
