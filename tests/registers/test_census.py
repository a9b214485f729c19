import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.records import Place, ProgramRef
from asm_graph.registers import Census, NameContext, Registers

REGISTERS = Registers.load(Knowledge.default().seeds / "registers")
SUFFIX = "(Ampliaciones determinadas por la Cámara de Diputados)"

BECAS = ProgramRef(11, "S", 7, "Becas rurales", 2009, "Educación")


def census(*refs: ProgramRef) -> Census:
    return Census.of(("gasto", ref) for ref in refs)


def test_a_program_is_called_as_in_the_latest_year_and_keeps_its_other_names() -> None:
    (program,) = census(
        BECAS,
        ProgramRef(11, "S", 7, "BECAS  RURALES", 2010),
        ProgramRef(11, "S", 7, "Becas para el\N{NO-BREAK SPACE}campo", 2013),
        ProgramRef(11, "S", 7, "Becas de siempre"),
    ).programs
    assert (program.path, program.key, program.branch) == ("11-S007", "11S007", 11)
    assert program.label == "Becas para el campo"
    assert program.names == ("BECAS RURALES", "Becas de siempre")
    assert program.dated == ((2009, "BECAS RURALES"), (2010, "BECAS RURALES"), (2013, "Becas para el campo"))
    assert program.documents == ("gasto",)


def test_of_two_names_of_one_year_the_same_one_is_always_taken() -> None:
    pairs = [("uno", BECAS), ("dos", ProgramRef(11, "S", 7, "Becas del campo", 2009))]
    assert Census.of(pairs).programs == Census.of(reversed(pairs)).programs


def test_a_program_whose_name_is_nowhere_is_called_by_its_key() -> None:
    (program,) = census(ProgramRef(20, "O", 1, " "), ProgramRef(20, "O", 1, None, 2022)).programs
    assert (program.label, program.names, program.dated) == ("20O001", (), ())


def test_neither_order_nor_places_decide_about_a_census() -> None:
    place = Place("hoja", "A2:C2", "cita")
    refs = [ProgramRef(n, "S", m, f"Programa {n}", y) for n in (9, 16) for m in (1, 71) for y in (2008, 2009)]
    pairs = [("gasto", ref) for ref in refs]
    shuffled = [*reversed(pairs[::2]), *pairs[1::2]]
    placed = [
        (slug, ProgramRef(r.branch, r.modality, r.number, r.name, r.year, place=place)) for slug, r in pairs
    ]
    assert len({Census.of(each).fingerprint for each in (pairs, shuffled, placed, pairs * 2)}) == 1
    assert not Census.of(())
    assert Census.of(()).fingerprint != Census.of(pairs).fingerprint


def test_equal_keys_in_different_branches_stay_apart() -> None:
    name = "Programa de Empleo Temporal (PET)"
    known = REGISTERS.with_census(
        census(*(ProgramRef(branch, "S", 71, name, 2008) for branch in (9, 16, 20)))
    )
    assert {program.path for program in known.programs} >= {"9-S071", "16-S071", "20-S071"}
    for branch in (9, 16, 20):
        assert known.programs.identify(name, NameContext(branch=branch)).path == f"{branch}-S071"
        assert known.programs.identify("S071", NameContext(branch=branch)).path == f"{branch}-S071"
    for printed in (name, "Programa de Empleo Temporal", "S071"):
        found = known.programs.identify(printed, NameContext(year=2008))
        assert not found.known
        assert set(found.candidates) == {"9-S071", "16-S071", "20-S071"}


def test_a_program_of_the_register_has_the_name_of_the_latest_year() -> None:
    known = REGISTERS.with_census(
        census(
            ProgramRef(20, "S", 61, "Programa 3 x 1 para Migrantes", 2018, "Bienestar"),
            ProgramRef(20, "S", 61, "Tres por uno", 2019, "Bienestar"),
            BECAS,
        )
    )
    program = known.programs.get("20-S061")
    assert program is not None
    assert (program.label, program.agency) == ("Tres por uno", "sedesol")
    assert program.names == ("Programa 3x1 para Migrantes", "Programa 3x1")
    assert (2019, "Tres por uno") in program.dated
    assert next(iter(known.programs)).path == next(iter(REGISTERS.programs)).path
    assert [one.path for one in known.programs][-1] == "11-S007"
    assert (known.branches[20].label, known.branches[20].names) == (
        "Bienestar",
        ("Desarrollo Social",),
    )
    assert known.branches[11].label == "Educación"


def test_a_name_without_a_later_year_does_not_take_the_place_of_the_register_s() -> None:
    refs = (ProgramRef(20, "S", 61, "Tres por uno", 2009), ProgramRef(20, "S", 61, "Tres x uno"))
    program = REGISTERS.with_census(census(*refs)).programs.get("20-S061")
    assert program is not None
    assert program.label == "Programa 3x1 para Migrantes"
    assert {"Tres por uno", "Tres x uno"} <= set(program.names)


def test_a_branch_whose_name_is_nowhere_is_called_by_its_number() -> None:
    (branch,) = census(ProgramRef(56, "U", 200, "Salud")).branches
    assert (branch.label, branch.documents) == ("Ramo 56", ("gasto",))


def test_texts_are_searched_for_programs_of_the_register_alone() -> None:
    text = "El Programa de Empleo Temporal y las Becas Rurales, con el Programa para el Campo."
    refs = (
        BECAS,
        ProgramRef(8, "S", 1, "Programa para el Campo", 2009),
        ProgramRef(20, "S", 71, "Becas Rurales"),
    )
    known = REGISTERS.with_census(census(*refs)).with_census(census(*refs)).programs
    own = known.identify("20S061")
    assert [one.printed for one in known.mentions(text, own)] == ["Programa de Empleo Temporal"]


@pytest.mark.parametrize(
    ("refs", "base"),
    [
        ([(11, "S", 7, "Becas rurales", 2008)], "11-S007"),
        ([(11, "S", 7, "BECAS RURALES.", 2008)], "11-S007"),
        ([(11, "S", 7, "Becas rurales", 2009)], None),
        ([(12, "S", 7, "Becas rurales", 2008)], None),
        ([(11, "U", 7, "Becas rurales", 2008)], None),
        ([(11, "S", 7, "Becas urbanas", 2008)], None),
        ([(11, "S", 7, "Becas rurales", 2008), (11, "S", 8, "Becas rurales", 2008)], None),
        ([(11, "S", 308, f"Becas rurales {SUFFIX}", 2008)], None),
    ],
)
def test_an_extension_is_of_the_one_program_that_has_its_name(
    refs: list[tuple[int, str, int, str, int]], base: str | None
) -> None:
    extension = ProgramRef(11, "S", 307, f"Becas rurales {SUFFIX}", 2008)
    counted = census(extension, *(ProgramRef(*ref) for ref in refs))
    found = {one.path: one.base for one in counted.extensions}
    assert found["11-S307"] == base
    assert {one.path: one.extension_of for one in counted.programs}["11-S307"] == base


def test_what_an_extension_may_extend_is_kept_where_it_is_open() -> None:
    refs = [ProgramRef(11, "S", number, "Becas rurales", 2008) for number in (7, 8)]
    (found,) = census(ProgramRef(11, "S", 307, f"Becas rurales {SUFFIX[:30]}", 2008), *refs).extensions
    assert (found.base, found.candidates) == (None, ("11-S007", "11-S008"))


@given(
    st.lists(
        st.builds(
            ProgramRef,
            branch=st.sampled_from([4, 11, 20]),
            modality=st.sampled_from("SU"),
            number=st.integers(1, 3),
            name=st.sampled_from(
                ["Becas", "Becas (PET)", "Becas rurales", f"Becas {SUFFIX}", "Programa de Becas"]
            ),
            year=st.sampled_from([2008, 2009]),
        ),
        min_size=1,
    )
)
def test_a_name_is_never_taken_for_that_of_another_program(refs: list[ProgramRef]) -> None:
    programs = REGISTERS.with_census(census(*refs)).programs
    for ref in refs:
        found = programs.identify(ref.name or "", NameContext(year=ref.year, branch=ref.branch))
        bearers = {one.path for one in refs if (one.branch, one.year) == (ref.branch, ref.year)}
        assert found.path in bearers or not found.known
        assert programs.identify(ref.key).path == ref.path
