"""Files of questions: what a header must say, and what is said where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asm_graph.errors import InputError, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import Base

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
#+ title.es = "Título"
#+ title.en = "Title"
#+ description.es = "Descripción"
#+ description.en = "Description"
#+ [[parameter]]
#+ name = "plan"
#+ type = "plan"
#+ example = "pnd-2007-2012"
#+ description.es = "El plan."
#+ description.en = "The plan."
#+ [columns]
#+ plan = { es = "Plan", en = "Plan" }
"""
QUERY = "SELECT ?plan { VALUES ?plan { UNDEF } ?plan a <https://w3id.org/asm-graph/id/x> }\n"


def load(folder: Path, text: str) -> Library:
    (folder / "it.rq").write_text(text, encoding="utf-8")
    return Library.load(folder)


def test_a_question_is_read_with_its_header(tmp_path: Path) -> None:
    question = load(tmp_path, f"{HEADER}\n{QUERY}")["it"]
    assert question.title == {"es": "Título", "en": "Title"}
    assert question.parameters[0].description["en"] == "The plan."
    assert [(column.name, column.meaning["es"]) for column in question.columns] == [("plan", "Plan")]
    assert question.text == QUERY


def test_entities_move_to_another_base_and_the_vocabulary_stays() -> None:
    library = Library.load(Knowledge.default().sparql, Base("https://datos.example/"))
    text = library["indicator-achievement"].bind({"program": "20-S061"})
    assert "<https://datos.example/id/program/20-S061>" in text
    assert "<https://datos.example/id/code/value-kind/>" in text
    assert "<https://w3id.org/asm-graph/ontology#>" in text
    assert "https://w3id.org/asm-graph/id/" not in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title.en = "Title"', 'title.fr = "Titre"', r"it\.rq\.title\.en: expected a text"),
        ('title.es = "Título"', "title.es = 3", r"it\.rq\.title\.es: expected a text"),
        ('description.es = "Descripción"', "", r"it\.rq\.description\.es"),
        ('type = "plan"', 'type = "number"', r"it\.rq\.parameter\[1\]\.type: 'number' is none of"),
        ('type = "plan"', 'type = "code"', r"parameter\[1\]\.list: expected a text"),
        ('type = "plan"', 'type = "code"\n#+ list = "x"', r"parameter\[1\]\.choices: expected a list"),
        ('type = "plan"', 'kind = "plan"', r"parameter\[1\]\.kind: unknown key"),
        ('type = "plan"', 'type = "plan"\n#+ required = "yes"', r"parameter\[1\]\.required: expected true"),
        ('example = "pnd-2007-2012"', 'example = "PND"', r"parameter\[1\]\.example: 'PND' does not fit"),
        ("[[parameter]]", "[parameter]", r"it\.rq\.parameter: expected tables"),
        (', en = "Plan"', "", r"columns\.plan\.en: expected a text"),
        ('en = "Plan"', 'en = "Plan", de = "Plan"', r"columns\.plan\.de: unknown key"),
        ('en = "Plan"', 'en = "Plan", names = "x"', r"columns\.plan\.names: 'x' is no column"),
        ('en = "Plan"', 'en = "Plan", words = { a = 1 }', r"columns\.plan\.words\.a\.es: expected a text"),
        ('en = "Plan"', 'en = "Plan", shown = "no"', r"columns\.plan\.shown: expected true or false"),
        ("[columns]", "[colums]", r"it\.rq\.colums: unknown key"),
        ("[columns]", "[columns", r"it\.rq: the header is no TOML"),
        ("VALUES ?plan { UNDEF } ", "", r"plan needs a data block"),
        ("VALUES ?plan { UNDEF } ", "VALUES ?plan { 1 } ", r"VALUES \?plan \{ UNDEF \}"),
        ("VALUES ?plan { UNDEF } ", "VALUES ?plan { UNDEF } VALUES ?plan { 1 } ", r"plan needs a data block"),
    ],
)
def test_an_error_in_a_header_names_the_file_and_the_key(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in HEADER + QUERY
    with pytest.raises(InputError, match=message):
        load(tmp_path, (HEADER + QUERY).replace(old, new))


def test_a_required_parameter_needs_a_term_to_stand_there(tmp_path: Path) -> None:
    text = (HEADER + QUERY).replace('type = "plan"', 'type = "plan"\n#+ required = true')
    with pytest.raises(InputError, match="its default or example"):
        load(tmp_path, text)


def test_an_unknown_question_names_the_known_ones(library: Library) -> None:
    with pytest.raises(UsageError, match="'asm-stats'; there are alignment-chain, alignment-over-time"):
        library["asm-stats"]
    assert "asm-stats" not in library
    assert "asm-status" in library


def test_an_empty_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no questions"):
        Library.load(tmp_path)
