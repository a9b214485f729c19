"""What a release says of the programs of an address, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.answers.page_queries import ReleaseReader, page_query, read_release
from asm_graph.web.compare.asked import ComparisonRequest
from asm_graph.web.compare.matrices import LatestMatrices, matrix_sections
from asm_graph.web.compare.sections import Found, money_by_kind, sections_of
from asm_graph.web.drawing.caption import Caption, cut_note, source_line, span_of
from asm_graph.web.drawing.download import Drawing
from asm_graph.web.entities.amount_bars import bars_of
from asm_graph.web.entities.description import names_of
from asm_graph.web.entities.subject import answers_of
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.naming import Name, Names, cut
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases import Release
    from asm_graph.web.compare.side_by_side import Section
    from asm_graph.web.entities.amount_bars import AmountChart, YearAmount
    from asm_graph.web.rendering.naming import Link

_UNNAMED = frozenset({"matrix", "observation", "spending", "index", "evaluation"})
"""Columns of things that are shown by what they say."""
_SHORT = 60
_TERMS = (
    *("Axis", "NationalObjective", "SectoralObjective"),
    *("Fin", "Proposito", "Componente", "Actividad", "Spending"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The programs with their keys, the sections about them, and drawings of their money by kind.

    `unknown` are the keys that no program of the release has.
    """

    asked: ComparisonRequest
    release: Release
    programs: tuple[tuple[str, Link], ...]
    sections: tuple[Section, ...]
    unknown: tuple[str, ...]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)


async def compare(request: Request) -> Comparison:
    """Read what the release of an address says of its programs.

    Raises:
        QueryError: the engine does not answer.
    """
    asked, language = ComparisonRequest.of(request), language_of(request)

    async def read(reading: ReleaseReader) -> Comparison:
        return await _read(reading, asked, language)

    return await read_release(request, site_of(request), read)


async def _read(reading: ReleaseReader, asked: ComparisonRequest, language: Language) -> Comparison:
    nodes = asked.nodes(reading.base)
    if not nodes:
        return Comparison(asked, reading.release, (), (), asked.programs)
    terms = await names_of(reading, [ASM(term) for term in _TERMS])
    names = Names({}, terms, language, reading.base)
    answers = await answers_of(reading, names, _questions(list(nodes.values())), _UNNAMED)
    known = {row.node("program"): row.link("program") for row in answers["programs"]}
    keys = tuple(key for key in asked.programs if nodes.get(key) in known)
    unknown = tuple(key for key in asked.programs if key not in keys)
    found = Found(tuple(nodes[key] for key in keys), answers, names, words_in(language))
    programs = tuple((key, known[nodes[key]]) for key in keys)
    if not programs:
        return Comparison(asked, reading.release, (), (), unknown)
    sections = sections_of(found, await _matrices(reading, found))
    asked = ComparisonRequest(keys, asked.more, asked.left_out)
    drawings = _drawings(found, asked, {nodes[key]: (key, link) for key, link in programs})
    return Comparison(asked, reading.release, programs, sections, unknown, drawings)


def _questions(programs: list[NamedNode]) -> dict[str, str]:
    return {
        "programs": page_query("compare/programs", program=programs),
        "alignments": page_query("compare/alignments", program=programs),
        "matrices": page_query("compare/matrices", program=programs),
        "asms": page_query("compare/asms", program=programs),
        "spending": page_query("compare/spending", program=programs),
        "indices": page_query("compare/indices", program=programs),
        "evaluations": page_query("compare/evaluations", program=programs),
        "findings": page_query("compare/findings", program=programs),
    }


async def _matrices(reading: ReleaseReader, found: Found) -> tuple[Section, ...]:
    latest = LatestMatrices.of(found.answers["matrices"])
    if not latest.programs:
        return matrix_sections(found, latest, {"levels": (), "indicators": ()})
    matrices = list(latest.programs)
    questions = {
        "levels": page_query("compare/levels", matrix=matrices),
        "indicators": page_query("compare/indicators", matrix=matrices),
    }
    answers = await answers_of(reading, found.names, questions, _UNNAMED)
    return matrix_sections(found, latest, answers)


def _drawings(
    found: Found, asked: ComparisonRequest, programs: dict[NamedNode, tuple[str, Link]]
) -> dict[str, Drawing]:
    """Draw each kind of money that has a course, those of most programs and years first."""
    by_kind = money_by_kind(found)
    order = sorted(
        by_kind, key=lambda each: (-len({program for program, _ in by_kind[each]}), -len(by_kind[each]))
    )
    drawn = {}
    for kind in order:
        amounts = [_of_program(amount, *programs[program]) for program, amount in by_kind[kind]]
        node = by_kind[kind][0][1].row.node_or_none("kind")
        if (bars := bars_of(amounts)) and len({amount.year for amount in amounts}) > 1:
            notation = last_step(node.value) if node else ""
            caption = _caption(found, kind, amounts, bars)
            address, stands = f"{asked.address()}&kind={notation}", asked.address()
            drawn[notation] = Drawing(
                "amount_bars.svg", caption, {"chart": bars}, bars.width, bars.height, address, stands
            )
    return drawn


def _caption(found: Found, kind: Name, amounts: Sequence[YearAmount], bars: AmountChart) -> Caption:
    language, words = found.names.language, found.words
    return Caption(
        f"{words['compare_money']}: {kind.text.lower()}",
        words["millions"],
        span_of(amount.year for amount in amounts),
        source_line((amount.document.name.text for amount in amounts if amount.document), language),
        cut_note(bars.beyond, bars.end, language),
    )


def _of_program(amount: YearAmount, key: str, program: Link) -> YearAmount:
    """Say of whom an amount is instead of its kind, which all bars of the drawing share."""
    name = Name(f"{key} {cut(program.name.text, _SHORT)}", program.name.language)
    return replace(amount, kind=name)
