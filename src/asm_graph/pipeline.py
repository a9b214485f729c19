"""The way of the data from files to a release: documents, registers, mapping, checks, release."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.checks.audit import audit, findings_quads
from asm_graph.checks.integrity import check_integrity
from asm_graph.checks.report import write_audit
from asm_graph.errors import InputError, ReleaseError
from asm_graph.extraction import Extraction, Extractor, distinct
from asm_graph.graph.links import link_quads
from asm_graph.graph.ontology import ontology_quads
from asm_graph.graph.reference import reference_quads
from asm_graph.graph.vocabulary import PROV, Base
from asm_graph.inspection import by_graph
from asm_graph.knowledge import Knowledge
from asm_graph.releases import (
    Description,
    Input,
    Progress,
    Release,
    ReleaseContent,
    Releases,
    catalog_quads,
    fingerprint,
    knowledge_hash,
    silent,
    write_release,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from asm_graph.checks.audit import Finding
    from asm_graph.checks.integrity import IntegrityReport
    from asm_graph.documents import TextDocument


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole graph of a build, with what the checks said of it."""

    quads: tuple[Quad, ...]
    integrity: IntegrityReport
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]


def founding_documents(knowledge: Knowledge | None = None) -> tuple[Path, ...]:
    """The documents under `seeds/documents/`, in the order of their names."""
    folder = (knowledge or Knowledge.default()).seeds / "documents"
    return tuple(
        sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    )


def build(
    sources: Iterable[Path | str],
    out: Path | str = "releases",
    *,
    knowledge: Knowledge | None = None,
    base: Base | None = None,
    progress: Progress = silent,
) -> Release:
    """Make a release out of documents and the knowledge, and make it the current one of the folder `out`.

    A folder whose current release has the same inputs is left as it is.

    Raises:
        InputError: documents cannot be read; all of them are named, and nothing is written.
        IntegrityError: the graph breaks a shape that blocks a release; it is kept aside with its report.
        ReleaseError: the folder is in use or cannot be written.
    """
    knowledge, base, out = knowledge or Knowledge.default(), base or Base(), Path(out)
    documents = tuple(distinct(map(Path, sources)))
    current = _up_to_date(out, documents, knowledge, base)
    if current is not None:
        progress(f"Nothing has changed since {current.name}")
        return current
    extractor = Extractor(knowledge, base)
    extractions = _extract(extractor, documents, progress)
    checked = _check(extractor, extractions, knowledge, base, progress)
    return write_release(out, _content(checked, extractions, knowledge, base), progress)


def _up_to_date(
    out: Path, documents: Sequence[tuple[str, TextDocument]], knowledge: Knowledge, base: Base
) -> Release | None:
    """The current release, if it was made of the same inputs by the same software."""
    try:
        current = Releases(out).current()
    except ReleaseError:
        return None
    hashes = ((document.path.name, document.sha256) for _, document in documents)
    same = fingerprint(software(), base, knowledge_hash(knowledge), hashes)
    return current if current and current.manifest.fingerprint == same else None


def software() -> str:
    """The version of the software, with a hash of its code, so that no release is taken for another's."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version('asm-graph')}+code.{digest.hexdigest()[:12]}"


def _extract(
    extractor: Extractor, documents: Sequence[tuple[str, TextDocument]], progress: Progress
) -> tuple[Extraction, ...]:
    """Read every document; the ones that cannot be read are all named in one error."""
    extractions: list[Extraction] = []
    problems: list[InputError] = []
    for slug, document in documents:
        progress(f"Reading {document.path.name}")
        try:
            extractions.append(extractor.extract(document, slug))
        except InputError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise InputError("\n".join(map(str, problems)))
    return tuple(extractions)


def _check(
    extractor: Extractor,
    extractions: Sequence[Extraction],
    knowledge: Knowledge,
    base: Base,
    progress: Progress,
) -> Checked:
    progress("Linking")
    quads = [quad for extraction in extractions for quad in extraction.quads]
    described = {
        quad.subject
        for quad in quads
        if quad.predicate == PROV("wasDerivedFrom") and isinstance(quad.subject, NamedNode)
    }
    links = link_quads(knowledge.seeds / "links.csv", described, base)
    quads += ontology_quads(knowledge.ontology, base)
    quads += reference_quads(extractor.registers, base)
    quads += links.quads
    slugs = (extraction.slug for extraction in extractions)
    quads += catalog_quads(Description.load(knowledge), base, slugs)
    progress("Checking integrity")
    integrity = check_integrity(by_graph(quads), base, shapes=knowledge.shapes / "integrity")
    progress("Auditing")
    findings = audit(quads, base, shapes=knowledge.shapes / "audit")
    quads += findings_quads(findings, base)
    return Checked(tuple(quads), integrity, findings, links.notices)


def _content(
    checked: Checked, extractions: Sequence[Extraction], knowledge: Knowledge, base: Base
) -> ReleaseContent:
    documents = [extraction.report() for extraction in extractions]
    extraction_report = {"documents": documents, "notices": list(checked.notices)}
    return ReleaseContent(
        quads=checked.quads,
        inputs=tuple(map(_input, extractions)),
        version=software(),
        base=base,
        knowledge=knowledge,
        conforms=checked.integrity.conforms,
        checks={
            "integrity": sum(map(len, checked.integrity.results.values())),
            "findings": len(checked.findings),
            "notUnderstood": sum(extraction.account.unread for extraction in extractions),
        },
        reports={
            "extraction.json": json.dumps(extraction_report, ensure_ascii=False, indent=2).encode(),
            "validation.json": checked.integrity.to_json().encode(),
            "audit.json": write_audit(checked.findings, "json"),
        },
    )


def _input(extraction: Extraction) -> Input:
    document = extraction.document
    return Input(
        name=document.path.name,
        sha256=document.sha256,
        size=document.size,
        slug=extraction.slug,
        layout=extraction.reading.layout,
        kind="document",
    )
