"""Immutable releases of the graph: store, dumps, catalog, reports, manifest, difference."""

from asm_graph.releases.atomic_folder import ensure_usable, only_writer
from asm_graph.releases.catalog import catalog_quads
from asm_graph.releases.content import Input, Progress, ReleaseContent, fingerprint, knowledge_hash, silent
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.difference import Difference
from asm_graph.releases.drafts import draft_of, publish_draft
from asm_graph.releases.folder import DRAFTS, Releases
from asm_graph.releases.manifest import FileFacts, Manifest
from asm_graph.releases.release import Release, Results, Row, open_release
from asm_graph.releases.writer import UnfinishedRelease, new_release, write_release

__all__ = [
    "DRAFTS",
    "DatasetDescription",
    "Difference",
    "FileFacts",
    "Input",
    "Manifest",
    "Progress",
    "Release",
    "ReleaseContent",
    "Releases",
    "Results",
    "Row",
    "UnfinishedRelease",
    "catalog_quads",
    "draft_of",
    "ensure_usable",
    "fingerprint",
    "knowledge_hash",
    "new_release",
    "only_writer",
    "open_release",
    "publish_draft",
    "silent",
    "write_release",
]
