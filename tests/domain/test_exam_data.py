"""The exam descriptions say what the circular says, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import PassageError
from app.domain.exam import Competency, Exam, Indicator, Level
from app.intake.exams import load_catalogue, load_exam
from resources import resource

CIRCULAR = Path(__file__).parents[3] / "shared" / "circulaire-2019.txt"
ANNEXES = {"E32": (1594, 1841), "E42": (1929, 2092)}
SECTIONS = {"E32": (179, 208), "E42": (247, 266)}
NOT_ON_THE_FORM = {"preparation", "tasks_intro", "part_1", "part_2", "part_3"}
NOT_IN_THE_CIRCULAR = {"general-conditions", "documents"}

CATALOGUE = load_catalogue(resource("exams"))
E32, E42 = CATALOGUE[2019, "E32"], CATALOGUE[2019, "E42"]
both = pytest.mark.parametrize("exam", [E32, E42], ids=["E32", "E42"])


def circular(first: int, last: int) -> list[str]:
    """Non-empty lines ``first`` to ``last`` of the circular, white space and bullets normalised."""
    if not CIRCULAR.exists():
        pytest.skip("the circular is not here")
    lines = CIRCULAR.read_text(encoding="utf-8").split("\n")[first - 1 : last]
    return [text for line in lines if (text := spaced(line))]


def spaced(text: str) -> str:
    return re.sub(r"^[·\uf0b7] ", "", " ".join(text.split()))


def annex(exam: Exam) -> list[str]:
    return circular(*ANNEXES[exam.id])


def section(exam: Exam) -> str:
    return "\n".join(circular(*SECTIONS[exam.id]))


def form_wording(exam: Exam) -> dict[str, str]:
    return {k: spaced(v) for k, v in exam.wording.items() if k not in NOT_ON_THE_FORM}


def links(exam: Exam) -> set[tuple[str, int]]:
    return {(c.code, n) for c in exam.competencies for n in c.indicators}


def reverse_links(exam: Exam) -> set[tuple[str, int]]:
    return {(code, i.number) for i in exam.indicators for code in i.competencies}


@both
def test_competencies_stand_as_the_annex_prints_them(exam: Exam) -> None:
    printed = [line for line in annex(exam) if re.match(r"C ?\d", line)]
    assert [spaced(c.printed) for c in exam.competencies] == printed


@both
def test_a_competency_is_its_code_its_text_and_its_references(exam: Exam) -> None:
    for c in exam.competencies:
        numbers = re.escape(" ".join(f"({n})" for n in c.indicators))
        code = f"C ?{c.code[1:]}"
        assert re.fullmatch(f"{code}[- ]{re.escape(spaced(c.text))} {numbers}", spaced(c.printed))


@both
def test_indicators_stand_as_the_reminder_prints_them(exam: Exam) -> None:
    lines = annex(exam)
    reminder = lines[lines.index("Rappel des indicateurs d’évaluation") + 1 :]
    assert [spaced(i.printed) for i in exam.indicators] == reminder


@both
def test_an_indicator_is_its_number_its_text_and_its_competencies(exam: Exam) -> None:
    for i in exam.indicators:
        start = f"({i.number}) {spaced(i.text)}"
        assert spaced(i.printed).startswith(start)
        rest = spaced(i.printed).removeprefix(start)
        assert re.findall(r"C\d+", rest) == list(i.competencies)
        assert re.fullmatch(r"( ?\(C.*\))?", rest)


@both
def test_levels_stand_as_the_legend_prints_them(exam: Exam) -> None:
    legend = [line for line in annex(exam) if re.match(r"[TISNO]+ = ", line)]
    assert [spaced(level.printed) for level in exam.levels] == legend


@both
def test_a_level_is_its_code_its_label_and_its_definition(exam: Exam) -> None:
    for level in exam.levels[:4]:
        assert level.printed == f"{level.code} = {level.label} {level.definition}"
    assert exam.levels[4].printed.startswith("NO = Non observable")


@both
def test_the_grid_has_a_nameless_column_between_ts_and_no(exam: Exam) -> None:
    assert exam.columns == ("TI", "I", "S", "TS", "", "NO")
    assert exam.level_codes == set(exam.columns) - {""}
    if CIRCULAR.exists():
        lines = [line.strip() for line in CIRCULAR.read_text(encoding="utf-8").split("\n")]
        header = lines.index("TI", ANNEXES[exam.id][0])
        assert tuple(lines[header : header + 6]) == exam.columns


@both
def test_boxes_and_answers_stand_as_the_annex_prints_them(exam: Exam) -> None:
    lines = "\n".join(annex(exam))
    boxes = [spaced(box) for box in re.findall(r"☐([^☐\n]*)", lines)]
    assert [spaced(d.label) for d in exam.dossier if d.kind == "box" and d.printed] == boxes
    for item in exam.dossier:
        if item.kind != "box":
            assert item.label in annex(exam)
    assert set(exam.fiche_answers.values()) <= set(annex(exam))


@both
def test_what_the_form_does_not_print_is_marked_so(exam: Exam) -> None:
    assert {d.id for d in exam.dossier if not d.printed} == NOT_IN_THE_CIRCULAR


@both
def test_fixed_wording_stands_in_the_annex_in_its_order(exam: Exam) -> None:
    text, at = "\n".join(annex(exam)), 0
    for key, words in form_wording(exam).items():
        found = text.find(words, at)
        assert found >= 0, f"{key}: {words!r} is not in the annex after the zone before it"
        at = found + len(words)


@both
def test_every_word_of_the_annex_is_in_the_description(exam: Exam) -> None:
    rows: tuple[Competency | Indicator | Level, ...]
    rows = (*exam.competencies, *exam.indicators, *exam.levels)
    known = {
        *form_wording(exam).values(),
        *(spaced(row.printed) for row in rows),
        *(spaced(item.label) for item in exam.dossier),
        *exam.fiche_answers.values(),
        *exam.columns,
    }
    missing = [line for line in annex(exam) for piece in pieces(line) if piece not in known]
    assert missing == []


def pieces(line: str) -> Iterator[str]:
    """A line may hold several zones: boxes, two headings, a label and its placeholder."""
    for piece in re.split(r"☐|(?<=:) (?=Cliquez|…)|(?<=INTERROGATEURS) |^ou (?=☐)", line):
        yield piece.strip()


@both
def test_parts_and_tasks_stand_in_section_1_4_4(exam: Exam) -> None:
    for part in exam.parts:
        assert part.label in section(exam)
        for task in part.tasks:
            assert spaced(task) in section(exam).split("\n")
    for key in NOT_ON_THE_FORM & exam.wording.keys():
        assert spaced(exam.wording[key]) in section(exam)


@both
def test_the_duration_of_a_part_is_the_one_of_its_label(exam: Exam) -> None:
    for part in exam.parts:
        assert part.label.endswith(f"({part.seconds // 60} minutes {part.bound})")


@both
def test_only_the_last_part_has_a_minimum(exam: Exam) -> None:
    assert [part.is_minimum for part in exam.parts] == [False] * (len(exam.parts) - 1) + [True]
    assert sum(part.seconds for part in exam.parts) == exam.total_seconds


def test_e32_lasts_40_minutes_after_15_of_preparation() -> None:
    assert (E32.preparation_seconds, E32.total_seconds) == (900, 2400)
    assert [part.seconds for part in E32.parts] == [900, 900, 600]
    assert "épreuve orale, durée 40 minutes après 15 minutes de préparation" in section(E32)


def test_e42_lasts_20_minutes_without_preparation() -> None:
    assert (E42.preparation_seconds, E42.total_seconds) == (0, 1200)
    assert [part.seconds for part in E42.parts] == [900, 300]
    assert "L’épreuve, d’une durée de 20 minutes" in section(E42)


def test_the_candidate_is_asked_five_four_and_no_tasks_in_e32_and_four_in_e42() -> None:
    assert [len(part.tasks) for part in E32.parts] == [5, 4, 0]
    assert [len(part.tasks) for part in E42.parts] == [4, 0]


def test_e32_has_13_competencies_and_16_indicators_and_e42_8_and_12() -> None:
    assert (len(E32.competencies), len(E32.indicators)) == (13, 16)
    assert (len(E42.competencies), len(E42.indicators)) == (8, 12)


@both
def test_indicators_are_numbered_from_one_and_references_are_known(exam: Exam) -> None:
    numbers = [i.number for i in exam.indicators]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {n for _, n in links(exam)} <= set(numbers)
    assert {code for code, _ in reverse_links(exam)} <= exam.competency_codes


def test_e32_links_agree_both_ways_but_for_indicator_3() -> None:
    assert len(links(E32)) == len(reverse_links(E32)) == 57
    assert links(E32) - reverse_links(E32) == {("C21", 3)}
    assert reverse_links(E32) - links(E32) == {("C20", 3)}
    assert any("Indicateur (3)" in note for note in E32.notes)


def test_e42_never_refers_to_indicator_12_and_has_no_reverse_list() -> None:
    assert len(links(E42)) == 21
    assert {i.number for i in E42.indicators} - {n for _, n in links(E42)} == {12}
    assert reverse_links(E42) == set()


def test_misprints_are_kept() -> None:
    assert "(C5n C8," in E32.indicators[11].printed
    assert "(C19 C22, C24)" in E32.indicators[12].printed
    assert E32.levels[4].printed == "NO = Non observable/20"
    assert E32.wording["dossier_count"].count("(") > E32.wording["dossier_count"].count(")")


def test_fiches_1_to_5_serve_e32_and_6_to_9_serve_e42() -> None:
    assert (E32.fiches, E32.situations) == ((1, 2, 3, 4, 5), 2)
    assert (E42.fiches, E42.situations) == ((6, 7, 8, 9), 1)


def test_the_dossier_zone_of_e32_has_five_fiches_and_four_situations() -> None:
    kinds = {d.id: d.kind for d in E32.dossier if d.printed}
    assert [i for i, kind in kinds.items() if kind == "fiche"] == [f"fiche-{n}" for n in E32.fiches]
    assert [i for i, kind in kinds.items() if kind == "box"] == [
        "property",
        "persons",
        "professional",
        "professional-property",
        "professional-persons",
        "savings",
    ]
    assert {d.parent for d in E32.dossier if d.parent} == {"professional"}


def test_the_dossier_zone_of_e42_counts_fiches_and_has_four_boxes() -> None:
    assert [(d.id, d.kind) for d in E42.dossier if d.printed] == [
        ("count", "count"),
        ("claims-only", "box"),
        ("property", "box"),
        ("persons", "box"),
        ("three-products", "box"),
    ]


def test_the_catalogue_knows_exams_by_session_and_id() -> None:
    assert sorted(CATALOGUE) == [(2019, "E32"), (2019, "E42")]
    assert (2019, "E42") in CATALOGUE and (2020, "E42") not in CATALOGUE
    assert CATALOGUE[2019, "E32"] is E32


def test_a_broken_description_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "E99.toml"
    path.write_text('id = "E99"', encoding="utf-8")
    with pytest.raises(PassageError, match=r"E99\.toml"):
        load_exam(path)
