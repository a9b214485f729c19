"""The paths of source documents: of their graphs, their parts, and what is said of their cells and words."""

from __future__ import annotations

from typing import Literal

SelectorKind = Literal["quote", "position", "fragment"]


def source_graph(document: str) -> str:
    """Name the graph of what a document says."""
    return f"source/{document}"


def evidence_graph(document: str) -> str:
    """Name the graph of the excerpts of a document."""
    return f"evidence/{document}"


def document(slug: str) -> str:
    """Build the path of a source document."""
    return f"document/{slug}"


def document_part(document: str, key: str) -> str:
    """Build the path of a part of a document, from the slug of its document."""
    return f"document/{document}/part/{key}"


def excerpt(document: str, digest: str) -> str:
    """Build the path of an excerpt, from the slug of its document."""
    return f"document/{document}/excerpt/{digest}"


def blank(document: str, digest: str) -> str:
    """Build the path of a cell of a document that states no value."""
    return f"document/{document}/blank/{digest}"


def carried(document: str, key: str) -> str:
    """Build the path of what a document carries of a property: of one class, or of one kind of value."""
    return f"document/{document}/carries/{key}"


def coverage(document: str, key: str) -> str:
    """Build the path of what a document covers of a class."""
    return f"document/{document}/coverage/{key}"


def quoted_columns(document: str, digest: str) -> str:
    """Build the path of the columns that rows of a table are quoted by."""
    return f"document/{document}/columns/{digest}"


def selector(excerpt: str, kind: SelectorKind) -> str:
    """Build the path of a selector of an excerpt, from the path of the latter."""
    return f"{excerpt}/{kind}"
