"""Workbooks to fill in: sheets as data, written as XLSX with drop-down lists and instructions."""

from asm_graph.templates.definition import Field, Form, Kind, Template
from asm_graph.templates.dropdown_lists import Choices
from asm_graph.templates.forms import TEMPLATES

__all__ = ["TEMPLATES", "Choices", "Field", "Form", "Kind", "Template"]
