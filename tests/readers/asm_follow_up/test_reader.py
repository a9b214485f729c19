"""Follow-ups read through damage: what a document states does not change with how it is torn."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.damage import break_words, cut, rows_at, shifted, stray_spaces
from tests.documents_of_ours.follow_ups import (
    ACTIVITIES,
    EXPECTED,
    FOOTNOTE,
    HEADING,
    INSTITUTIONAL,
    OBTAINED,
    PRODUCTS,
    SPECIFIC,
    TEXTS,
    TITLES,
    UNITS,
    FollowUp,
    Line,
    follow_ups,
    lines,
    text,
)
from tests.documents_of_ours.stated import WORDS, not_understood, stated

from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.text_file import decoded
from asm_graph.errors import InputError
from asm_graph.readers import read
from asm_graph.records.asm import AsmFollowUp
from asm_graph.records.texts import value_of

LEXICON = Lexicon(WORDS)
RANDOM = st.integers(0, 2**32).map(Random)

tried = settings(max_examples=15, deadline=None, derandomize=True)


@tried
@given(follow_ups())
def test_undamaged(follow_up: FollowUp) -> None:
    whole = text(lines(follow_up))
    assert stated(whole) == follow_up.states()
    assert not_understood(whole) == []


@tried
@given(follow_ups(), RANDOM)
def test_broken_words(follow_up: FollowUp, random: Random) -> None:
    torn = lines(follow_up)
    for line in torn:
        if isinstance(line, list):
            line[:] = [break_words(cell, random, LEXICON) for cell in line]
    assert stated(text(torn)) == follow_up.states()


@tried
@given(follow_ups(), RANDOM)
def test_stray_spaces_in_headers(follow_up: FollowUp, random: Random) -> None:
    torn = lines(follow_up)
    for line in torn:
        if isinstance(line, list) and line[0] == "No.":
            line[:] = [stray_spaces(cell, random) for cell in line]
    assert stated(text(torn)) == follow_up.states()


@tried
@given(follow_ups(), st.sampled_from(["\n", "\r\n", "\r", "\f", "\n\n", "\r\n\r\n", "\n \n"]))
def test_line_ends(follow_up: FollowUp, end: str) -> None:
    assert stated(text(lines(follow_up), end)) == follow_up.states()


@tried
@given(follow_ups(), RANDOM)
def test_trailing_tabs(follow_up: FollowUp, random: Random) -> None:
    torn = lines(follow_up)
    for index in rows_at(torn):
        row = torn[index]
        assert isinstance(row, list)
        if random.random() < 0.5:
            row.append("")
        else:
            while not row[-1]:
                row.pop()
    assert stated(text([*torn, "", FOOTNOTE])) == follow_up.states()


def _lost(follow_up: FollowUp, name: str, random: Random) -> list[Line]:
    """The document without a cell of the column in some rows."""
    torn = lines(follow_up)
    at = INSTITUTIONAL.index(name)
    for index in rows_at(torn):
        row = torn[index]
        if len(row) == len(INSTITUTIONAL) and random.random() < 0.5:
            assert isinstance(row, list)
            del row[at]
    return torn


@tried
@given(follow_ups(), RANDOM)
def test_lost_theme(follow_up: FollowUp, random: Random) -> None:
    torn = _lost(follow_up, "theme", random)
    expected = follow_up.states()
    numbered = iter(expected["asms"])
    for index in rows_at(torn):
        if torn[index][0]:
            asm = next(numbered)
            if len(torn[index]) == len(INSTITUTIONAL) - 1:
                asm.pop("theme")
    assert stated(text(torn)) == expected


@tried
@given(follow_ups(), RANDOM)
def test_lost_classification(follow_up: FollowUp, random: Random) -> None:
    assert stated(text(_lost(follow_up, "classification", random))) == follow_up.states()


UNDATED = (
    "31/09/2008", "30 de febrero de 2009", "2008", "Septiembre", "Tercer trimestre de 2009", "Durante 2009",
    "Por definir", "Permanente", "Pendiente", "Conforme al calendario",
)  # fmt: skip


@pytest.mark.parametrize("lost", [None, "theme", "classification", "coordinating", "product"])
@pytest.mark.parametrize("undated", UNDATED)
def test_due_cells_without_a_date_hold_their_place(undated: str, lost: str | None) -> None:
    """In a whole row and in a short one; the cell is shown as not understood, never taken for a result."""
    row = {
        "number": "1", "theme": "Planeación", "text": TEXTS[0], "classification": "Institucional",
        "activity": ACTIVITIES[0], "responsible": UNITS[0], "coordinating": UNITS[1], "due": undated,
        "expected": EXPECTED[0], "obtained": OBTAINED[0], "product": PRODUCTS[0], "progress": "Avance: 100%",
    }  # fmt: skip
    columns = [name for name in INSTITUTIONAL if name != lost]
    header = [TITLES[name] for name in INSTITUTIONAL]
    torn = text([*HEADING, "Aspectos institucionales", header, [row[name] for name in columns], "", FOOTNOTE])
    (asm,) = stated(torn)["asms"]
    (action,) = asm["actions"]
    details = {
        "responsible_units": UNITS[0], "coordinating_units": UNITS[1], "expected_results": [EXPECTED[0]],
        "obtained_result": OBTAINED[0], "products": [PRODUCTS[0]], "progress": "100",
    }  # fmt: skip
    lost_of = {"coordinating": "coordinating_units", "product": "products"}
    details.pop(lost_of.get(lost or "", ""), None)
    assert action["details"] == details
    assert not_understood(torn) == [undated]


SEPARATORS: list[list[Line]] = [
    [],
    [""],
    [FOOTNOTE],
    ["", FOOTNOTE, ""],
    [["--"] * 9],
    ["4"],
    ["Página 4 de 12"],
    [HEADING[-1]],
    ["", HEADING[2], HEADING[-1], ""],
]


def _page_breaks(follow_up: FollowUp, random: Random, *, shift: int = 0, pieces: int = 2) -> list[Line]:
    """The document with most rows cut into pieces, and what a page break prints in between.

    What nobody could tell is not done:
    - An activity is not cut before an item or a capital: `2. Concluir…` may be a row of its own.
    - A rest one column off is cut where the first piece needs another word, and not in a unit beside another
      one: `de Seguimiento` may go on with either of two units, `en revisión` with either of two texts.
    """
    torn: list[Line] = []
    header: list[Line] = []
    for line in lines(follow_up):
        if isinstance(line, str):
            header = [line]
        elif line[0] == "No.":
            header.append(line)
        if isinstance(line, str) or line[0] == "No." or random.random() < 0.3:
            torn.append(line)
            continue
        rest = line
        for _ in range(pieces - 1):
            head, rest = _cut(rest, random, shifting=bool(shift))
            torn.append(head)
            if any(rest):
                torn += random.choice([*SEPARATORS, header[1:], header])
        if any(rest):
            torn.append(shifted(rest, shift))
    return torn


def _cut(row: list[str], random: Random, *, shifting: bool) -> tuple[list[str], list[str]]:
    names = INSTITUTIONAL if len(row) == len(INSTITUTIONAL) else SPECIFIC
    columns = random.sample(range(len(row)), random.randint(1, 5))
    if shifting and names is INSTITUTIONAL:
        columns = [column for column in columns if names[column] not in {"responsible", "coordinating"}]
    head, rest = cut(row, columns, random, at_need=shifting)
    activity = names.index("activity")
    if rest[activity] and not rest[activity][0].islower():
        head[activity], rest[activity] = row[activity], ""
    return head, rest


@settings(tried, max_examples=25)
@given(follow_ups(), RANDOM, st.sampled_from([2, 2, 3]))
def test_rows_cut_by_page_breaks(follow_up: FollowUp, random: Random, pieces: int) -> None:
    torn = _page_breaks(follow_up, random, pieces=pieces)
    assert stated(text([*torn, "", FOOTNOTE])) == follow_up.states()


@settings(tried, max_examples=25)
@given(follow_ups(), RANDOM, st.sampled_from([-1, 1]))
def test_rests_one_column_off(follow_up: FollowUp, random: Random, shift: int) -> None:
    torn = _page_breaks(follow_up, random, shift=shift)
    assert stated(text([*torn, "", FOOTNOTE])) == follow_up.states()


ANNEX = """Seguimiento a Aspectos Susceptibles de Mejora Clasificados como Institucionales,
derivados de Informes y Evaluaciones Externas
Anexo D
Documento Institucional
PAE 2021 Ejercicio Fiscal 2020
{names}
Núm. Consc.\tAspecto Susceptible de Mejora\tÁrea Coordinadora\tAcciones a emprender\tFecha de Término
1\tReforzar el programa.\tSubdirección de Planeación\tFirmar convenios.\tDiciembre 2022
"""


@pytest.mark.parametrize(
    "names",
    [
        "Nombre de la Dependencia/Entidad: INSTITUTO DE DURANGO\nNombre del programa: 107 Becas",
        "Nombre de la Dependencia/Entidad:\tINSTITUTO DE DURANGO\nNombre del programa:\t107 Becas",
        "Nombre de la Dependencia/Entidad:\nINSTITUTO DE DURANGO\nNombre del programa:\n107 Becas",
        "INSTITUTO DE DURANGO\n107 Becas",
    ],
)
def test_an_annex_names_its_program_right_above_the_table(names: str) -> None:
    text_of_annex = ANNEX.format(names=names)
    record = read(decoded(Path("anexo-d.txt"), text_of_annex.encode()), WORDS).record
    assert isinstance(record, AsmFollowUp)
    assert record.program.value == "107 Becas"
    assert record.cycle.value == "2021"
    assert record.agency is not None
    assert record.agency.value == "INSTITUTO DE DURANGO"
    assert [(value_of(asm.classification or ""), len(asm.actions)) for asm in record.asms] == [
        ("institutional", 1)
    ]
    assert not_understood(text_of_annex) == []


def test_a_table_whose_columns_divide_words_is_refused() -> None:
    rows = [
        "1\tReforzar el pro\tgrama con activi\tdades que no se\tencuentran",
        "2\tcuantificadas por el pro\tgrama, que per\tmitan alcanzar\tlas metas",
    ]
    head = ANNEX.format(names="Nombre del programa: 107 Becas").splitlines()[:-1]
    with pytest.raises(InputError, match=r"line 8: .*lost its columns.*give the PDF itself"):
        read(decoded(Path("anexo-d.txt"), "\n".join([*head, *rows, ""]).encode()), WORDS)
