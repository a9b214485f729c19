"""Contact data that optical character recognition has misread is withheld, too; other texts stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spanish.contact_forms import FIGURES

from asm_graph.spanish.contact import contact_spans, withheld
from asm_graph.spanish.misread_contact import restored


@pytest.mark.parametrize(
    "text",
    [
        "ana.prueba©dependencia.edu.mx",
        "ana.prueba(Qdependencia.edu.mx",
        "anaprueba Q dependencia.gob.mx",
        "anapruebaQdependencia.gob.mx",
        "ana.prueba(a)hotmail,com",
        "anapruebahotmail.com",
        "anaprueba gmail.com",
        "ana.prueba(W gmail.com",
        "ana.prueba(Ddependencia.edu.mx",
        "ana.prueba® dependencia.gob.mx",
        "ana.prueba@dependencia. gob. mx",
        "Tel. 55 S48l 72OO",
        "Teléfono: (982) 59 6O 6O3",
        "Tel: (982) 59 60 OOO",
    ],
)
def test_misread_addresses_and_numbers_are_withheld(text: str) -> None:
    shown = withheld(f"Enlace: {text}; fin", recognized=True)
    assert shown.startswith("Enlace: […]")
    assert shown.endswith("; fin")
    assert not set(shown.removeprefix("Enlace: […]").removesuffix("; fin"))


@pytest.mark.parametrize("address", ["anaprueba dependencia.edu.mx", "anapruebadependencia,edu,mx"])
def test_an_address_without_its_sign_is_told_by_its_label(address: str) -> None:
    assert withheld(f"Correo electrónico: {address}", recognized=True) == "Correo electrónico: […]"
    assert withheld(f"Portal: {address}", recognized=True) == f"Portal: {address}"


@pytest.mark.parametrize(
    "text",
    [
        "Difusión del formato: http://www.contraloria.dependencia.gob.mx/index.php",
        "Gestión basada en Resultados (GbR) y PbR-SED 2O21, con 1OO municipios",
        "Investigación & Desarrollo, consultoria.com.mx",
        "el portal (www.dependencia.gob.mx)",
        "correo: ver www.dependencia.gob.mx",
        "artículo 79, fracción II, de la LGCG 2O21",
        *(text for kind in FIGURES.values() for text in kind),
    ],
)
def test_what_is_no_contact_data_stays(text: str) -> None:
    assert contact_spans(text, recognized=True) == contact_spans(text)


@given(st.text(st.sampled_from("aQO0l15@©.,()& \nmxcomgb")))
def test_all_signs_keep_their_places(text: str) -> None:
    assert len(restored(text)) == len(text)
    assert withheld(withheld(text, recognized=True), recognized=True) == withheld(text, recognized=True)
