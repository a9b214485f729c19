"""Documents of Word: what a reader sees is the text, and nothing else."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from tests.documents_of_ours.word_documents import (
    FILLER,
    NAMES,
    add_lists,
    item,
    level,
    paragraph,
    run,
    saved,
    with_part,
)

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument, Table, TextLine
from asm_graph.errors import UnreadableDocument
from asm_graph.knowledge import Knowledge
from asm_graph.readers.layouts import read
from asm_graph.records.sources import BlankCell
from asm_graph.records.texts import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as WordDocument

DELETED = '<w:del w:id="1" w:author="x"><w:r><w:delText>borrado</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="x"><w:r><w:t>nuevo</w:t></w:r></w:ins>'


def word(path: Path) -> PagedDocument:
    document = load(path)
    assert isinstance(document, PagedDocument)
    return document


def lines(tmp_path: Path, *xml: str, document: WordDocument | None = None) -> list[str]:
    """The lines of a document with these elements, without the first, of letters."""
    blocks = word(saved(tmp_path / "t.docx", *xml, document=document)).blocks
    texts = [block.text for block in blocks if isinstance(block, TextLine)]
    texts.remove(FILLER)
    return texts


def only_table(document: PagedDocument) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def test_paragraphs_are_lines_and_tables_are_rows_with_tabs(tmp_path: Path) -> None:
    given = Document()
    given.add_paragraph("Anexo D. Avance del documento institucional")
    table = given.add_table(2, 3)
    for index, cell in enumerate(table._cells):
        cell.text = f"celda {index}"
    given.add_paragraph("Elaboró\nla Unidad de Evaluación")
    given.save(str(tmp_path / "t.docx"))
    document = word(tmp_path / "t.docx")
    assert document.text == (
        "Anexo D. Avance del documento institucional\ncelda 0\tcelda 1\tcelda 2\ncelda 3\tcelda 4\tcelda 5\n"
        "Elaboró\nla Unidad de Evaluación\n"
    )
    assert document.media_type.endswith("wordprocessingml.document")
    found = only_table(document)
    assert (found.height, found.width, found.pages) == (2, 3, ())
    for cell in found.cells:
        (span,) = cell.passage.quotes()
        assert document.text[span.start : span.end] == cell.text


def test_merged_cells_stand_once_and_cover_their_places(tmp_path: Path) -> None:
    given = Document()
    table = given.add_table(4, 3)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"{number}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Recomendación\nrelevante"
    table.cell(1, 2).merge(table.cell(3, 2)).text = "Institucional"
    found = only_table(word(saved(tmp_path / "t.docx", document=given)))
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in found.cells] == [
        (0, 0, 1, 2, "Recomendación relevante"), (0, 2, 1, 1, "02"),
        (1, 0, 1, 1, "10"), (1, 1, 1, 1, "11"), (1, 2, 3, 1, "Institucional"),
        (2, 0, 1, 1, "20"), (2, 1, 1, 1, "21"), (3, 0, 1, 1, "30"), (3, 1, 1, 1, "31"),
    ]  # fmt: skip
    assert [one.text for one in found.row(3)] == ["30", "31", "Institucional"]


def test_a_table_that_only_arranges_tables_is_none(tmp_path: Path) -> None:
    given = Document()
    frame = given.add_table(1, 1)
    frame.cell(0, 0).paragraphs[0].text = "Ficha técnica"
    inner = frame.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Costo", "$100"
    document = word(saved(tmp_path / "t.docx", document=given))
    assert [one.text for one in only_table(document).cells] == ["Costo", "$100"]


def test_a_table_within_a_cell_is_text_of_the_cell(tmp_path: Path) -> None:
    given = Document()
    table = given.add_table(1, 2)
    table.cell(0, 0).text = "Actividades"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "1", "Elaborar"
    document = word(saved(tmp_path / "t.docx", document=given))
    assert [one.text for one in only_table(document).cells] == ["Actividades", "1 Elaborar"]


def test_deleted_and_hidden_text_is_none_and_inserted_text_is(tmp_path: Path) -> None:
    hidden = run("oculto", "<w:vanish/>")
    shown = run(" visible", '<w:vanish w:val="0"/>')
    moved = f'<w:moveFrom w:id="3" w:author="x">{run("de aquí")}</w:moveFrom>'
    assert lines(tmp_path, paragraph(DELETED + INSERTED + hidden + moved + shown)) == ["nuevo visible"]


def test_deleted_rows_are_none(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph('fila')}</w:tc>"
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>{cell}</w:tr>'
    xml = f"<w:tbl {NAMES}>{gone}<w:tr>{cell}</w:tr></w:tbl>"
    assert only_table(word(saved(tmp_path / "t.docx", xml))).height == 1


def test_fields_show_their_results(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DATE">{run(" de junio")}</w:fldSimple>'
    assert lines(tmp_path, paragraph(field + simple)) == ["7 de junio"]


def form_box(state: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'  # noqa: E501


def test_boxes_and_lists_of_forms_show_what_was_chosen(tmp_path: Path) -> None:
    boxes = form_box('<w:default w:val="0"/><w:checked/>') + run("Sí ") + form_box('<w:default w:val="0"/>')
    wingdings = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("Alta", "Media"))
    chosen = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData></w:fldChar></w:r>'  # noqa: E501
    assert lines(tmp_path, paragraph(boxes + run("No ") + wingdings + chosen)) == ["☒Sí ☐No ☒Media"]


def test_controls_show_what_was_typed_and_not_what_to_type(tmp_path: Path) -> None:
    filled = f"<w:sdt><w:sdtContent>{run('2021')}</w:sdtContent></w:sdt>"
    empty = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Haga clic')}</w:sdtContent></w:sdt>"
    )
    block = f"<w:sdt {NAMES}><w:sdtContent>{paragraph('dentro')}</w:sdtContent></w:sdt>"
    assert lines(tmp_path, paragraph(run("Ejercicio ") + filled + empty), block) == [
        "Ejercicio 2021",
        "dentro",
    ]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('en un cuadro')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    old = f"<w:r><mc:AlternateContent>{fallback}</mc:AlternateContent></w:r>"
    found = lines(tmp_path, paragraph(both + run("ancla")), paragraph(old + run("otra")))
    assert found == ["ancla", "en un cuadro", "otra", "en un cuadro"]


def test_formulas_are_written_in_one_line(tmp_path: Path) -> None:
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    formula = (
        f"<m:oMath><m:f>{part('num', 'PA + PB')}{part('den', 'PT')}</m:f><m:r><m:t>*100</m:t></m:r></m:oMath>"
    )
    assert lines(tmp_path, paragraph(run("Método: ") + formula)) == ["Método: (PA + PB)/PT*100"]


def test_headings_and_bold_lines_are_told(tmp_path: Path) -> None:
    given = Document()
    given.add_heading("Anexo 1", level=1)
    given.add_paragraph().add_run("Todo en negrita").bold = True
    mixed = given.add_paragraph("A medias ")
    mixed.add_run("negra").bold = True
    document = word(saved(tmp_path / "t.docx", document=given))
    bold = {block.text: block.is_bold for block in document.blocks if isinstance(block, TextLine)}
    assert bold == {"Anexo 1": True, "Todo en negrita": True, "A medias negra": False, FILLER: False}


def test_headers_and_footers_are_running_lines(tmp_path: Path) -> None:
    given = Document()
    section = given.sections[0]
    section.header.paragraphs[0].text = "Secretaría del Campo"
    section.footer.paragraphs[0].text = "Página 1"
    given.add_section()
    document = word(saved(tmp_path / "t.docx", document=given))
    running = [(block.text, block.is_running) for block in document.blocks if isinstance(block, TextLine)]
    assert running == [("Secretaría del Campo", True), (FILLER, False), ("Página 1", True)]


LISTS = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}'
    f'{level(2, "lowerLetter", "%3)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="8">{level(0, "upperRoman", "Anexo %1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="9">{level(0, "bullet", "&#xF0B7;")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip


def listed(tmp_path: Path, *items: str) -> list[str]:
    given = Document()
    add_lists(given, LISTS)
    return lines(tmp_path, *items, document=given)


def test_the_numbers_of_lists_are_those_that_a_reader_sees(tmp_path: Path) -> None:
    found = listed(
        tmp_path, item("Descripción"), item("Nombre", at=1), item("Fecha", at=1), item("inicio", at=2),
        item("término", at=2), item("Resultados"), item("Hallazgos", at=1), item("Uno", 2), item("Dos", 2),
        item("punto", 3), item("de nuevo", 4), item("y sigue"), item("no", 0),
    )  # fmt: skip
    assert found == [
        "1. Descripción", "1.1 Nombre", "1.2 Fecha", "a) inicio", "b) término", "2. Resultados",
        "2.1 Hallazgos", "Anexo I. Uno", "Anexo II. Dos", "• punto", "1. de nuevo", "2. y sigue", "no",
    ]  # fmt: skip


def test_a_number_alone_is_what_a_cell_shows_and_a_bullet_alone_nothing(tmp_path: Path) -> None:
    rows = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{item('', 3)}</w:tc></w:tr>" for _ in range(2))
    given = Document()
    add_lists(given, LISTS)
    table = only_table(word(saved(tmp_path / "t.docx", f"<w:tbl {NAMES}>{rows}</w:tbl>", document=given)))
    assert [cell.text.strip() for cell in table.cells] == ["1.", "", "2.", ""]


def test_deleted_paragraphs_are_not_counted(tmp_path: Path) -> None:
    gone = (
        f'<w:p {NAMES}><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        f'<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>{DELETED}</w:p>'
    )
    assert listed(tmp_path, item("uno"), gone, item("dos")) == ["1. uno", "2. dos"]


def test_notes_stand_behind_the_text_with_their_numbers(tmp_path: Path) -> None:
    notes = "".join(
        f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>' for key, text in ((4, "otra"), (3, "una"))
    )
    path = with_notes(tmp_path, f"<w:footnotes {NAMES}>{notes}</w:footnotes>")
    texts = [block.text for block in word(path).blocks if isinstance(block, TextLine)]
    assert texts == [FILLER, "población potencial", "1 una", "2 otra"]


def with_notes(tmp_path: Path, notes: str) -> Path:
    references = "".join(f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in (3, 4))
    path = saved(tmp_path / "t.docx", paragraph(run("población potencial") + references))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = part_of(path, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="rId77" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    with_part(path, "word/_rels/document.xml.rels", relations)
    return with_part(path, "word/footnotes.xml", notes.encode())


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_words_are_mended_as_in_a_text(tmp_path: Path) -> None:
    texts = ["población", "educación", "FormaciÃ³n", "Atenci¢n"]
    assert lines(tmp_path, *map(paragraph, texts)) == ["población", "educación", "Formación", "Atención"]


def test_a_lost_letter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="the letters of “Atenci\ufffdn” are lost"):
        lines(tmp_path, paragraph("Atenci\ufffdn"))


FOUNDING = ("asm-seguimiento-2007-2008-3x1.txt", "eed-2009-2010-3x1.txt")


@pytest.mark.parametrize("name", FOUNDING)
def test_a_founding_document_saved_by_word_reads_to_the_same_record(tmp_path: Path, name: str) -> None:
    source = Knowledge.default().seeds / "documents" / name
    path = tmp_path / f"{name}.docx"
    _typed(source.read_text(encoding="utf-8")).save(str(path))
    expected, found = read(load(source)), read(load(path))
    assert expected.account.facts > 10_000
    assert found.account.facts == expected.account.facts
    assert found.account.unread == expected.account.unread == 0
    assert values(found.record) == values(expected.record)


def _typed(text: str) -> WordDocument:
    """A text as it is typed into Word: its rows as tables, its lines as paragraphs."""
    document = Document()
    rows: list[Sequence[str]] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, value in zip(row.cells, cells, strict=False):
                    cell.text = value
            rows = []
        document.add_paragraph(line)
    return document


def values(thing: object) -> object:
    """What a record states, without the places where it stands."""
    if isinstance(thing, Fact):
        return values(thing.value)
    if isinstance(thing, BlankCell):
        return (thing.property, thing.kind, thing.column)
    if isinstance(thing, tuple):
        return [values(one) for one in thing]
    fields = getattr(thing, "__dataclass_fields__", None)
    return thing if fields is None else {name: values(getattr(thing, name)) for name in fields}
