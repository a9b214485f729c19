"""The amounts alone, as a few lines of rdflib state them, to N-Triples."""

from __future__ import annotations

import csv
import sys
import time
from decimal import Decimal
from pathlib import Path

from rdflib import RDF, XSD, Graph, Literal, Namespace

from bench.mappers.told import tell

ASM = Namespace("https://w3id.org/asm-graph/ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
ID = Namespace("https://w3id.org/asm-graph/id/")

start = time.perf_counter()
graph = Graph()
with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        program = f"{row['ID_RAMO']}-{row['ID_MODALIDAD']}{int(row['ID_PP']):03}"
        node = ID[f"spending/{program}/{row['CICLO']}/exercised"]
        graph.add((node, RDF.type, ASM.Spending))
        graph.add((node, ASM.program, ID[f"program/{program}"]))
        graph.add((node, ASM.year, Literal(row["CICLO"], datatype=XSD.gYear)))
        graph.add((node, ASM.spendingKind, ID["code/spending-kind/exercised"]))
        graph.add((node, ASM.amount, Literal(Decimal(row["EJERCIDO_MDP"]))))
        graph.add((node, ASM.currency, Literal("MXN")))
        graph.add((node, PROV.wasDerivedFrom, ID["document/bench"]))
graph.serialize(format="nt", encoding="utf-8")
tell(time.perf_counter() - start, len(graph))
