"""The fingerprint changes with everything that decides about the quads, and with nothing else."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import ReleaseContent, fingerprint, knowledge_hash


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    for name in ("ontology", "shapes", "sparql", "seeds/registers", "seeds/documents"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").write_text(name)
    (tmp_path / "seeds" / "links.csv").write_text("a,b")
    return Knowledge(tmp_path)


@pytest.mark.parametrize(
    "name", ["ontology/file", "shapes/file", "sparql/file", "seeds/registers/file", "seeds/links.csv"]
)
def test_a_changed_file_of_knowledge_changes_the_hash(knowledge: Knowledge, name: str) -> None:
    before = knowledge_hash(knowledge)
    (knowledge.root / name).write_text("changed")
    assert knowledge_hash(knowledge) != before


def test_a_renamed_file_changes_it_and_a_document_does_not(knowledge: Knowledge) -> None:
    before = knowledge_hash(knowledge)
    (knowledge.seeds / "documents" / "file").write_text("changed")
    assert knowledge_hash(knowledge) == before
    (knowledge.ontology / "file").rename(knowledge.ontology / "other")
    assert knowledge_hash(knowledge) != before


def test_what_explains_the_knowledge_to_people_does_not_count(knowledge: Knowledge) -> None:
    before = knowledge_hash(knowledge)
    for folder in (knowledge.ontology, knowledge.seeds / "registers", knowledge.seeds):
        (folder / "README.md").write_text("for people")
    assert knowledge_hash(knowledge) == before


def test_the_place_of_the_knowledge_does_not_count(knowledge: Knowledge, tmp_path: Path) -> None:
    copy = tmp_path.with_name("copy")
    shutil.copytree(tmp_path, copy)
    assert knowledge_hash(knowledge) == knowledge_hash(Knowledge(copy))


def test_fingerprint() -> None:
    inputs = [("a.txt", "1" * 64), ("b.txt", "2" * 64)]
    whole = fingerprint("1.0", Base(), "k", inputs)
    assert whole == fingerprint("1.0", Base(), "k", reversed(inputs))
    others = [
        fingerprint("1.1", Base(), "k", inputs),
        fingerprint("1.0", Base("http://example.org/"), "k", inputs),
        fingerprint("1.0", Base(), "other", inputs),
        fingerprint("1.0", Base(), "k", inputs[:1]),
    ]
    assert len({whole, *others}) == 5


def test_the_content_knows_its_own(content: ReleaseContent) -> None:
    (item,) = content.inputs
    expected = fingerprint(
        content.version, content.base, knowledge_hash(content.knowledge), [(item.name, item.sha256)]
    )
    assert content.fingerprint == expected != replace(content, version="2").fingerprint
