"""Annexes on ASM: working and institutional documents, their progress and results, and ASM proposed.

Of the mechanism of states (Anexo B to E) and of evaluations (*Avance de las acciones para atender los aspectos
susceptibles de mejora*, *Principales aspectos susceptibles de mejora*). A part begins with a title, or with a
table whose header tells, and ends where its tables, lists and notes do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.asm_annexes.fields import is_label
from asm_graph.readers.parts.asm_annexes.forms import is_form, number_in
from asm_graph.readers.parts.asm_annexes.header import find_header
from asm_graph.readers.parts.asm_annexes.reading import AnnexReader, is_furniture, is_signed
from asm_graph.readers.parts.asm_annexes.lists import begins_list, read_list
from asm_graph.readers.parts.asm_annexes.titles import names_another_annex, title_at
from asm_graph.readers.parts.part_layout import BlockRange
