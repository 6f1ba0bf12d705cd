"""What the pages ask of the rules: match, offices, codes and clocks; and the twin against its sentences."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gatekeeping.rules import (
    Child,
    Provider,
    book,
    clock_due,
    clock_stage,
    clocks,
    hard_blocks_of_provider,
    judge,
    judgement,
    override_at_least,
    reason_codes,
)
from registry_app.core import rulebook
from registry_app.core.judging import Unusable
from tests.rules.gatekeeping_input import good, spoiled

ON = date(2026, 11, 23)
LADDER = ["CPU_HEAD", "PANEL_CHAIR", "PANEL", "SWD_DIRECTOR", "SCPA_DG", "COURT"]


def test_the_match_gives_the_same_blocks_as_the_command() -> None:
    for status in ("FULL", "SUSPENDED", "EXPIRED", "PROVISIONAL", "KIN_TEMPORARY", None):
        for clear in (True, False, None):
            given = spoiled(proposed__provider__status=status, proposed__provider__vetting_clear=clear)
            given["proposed"]["provider"]["woman_main_carer"] = None
            found = hard_blocks_of_provider(given["child"], given["proposed"]["provider"], "RESIDENTIAL", ON)
            answer = judge(given)
            assert list(found) == answer["blocks"]
            assert {rule: [str(one) for one in why] for rule, why in found.items()} == answer["explain"]


def test_the_match_takes_objects_and_a_hit() -> None:
    home = Provider(("FOSTER",), ("boy",), (0, 9), date(2026, 11, 23), "FULL", False, 0, vetting_clear=True)
    assert hard_blocks_of_provider(Child(age_years=9, sex="boy"), home, "FOSTER", ON) == {}
    assert list(hard_blocks_of_provider(Child(age_years=9, sex="boy"), home, "FOSTER", ON, True)) == ["HB08"]
    assert list(hard_blocks_of_provider(Child(age_years=9, sex="girl"), home, "FOSTER", ON)) == ["HB01", "HB07"]
    assert list(hard_blocks_of_provider(Child(age_years=9, sex="boy"), home, "FOSTER", ON + timedelta(1))) == ["HB01"]
    with pytest.raises(Unusable, match="unknown key"):
        hard_blocks_of_provider({"age": 9}, home, "FOSTER", ON)


def test_an_office_decides_for_itself_and_for_those_below() -> None:
    for office in LADDER:
        for needed in LADDER:
            assert override_at_least(office, needed) is (LADDER.index(office) >= LADDER.index(needed))
    assert not any(override_at_least(office, needed) for office in ("CPO", "", "MINISTER") for needed in LADDER)


def test_the_reason_codes_carry_what_a_page_shows() -> None:
    codes = {one.code: one for one in reason_codes()}
    assert len(codes) == 22
    assert codes["R11_NO_APPROVED_CARER_AVAILABLE"].valid_days == 14
    assert "division" in codes["R11_NO_APPROVED_CARER_AVAILABLE"].evidence
    assert codes["R01_DECEASED"].applies == ("PRESERVE", "REUNIFY")
    assert [one.code[:3] for one in codes.values() if one.forbidden] == ["X01", "X02", "X03", "X04", "X05", "X06"]
    assert all(one.say for one in codes.values() if one.forbidden)


def test_the_judgement_keeps_its_sentences_with_gaps_for_translation() -> None:
    found = judgement(good(ladder={}, panel=None))
    assert list(found.reasons) == ["HB04", "HB12"]
    first = found.reasons["HB04"][0]
    assert first.template == "%(rung)s: not looked at yet"
    assert first.values == {"rung": "PRESERVE"}
    assert str(first) == "PRESERVE: not looked at yet"


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+05:00")


@pytest.mark.parametrize(
    ("clock", "part", "due"),
    [
        ("T01", None, "2026-01-31T11:00:00"),
        ("T01", "child_safe", "2026-02-01T10:00:00"),
        ("T02", None, "2026-02-01T10:00:00"),
        ("T03", None, "2026-02-03T10:00:00"),
        ("T04", None, "2026-02-07T10:00:00"),
        ("T05", None, "2026-03-02T10:00:00"),
        ("T05", "extended", "2026-04-01T10:00:00"),
        ("T10", None, "2026-04-30T10:00:00"),
        ("T10", "under_three_in_group_care", "2026-02-28T10:00:00"),
        ("T11", None, "2026-07-31T10:00:00"),
        ("T12", None, "2026-05-31T10:00:00"),
        ("T13", "month_1", "2026-02-28T10:00:00"),
        ("T16", "nadra", "2026-03-02T10:00:00"),
        ("T17", "review", "2026-02-03T10:00:00"),
    ],
)
def test_a_clock_is_due_in_calendar_time(clock: str, part: str | None, due: str) -> None:
    assert clock_due(clock, at("2026-01-31T10:00:00"), part) == at(due)


def test_a_month_is_counted_in_karachi_and_given_back_in_the_zone_of_the_start() -> None:
    start = datetime.fromisoformat("2026-01-30T20:00:00+00:00")
    due = clock_due("T11", start)
    assert due == at("2026-07-31T01:00:00")
    assert due.utcoffset() == timedelta(0)


def test_a_clock_needs_a_known_name_and_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock_due("T02", datetime(2026, 1, 1))  # noqa: DTZ001 - the missing zone is what is tested
    with pytest.raises(KeyError):
        clock_due("T99", at("2026-01-01T00:00:00"))
    with pytest.raises(KeyError):
        clock_due("T02", at("2026-01-01T00:00:00"), "tea")


def test_a_clock_warns_at_half_at_four_fifths_and_at_its_end() -> None:
    start, due = at("2026-01-01T00:00:00"), at("2026-01-11T00:00:00")
    days = [clock_stage(start, due, start + timedelta(days=n)) for n in (0, 4, 5, 7, 8, 9, 10, 11)]
    assert days == [0, 0, 50, 50, 80, 80, 100, 100]


def test_every_clock_has_parts_and_its_mode() -> None:
    assert [clock.id for clock in clocks()] == [f"T{number:02}" for number in range(1, 18)]
    assert {clock.id for clock in clocks() if clock.mode == "watch"} == {"T02", "T12"}
    for clock in clocks():
        for limit in clock.parts.values():
            ((unit, number),) = limit.items()
            assert unit in ("hours", "days", "months")
            assert number > 0


def prose() -> dict[str, Any]:
    rules: dict[str, Any] = rulebook.body(rulebook.versions("gatekeeping", "gatekeeping")[-1])
    return rules


def test_the_numbers_of_the_twin_stand_in_the_sentences_of_the_book() -> None:
    rules, numbers = prose(), book().numbers
    rows = [row for kind in ("hard_blocks", "blocks_with_exception", "warnings") for row in rules["checks"][kind]]
    said = {row["id"]: row["rule"] for row in rows}
    assert f"{numbers['distance']['far_km']} km" in said["W02"]
    assert f"{numbers['provider']['expires_soon_days']} days" in said["W12"]
    assert "Under three" in said["BX01"]
    assert numbers["child"]["young_under"] == 3
    assert said["W13"].startswith("Under six (not under three)")
    assert numbers["child"]["small_under"] == 6
    assert f"aged {numbers['child']['apart_from_age']} or over" in said["BX05"]
    objecting = next(row for row in rules["checks"]["warnings"] if row["id"] == "W04")
    assert f"review in {numbers['child']['objection_review_days']} days" in objecting["also"]
    assert "Third or later move" in said["W09"]
    assert numbers["child"]["moves_before_from"] == 2
    assert "six months" in said["BX04"]
    assert numbers["group_care_months"] == 6
    over = next(row for row in rules["checks"]["blocks_with_exception"] if row["id"] == "BX02")
    assert over["ceiling"] == f"{numbers['provider']['ceiling_percent']} percent"
    assert "age 16 or over" in next(row["condition"] for row in rules["care_ladder"] if row["code"] == "SIL")
    assert numbers["ladder"]["own_home"]["from_age"] == 16
    assert rules["panel"]["quorum"].startswith("five of seven, including chair or deputy, at least two women")
    assert (book().quorum.members, book().quorum.women, book().quorum.outside_swd) == (5, 2, 2)
    assert rules["panel"]["quorum_urgent"].startswith("three including chair, one woman, one outside SWD")
    assert (book().quorum_urgent.members, book().quorum_urgent.led_by) == (3, ("CHAIR",))


def test_the_days_of_the_clocks_stand_in_their_sentences() -> None:
    words = {"weekly": 7}
    for clock in clocks():
        ((unit, number), *_) = next(iter(clock.parts.values())).items()
        singular = unit.removesuffix("s")
        said = clock.limit
        assert f"{number} {singular}" in said or words.get(said.split()[0]) == number, clock
    emergency = book().numbers["emergency"]
    assert book().clocks["T04"].parts["panel"] == {"days": emergency["runs_days"]}
    assert book().clocks["T05"].parts["limit"] == {"days": emergency["limit_days"]}


def test_every_code_of_the_twin_is_a_code_of_the_book() -> None:
    rules, numbers = book(), book().numbers
    assert set(numbers["emergency"]["lifts"]) < set(rules.blocks)
    assert numbers["emergency"]["approved_by_at_least"] in rules.offices
    grounds = {ground for rule in rules.exceptions.values() for ground in rule.grounds}
    assert {ground for name, row in numbers["grounds"].items() if name != "source" for ground in row} < grounds
    assert numbers["ladder"]["not_available_needs"] in rules.reasons
    assert set(rules.order_required) == set(rules.provided)
    assert set(rules.blocks) == {f"HB{number:02}" for number in range(1, 14)}
    assert set(rules.exceptions) == {f"BX{number:02}" for number in range(1, 7)}
    assert set(rules.warnings) == {f"W{number:02}" for number in range(1, 15)}
    assert len(rules.divisions) == 30
    assert len(set(rules.divisions.values())) == 6
    assert len(rules.provinces) == 8
