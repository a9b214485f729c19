"""What an auditor comes for: a finding to hand over, checked at its source, cited, printed."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pypdfium2
from playwright.sync_api import expect
from tests.browser.tasks.taking_home import cells, downloaded, workbook_rows

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.visitor import Visitor

RECEIVED = "eb3ae7dd462b9f6e3762f923e392c4e292985afb749e58281a94627794d9311e"


def finding_of_two_figures(person: Visitor) -> Page:
    """The page of the finding that a program served 567 municipalities and covered 574."""
    page = person.open("/explore/findings")
    page.get_by_label("Texto", exact=True).fill("574")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=574$"))
    page.locator("tbody a", has_text="574 (cobertura 2009").click()
    expect(page.locator("h1")).to_contain_text("574 (cobertura 2009")
    return page


def test_a_finding_to_hand_over(person: Visitor) -> None:
    """U1: on one page the lines with both figures, the rule with its limits, the file, and the citation."""
    page = finding_of_two_figures(person)
    figures = page.locator("main figure")
    expect(figures.nth(0)).to_contain_text(re.compile(r"Población Atendida\s+Municipios\s+567"))
    expect(figures.nth(1)).to_contain_text(re.compile(r"Municipios atendidos\s+574"))
    expect(figures.locator("mark")).to_have_text(["567", "574"])
    rule = page.locator("section.of-rule")
    expect(rule).to_contain_text("Límites: Solo donde la unidad de medida nombra una parte del territorio.")
    expect(rule.locator("tbody tr").first).to_contain_text(re.compile(r"Todos los documentos\s*3\s*1"))
    expect(page.locator("section.source")).to_contain_text(RECEIVED)
    citation = page.locator("p.cited")
    expect(citation).to_contain_text("Consejo Nacional de Evaluación")
    expect(citation).to_contain_text(f"SHA-256 {RECEIVED}")


def test_targets_exceeded_in_a_branch(person: Visitor) -> None:
    """U2: none can be found, for the source has no results; what the branch has goes into a workbook."""
    page = person.open("/explore/findings")
    page.locator("#branch-12").check()
    expect(page.locator(".chips")).to_contain_text("Salud")
    expect(page.locator("#facet-rule")).not_to_contain_text("Meta superada")
    rows = workbook_rows(downloaded(page, page.get_by_role("link", name="XLSX", exact=True)))
    shown = int(re.findall(r"\d+", page.locator(".table-status").inner_text())[0])
    assert len(rows) - 1 == shown > 2
    assert any("Meta peor que el último valor" in map(str, row) for row in rows)
    page.goto(f"{person.site}/explore/indicators?branch=12")
    expect(page.locator(".lacking")).to_contain_text("las fuentes no traen: Resultado del año")


def test_what_a_finding_says_is_checked_at_its_source(person: Visitor) -> None:
    """U3: the sentence in the whole text, the published text with the hash that the page gives and why."""
    page = finding_of_two_figures(person)
    published = page.locator("section.source dd", has=page.locator("a[href*='/texts/']"))
    expect(published).to_contain_text("se tacharon los datos de contacto de personas")
    text = page.request.get(person.site + str(published.locator("a").get_attribute("href"))).body()
    digest = hashlib.sha256(text).hexdigest()
    assert digest == published.locator("code").inner_text() != RECEIVED
    start, end = map(
        int, re.findall(r"caracteres (\d+)–(\d+)", page.locator("figcaption").first.inner_text())[0]
    )
    assert text.decode()[start:end] == "567"
    page.get_by_role("link", name="en el texto").first.click()
    expect(page.locator(f"mark#c{start}")).to_contain_text("567")


def test_a_cell_is_shown_with_the_names_of_its_columns(person: Visitor) -> None:
    """New: a finding on a table names row and columns, and says which cell has no value."""
    page = person.open("/audit?rule=IndicatorWithoutTarget")
    page.locator("ol.findings h3 a").first.click()
    expect(page.locator("h1")).to_contain_text("META_ANUAL_PROGRAMADA")
    expect(page.locator("main figure").first).to_contain_text("NOMBRE_INDICADOR")
    expect(page.locator("main figure").first).to_contain_text("Dosis aplicadas")
    expect(page.locator("figcaption").first).to_contain_text("renglón 4")


def test_a_commitment_at_100_percent_that_another_document_disputes(person: Visitor) -> None:
    """New: by a filter to what is reported and what contradicts it, side by side."""
    page = person.open("/explore/asm")
    page.locator("#facet-verified summary").click()
    page.locator("#verified-disputes").check()
    expect(page.locator(".chips")).to_contain_text("Contradice")
    page.locator("tbody a[href*='/doc/asm/']", has_text="Definir claramente").click()
    sides = page.locator(".sides > div")
    expect(sides.nth(0)).to_contain_text("100 %")
    expect(sides.nth(1).locator("li.disputes").first).to_be_visible()


def test_a_finding_on_paper(person: Visitor) -> None:
    """New: what comes out of the printer has the proof, the citation, the address and the day."""
    page = finding_of_two_figures(person)
    paper = pypdfium2.PdfDocument(page.pdf(format="Letter"))
    printed = " ".join(each.get_textpage().get_text_range() for each in paper)
    assert len(paper) <= 4
    for words in ("Municipios atendidos", "Límites:", "Cómo citar", "Versión de los datos:", page.url):
        assert words in printed
    assert RECEIVED[:30] in printed.replace("\r\n", "")


def test_a_citation_goes_into_a_reference_manager(person: Visitor) -> None:
    """New: BibTeX, saved from the page."""
    page = finding_of_two_figures(person)
    saved = downloaded(page, page.get_by_role("link", name="BibTeX", exact=True)).decode()
    assert saved.startswith("@misc{asm-graph-finding-")
    assert page.url.rsplit("/", 1)[1] in saved
    assert RECEIVED in saved


def test_what_a_rule_could_not_judge_is_asked_by_document(person: Visitor) -> None:
    """New: a ready question names every rule in words, also those that found nothing."""
    page = person.open("/queries")
    page.get_by_role("link", name="Alcance de las reglas de la revisión automática").click()
    page.locator("#document").fill("id:document/mir-2022")
    page.keyboard.press("Enter")
    expect(page.locator(".table-status")).to_be_visible()
    named = cells(page, "Regla")
    assert "Indicador sin meta" in named
    assert not [name for name in named if "://" in name]
