"""The path of every entity below `id/` and of every graph below `graph/`, each built by one function.

Those of source documents are in `document_iris`, those of what is computed in `audit_iris`.
`Base.id` and `Base.graph` turn a path into an IRI. The templates are the vocabulary contract; what a function
gets are slugs, keys and years as they stand in the path. A program is given by its own part of a path,
`20-S061` or `mx-zac/fondo-plata`, which most other paths contain. With an empty key a function returns what
the paths of all entities of its kind begin with. `iri_parts.parse` is the reverse.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

CatalogEntry = Literal["contact", "dataset", "dataset-series", "publisher", "service"]
Number = int | str
"""A number as a path has it; a string where a source counts with letters (`09e010pee13-08`)."""

AUDIT = "audit"
CATALOG = "catalog"
DERIVED = "derived"
ONTOLOGY = "ontology"
REFERENCE = "reference"
"""The graphs that belong to no single document."""

NATION = "mx"
"""The jurisdiction of a program where no state is known."""

NUMBERED_LEVELS = ("componente", "actividad")
"""The kinds of level of which a results matrix has several, so that their paths name the key of each."""


@lru_cache(maxsize=4096)
def federal_program(branch: Number, modality: str, number: Number) -> str:
    """Name a program of the federal budget by branch (Ramo), modality and number.

    >>> federal_program(20, "S", 61)
    '20-S061'
    """
    return f"{branch}-{modality}{number:0>3}"


def state_program(jurisdiction: str, slug: str) -> str:
    """Name a program without a federal key by the state that runs it (or `NATION`).

    >>> state_program("mx-zac", "fondo-plata")
    'mx-zac/fondo-plata'
    """
    return f"{jurisdiction}/{slug}"


def program(program: str) -> str:
    """Build the path of a program."""
    return f"program/{program}"


def program_name(program: str, digest: str) -> str:
    """Build the path of a name that a document prints for a program."""
    return f"program/{program}/name/{digest}"


def branch(number: Number) -> str:
    """Build the path of a branch of the federal budget."""
    return f"branch/{number}"


def agency(slug: str) -> str:
    """Build the path of an agency or another organization."""
    return f"agency/{slug}"


def unit(owner: str, slug: str) -> str:
    """Build the path of a unit; its owner is an agency, or a branch where tables name no agency.

    >>> unit("sedesol", "unidad-de-microrregiones"), unit(branch_owner(20), "213")
    ('unit/sedesol/unidad-de-microrregiones', 'unit/ramo-20/213')
    """
    return f"unit/{owner}/{slug}"


def branch_owner(number: Number) -> str:
    """Name the owner of units that only a branch of the budget is known of."""
    return f"ramo-{number}"


def plan(slug: str) -> str:
    """Build the path of a development plan."""
    return f"plan/{slug}"


def objective(plan: str, kind: str, notation: str) -> str:
    """Build the path of an axis, a national objective or an objective, from the slug of its plan.

    >>> objective("pnd-2007-2012", "axis", "5"), objective("psds-2007-2012", "objective", "3")
    ('plan/pnd-2007-2012/axis/5', 'plan/psds-2007-2012/objective/3')
    """
    return f"plan/{plan}/{kind}/{notation}"


def strategy(objective: str, number: Number) -> str:
    """Build the path of a strategy, below that of its objective.

    >>> strategy(objective("pnd-2013-2018", "objective", "4.10"), 1)
    'plan/pnd-2013-2018/objective/4.10/strategy/1'
    """
    return f"{objective}/strategy/{number}"


def mir(program: str, year: Number, unit: str = "", key: str = "") -> str:
    """Build the path of a results matrix.

    `unit` is the code of the unit where a program has a matrix for each, `key` the publisher's number where
    one unit has several.

    >>> mir("20-S061", 2009), mir("11-U080", 2022, "400"), mir("11-U080", 2022, "400", "71")
    ('mir/20-S061/2009', 'mir/11-U080/2022/400', 'mir/11-U080/2022/400-71')
    """
    path = f"mir/{program}/{year}"
    if unit:
        path += f"/{unit}"
    return f"{path}-{key}" if key else path


def level(matrix: str, kind: str, key: Number = "") -> str:
    """Build the path of a level of a matrix.

    A Fin or a Propósito has a key only where it is not the first of the matrix.

    >>> matrix = mir("20-S061", 2009)
    >>> level(matrix, "fin"), level(matrix, "fin", "f2"), level(matrix, "componente", 1)
    ('mir/20-S061/2009/fin', 'mir/20-S061/2009/fin-f2', 'mir/20-S061/2009/componente/1')
    """
    if kind in NUMBERED_LEVELS:
        return f"{matrix}/{kind}/{key}"
    return f"{matrix}/{kind}-{key}" if key else f"{matrix}/{kind}"


def indicator(matrix: str, key: Number) -> str:
    """Build the path of an indicator of a matrix."""
    return f"{matrix}/indicator/{key}"


def indicator_value(indicator: str, year: Number, kind: str) -> str:
    """Build the path of a value of an indicator: a target, an actual value or a baseline of a year."""
    return f"{indicator}/{year}/{kind}"


def asm(program: str, cycle: str, classification: str, number: Number) -> str:
    """Build the path of an *Aspecto Susceptible de Mejora*.

    >>> asm("20-S061", "2007-2008", "institutional", 1)
    'asm/20-S061/2007-2008/institutional/1'
    """
    return f"asm/{program}/{cycle}/{classification}/{number}"


def action(asm: str, number: Number) -> str:
    """Build the path of an action of an ASM.

    >>> action(asm("20-S061", "2007-2008", "institutional", 1), 2)
    'asm/20-S061/2007-2008/institutional/1/action/2'
    """
    return f"{asm}/action/{number}"


def progress_report(asm: str, moment: str) -> str:
    """Build the path of what a source reports of an ASM at one time, from the path of the latter."""
    return f"{asm}/progress/{moment}"


def evaluation(program: str, type_: str, period: Number, identifier: str = "") -> str:
    """Build the path of an evaluation of a program; `identifier` is the key that its source gives it.

    >>> evaluation("20-S061", "eed", "2009-2010"), evaluation("20-S061", "eed", 2009, "20s061pced09")
    ('evaluation/20-S061/eed-2009-2010', 'evaluation/20-S061/eed-2009-20s061pced09')
    """
    path = f"evaluation/{program}/{type_}-{period}"
    return f"{path}-{identifier}" if identifier else path


def statement(evaluation: str, kind: str, number: Number) -> str:
    """Build the path of a statement of an evaluation."""
    return f"{evaluation}/{kind}/{number}"


def response(answered: str, number: Number) -> str:
    """Build the path of a response of an institution, below that of what it answers.

    >>> response(evaluation("mx-cam/becas", "design", 2021), 1)
    'evaluation/mx-cam/becas/design-2021/response/1'
    """
    return f"{answered}/response/{number}"


def evidence_source(evaluation: str, slug: str) -> str:
    """Build the path of a source that an evaluation lists or cites."""
    return f"{evaluation}/source/{slug}"


def observation(evaluation: str, about: str, year: Number, kind: str) -> str:
    """Build the path of a figure about the `population` or the `coverage` of a program."""
    return f"{evaluation}/{about}/{year}/{kind}"


def code_list(scheme: str) -> str:
    """Build the path of a code list."""
    return f"code/{scheme}"


def code(scheme: str, notation: str) -> str:
    """Build the path of an entry of a code list."""
    return f"code/{scheme}/{notation}"


def alignment(program: str, stated_in: str, objective: str) -> str:
    """Build the path of an alignment, from the paths of what states it and of the objective.

    >>> alignment("20-S061", "document/ppef-2027", "plan/pnd-2007-2012/axis/3")
    'alignment/20-S061/ppef-2027/pnd-2007-2012-axis-3'
    """
    return f"alignment/{program}/{_joined(stated_in)}/{_joined(objective)}"


def instrument(program: str, slug: str) -> str:
    """Build the path of an instrument of a program, such as its operating rules of a year."""
    return f"instrument/{program}/{slug}"


def spending(program: str, year: Number, kind: str) -> str:
    """Build the path of an amount that was spent on a program, or planned for it, in a year."""
    return f"spending/{program}/{year}/{kind}"


def reported_indicator(program: str, year: Number, digest: str) -> str:
    """Build the path of an indicator that an institution reports outside of any results matrix.

    >>> reported_indicator("mx-zac/fondo-plata", 2021, "0f3a")
    'indicator/mx-zac/fondo-plata/2021/0f3a'
    """
    return f"indicator/{program}/{year}/{digest}"


def population(program: str, year: Number, kind: str, digest: str) -> str:
    """Build the path of a population of a program that a table states; the digest tells it from others.

    >>> population("20-S061", 2017, "target", "0f3a")
    'population/20-S061/2017/target/0f3a'
    """
    return f"population/{program}/{year}/{kind}/{digest}"


def performance_index(program: str, period: Number, component: str) -> str:
    """Build the path of the value of a component of a performance index, of a year or of two.

    >>> performance_index("20-S061", "2019-2020", "ised-design")
    'performance-index/20-S061/2019-2020/ised-design'
    """
    return f"performance-index/{program}/{period}/{component}"


def sdg_contribution(program: str, target: str) -> str:
    """Build the path of a contribution of a program to a target of the Sustainable Development Goals."""
    return f"sdg-contribution/{program}/{target}"


def cross_reference(digest: str) -> str:
    """Build the path of a curated link between two documents."""
    return f"cross-reference/{digest}"


def catalog_entry(kind: CatalogEntry, name: str) -> str:
    """Build the path of what the catalog describes besides graphs; a table is the dataset `table/{name}`."""
    return f"{kind}/{name}"


def numbered(path: str, number: int) -> str:
    """Tell apart what a document states several times, differently, under the same path.

    >>> numbered("spending/20-S061/2009/budget", 1), numbered("spending/20-S061/2009/budget", 2)
    ('spending/20-S061/2009/budget', 'spending/20-S061/2009/budget-2')
    """
    return path if number == 1 else f"{path}-{number}"


def _joined(path: str) -> str:
    """Make one step of a path, without the kind that it begins with."""
    return "-".join(path.split("/")[1:])
