"""The pages of indicators and figures: what is measured, target against value, what is missing and why."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import ASM
from asm_graph.results.spoken import amount_shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.charts import draw_series
from asm_graph.web.entities.series import series_of
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.rendering.naming import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.web.entities.sentences import Sentence, Told
    from asm_graph.web.entities.series import Series, SeriesFigure
    from asm_graph.web.entities.subject import AnswerRow, PageSubject


_KINDS = (ASM("valueKind"), ASM("populationKind"), ASM("territoryKind"), ASM("component"))
_SCALE = Literal("1")
_OF = (ASM("indicator"), ASM("observedIn"), ASM("program"))


async def figure_page(subject: PageSubject) -> KindPage:
    """Make the page of a figure; a missing one says how it is missing, since that is not zero."""
    kinds = [link for prop in _KINDS for link in subject.links(prop)]
    title = ""
    if kinds:
        year, raw = subject.text(ASM("year")), subject.text(ASM("rawValue"))
        title = subject.title("figure-title", kind=kinds[0], year=year, raw=raw)
    return KindPage("thing.html", tuple(_told(subject)), title=title)


async def spending_page(subject: PageSubject) -> KindPage:
    """Make the page of an amount of money, in millions whatever its scale."""
    amount, scale = subject.literal(ASM("amount")), subject.literal(ASM("scale")) or _SCALE
    kinds, programs = subject.links(ASM("spendingKind")), subject.links(ASM("program"))
    currency = subject.text(ASM("currency"))
    if amount is None or not (kinds and programs and currency):
        return KindPage("thing.html")
    shown = amount_shown(Decimal(amount.value), Decimal(scale.value), currency, subject.names.language)
    year = subject.text(ASM("year"))
    told = subject.say("spending-is", kind=kinds[0], programs=programs, year=year, amount=shown)
    return KindPage("thing.html", (told,))


def _told(subject: PageSubject) -> Iterator[Sentence]:
    of = next((links for prop in _OF if (links := subject.links(prop))), [])
    if of:
        yield subject.say("figure-of", things=of)
    missing = subject.links(ASM("missing"))
    if missing:
        yield subject.say("figure-missing", raw=subject.text(ASM("rawValue")), reason=missing[0].name)


_FALLING = "/direction/descending"


async def indicator_page(subject: PageSubject) -> KindPage:
    """Make the page of an indicator.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(place=page_query("entities/indicator-place", indicator=subject.thing))
    found = await series_of(subject.reading, [subject.thing], subject.names)
    series = found.get(subject.thing)
    year = rows["place"][0].text("year") if rows["place"] else ""
    told = [
        *_identity(subject, rows["place"]),
        *(_achieved(subject, series, year) if series and year else ()),
        *(_missing(subject, series) if series else ()),
    ]
    if year and not (series and series.figures("target", year)):
        told.append(subject.say("target-unsaid", year=year))
    if year and series and not series.figures("actual", year):
        told.append(subject.say("actual-unsaid", year=year))
    return KindPage("indicator.html", tuple(told), {"series": series}, drawing=draw_series(subject, series))


def _identity(subject: PageSubject, place: Sequence[AnswerRow]) -> Iterator[Sentence]:
    for row in place[:1]:
        facts: dict[str, Told] = {"program": row.link("program"), "year": row.text("year")}
        narrative = row.cell("narrative")
        if row.node_or_none("level"):
            level = row.link("class").name if row.node_or_none("class") else Name("")
            told = narrative if isinstance(narrative, Name) else row.link("level")
            yield subject.say("indicator-measures", level=level, narrative=told, **facts)
        else:
            yield subject.say("indicator-of", **facts)


def _achieved(subject: PageSubject, series: Series, year: str) -> Iterator[Sentence]:
    """Target and actual value of the matrix's year, and how much of the one the other is."""
    target, actual = _number(series.figures("target", year)), _number(series.figures("actual", year))
    if target is not None and actual is not None:
        falls = any(link.iri.endswith(_FALLING) for link in subject.links(ASM("direction")))
        over, under = (target, actual) if falls else (actual, target)
        if under.number:
            share = (100 * (over.number or Decimal(0)) / under.number).quantize(Decimal("0.1"))
            yield subject.say(
                "target-achieved", year=year, target=target.text, actual=actual.text, share=share
            )
            return
    if target is not None:
        yield subject.say("target", year=year, target=target.text)
    if actual is not None:
        yield subject.say("actual", year=year, actual=actual.text)


def _number(figures: Sequence[SeriesFigure]) -> SeriesFigure | None:
    return next((figure for figure in figures if figure.number is not None), None)


def _missing(subject: PageSubject, series: Series) -> Iterator[Sentence]:
    """Say which figures the source lacks, by kind of missing value."""
    for year, row in series.rows.items():
        for kind, figures in zip(series.kinds, row, strict=True):
            for figure in figures:
                if figure.is_missing:
                    yield subject.say("value-missing", kind=kind.name, year=year, reason=figure.text)
