"""Workbooks to fill in: sheets as data, written as XLSX with drop-down lists and instructions."""

from asm_graph.templates.definition import CellKind, Field, Form, Template
from asm_graph.templates.dropdown_lists import Choices
from asm_graph.templates.forms import TEMPLATES

__all__ = ["TEMPLATES", "CellKind", "Choices", "Field", "Form", "Template"]
