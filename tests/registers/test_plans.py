import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers
from asm_graph.registers.objective_texts import ObjectiveText
from asm_graph.registers.plans import PlanKind

PLANS = Registers.load(Knowledge.default().seeds / "registers").plans
GLOBALISED = (
    "Aprovechar los beneficios de un mundo globalizado para impulsar el desarrollo nacional y proyectar "
    "los intereses de México en el exterior, con base en la fuerza de su identidad nacional y su cultura; y "
    "asumiendo su responsabilidad como promotor del progreso y de la convivencia pacífica entre las naciones."
)
DISPARITIES = (
    "Disminuir las disparidades regionales a través del ordenamiento territorial e infraestructura social"
)


def matched(text: str, kind: PlanKind, year: int = 2009, branch: int | None = 20) -> str | None:
    objective = PLANS.match(text, kind, year, branch)
    return objective.path.removeprefix("plan/") if objective else None


@pytest.mark.parametrize(
    ("year", "kind", "branch", "slug"),
    [
        (2007, "national", None, "pnd-2007-2012"),
        (2012, "national", 20, "pnd-2007-2012"),
        (2013, "national", None, "pnd-2013-2018"),
        (2010, "sectoral", 20, "psds-2007-2012"),
        (2016, "sectoral", 20, "psds-2013-2018"),
        (2010, "sectoral", 12, None),
        (2010, "sectoral", None, None),
        (2003, "national", None, None),
    ],
)
def test_the_plan_in_force(year: int, kind: PlanKind, branch: int | None, slug: str | None) -> None:
    plan = PLANS.in_force(year, kind, branch)
    assert (plan.slug if plan else None) == slug


@pytest.mark.parametrize(
    ("year", "kind", "branch", "slug", "years"),
    [
        (2006, "national", None, "national-2001-2006", (2001, 2006)),
        (2009, "sectoral", 12, "sectoral-12-2007-2012", (2007, 2012)),
        (2009, "sectoral", None, "sectoral-2007-2012", (2007, 2012)),
        (2019, "sectoral", 20, "sectoral-20-2019-2024", (2019, 2024)),
    ],
)
def test_a_plan_is_made_for_the_administration(
    year: int, kind: PlanKind, branch: int | None, slug: str, years: tuple[int, int]
) -> None:
    plan = PLANS.of_period(year, kind, branch)
    assert (plan.slug, plan.known, (plan.start, plan.end)) == (slug, False, years)
    assert "sin registro" in plan.label


def test_plans_carry_what_the_register_says() -> None:
    plan = PLANS.in_force(2009, "sectoral", 20)
    assert plan is not None
    assert plan.issued == dt.date(2008, 4, 10)
    assert (plan.name, plan.abbreviations) == ("Programa Sectorial de Desarrollo Social", ("PSDS",))
    assert plan.derived_from == "pnd-2007-2012"


@pytest.mark.parametrize(
    ("text", "kind", "path"),
    [
        (GLOBALISED, "national", "pnd-2007-2012/national-objective/10"),
        (GLOBALISED.upper().replace(",", ""), "national", "pnd-2007-2012/national-objective/10"),
        (GLOBALISED[:60], "national", "pnd-2007-2012/national-objective/10"),
        (
            GLOBALISED.replace("globalizado", "globali zado"),
            "national",
            "pnd-2007-2012/national-objective/10",
        ),
        (GLOBALISED.replace("beneficios", "benefisios"), "national", "pnd-2007-2012/national-objective/10"),
        (f"Objetivo 10. {GLOBALISED}", "national", "pnd-2007-2012/national-objective/10"),
        (f"10) {GLOBALISED} Además.", "national", "pnd-2007-2012/national-objective/10"),
        (f"1. {DISPARITIES}", "sectoral", "psds-2007-2012/objective/3"),
        ("Disminuir las disparidades regionales", "sectoral", "psds-2007-2012/objective/3"),
        ("Eje 5. Democracia efectiva", "national", "pnd-2007-2012/axis/5"),
        ("Igualdad de Oportunidades", "national", "pnd-2007-2012/axis/3"),
        ("Objetivo 3", "sectoral", "psds-2007-2012/objective/3"),
        ("Eje 3", "national", "pnd-2007-2012/axis/3"),
        ("Objetivo 10.", "national", "pnd-2007-2012/national-objective/10"),
        (
            "Garantizar la seguridad nacional, salvaguardar la paz e integridad",
            "national",
            "pnd-2007-2012/national-objective/1",
        ),
    ],
)
def test_a_text_leads_to_its_objective(text: str, kind: PlanKind, path: str) -> None:
    assert matched(text, kind) == path


def test_the_year_tells_plans_with_alike_texts_apart() -> None:
    assert matched("Garantizar la Seguridad Nacional", "national", 2015) == "pnd-2013-2018/objective/1.2"
    assert matched(DISPARITIES, "sectoral", 2015) == "psds-2007-2012/objective/3"


@pytest.mark.parametrize("text", ["", " ", "-", "ND", "n.d.", "No aplica", "…"])
def test_a_text_that_says_nothing_has_no_objective(text: str) -> None:
    assert PLANS.match(text, "national", 2009) is None


@pytest.mark.parametrize(
    ("text", "kind", "branch", "place"),
    [
        ("Fomentar el ahorro de las familias", "sectoral", 20, "psds-2007-2012/objective/"),
        ("Fomentar el ahorro de las familias", "sectoral", 15, "sectoral-15-2007-2012/objective/"),
        ("Fomentar el ahorro de las familias", "national", 20, "pnd-2007-2012/national-objective/"),
        ("Garantizar la seguridad de los alimentos", "national", 20, "pnd-2007-2012/national-objective/"),
        ("Disminuir", "sectoral", 20, "psds-2007-2012/objective/"),
    ],
)
def test_a_text_that_matches_none_is_an_objective_of_its_own(
    text: str, kind: PlanKind, branch: int, place: str
) -> None:
    objective = PLANS.match(text, kind, 2009, branch)
    assert objective is not None
    assert (objective.known, objective.verified, objective.label) == (False, False, text)
    assert objective.path.startswith(f"plan/{place}u-")
    assert matched(f"3. {text.upper()}", kind, branch=branch) == objective.path.removeprefix("plan/")


def test_a_number_that_the_plan_lacks_is_no_other_objective() -> None:
    objective = PLANS.match("Objetivo 9", "sectoral", 2009, 20)
    assert objective is not None
    assert (objective.path, objective.known) == ("plan/psds-2007-2012/objective/9", False)


def test_objectives_are_verified_or_not_as_the_register_says() -> None:
    verified = {one.path: one.verified for one in PLANS.objectives}
    assert verified["plan/pnd-2007-2012/axis/5"]
    assert not verified["plan/pnd-2007-2012/national-objective/1"]


def test_every_registered_text_finds_its_own_objective() -> None:
    assert PLANS.objectives
    for objective in PLANS.objectives:
        found = PLANS.match(
            objective.label, objective.plan.kind, objective.plan.start + 1, objective.plan.branch
        )
        assert found == objective


@pytest.mark.parametrize(
    ("text", "number", "is_axis", "form"),
    [
        ("Objetivo 3. Abatir", "3", False, "abatir"),
        ("Eje rector 5: Abatir", "5", True, "abatir"),
        ("2.1 Abatir", "2.1", False, "abatir"),
        ("3.- Abatir", "3", False, "abatir"),
        ("70 y más años", None, False, "70ymasanos"),
        ("Objetivos", None, False, "objetivos"),
    ],
)
def test_the_number_before_a_text(text: str, number: str | None, is_axis: object, form: str) -> None:
    assert ObjectiveText.of(text) == ObjectiveText(number, is_axis=bool(is_axis), form=form)


@given(st.text(), st.sampled_from(["national", "sectoral"]), st.integers(1990, 2040))
def test_any_text_is_answered(text: str, kind: PlanKind, year: int) -> None:
    objective = PLANS.match(text, kind, year, 20)
    assert objective is None or set(objective.path) <= set(string.ascii_lowercase + string.digits + "-/.")
