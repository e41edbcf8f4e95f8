"""What enters the journal stays for ever, so whatever is odd is refused, its field named."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.acts import REGISTRY, LoadList, ReportIncident, Seal, SetMark, TickDossier
from app.domain.codec import UPCASTERS, canonical, compact, decode, encode, parse_line, revive
from app.domain.errors import Refusal
from tests.domain.scene import french

MARK: dict[str, Any] = {"act": "set-mark", "passage": "001", "mark": "14.5"}


def told(data: dict[str, Any], *, internal: bool = False) -> str:
    with pytest.raises(Refusal) as caught:
        decode(data, internal=internal)
    return french(str(caught.value))


def told_of_line(line: str) -> str:
    with pytest.raises(Refusal) as caught:
        decode(parse_line(line))
    return french(str(caught.value))


def test_an_act_is_named_in_kebab_case_and_its_fields_are_its_attributes() -> None:
    assert decode(MARK) == SetMark("001", "14.5")


def test_every_act_of_the_table_has_its_name() -> None:
    table = """confirm-identity withdraw-identity correct-identity mark-absent mark-present
        add-candidate declare-known withdraw-known replace-examiner record-person declare-not-valid
        withdraw-not-valid raise-doubt withdraw-doubt tick-dossier choose-situation start-part
        pause-part resume-part stop-part correct-part annul-attempt suspend-passage resume-passage
        place-level set-mark write-appraisal give-visa answer-question seal reopen record-print
        confirm-paper-signature report-incident observe strike-observation transcribe"""
    assert set(table.split()) <= REGISTRY.keys()


def test_an_unknown_act_is_refused_by_its_name() -> None:
    assert "« fly »" in told({"act": "fly"})


@pytest.mark.parametrize("act", [None, 3, ["seal"], {"act": "seal"}])
def test_the_name_of_an_act_is_a_text(act: Any) -> None:
    assert "« act »" in told({"act": act})


def test_an_act_without_a_name_is_refused() -> None:
    assert "« act »" in told({"passage": "001"})


def test_an_unknown_field_is_refused_by_its_name() -> None:
    assert "« colour »" in told({**MARK, "colour": "red"})


@pytest.mark.parametrize("field", ["passage", "mark"])
def test_a_missing_field_is_refused_by_its_name(field: str) -> None:
    assert f"« {field} »" in told({k: v for k, v in MARK.items() if k != field})


@pytest.mark.parametrize("mark", [14, 0, True, ["14"], {"mark": "14"}])
def test_a_mark_is_a_text_or_null(mark: Any) -> None:
    assert "« mark »" in told({**MARK, "mark": mark})


def test_a_mark_may_be_null() -> None:
    assert decode({**MARK, "mark": None}) == SetMark("001", None)


def test_an_optional_field_may_be_left_out_or_null() -> None:
    start = {"act": "start-part", "passage": "001", "part": "part-1"}
    assert decode(start) == decode({**start, "reason": None})


@pytest.mark.parametrize(
    ("act", "field", "value"),
    [
        ({"act": "record-print", "passage": "001"}, "version", "1"),
        ({"act": "record-print", "passage": "001"}, "version", True),
        ({"act": "record-print", "passage": "001"}, "version", 2**53 + 1),
        ({"act": "choose-situation", "passage": "001"}, "fiche_1", "1"),
        ({"act": "give-visa", "passage": "001", "examiner": "A"}, "paper", "true"),
        ({"act": "observe", "passage": "001", "text": "x"}, "competencies", "C2"),
        ({"act": "observe", "passage": "001", "text": "x"}, "competencies", [2]),
        ({"act": "transcribe", "passage": "001", "reason": "x"}, "sheet", [1]),
        ({"act": "write-appraisal", "passage": "001"}, "text", None),
        ({"act": "confirm-identity"}, "passage", 1901930),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_by_its_name(
    act: dict[str, Any], field: str, value: Any
) -> None:
    assert f"« {field} »" in told({**act, field: value})


@pytest.mark.parametrize("number", ["14.5", "1e3", "NaN", "Infinity", "-Infinity", "9" * 5000])
def test_fractions_nan_and_huge_numbers_are_refused_by_their_field(number: str) -> None:
    line = f'{{"act":"set-mark","passage":"001","mark":{number}}}'
    assert "« mark »" in told_of_line(line)


def test_an_odd_number_inside_a_list_is_refused_by_the_field_of_the_list() -> None:
    line = '{"act":"observe","passage":"001","text":"x","competencies":[["C2",[1.5]]]}'
    assert "« competencies »" in told_of_line(line)


def test_a_field_written_twice_is_refused_by_its_name() -> None:
    assert "« mark »" in told_of_line('{"act":"set-mark","passage":"001","mark":"1","mark":"2"}')


def test_a_field_written_twice_deep_inside_is_refused_too() -> None:
    assert "« C2 »" in told_of_line('{"act":"transcribe","sheet":{"levels":{"C2":"I","C2":"S"}}}')


@pytest.mark.parametrize("line", ["", "set-mark", "{", '{"act":"seal"', "'a'", "\ufeff{}", "nul"])
def test_a_line_that_is_no_json_is_refused(line: str) -> None:
    assert "JSON" in told_of_line(line)


@pytest.mark.parametrize("line", ["[]", "1", "1.5", '"seal"', "null", "true"])
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    assert "objet" in told_of_line(line)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"a":['])
def test_endless_nesting_is_refused(opening: str) -> None:
    assert "imbriquée" in told_of_line(opening * 100_000)


def test_a_few_levels_too_many_are_refused_by_their_field() -> None:
    deep = "[" * 12 + "]" * 12
    line = f'{{"act":"transcribe","passage":"001","reason":"x","sheet":{{"visas":{deep}}}}}'
    assert "« visas »" in told_of_line(line)


def test_ten_megabytes_of_text_are_refused_with_their_length() -> None:
    appraisal = {"act": "write-appraisal", "passage": "001", "text": "a" * 10_000_000}
    assert "« text »" in told(appraisal)
    assert "10000000" in told(appraisal)


def test_an_appraisal_of_several_pages_is_kept() -> None:
    text = "Écoute réelle. " * 1000
    assert decode({"act": "write-appraisal", "passage": "001", "text": text})


@pytest.mark.parametrize(
    "character",
    list("\x00\x07\x1b\x7f\x85\u200b\u200f\u202e\u2066\ufeff\ud800\udfff\uffff\u2028\U000e0041"),
)
def test_control_characters_rtl_marks_and_lone_surrogates_are_refused(character: str) -> None:
    sentence = told({"act": "write-appraisal", "passage": "001", "text": f"Bon{character}jour"})
    assert "« text »" in sentence
    assert f"U+{ord(character):04X}" in sentence


@pytest.mark.parametrize("text", ["a\tb\nc", "« L’écoute » – 5 € l’unité", "naïve\u202f!", "مرحبا"])
def test_tabs_line_ends_and_every_letter_are_kept(text: str) -> None:
    act = decode({"act": "write-appraisal", "passage": "001", "text": text})
    assert encode(act)["text"] == text


def test_accents_are_composed_and_line_ends_plain() -> None:
    act = decode({"act": "report-incident", "text": "e\u0301te\u0301\r\nfini\r"})
    assert act == ReportIncident("été\nfini\n")


@pytest.mark.parametrize("field", ["passage", "mark"])
def test_a_name_a_number_or_a_code_stays_on_one_line(field: str) -> None:
    assert f"« {field} »" in told({**MARK, field: "00\n1"})


@pytest.mark.parametrize("name", ["\ud800", "\u202eact", "a" * 10_000, "a\nb"])
def test_what_was_given_is_quoted_without_what_cannot_be_shown(name: str) -> None:
    for sentence in (told({"act": name}), told({**MARK, name: 1})):
        assert len(sentence) < 200
        sentence.encode()


@pytest.mark.parametrize("act", ["open-commission", "load-list", "attach-document", "note-clock"])
def test_acts_the_program_makes_itself_are_not_taken_from_outside(act: str) -> None:
    assert f"« {act} »" in told({"act": act})


def test_the_salt_of_a_seal_is_taken_in_a_replay_only() -> None:
    seal = {"act": "seal", "passage": "001", "salt": "00" * 16}
    assert "« salt »" in told(seal)
    assert decode(seal, internal=True) == Seal("001", salt="00" * 16)


def test_optional_fields_that_say_nothing_are_not_journalled() -> None:
    assert encode(ReportIncident("x")) == {"act": "report-incident", "text": "x"}


def test_a_null_that_says_something_is_journalled() -> None:
    assert encode(SetMark("001", None)) == {"act": "set-mark", "passage": "001", "mark": None}


def test_a_stored_line_is_revived_as_the_act_it_was() -> None:
    for act in (
        TickDossier("001", "fiche-1", ["yes"]),
        LoadList("liste.csv", ({"number": "001", "last_name": "A"},)),
    ):
        line = parse_line(compact({"format": 1, "seq": 1, "at": "x", **encode(act)}))
        assert revive(line) == act


def test_canonical_json_is_sorted_tight_and_unescaped() -> None:
    assert canonical({"é": 1, "a": [None, True]}) == '{"a":[null,true],"é":1}'


def test_a_line_of_an_old_format_is_brought_up_to_date_and_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.domain.codec.FORMAT", 3)
    monkeypatch.setitem(UPCASTERS, 1, lambda line: {**line, "act": "set-mark"})
    monkeypatch.setitem(UPCASTERS, 2, lambda line: {**line, "mark": line["note"]})
    line = {"format": 1, "seq": 1, "at": "x", "act": "noter", "passage": "001", "note": "12.0"}
    before = dict(line)
    assert revive(line) == SetMark("001", "12.0")
    assert line == before
