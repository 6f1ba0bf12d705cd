"""Kinds of incidents, their levels and clocks; the hours are those that complaints.yaml and registration.yaml say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.placements.incidents import rules
from registry_app.placements.incidents.states import IncidentKind, IncidentLevel

BOOK = rulebook.body(rulebook.versions("registry_app.placements.incidents", "incidents")[-1])
LEVELS = {
    row["level"]: row
    for row in rulebook.body(rulebook.versions("complaints", "complaints")[-1])["triage"]["levels"]
}  # fmt: skip
MOMENT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


def test_every_kind_of_the_program_has_its_row_and_no_other():
    assert {row["kind"] for row in BOOK["kinds"]} == set(IncidentKind)
    assert {row["level"] for row in BOOK["levels"]} == set(IncidentLevel)


@pytest.mark.parametrize("kind", ["ABUSE", "DEATH", "MISSING", "INJURY", "SELF_HARM"])
def test_what_is_danger_in_a_message_is_danger_in_a_report(kind):
    assert rules.level(BOOK, kind) == "P1"


def test_first_contact_and_safety_are_the_words_of_the_complaint_rules():
    assert LEVELS["P1"]["first_contact"] == "1 hour"
    assert rules.contact_by(BOOK, "P1", MOMENT) - MOMENT == timedelta(hours=1)
    assert "24 hours" in LEVELS["P1"]["child_safe"]
    assert rules.safe_by(BOOK, "P1", MOMENT) - MOMENT == timedelta(hours=24)
    assert (LEVELS["P2"]["first_contact"], LEVELS["P2"]["child_safe"]) == ("24 hours", "48 hours")
    assert rules.contact_by(BOOK, "P2", MOMENT) - MOMENT == timedelta(hours=24)
    assert rules.safe_by(BOOK, "P2", MOMENT) - MOMENT == timedelta(hours=48)
    assert rules.safe_by(BOOK, "P3", MOMENT) is None


def test_where_a_crime_may_be_behind_it_the_police_are_asked_for():
    assert [kind.value for kind in IncidentKind if rules.police(BOOK, kind.value)] == [
        "ABUSE", "DEATH", "MISSING", "OUTSIDER",
    ]  # fmt: skip


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(list(IncidentLevel)))
def test_no_report_waits_for_longer_than_a_day(moment, level):
    if moment.year < 9999:
        assert rules.report_by(BOOK, moment) == moment + timedelta(hours=24)
        assert moment < rules.contact_by(BOOK, level.value, moment) <= moment + timedelta(hours=24)
