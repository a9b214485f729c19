"""The catalog is right about every file it offers, and its stable part knows no clock."""

import hashlib
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import DatasetDescription, Release, catalog_quads

PREFIX = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
PREFIX spdx: <http://spdx.org/rdf/terms#>
"""


@pytest.fixture
def catalog(release: Release) -> Store:
    store = Store()
    store.load(path=release.path / "catalog.ttl", format=RdfFormat.TURTLE)
    return store


TABLES = {"programs": {"es": "Programas", "en": "Programs"}}


def rows(store: Store, query: str) -> list[Any]:
    return list(store.query(PREFIX + query))


def test_every_dump_is_a_distribution_with_its_size_and_checksum(release: Release, catalog: Store) -> None:
    found = rows(
        catalog,
        """SELECT ?url ?size ?sum ?type ?packed {
          ?dataset a dcat:Dataset ; dcat:distribution ?d .
          ?d dcat:downloadURL ?url ; dcat:byteSize ?size ; dcat:mediaType ?type ; dct:license ?license ;
            spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum ] .
          OPTIONAL { ?d dcat:compressFormat ?packed }
        }""",
    )
    prefix = f"{release.manifest.base}releases/{release.name}/"
    offered = {row["url"].value.removeprefix(prefix): row for row in found}
    assert set(offered) == {f"dumps/{path.name}" for path in (release.path / "dumps").iterdir()}
    for name, row in offered.items():
        data = (release.path / name).read_bytes()
        assert int(row["size"].value) == len(data)
        assert row["sum"].value == hashlib.sha256(data).hexdigest()
        assert (row["packed"] is not None) == name.endswith(".gz")
    assert offered["dumps/all.nq.gz"]["type"].value.endswith("/application/n-quads")
    assert offered["dumps/asms.csv"]["type"].value.endswith("/text/csv")


def test_dataset_and_service_say_what_a_portal_needs(release: Release, catalog: Store) -> None:
    (row,) = rows(
        catalog,
        """SELECT ?title ?service ?version {
          ?catalog a dcat:Catalog ; dcat:dataset ?dataset ; dcat:service ?s ;
            dct:publisher [ foaf:name ?who ] .
          ?dataset dct:title ?title ; dct:description ?text ; dct:license ?license ; dct:spatial ?where ;
            dct:accrualPeriodicity ?often ; dcat:version ?version ;
            dcat:contactPoint [ vcard:hasURL ?contact ] ;
            dct:source <https://w3id.org/asm-graph/graph/source/d1> .
          ?s dcat:endpointURL ?service ; dcat:servesDataset ?dataset .
          FILTER (LANG(?title) = "es" && LANG(?text) = "es")
        }""",
    )
    assert row["service"].value == "https://w3id.org/asm-graph/sparql"
    assert row["version"].value == release.name


def test_the_stable_part_is_the_same_each_time_and_in_its_graph(catalog: Store) -> None:
    description, base = DatasetDescription.load(Knowledge.default()), Base()
    quads = list(catalog_quads(description, base, ["d1"], TABLES))
    assert quads == list(catalog_quads(description, base, ["d1"], TABLES))
    assert {quad.graph_name for quad in quads} == {base.graph("catalog")}
    said = {quad.triple for quad in catalog}
    untitled = {quad.triple for quad in quads if quad.object.value not in TABLES["programs"].values()}
    assert untitled < said
    assert not any("releases/" in str(quad) or "dateTime" in str(quad) for quad in quads)


def test_another_base_moves_every_iri_of_ours() -> None:
    description, base = DatasetDescription.load(Knowledge.default()), Base("https://example.org/g/")
    quads = list(catalog_quads(description, base, ["d"], TABLES))
    assert all(quad.subject.value.startswith("https://example.org/g/id/") for quad in quads)
