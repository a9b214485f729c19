"""Quads are held against shapes: integrity blocks a release, the audit makes findings."""

from asm_graph.checks.audit import Finding, audit, findings_quads
from asm_graph.checks.integrity import IntegrityReport, check_integrity
from asm_graph.shacl.validation import Result

__all__ = ["Finding", "IntegrityReport", "Result", "audit", "check_integrity", "findings_quads"]
