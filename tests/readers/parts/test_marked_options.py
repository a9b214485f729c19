"""Options of a form, and the marks by which one of them is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.paged_documents import paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.readers.parts.labels import labels_of
from asm_graph.readers.parts.marked_options import read_options

LEVELS = labels_of([{"key": "level", "words": ["Federal", "Estatal", "Local"]}])
FORMS = labels_of(
    [
        {"key": "form", "words": ["Adjudicación directa", "Invitación a tres", "Licitación pública nacional",
                                  "Licitación pública internacional"]},
        {"key": "other", "words": ["Otro", "Otros"]},
        {"key": "specify", "words": ["Señalar", "Especifique"]},
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Federal___ Estatal X Local___",
        "Federal___ Estatal__XX___ Local __",
        "Federal___Estatal_x__ Local___",
        "Federal Estatal _X_ Local",
        "Federal___ EstatalX__ Local__",
        "Federal ( ) Estatal (X) Local ( )",
        "Federal [ ] Estatal [x] Local [ ]",
        "Federal ☐ Estatal ☒ Local ☐",
        "Federal □ Estatal ✓ Local □",
        "☐ Federal ☒ Estatal ☐ Local",
        "( ) Federal (X) Estatal ( ) Local",
        "Estatal",
    ],
)
def test_the_marked_option_is_chosen(line: str) -> None:
    read = read_options(lines_of(paged_document([line])), LEVELS)
    assert [one.words.text for one in read.chosen] == ["Estatal"]


@pytest.mark.parametrize("line", ["Federal___ Estatal___ Local___", "Federal Estatal Local"])
def test_without_a_mark_nothing_is_chosen(line: str) -> None:
    assert read_options(lines_of(paged_document([line])), LEVELS).chosen == ()


def test_all_marked_ones_are_chosen() -> None:
    read = read_options(lines_of(paged_document(["Federal_X_ Estatal_X_ Local__"])), LEVELS)
    assert [one.words.text for one in read.chosen] == ["Federal", "Estatal"]


def test_numbers_and_misread_letters_of_options() -> None:
    lines = [
        "6.1.1 Adjudicación Dlrecta___ 6.1.2 Invitación a tres___ 6.1.3 Licitación",
        "Pública Nacional_X_ 6.1.4 Licitación Pública Internacional___ 6.1.5 Otro: (Señalar)___",
    ]
    read = read_options(lines_of(paged_document(lines)), FORMS)
    assert [one.key for one in read.options] == ["form"] * 4 + ["other", "specify"]
    assert [one.words.text for one in read.chosen] == ["Licitación Pública Nacional"]
    assert read.chosen[0].marked.text == "Licitación Pública NacionalX"


def test_what_an_option_specifies() -> None:
    read = read_options(lines_of(paged_document(["6.1.5 Otro: X (Señalar): Convocatoria nacional"])), FORMS)
    assert [one.key for one in read.chosen] == ["other"]
    assert read.options[-1].rest.text == "Convocatoria nacional"


def test_the_option_in_bold_type_is_chosen_where_none_has_a_mark() -> None:
    (line,) = lines_of(paged_document(["Federal___ Estatal___ Local___"]))
    bold = replace(line, bold=frozenset({line.words[1].span}))
    assert [one.words.text for one in read_options([bold], LEVELS).chosen] == ["Estatal"]


def test_what_stands_before_the_options() -> None:
    read = read_options(lines_of(paged_document(["Gabinete", "Cuestionarios__ Otros_X_"])), FORMS)
    assert read.before.text == "Gabinete Cuestionarios"
