"""The clocks of a message: calendar time and working days, midnight, Fridays, holidays, offsets."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import yaml

from complaints.rules import case_limits, clocks_for, limits
from registry_app.core import rulebook
from registry_app.core.judging import Unusable
from registry_app.core.workdays import KARACHI
from registry_app.places.gazetteer import holidays
from tests.builders.messages import MONDAY, triaged

GIVEN: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("complaints", "complaints", "0.1")))
PROSE = {row["level"]: row for row in GIVEN["triage"]["levels"]}
CATEGORY = {"P1": "touched", "P2": "hurt", "P3": "food", "P4": "idea"}


def end(day: str) -> str:
    return f"{day}T23:59:00+05:00"


def clocks(level: str, **changes: Any) -> dict[str, str | None]:
    answer = triaged(category=CATEGORY[level], **changes)
    assert answer["level"] == level
    found: dict[str, str | None] = answer["clocks"]
    return found


@pytest.mark.parametrize(
    ("level", "contact", "safe", "starts", "decision"),
    [
        (
            "P1",
            "2026-11-23T16:00:00+05:00",
            "2026-11-24T15:00:00+05:00",
            "2026-11-24T15:00:00+05:00",
            end("2026-12-17"),
        ),
        (
            "P2",
            "2026-11-24T15:00:00+05:00",
            "2026-11-25T15:00:00+05:00",
            "2026-11-26T15:00:00+05:00",
            end("2027-01-05"),
        ),
        ("P3", end("2026-11-26"), None, None, end("2026-12-10")),
        ("P4", end("2026-11-30"), None, None, end("2026-12-07")),
    ],
)
def test_the_clocks_of_each_level(
    level: str, contact: str, safe: str | None, starts: str | None, decision: str
) -> None:
    """P2 passes 25 December, a holiday, and 26 and 27 December, a weekend."""
    assert clocks(level) == {
        "first_contact_by": contact,
        "child_safe_by": safe,
        "investigation_starts_by": starts,
        "decision_by": decision,
    }


def test_clocks_start_at_arrival_and_not_when_it_was_written() -> None:
    """Sent with no network at 22:30, arrived at 06:10: the clock starts at arrival."""
    late = clocks("P1", received_at="2026-11-23T22:30:00+05:00", arrived_at="2026-11-24T06:10:00+05:00")
    assert late["first_contact_by"] == "2026-11-24T07:10:00+05:00"
    assert late["decision_by"] == end("2026-12-18")
    assert clocks("P1", arrived_at=None) == clocks("P1") == clocks("P1", arrived_at=MONDAY)


def test_a_tablet_whose_clock_is_ahead_loses_no_message() -> None:
    ahead = clocks("P1", received_at="2026-11-25T09:00:00+05:00", arrived_at="2026-11-24T09:00:00+05:00")
    assert ahead["first_contact_by"] == "2026-11-24T10:00:00+05:00"


@pytest.mark.parametrize(
    "same",
    [
        "2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+00:00",
        "2026-11-23T02:00:00-08:00",
        "2026-11-23 15:00+05:00",
        "2026-11-23T15:00+0500",
        "2026-11-23T15:00:00.000+05:00",
    ],
)
def test_any_offset_gives_the_same_answer_in_plus_five(same: str) -> None:
    assert clocks("P2", received_at=same) == clocks("P2")


@pytest.mark.parametrize(
    ("arrived_at", "contact"),
    [
        ("2026-11-23T23:59:59+05:00", "2026-11-26"),
        ("2026-11-24T00:00:00+05:00", "2026-11-27"),
        ("2026-11-23T18:59:59Z", "2026-11-26"),
        ("2026-11-23T19:00:00Z", "2026-11-27"),
        ("2026-11-27T09:00:00+05:00", "2026-12-02"),  # a Friday
        ("2026-11-28T09:00:00+05:00", "2026-12-02"),  # a Saturday
        ("2026-11-29T23:59:00+05:00", "2026-12-02"),  # a Sunday
        ("2026-11-30T00:00:00+05:00", "2026-12-03"),
        ("2026-11-05T12:00:00+05:00", "2026-11-11"),  # Thursday; Iqbal Day is the Monday after
        ("2026-12-24T12:00:00+05:00", "2026-12-30"),  # the day before a holiday on a Friday
        ("2026-12-25T12:00:00+05:00", "2026-12-30"),  # the holiday itself
        ("2026-03-19T12:00:00+05:00", "2026-03-26"),  # Eid on Friday and the weekend, Pakistan Day on Monday
    ],
)
def test_three_working_days(arrived_at: str, contact: str) -> None:
    assert clocks("P3", arrived_at=arrived_at)["first_contact_by"] == end(contact)


@pytest.mark.parametrize("level", ["P1", "P2"])
@pytest.mark.parametrize("arrived_at", ["2026-11-27T23:30:00+05:00", "2026-12-24T23:59:59+05:00"])
def test_calendar_clocks_know_no_weekend(level: str, arrived_at: str) -> None:
    found = clocks(level, arrived_at=arrived_at)
    start = datetime.fromisoformat(arrived_at)
    hours = {"P1": (1, 24, 24), "P2": (24, 48, 72)}[level]
    names = ("first_contact_by", "child_safe_by", "investigation_starts_by")
    assert [found[name] for name in names] == [(start + timedelta(hours=h)).isoformat() for h in hours]


def test_a_list_of_holidays_replaces_the_shipped_one() -> None:
    at = "2026-11-05T12:00:00+05:00"
    assert clocks("P3", arrived_at=at)["first_contact_by"] == end("2026-11-11")
    assert clocks("P3", arrived_at=at, holidays=None)["first_contact_by"] == end("2026-11-11")
    assert clocks("P3", arrived_at=at, holidays=[])["first_contact_by"] == end("2026-11-10")
    assert clocks("P3", arrived_at=at, holidays=["2026-11-06", "2026-11-10"])["first_contact_by"] == end("2026-11-12")
    assert clocks("P3", arrived_at=at, holidays=["2026-11-07"])["first_contact_by"] == end("2026-11-10")


def test_holidays_do_not_stop_calendar_clocks() -> None:
    quiet = clocks("P1", holidays=[])
    busy = clocks("P1", holidays=["2026-11-23", "2026-11-24", "2026-11-25"])
    assert [name for name in quiet if quiet[name] != busy[name]] == ["decision_by"]


def test_a_year_of_holidays_moves_the_end_by_a_year() -> None:
    closed = [(date(2026, 11, 24) + timedelta(days=n)).isoformat() for n in range(365)]
    assert clocks("P3", holidays=closed)["first_contact_by"] == end("2027-11-26")


@pytest.mark.parametrize("moment", ["9999-12-31T23:00:00+05:00", "9999-12-20T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_are_refused_with_a_sentence(moment: str) -> None:
    with pytest.raises(Unusable, match="outside the years"):
        triaged(received_at=moment)


def test_the_pages_ask_for_the_same_clocks() -> None:
    start = datetime(2026, 11, 23, 10, tzinfo=UTC)
    for level in CATEGORY:
        assert clocks_for(level, start, holidays()).as_json() == clocks(level)
    assert clocks_for("P3", start, []).first_contact_by == datetime(2026, 11, 26, 23, 59, tzinfo=KARACHI)


def first_numbers(text: str) -> list[tuple[int, str]]:
    """Each length of time in a sentence of the policy: (24, "hours"), (15, "working days")."""
    found = re.findall(r"(\d+) (hours?|working days|days)", text)
    return [(int(number), "hours" if unit.startswith("hour") else unit) for number, unit in found]


def spans(level: str) -> dict[str, tuple[int, str] | None]:
    held = limits(level)
    return {
        name: None if span is None else (span.number, span.unit.replace("_", " "))
        for name, span in (
            ("first_contact", held.first_contact),
            ("child_safe", held.child_safe),
            ("starts", held.investigation_starts),
            ("investigation", held.investigation),
            ("told", held.decision_told),
            ("extended", held.extended_to),
        )
    }


@pytest.mark.parametrize("level", ["P1", "P2", "P3", "P4"])
def test_the_numbers_are_those_of_the_prose(level: str) -> None:
    prose, held = PROSE[level], spans(level)
    assert held["first_contact"] == first_numbers(prose["first_contact"])[0]
    assert held["child_safe"] == (first_numbers(prose["child_safe"])[-1] if "child_safe" in prose else None)
    assert limits(level).name == prose["name"]
    assert list(limits(level).informs) == [one for one in prose.get("informs", []) if one.isupper()]


def test_investigation_and_decision_are_those_of_the_prose() -> None:
    assert first_numbers(PROSE["P1"]["investigate"]) == [spans("P1")["starts"], spans("P1")["investigation"]]
    assert first_numbers(PROSE["P2"]["investigate"]) == [(3, "days"), spans("P2")["investigation"]]
    assert spans("P2")["starts"] == (3 * 24, "hours")
    assert first_numbers(PROSE["P2"]["extension"]) == [spans("P2")["extended"]]
    assert first_numbers(PROSE["P3"]["investigate"]) == [spans("P3")["investigation"]]
    assert spans("P3")["extended"] == (20, "working days")
    assert "20 at most" in PROSE["P3"]["investigate"]
    assert first_numbers(PROSE["P4"]["investigate"]) == [spans("P4")["investigation"]]
    for level in ("P1", "P2", "P3"):
        assert first_numbers(PROSE[level]["decision_told"]) == [spans(level)["told"]]
    assert spans("P4")["told"] is None


def test_limits_of_a_case_are_those_of_the_prose() -> None:
    held = case_limits()
    appeal = GIVEN["closure_and_appeal"]
    assert (
        f"at {held['reprisal_checks_days'][0]}, {held['reprisal_checks_days'][1]} and"
        in GIVEN["non_retaliation"]["rules"][2]
    )
    assert first_numbers(appeal["appeal_window"]) == [
        (held["appeal_child_days"], "days"),
        (held["appeal_provider_days"], "days"),
    ]
    assert first_numbers(appeal["first_review"]) == [(held["first_review_working_days"], "working days")]
    assert first_numbers(appeal["panel"]) == [
        (held["appeal_panel_meets_working_days"], "working days"),
        (held["appeal_panel_answers_working_days"], "working days"),
    ]
    assert first_numbers(GIVEN["feedback_to_child"]["during"]) == [(held["news_to_child_working_days"], "working days")]
    assert first_numbers(GIVEN["triage"]["due"]) == [(held["triage_hours"], "hours")]
    assert first_numbers(GIVEN["routing"]["break_glass"]) == [(held["break_glass_review_hours"], "hours")]
    assert first_numbers(GIVEN["satisfaction"]["asked"]) == [(held["better_now_again_days"], "days")]
    reopened = next(step for step in GIVEN["workflow"]["steps"] if step["to"] == "REOPENED")
    assert reopened["goes_to"] == f"one level up, {held['reopened_hours']}-hour clock"
    not_confirmed = next(step for step in GIVEN["workflow"]["steps"] if step["to"] == "CLOSED_NOT_CONFIRMED")
    assert f"no answer in {held['no_answer_days']} days" in not_confirmed["needs"][0]
