"""Validation of the graph: integrity shapes block a release, audit shapes make findings."""

from asm_graph.checks.audit import audit
from asm_graph.checks.findings import Finding, findings_quads
from asm_graph.checks.integrity import IntegrityReport, check_integrity
from asm_graph.shacl.validation import Result

__all__ = ["Finding", "IntegrityReport", "Result", "audit", "check_integrity", "findings_quads"]
