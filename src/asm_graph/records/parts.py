"""What a document of several parts states: each part has its layout, its pages, and what it says of programs.

One record for every layout of parts, so that one mapper states all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from asm_graph.records.asm import Asm
    from asm_graph.records.evaluations import Evaluation, Statement
    from asm_graph.records.matrices import Indicator, Level
    from asm_graph.records.sources import Carried
    from asm_graph.records.tables import ProgramRef
    from asm_graph.records.texts import Fact


@dataclass(frozen=True, slots=True)
class Response:
    """An institution's answer to an evaluation (Anexo F), or to the statement or ASM that it quotes.

    `kind` is a notation of the code list `response-kind`; `responds_to` is the text that the answer quotes.
    """

    text: Fact[str]
    number: Fact[int] | None = None
    kind: Fact[str] | None = None
    responds_to: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class ProgramStatements:
    """What one part says of one program; what it leaves out, other parts of the document may say.

    `program` is the name as printed (`107 Educación Superior Tecnológica en el estado de Campeche`), `year`
    the fiscal year that the part is about, `cycle` that of its ASM: the year of the annual evaluation program
    (of `PAE 2022, ejercicio fiscal 2021` the cycle is `"2022"` and the year 2021). `evaluation` is the one
    that its statements, ASM and responses belong to. `branch_of_government` (`Poder Ejecutivo`) and
    `level_of_government` (`Estatal`) are as printed; `unit_heads` are the names of those who head its units,
    `reasons_for_none` what an annex says in place of ASM.
    """

    program: Fact[str] | None = None
    agency: Fact[str] | None = None
    responsible_unit: Fact[str] | None = None
    year: Fact[int] | None = None
    cycle: Fact[str] | None = None
    evaluation: Evaluation | None = None
    statements: tuple[Statement, ...] = ()
    responses: tuple[Response, ...] = ()
    asms: tuple[Asm, ...] = ()
    levels: tuple[Level, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    acronym: Fact[str] | None = None
    branch_of_government: Fact[str] | None = None
    level_of_government: Fact[str] | None = None
    other_units: tuple[Fact[str], ...] = ()
    unit_heads: tuple[Fact[str], ...] = ()
    reasons_for_none: tuple[Fact[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document; pages count from 1, None where the document has none.

    A part without `programs` holds no facts. `held` says why its facts are held back for review; such a part
    has none. `carries` are the properties that it has columns for.
    """

    layout: str
    first_page: int | None
    last_page: int | None
    title: Fact[str] | None = None
    programs: tuple[ProgramStatements, ...] = ()
    held: str | None = None
    carries: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class DividedDocument:
    """A document as its parts; `title` is what the document is called.

    `as_of` is the date up to which it reports, only if it states one. `program` is the one that it names
    outside of its parts, where these name none.
    """

    title: str
    parts: tuple[Part, ...]
    as_of: Fact[dt.date] | None = None
    program: Fact[str] | None = None

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: its programs are named without a key."""
        return ()
