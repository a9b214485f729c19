"""CONAC's form to disseminate the results of evaluations, items 1.1 to 7.2."""

from asm_graph.readers.parts.conac_form.layout import ConacForm

__all__ = ["ConacForm"]
