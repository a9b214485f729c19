"""A thing in schema.org terms for search engines, as JSON-LD embedded in its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM, DCT, SKOS
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.rendering.pages import in_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from asm_graph.web.entities.subject import PageSubject

_TYPES = {
    "Program": "GovernmentService",
    "Evaluation": "Report",
    "SourceDocument": "DigitalDocument",
    "Plan": "CreativeWork",
    "Objective": "DefinedTerm",
    "Indicator": "StatisticalVariable",
    "IndicatorValue": "Observation",
    "PopulationValue": "Observation",
    "CoverageValue": "Observation",
    "PerformanceIndex": "Observation",
    "Agency": "GovernmentOrganization",
    "Unit": "GovernmentOrganization",
    "Asm": "Recommendation",
    "Action": "Action",
    "Statement": "Claim",
    "Finding": "Claim",
}
"""What schema.org calls each class of ours; everything else is a `Thing`."""

_LINKED = {
    "provider": ASM("agency"),
    "inDefinedTermSet": SKOS("inScheme"),
    "observationAbout": ASM("program"),
    "variableMeasured": ASM("indicator"),
    "itemReviewed": ASM("evaluation"),
    "author": ASM("evaluator"),
    "publisher": DCT("publisher"),
}
_SAID = {
    "identifier": ASM("programKey"),
    "alternateName": SKOS("altLabel"),
    "termCode": SKOS("notation"),
    "observationDate": ASM("year"),
    "value": ASM("value"),
    "unitText": ASM("unitOfMeasure"),
    "temporalCoverage": ASM("period"),
}
"""The properties of ours that schema.org has a word for."""

_HAS: Mapping[str, tuple[str, ...]] = {
    "GovernmentService": ("provider", "identifier", "alternateName"),
    "Report": ("author", "temporalCoverage"),
    "DigitalDocument": ("publisher",),
    "DefinedTerm": ("inDefinedTermSet", "termCode"),
    "Observation": ("observationAbout", "variableMeasured", "observationDate", "value", "unitText"),
    "GovernmentOrganization": ("alternateName",),
}
"""Which of them each type has."""


def schema_org(subject: PageSubject) -> str:
    """Serialize the thing as a JSON-LD object that cannot end the script element around it."""
    kind = _kind(subject)
    name, link = subject.link.name, link_to(subject.thing.value, subject.names.base)
    said: dict[str, JsonValue] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": subject.thing.value,
        "name": {"@value": name.text, "@language": name.language} if name.language else name.text,
        "url": link and f"{subject.reading.site.settings.root_path}{link}",
    }
    for term in _HAS.get(kind, ()):
        value = _linked(subject, term) if term in _LINKED else _literal(subject, term)
        if value:
            said[term] = value
    return in_script(said)


def _kind(subject: PageSubject) -> str:
    locals_ = (each.value.removeprefix(ASM.iri) for each in subject.description.classes)
    return next((_TYPES[local] for local in locals_ if local in _TYPES), "Thing")


def _linked(subject: PageSubject, term: str) -> JsonValue:
    links = subject.links(_LINKED[term])
    return {"@id": links[0].iri, "name": links[0].name.text} if links else None


def _literal(subject: PageSubject, term: str) -> JsonValue:
    literal = subject.literal(_SAID[term])
    return None if literal is None else literal.value
