"""What of a text is published: as long as it was, the same where excerpts stand, without contact data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.stated import document

from asm_graph.build.pipeline import founding_documents
from asm_graph.documents import Passage, Span, TextDocument, load
from asm_graph.knowledge import Knowledge
from asm_graph.readers import read
from asm_graph.readers.text_account import BLOT, publishable
from asm_graph.records.texts import Furniture, fact
from asm_graph.registers import Registers
from asm_graph.releases.dumps import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

WORDS = Registers.load(Knowledge.default().seeds / "registers").words()
HEADING = (
    "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA HÁBITAT\nAspectos específicos\n"
    "No.\tAspecto Susceptible de Mejora\tActividades\tResultados Esperados\tProducto\n"
)


EXCERPTS = """
PREFIX asm: <https://w3id.org/asm-graph/ontology#>
SELECT ?document ?quote ?start ?end
WHERE {
  GRAPH ?graph { ?excerpt asm:quote ?quote ; asm:document ?document ; asm:start ?start ; asm:end ?end }
}
"""


def test_excerpts_stand_in_the_published_text_as_they_are_quoted(founding_release: Release) -> None:
    rows = list(founding_release.query(EXCERPTS))
    texts = {slug: read_text(founding_release.path, slug) or "" for slug in slugs(founding_release)}
    assert len(rows) > 300
    for row in rows:
        text = texts[row["document"].value.rpartition("/")[2]]
        assert text[int(row["start"].value) : int(row["end"].value)] == row["quote"].value


def slugs(release: Release) -> list[str]:
    return [item.slug for item in release.manifest.inputs]


@pytest.mark.parametrize("path", founding_documents(), ids=lambda path: path.stem)
def test_a_text_stays_as_long_as_it_was_and_loses_its_contacts(path: Path) -> None:
    source = load(path)
    assert isinstance(source, TextDocument)
    shown = read(source, WORDS).published or ""
    assert len(shown) == len(source.text)
    assert all(kept in (BLOT, letter) for kept, letter in zip(shown, source.text, strict=True))
    assert not re.search(r"\w@\w|54494062|5481 ?7200|51417900", shown)


def test_contacts_in_running_text_are_blotted_out() -> None:
    row = "1\tAvisar a ana@sedesol.gob.mx o al Tel. 5481 7200 del cambio.\tElaborarlo.\tUn padrón.\tPadrón.\n"
    source = document(HEADING + row)
    shown = read(source, WORDS).published or ""
    assert "Avisar a ██████████████████ o al ████ ████ ████ del cambio." in shown


def test_of_a_field_that_is_kept_back_what_is_stated_can_be_read() -> None:
    text = "Responsable: Ana López, directora, ana@ejemplo.mx"
    field = Furniture(Span(13, len(text)), "field not published")
    name, address = text.index("Ana"), text.index("ana@")
    assert publishable(text, [field]) == "Responsable: ███ ██████ ██████████ ██████████████"
    stated = fact(Passage.of(text, name, name + len("Ana López")))
    assert publishable(text, [field], [stated]) == "Responsable: Ana López█ ██████████ ██████████████"
    never = fact(Passage.of(text, address, len(text)))
    assert publishable(text, [field], [never]) == publishable(text, [field]), "contact data"
