"""The amounts and what proves them, as templates (OTTR) of maplib over columns of Polars.

It writes N-Triples, one file for each graph, since it knows no N-Quads.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from maplib import Model

from bench.mappers.told import tell

TEMPLATES = """
@prefix asm: <https://w3id.org/asm-graph/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix id: <https://w3id.org/asm-graph/id/> . @prefix ottr: <http://ns.ottr.xyz/0.4/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix tpl: <urn:templates#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
tpl:Spending [ ottr:IRI ?node, ottr:IRI ?program, xsd:gYear ?year, xsd:decimal ?amount ] :: {
  ottr:Triple(?node, rdf:type, asm:Spending) , ottr:Triple(?node, asm:program, ?program) ,
  ottr:Triple(?node, asm:year, ?year) , ottr:Triple(?node, asm:amount, ?amount) ,
  ottr:Triple(?node, asm:spendingKind, <https://w3id.org/asm-graph/id/code/spending-kind/exercised>) ,
  ottr:Triple(?node, asm:currency, "MXN") , ottr:Triple(?node, asm:scale, "1000000"^^xsd:decimal) ,
  ottr:Triple(?node, prov:wasDerivedFrom, <https://w3id.org/asm-graph/id/document/bench>)
} .
tpl:Excerpt [ ottr:IRI ?excerpt, ottr:IRI ?node, xsd:string ?quote, xsd:string ?cell ] :: {
  ottr:Triple(?excerpt, rdf:type, asm:Excerpt) , ottr:Triple(?excerpt, asm:subject, ?node) ,
  ottr:Triple(?excerpt, asm:property, prov:wasDerivedFrom) , ottr:Triple(?excerpt, asm:quote, ?quote) ,
  ottr:Triple(?excerpt, asm:statesValue, <https://w3id.org/asm-graph/id/document/bench>) ,
  ottr:Triple(?excerpt, asm:document, <https://w3id.org/asm-graph/id/document/bench>) ,
  ottr:Triple(?excerpt, asm:sheet, "gasto") , ottr:Triple(?excerpt, asm:cell, ?cell)
} .
"""
ID, GRAPH = "https://w3id.org/asm-graph/id/", "https://w3id.org/asm-graph/graph/"


def main(table: str, folder: Path) -> tuple[float, int]:
    """Map the table; return the processor seconds of all threads, and the statements."""
    start = time.process_time()
    rows = pl.read_csv(table, infer_schema=False).with_row_index("number", 2)
    column, text = pl.col, pl.lit
    program = pl.format("{}-{}{}", column("ID_RAMO"), column("ID_MODALIDAD"), column("ID_PP").str.zfill(3))
    node = pl.format("{}spending/{}/{}/exercised", text(ID), program, column("CICLO")).alias("node")
    whole = pl.concat_str([column(name) for name in rows.columns[1:]], separator="\t").alias("quote")
    spending = rows.select(
        node,
        pl.concat_str([text(f"{ID}program/"), program]).alias("program"),
        column("CICLO").alias("year"),
        column("EJERCIDO_MDP").cast(pl.Decimal(38, 12)).alias("amount"),
    )
    excerpts = rows.select(
        pl.format("{}document/bench/excerpt/{}", text(ID), column("number")).alias("excerpt"),
        node,
        whole,
        pl.format("A{}:I{}", column("number"), column("number")).alias("cell"),
    )
    model = Model()
    model.add_template(TEMPLATES)
    statements = 0
    for template, columns, name in (("Spending", spending, "source"), ("Excerpt", excerpts, "evidence")):
        graph = f"{GRAPH}{name}/bench"
        model.map(f"urn:templates#{template}", columns, graph=graph)
        model.write(folder / f"{name}.nt", format="ntriples", graph=graph)
        statements += model.size(graph)
    return time.process_time() - start, statements


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tell(*main(sys.argv[1], Path(folder)))
