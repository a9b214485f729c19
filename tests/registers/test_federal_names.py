"""The figures of `docs/identity.md` on names, held against the publishers' real data."""

from collections import Counter
from functools import cache

import pytest
from tests.open_data import open_data

from asm_graph.documents import load
from asm_graph.knowledge import Knowledge
from asm_graph.readers import read
from asm_graph.registers import Census, NameContext, Program, Registers
from asm_graph.registers.legislative_extensions import is_extension_name

FILES = ("cuenta-publica-2008-2018.csv", "program-catalogue-2021.csv", "sdg-links.csv")


@cache
def counted() -> Census:
    named = []
    for name in FILES:
        reading = read(load(open_data() / "federal" / name))
        named += [(name, ref) for ref in reading.record.programs]
    return Census.of(named)


@cache
def known() -> Registers:
    return Registers.load(Knowledge.default().seeds / "registers").with_census(counted())


def program(path: str) -> Program:
    found = known().programs.get(path)
    assert found is not None
    return found


def test_the_history_of_a_program_is_one() -> None:
    assert {year for year, _ in program("20-S061").dated} == set(range(2008, 2019))
    assert program("20-S361").extension_of == "20-S061"
    for name in ("PROGRAMA 3X1 PARA MIGRANTES", "Programa 3 x 1 para Migrantes", "20S061", "S061"):
        assert known().programs.identify(name, NameContext(year=2009)).path == "20-S061"


def test_equal_keys_of_branches_stay_apart() -> None:
    assert {program(f"{branch}-S071").path for branch in (9, 16, 20)} == {"9-S071", "16-S071", "20-S071"}


def test_extensions_are_related_where_the_names_show_it() -> None:
    extensions = counted().extensions
    related = {one.path: one.base for one in extensions if one.base}
    assert (len(extensions), len(related)) == (559, 117)
    apart = Counter(int(path[-3:]) - int(base[-3:]) for path, base in related.items())
    assert apart == {300: 112, 500: 5}


@pytest.mark.parametrize(("branch", "fewest"), [(True, 0.99), (False, 0.8)])
def test_no_name_is_taken_for_that_of_another_program(branch: bool, fewest: float) -> None:  # noqa: FBT001  a parameter of the test
    outcomes: Counter[bool] = Counter()
    for one in known().programs:
        for year, name in one.dated:
            if not is_extension_name(name):
                found = known().programs.identify(
                    name, NameContext(year=year, branch=one.branch if branch else None)
                )
                outcomes[found.known] += 1
                assert found.path == one.path or not found.known, name
    assert outcomes[True] / outcomes.total() > fewest
