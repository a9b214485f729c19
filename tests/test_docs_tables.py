"""The tables of the documentation held against what they list: settings, questions, rules, terms, columns.

A table stands below a comment that names it. Where one differs, the failure shows the rows to write.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers import LAYOUTS as ALL_LAYOUTS
from asm_graph.readers.parts.layouts import PART_LAYOUTS
from asm_graph.readers.tables.columns import TableLayout
from asm_graph.settings import DocumentLimits, Settings
from asm_graph.shacl.shapes import RULE, Shapes
from asm_graph.spanish.forms import slug
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from asm_graph.readers.tables.columns import TableColumn
    from asm_graph.templates.definition import Field

DOCS = Path(__file__).parents[1] / "docs"

LAYOUTS = {one.name: TableLayout(one.name, one.columns) for one in ALL_LAYOUTS if one.columns}
FORMS = {slug(form.sheet): form for template in TEMPLATES.values() for form in template.forms}

_TABLE = re.compile(r"<!-- table: ([\w-]+) -->\n\n((?:\|.*\n)+)")

NEEDED = {True: "yes", False: "–"}


def rows(markdown: str) -> list[tuple[str, ...]]:
    """The rows of a table without its head."""
    lines = markdown.strip().splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]


def table(page: str, name: str) -> list[tuple[str, ...]]:
    found = dict(_TABLE.findall((DOCS / page).read_text(encoding="utf-8")))
    return rows(found[name])


def code(text: object) -> str:
    return f"`{text}`"


@pytest.mark.parametrize(("name", "settings"), [("settings", Settings), ("document-limits", DocumentLimits)])
def test_settings(name: str, settings: type[BaseSettings]) -> None:
    expected = [
        (
            code(f"ASM_GRAPH_{setting.upper()}"),
            code(field.default) if field.default is not None else "–",
            field.description,
        )
        for setting, field in settings.model_fields.items()
    ]
    assert table("operators.md", name) == expected


def test_questions() -> None:
    expected = []
    for question in Library.load(Knowledge.default().sparql):
        parameters = (code(each.name) + ("" if each.required else "?") for each in question.parameters)
        columns = ", ".join(column.name for column in question.columns)
        expected.append((code(question.name), question.title["en"], ", ".join(parameters) or "–", columns))
    assert table("analysts.md", "questions") == expected


def test_rules() -> None:
    folder = Knowledge.default().shapes / "audit"
    shapes = Shapes.load(folder)
    rules = dict.fromkeys(
        NamedNode(RULE.iri + name)
        for path in sorted(folder.glob("*.ttl"))
        for name in re.findall(r"^rule:(\w+) a sh:", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    expected = [
        (
            code(rule.value.removeprefix(RULE.iri)),
            shapes.severity(rule),
            shapes.title(rule)["en"],
            shapes.definition(rule).get("en", ""),
            shapes.limits(rule).get("en", ""),
        )
        for rule in rules
    ]
    assert table("auditors.md", "rules") == expected
    spanish = [(shapes.definition(rule).get("es"), shapes.limits(rule).get("es")) for rule in rules]
    assert all(all(said) for said in spanish), "each rule says what it means and its limits"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph(bind_namespaces="none")
    for path in sorted(Knowledge.default().ontology.glob("*.ttl")):
        graph.parse(path)
    return graph


def terms(ontology: Graph, *types: URIRef, parent: URIRef) -> list[tuple[str, ...]]:
    """Our own terms of some types in alphabetical order: name, labels, the terms that they specialize."""
    typed = {term for each in types for term in ontology.subjects(RDF.type, each)}
    ours = {term for term in typed if isinstance(term, URIRef) and term.startswith(ASM.iri)}
    found: list[tuple[str, ...]] = []
    for term in sorted(ours, key=str.lower):
        labels = {
            each.language: str(each)
            for each in ontology.objects(term, RDFS.label)
            if isinstance(each, Literal)
        }
        parents = ", ".join(each.n3(ontology.namespace_manager) for each in ontology.objects(term, parent))
        found.append((code(term.n3(ontology.namespace_manager)), labels["en"], labels["es"], parents or "–"))
    return found


def test_classes(ontology: Graph) -> None:
    assert table("vocabulary.md", "classes") == terms(ontology, OWL.Class, parent=RDFS.subClassOf)


def test_properties(ontology: Graph) -> None:
    expected = terms(ontology, OWL.DatatypeProperty, OWL.ObjectProperty, parent=RDFS.subPropertyOf)
    assert table("vocabulary.md", "properties") == expected


def test_code_lists(ontology: Graph) -> None:
    expected = []
    for scheme in sorted(ontology.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        entries = ontology.subjects(SKOS.inScheme, scheme)
        notations = ", ".join(code(ontology.value(entry, SKOS.notation)) for entry in entries)
        expected.append((code(str(scheme).rpartition("/")[2]), notations))
    assert table("vocabulary.md", "codes") == expected


def listed(folder: Path) -> list[str]:
    """The files that the first column of a README's table names."""
    tables = dict(_TABLE.findall((folder / "README.md").read_text(encoding="utf-8")))
    return [name for row in rows(tables["files"]) for name in re.findall(r"`([^`]+)`", row[0])]


@pytest.mark.parametrize(
    ("folder", "pattern"), [("ontology", "*.ttl"), ("shapes", "*/*.ttl"), ("seeds/documents", "*.txt")]
)
def test_a_readme_lists_the_files_of_its_folder(folder: str, pattern: str) -> None:
    path = Knowledge.default().root / folder
    there = [file.relative_to(path).as_posix() for file in path.glob(pattern)]
    assert there
    assert sorted(listed(path)) == sorted(there)


def test_registers_have_the_columns_that_their_readme_lists() -> None:
    folder = Knowledge.default().seeds / "registers"
    tables = dict(_TABLE.findall((folder / "README.md").read_text(encoding="utf-8")))
    headers = {
        code(file.name): file.read_text(encoding="utf-8-sig").splitlines()[0] for file in folder.glob("*.csv")
    }
    assert {row[0]: row[2].replace(", ", ",") for row in rows(tables["columns"])} == headers


def test_layouts() -> None:
    shown = [row[0] for row in table("publishers.md", "layouts")]
    assert sorted(shown) == sorted(code(layout.name) for layout in ALL_LAYOUTS)


def test_parts() -> None:
    shown = [row[0] for row in table("publishers.md", "parts")]
    assert shown == list(dict.fromkeys(code(layout.name) for layout in PART_LAYOUTS))


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns(name: str) -> None:
    layout = LAYOUTS[name]
    expected = [
        (code(column.header), NEEDED[column in layout.required], states(column)) for column in layout.columns
    ]
    assert table("tables.md", name) == expected


def states(column: TableColumn) -> str:
    return code(column.property) if column.property else f"not published: {column.reason}"


@pytest.mark.parametrize("name", FORMS)
def test_columns_to_fill_in(name: str) -> None:
    expected = [
        (code(one.header), NEEDED[one.required], holds(one), code(one.property) if one.property else "–")
        for one in FORMS[name].fields
    ]
    assert table("tables.md", name) == expected


def holds(field: Field) -> str:
    return f"{field.kind.value}: {code(field.choices)}" if field.choices else field.kind.value


def test_tables_of_columns_are_those_of_the_readers() -> None:
    page = (DOCS / "tables.md").read_text(encoding="utf-8")
    assert sorted(name for name, _ in _TABLE.findall(page)) == sorted([*LAYOUTS, *FORMS])


def test_columns_state_terms_of_the_ontology(ontology: Graph) -> None:
    columns = chain.from_iterable(layout.columns for layout in LAYOUTS.values())
    fields = chain.from_iterable(form.fields for form in FORMS.values())
    named = {term for each in (*columns, *fields) for term in re.findall(r"\basm:\w+", each.property)}
    defined = {term.n3(ontology.namespace_manager) for term in ontology.subjects(RDF.type)}
    assert named
    assert named <= defined
