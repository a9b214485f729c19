"""Evaluations read through damage: what a report states does not change with how it is torn."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.evaluation_texts import INFORMATION, PROGRAM, UNIT
from tests.documents_of_ours.evaluations import Evaluation, evaluations, lines, sorted_record
from tests.documents_of_ours.follow_ups import Line, text
from tests.documents_of_ours.stated import not_understood, stated

from asm_graph.documents import Passage
from asm_graph.readers.performance_evaluation.sections import unbulleted
from asm_graph.spanish.forms import fold

RANDOM = st.builds(Random, st.integers(0, 2**32))

tried = settings(max_examples=15, deadline=None, derandomize=True)


def holds(torn: list[Line], evaluation: Evaluation) -> None:
    assert sorted_record(stated(text(torn))) == sorted_record(evaluation.states())


@tried
@given(evaluations())
def test_undamaged(evaluation: Evaluation) -> None:
    holds(lines(evaluation), evaluation)
    assert not_understood(text(lines(evaluation))) == []


@tried
@given(evaluations(), st.permutations(range(20)))
def test_sections_in_any_order(evaluation: Evaluation, order: list[int]) -> None:
    shuffled = [evaluation.sections[index] for index in order if index < len(evaluation.sections)]
    holds(lines(Evaluation(shuffled)), evaluation)


@tried
@given(evaluations(), st.sampled_from(["● ", "►", "• ", "▪ ", "- ", "– ", "* ", "", "  "]))
def test_other_bullets(evaluation: Evaluation, bullet: str) -> None:
    torn = [line.replace("● ", bullet, 1) if isinstance(line, str) else line for line in lines(evaluation)]
    holds(torn, evaluation)


@tried
@given(evaluations(), st.sampled_from(["upper", "without accents"]), RANDOM)
def test_headings_in_upper_case_and_without_accents(
    evaluation: Evaluation, case: str, random: Random
) -> None:
    torn: list[Line] = []
    absent = set(evaluation.states().get("absent_sections", []))
    for line in lines(evaluation):
        is_heading = isinstance(line, str) and line.startswith("●") and line[2:] not in absent
        if is_heading and random.random() < 0.7:
            assert isinstance(line, str)
            torn.append(line.upper() if case == "upper" else fold(line))
        else:
            torn.append(line)
    holds(torn, evaluation)


@tried
@given(evaluations(), st.sampled_from(["\n", "\r\n", "\r", "\f", "\n\n", "\n\n\n \n"]))
def test_line_ends(evaluation: Evaluation, end: str) -> None:
    torn = text(lines(evaluation), end)
    assert sorted_record(stated(torn)) == sorted_record(evaluation.states())


@tried
@given(evaluations(), RANDOM)
def test_page_headers_anywhere(evaluation: Evaluation, random: Random) -> None:
    holds(_with_page_headers(evaluation, random), evaluation)


def _with_page_headers(evaluation: Evaluation, random: Random) -> list[Line]:
    torn: list[Line] = []
    for line in lines(evaluation):
        torn.append(line)
        if line != PROGRAM and random.random() < 0.2:
            torn += ["", PROGRAM, *random.choice([[], [""]]), UNIT, random.choice(["", "12"])]
    return torn


@tried
@given(evaluations(), RANDOM)
def test_paragraphs_cut_by_a_page_header(evaluation: Evaluation, random: Random) -> None:
    """Cut before a word in lower case, in prose: `Datos de contacto` is a label wherever it stands."""
    torn: list[Line] = []
    for line in lines(evaluation):
        words = line.split(" ") if isinstance(line, str) and line not in INFORMATION else []
        places = [
            at
            for at in range(2, len(words))
            if words[at][0].islower() and not words[at - 1].endswith((".", ";", ":"))
        ]
        if len(words) < 8 or not places or random.random() < 0.3:
            torn.append(line)
            continue
        at = random.choice(places)
        torn += [" ".join(words[:at]), PROGRAM, UNIT, "", " ".join(words[at:])]
    holds(torn, evaluation)


@tried
@given(evaluations(), RANDOM)
def test_sections_printed_twice(evaluation: Evaluation, random: Random) -> None:
    again = random.sample(evaluation.sections, 3)
    torn = lines(Evaluation([*again, *evaluation.sections]))
    holds(torn, evaluation)
    assert not_understood(text(torn)) == []


@tried
@given(evaluations(), RANDOM)
def test_a_cell_lost_from_an_indicator(evaluation: Evaluation, random: Random) -> None:
    """Its unit or its frequency, beside figures that are all printed.

    Which one of several figures is lost nobody could tell, nor whether a blank is a figure or a frequency.
    """
    torn = lines(evaluation)
    expected = evaluation.states()
    indicators = iter(expected.get("indicators", []))
    for index, line in enumerate(torn):
        if isinstance(line, list) and "Frecuencia" in line:
            indicator = next(indicators)
            lost = random.choice(["Unidad de medida", "Frecuencia"])
            row = torn[index + 1]
            assert isinstance(row, list)
            if not all(row):
                continue
            del row[line.index(lost)]
            indicator.pop("unit_of_measure" if lost == "Unidad de medida" else "frequency")
    assert sorted_record(stated(text(torn))) == sorted_record(expected)


def test_a_bullet_that_ocr_takes_for_a_letter_is_none_before_a_heading() -> None:
    for printed, rest in (("O Fortalezas", "Fortalezas"), ("O bien no la hay", "O bien no la hay")):
        assert unbulleted(Passage.of(printed, 0, len(printed))).text == rest
