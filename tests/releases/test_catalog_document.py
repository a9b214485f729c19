"""The whole catalog: DCAT-AP holds, every release, source and table is there, and pages leave none out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib import Namespace as RDFLibNamespace

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import DCAT, DCT, RDF, RDFS
from asm_graph.records.origin import Origin
from asm_graph.releases import DatasetDescription, Input, Release, Releases, write_release
from asm_graph.releases.catalog_document import CatalogListing
from asm_graph.releases.csv_tables import written_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from asm_graph.releases.dataset_description import Texts

SHAPES = Path(__file__).with_name("data") / "dcat-ap-3.ttl"
TITLES = {"programs": {"es": "Programas", "en": "Programs"}}
ADDRESS = "http://data.example/"
PAGE = 1_000


def listing(folder: Path, tables: Mapping[str, Texts] = TITLES, **changes: Any) -> CatalogListing:
    releases = Releases(folder)
    manifests = [releases.open(name).manifest for name in releases.list()]
    current = manifests[-1].model_copy(update=changes)
    return CatalogListing(
        DatasetDescription.load(Knowledge.default()), manifests, current, tables, ADDRESS, PAGE
    )


def complaints(triples: Iterable[Triple]) -> tuple[str, ...]:
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    conforms, _, text = validate(data, shacl_graph=Graph().parse(SHAPES))
    return () if conforms else tuple(re.findall(r"Message: .*", text))


def datasets(triples: Iterable[Triple]) -> set[str]:
    return {
        one.subject.value for one in triples if (one.predicate, one.object) == (RDF("type"), DCAT("Dataset"))
    }


def test_dcat_ap_holds_for_one_release_and_for_several(folder: Path, content: Any, release: Release) -> None:
    tables = written_titles(release.path)
    assert complaints(listing(folder, tables).page(1)) == ()
    write_release(folder, replace(content, quads=content.quads[:-1]))
    assert complaints(listing(folder, tables).page(1)) == ()


def test_every_table_has_words_of_its_own() -> None:
    knowledge = Knowledge.default()
    described = DatasetDescription.load(knowledge).table_descriptions
    assert set(described) == {path.stem for path in (knowledge.sparql / "tables").glob("*.rq")}
    assert all(set(texts) == {"es", "en"} for texts in described.values())


def test_the_shapes_complain_where_something_is_missing(folder: Path, release: Release) -> None:
    whole = listing(folder).page(1)
    for prop in ("distribution", "contactPoint", "accessURL", "endpointURL"):
        assert complaints(one for one in whole if one.predicate != DCAT(prop)), prop


def test_every_dataset_is_identified_and_dated(folder: Path, content: Any, release: Release) -> None:
    second = write_release(folder, replace(content, quads=content.quads[:-1]))
    page = listing(folder).page(1)
    said: dict[str, dict[str, str]] = {}
    for one in page:
        said.setdefault(one.subject.value, {})[one.predicate.value.rpartition("/")[2]] = one.object.value
    found = datasets(page)
    assert len({said[node]["identifier"] for node in found}) == len(found) == 5
    first, last = release.manifest.created.isoformat(), second.manifest.created.isoformat()
    base = release.manifest.base
    for node, issued, modified in (
        ("id/dataset/asm-graph", first, last),
        ("id/catalog", first, last),
        ("id/dataset-series/releases", first, last),
        (f"releases/{release.name}", first, first),
        (f"releases/{second.name}", last, last),
        ("graph/source/d1", first, first),
        ("id/dataset/table/programs", first, first),
    ):
        assert (said[base + node]["issued"], said[base + node]["modified"]) == (issued, modified), node


def test_what_changed_is_modified_and_nothing_else(folder: Path, release: Release) -> None:
    old = release.manifest
    now = old.created + dt.timedelta(days=1)
    other = replace(old.inputs[0], sha256="cd" * 32)
    fresh = Input("2.txt", "ef" * 32, 1, "d2", "layout", "document")
    page = listing(folder, created=now, inputs=(other, fresh), name="later").page(1)
    dates = {
        (one.subject.value.removeprefix(old.base), one.predicate.value.rpartition("/")[2]): one.object.value
        for one in page
    }
    assert dates["graph/source/d1", "issued"] == old.created.isoformat()
    assert dates["graph/source/d1", "modified"] == now.isoformat()
    assert dates["graph/source/d2", "issued"] == now.isoformat()
    assert dates["id/dataset/table/programs", "modified"] == old.created.isoformat()


def test_themes_are_of_the_table_that_the_catalog_names_and_the_rest_are_subjects(
    folder: Path, release: Release
) -> None:
    page = listing(folder).page(1)
    (table,) = {one.object.value for one in page if one.predicate == DCAT("themeTaxonomy")}
    themes = {one.object.value for one in page if one.predicate == DCAT("theme")}
    subjects = {one.object.value for one in page if one.predicate == DCT("subject")}
    assert themes
    assert all(theme.startswith(table) for theme in themes)
    assert subjects == {"http://metadata.un.org/sdg/1"}


def test_formats_have_names_where_ckan_looks_for_them(folder: Path, release: Release) -> None:
    """CKAN takes the label of a format whose first class is `dct:IMT`, and shows the IRI of any other."""
    page = listing(folder, written_titles(release.path)).page(1)
    graph = Graph().parse(data=serialize(page, format=RdfFormat.RDF_XML), format="xml")
    dcat, dct, rdf, rdfs = (RDFLibNamespace(one.iri) for one in (DCAT, DCT, RDF, RDFS))
    shown = {}
    for distribution in graph.subjects(rdf.type, dcat.Distribution):
        form = graph.value(distribution, dct["format"])
        assert form is not None, distribution
        assert next(graph.objects(form, rdf.type)) == dct.IMT
        shown[str(graph.value(distribution, dct["title"]))] = str(graph.value(form, rdfs.label))
        assert graph.value(distribution, dcat.mediaType)
    assert shown["asms.csv"] == "CSV"
    assert shown["all.nq.gz"] == "N-Quads"
    assert shown["SPARQL"] == "SPARQL"
    service = graph.value(predicate=rdf.type, object=dcat.DataService)
    assert len(set(graph.objects(service, dct["format"]))) > 5


def test_every_release_source_and_table_is_a_dataset(folder: Path, content: Any, release: Release) -> None:
    second = write_release(folder, replace(content, quads=content.quads[:-1]))
    base = release.manifest.base
    assert datasets(listing(folder).page(1)) == {
        f"{base}id/dataset/asm-graph",
        f"{base}id/dataset/table/programs",
        f"{base}graph/source/d1",
        f"{base}releases/{release.name}",
        f"{base}releases/{second.name}",
    }


def test_files_are_where_the_site_is_and_nodes_where_they_always_are(folder: Path, release: Release) -> None:
    page = listing(folder).page(1)
    urls = {one.object.value for one in page if one.predicate == DCAT("downloadURL")}
    assert all(url.startswith(ADDRESS) for url in urls)
    nodes = {one.object.value for one in page if one.predicate == DCAT("distribution")}
    assert all(node.startswith(release.manifest.base) for node in nodes)


def test_the_years_of_the_data_are_its_temporal_coverage(folder: Path, release: Release) -> None:
    assert release.manifest.years == ("2009", "2009")
    said = {one.predicate: one.object.value for one in listing(folder).page(1)}
    assert (said[DCAT("startDate")], said[DCAT("endDate")]) == ("2009", "2009")
    undated = listing(folder, years=None).page(1)
    assert not any(
        one.subject.value.endswith("/catalog") and "temporal" in one.predicate.value for one in undated
    )


def test_a_source_is_called_what_its_document_is_called(folder: Path, release: Release) -> None:
    named = replace(release.manifest.inputs[0], title="Seguimiento")
    page = listing(folder, inputs=(named,)).page(1)
    node = NamedNode(f"{release.manifest.base}graph/source/d1")
    assert {"Seguimiento"} == {
        one.object.value for one in page if one.subject == node and one.predicate.value.endswith("/title")
    }


def test_a_source_covers_the_years_of_its_own_facts(folder: Path, release: Release) -> None:
    assert release.manifest.inputs[0].years == ("2009", "2009")
    page = listing(folder, inputs=(replace(release.manifest.inputs[0], years=("1999", "2003")),)).page(1)
    period = NamedNode(f"{release.manifest.base}graph/source/d1#period")
    said = {one.predicate: one.object.value for one in page if one.subject == period}
    assert (said[DCAT("startDate")], said[DCAT("endDate")]) == ("1999", "2003")


@pytest.mark.parametrize("sources", [0, PAGE, 2 * PAGE + 1])
def test_pages_hold_all_datasets_once(folder: Path, release: Release, sources: int) -> None:
    inputs = tuple(Input(f"{i}.txt", "ab" * 32, 1, f"d{i}", "layout", "document") for i in range(sources))
    large = listing(folder, inputs=inputs)
    pages = [datasets(large.page(number)) for number in range(1, large.pages + 1)]
    assert sum(map(len, pages)) == len(set.union(*pages)) == len(large.entries) == sources + 3
    body = serialize(large.page(1), format=RdfFormat.RDF_XML)
    assert len(body) < 10_000_000, "a fifth of what CKAN takes"


def test_a_source_says_where_its_document_came_from(folder: Path, release: Release) -> None:
    origin = Origin("https://example.org/a.pdf", None, "Contraloría", "https://example.org/libre")
    inputs = tuple(replace(one, origin=origin) for one in release.manifest.inputs)
    assert inputs
    triples = list(listing(folder, written_titles(release.path), inputs=inputs).page(1))
    assert complaints(triples) == ()
    said = {(one.predicate, getattr(one.object, "value", "")) for one in triples}
    assert (DCT("source"), origin.address) in said
    assert (DCT("rights"), origin.license) in said
    assert any(value == origin.publisher for _, value in said)
