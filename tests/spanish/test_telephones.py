"""Any Mexican number, grouped and called as people do, leaves nothing behind; what is near it stays."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asm_graph.spanish.contact import withheld
from asm_graph.spanish.telephone_forms import is_mexican
from asm_graph.spanish.telephones import telephone_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

AREA_CODES = ("55", "56", "33", "81", "492", "614", "982", "222", "999", "664", "800")
GROUPS = {
    2: ((8,), (4, 4), (2, 2, 2, 2), (4, 2, 2)),
    3: ((7,), (3, 4), (3, 2, 2), (1, 2, 2, 2), (2, 1, 2, 2), (2, 2, 3)),
}
SEPARATORS = (" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", *"-‐‑‒–—−－", " - ", " – ")
PREFIXES = ("", "", "+52 ", "+52 1 ", "01 ", "044 ", "52 ", "(", "(01 ")
LABELS = (
    "Tel. ",
    "Tel: ",
    "TEL ",
    "Teléfono: ",
    "Teléfono (con clave lada): ",
    "Número telefónico: ",
    "Teléfono de la oficina: ",
    "cel. ",
    "Celular ",
    "WhatsApp: ",
    "Fax ",
    "Tel/fax: ",
    "conmutador ",
    "Tels.: ",
    "TELÉFONO\n",
)
EXTENSIONS = (
    "",
    "",
    " ext. {}",
    " Ext: {}",
    ", extensión {}",
    " exts. {} y {}",
    " ext. {} al {}",
    " (ext. {})",
)
SENTENCES = (
    "{}",
    "Para informes, {}.",
    "Unidad ({}) de enlace",
    "Llame al {} desde las oficinas",
    "{}; correo ana@x.mx",
)
UNSEEN = ("", "", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}")


def grouped(digits: str, sizes: Sequence[int], separator: str) -> str:
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    return separator.join(digits[start : start + size] for start, size in zip(starts, sizes, strict=True))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number that Mexico gives out: its area code and its local digits, written in groups."""
    area = draw(st.sampled_from(AREA_CODES))
    size = 10 - len(area)
    local = draw(
        st.text("0123456789", min_size=size, max_size=size).filter(lambda one: is_mexican(area + one))
    )
    return area, local


@st.composite
def whole_numbers(draw: st.DrawFn) -> str:
    """A number with its area code, known by its form."""
    area, local = draw(numbers())
    separator = draw(st.sampled_from(SEPARATORS))
    prefix = draw(st.sampled_from(PREFIXES))
    body = grouped(local, draw(st.sampled_from(GROUPS[len(area)])), separator)
    return f"{prefix}{area}) {body}" if "(" in prefix else f"{prefix}{area}{separator}{body}"


@st.composite
def labeled_numbers(draw: st.DrawFn) -> str:
    """A number behind a word, with its area code or without."""
    area, local = draw(numbers())
    separator = draw(st.sampled_from((*SEPARATORS, ".", "/")))
    body = grouped(local, draw(st.sampled_from(GROUPS[len(area)])), separator)
    number = draw(st.sampled_from((body, f"({area}) {body}", f"{area}{separator}{body}", area + local)))
    return draw(st.sampled_from(LABELS)) + number


@st.composite
def sentences(draw: st.DrawFn, written: st.SearchStrategy[str]) -> str:
    """A sentence with a number, which may have extensions, unseen signs, or digits of other widths."""
    number = draw(written)
    unseen = draw(st.sampled_from(UNSEEN))
    place = draw(st.integers(1, len(number) - 1))
    number = number[:place] + unseen + number[place:]
    if draw(st.booleans()):
        number = number.translate({ord(digit): ord("０") + int(digit) for digit in "0123456789"})
    extensions = (draw(st.integers(100, 99_999)) for _ in range(2))
    number += draw(st.sampled_from(EXTENSIONS)).format(*extensions)
    return draw(st.sampled_from(SENTENCES)).format(number)


@settings(max_examples=600, deadline=None)
@given(sentences(st.one_of(whole_numbers(), labeled_numbers())))
def test_no_three_digits_of_a_number_remain(sentence: str) -> None:
    assert sum(map(str.isdecimal, withheld(sentence))) < 3


@settings(max_examples=200, deadline=None)
@given(whole_numbers(), whole_numbers(), st.sampled_from([" y ", " o ", ", ", " / ", "; ", "\n"]))
@example("(492) 4920000", "492 0000000", "\n")  # the second begins with the area code of the first
def test_of_two_numbers_none_remains(first: str, second: str, between: str) -> None:
    assert not re.search(r"\d", withheld(f"Llame al {first}{between}{second}."))


@given(
    st.integers(1, 10**12),
    st.sampled_from(["{:,} pesos", "${}", "${:,}.50", "{:,} familias", "{}%", "{:,} km"]),
)
def test_amounts_stay(amount: int, written: str) -> None:
    sentence = f"Se reportó un total de {written.format(amount)} en el informe."
    assert withheld(sentence) == sentence


@given(
    st.integers(1950, 2049),
    st.integers(0, 12),
    st.sampled_from(["-", " - ", "–", "/", " al ", " y ", ", ", " "]),
)
def test_years_stay(year: int, more: int, between: str) -> None:
    sentence = f"El ciclo {year}{between}{year + more}{between}{year + 2 * more} del programa"
    assert withheld(sentence) == sentence


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M"]),
)
def test_dates_stay(day: dt.date, written: str) -> None:
    sentence = f"Concluye el {day:{written}} a más tardar, {day:{written}}."
    assert withheld(sentence) == sentence


def test_a_column_of_telephones_has_nothing_else() -> None:
    table = "Nombre\tTeléfono\tAño\nAna\t925 6540\t2018\nLuis\t54817200, 01\t2019\n\nEn 2018\t5481"
    shown = "Nombre\tTeléfono\tAño\nAna\t[…]\t2018\nLuis\t[…]\t2019\n\nEn 2018\t5481"
    assert withheld(table) == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tel. 5481 7200 y correo", "tel. 5481 7200"),
        ("(tel. 5481 7200)", "tel. 5481 7200"),
        ("informes al (55) 5481 7200.", "(55) 5481 7200"),
        ("+52 55 5481 7200 ext. 12", "+52 55 5481 7200 ext. 12"),
        ("telefono: (492) 925 6540\n4.6 correo", "telefono: (492) 925 6540"),
        ("tel. 5481 7200 24 horas", "tel. 5481 7200"),
        ("tel. (55) 5481 7200 al 7210, de lunes", "tel. (55) 5481 7200 al 7210"),
        ("telefono de la oficina: 925 65 40", "925 65 40"),
    ],
)
def test_where_a_number_begins_and_ends(text: str, number: str) -> None:
    first, *others = sorted(telephone_spans(text))
    assert text[slice(*first)] == number
    assert all(first[0] <= start < end <= first[1] for start, end in others)
