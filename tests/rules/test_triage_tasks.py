"""The tasks of a message, each from both sides."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders.messages import ABOUT, CATEGORIES, MONDAY, triaged

ARRIVED = date(2026, 11, 23)


def tasks(**changes: Any) -> list[str]:
    found: list[str] = triaged(**changes)["tasks"]
    assert found == sorted(found)
    return found


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"category": "touched", "consent": "not_asked"}, True),
        ({"category": "touched", "consent": None}, True),
        ({"category": "touched", "consent": "yes"}, False),
        ({"category": "touched", "consent": "no"}, False),
        ({"category": "touched", "consent": "no", "no_consent_ground": "OTHER_LIFE"}, True),
        ({"category": "food", "consent": "no", "no_consent_ground": "REQUIRED_BY_LAW"}, True),
        ({"category": "food", "consent": "not_asked"}, False),
        ({"category": "food", "consent": "yes"}, False),
    ],
)
def test_explain_to_child(changes: dict[str, Any], due: bool) -> None:
    assert ("explain_to_child" in tasks(**changes)) is due


@pytest.mark.parametrize("category", CATEGORIES)
def test_safety_action_at_the_two_highest_levels(category: str) -> None:
    assert ("safety_action" in tasks(category=category)) is (CATEGORIES[category] in {"P1", "P2"})
    assert "safety_action" in tasks(category=category, danger_now="yes")


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize(
    ("changes", "high"), [({"category": "touched"}, True), ({"category": "hurt"}, True), ({"category": "idea"}, False)]
)
def test_freeze_admissions(about: str, changes: dict[str, Any], high: bool) -> None:
    assert ("freeze_admissions" in tasks(about=about, **changes)) is (about == "MANAGER" and high)


def test_freeze_admissions_whoever_runs_the_home() -> None:
    for run_by in ("SWD", "SCPA", "FEDERAL", "NGO"):
        assert "freeze_admissions" in tasks(about="MANAGER", category="food", provider_run_by=run_by)


@pytest.mark.parametrize("category", CATEGORIES)
def test_police_referral_by_category_at_p1_only(category: str) -> None:
    crime = category in {"hurt", "touched", "work"}
    assert ("police_referral" in tasks(category=category, danger_now="yes")) is crime
    assert ("police_referral" in tasks(category=category)) is (category == "touched")


@pytest.mark.parametrize("word", ["knife", "Gun", "PISTOL", "weapon", "rod", "بندوق", "لوہے کی سلاخ", "هٿيار"])
def test_police_referral_by_a_weapon_word(word: str) -> None:
    assert "police_referral" in tasks(category="food", text=word, danger_now="yes")
    assert "police_referral" not in tasks(category="food", text=f"x{word}x", danger_now="yes")


def test_a_weapon_word_below_p1_is_no_referral() -> None:
    assert triaged(category="food", text="he has a rod")["level"] == "P3"
    assert "police_referral" not in tasks(category="food", text="he has a rod")
    assert "police_referral" not in tasks(category="afraid", text="blood", danger_now="yes")


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize(("consent", "asked"), [("yes", False), ("no", True), ("not_asked", True), (None, True)])
def test_ask_other_relative(about: str, consent: str | None, asked: bool) -> None:
    """A kin carer who is accused is not asked for consent; another trusted relative is."""
    assert ("ask_other_relative" in tasks(about=about, consent=consent)) is (about in {"HOUSEHOLD", "FAMILY"} and asked)


@pytest.mark.parametrize("category", CATEGORIES)
def test_medical_care_by_category(category: str) -> None:
    assert ("medical_care" in tasks(category=category)) is (category in {"hurt", "touched"})


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("there is Blood", True),
        ("I cannot  breathe", True),
        ("I can’t breathe", True),
        ("خون", True),
        ("مون کي ساهه نٿو اچي", True),
        ("bloody", False),
        ("knife", False),
        ("breathe", False),
    ],
)
def test_medical_care_by_words(text: str, due: bool) -> None:
    assert ("medical_care" in tasks(category="food", text=text)) is due


def earlier(*pairs: tuple[str, int]) -> list[dict[str, str]]:
    """Earlier messages as (level, days before this one)."""
    return [{"level": level, "on": (ARRIVED - timedelta(days=days)).isoformat()} for level, days in pairs]


@pytest.mark.parametrize(
    ("category", "history", "due"),
    [
        ("food", [("P3", 1), ("P3", 2)], True),  # the third P3 in 60 days
        ("food", [("P3", 1)], False),
        ("food", [("P3", 60), ("P3", 60)], True),
        ("food", [("P3", 60), ("P3", 61)], False),
        ("food", [("P3", 0), ("P3", 0)], True),
        ("food", [("P2", 10), ("P1", 20)], True),
        ("food", [("P2", 10), ("P3", 20)], True),  # a higher level counts as the lower
        ("food", [("P4", 1), ("P4", 2), ("P3", 3)], False),
        ("food", [("P2", 1), ("P2", 2)], True),
        ("food", [("P2", 70), ("P2", 90)], True),
        ("food", [("P2", 70), ("P2", 91)], False),
        ("food", [("P3", 70), ("P3", 80)], False),
        ("hurt", [("P2", 90)], True),
        ("hurt", [("P2", 91)], False),
        ("hurt", [("P1", 90)], True),
        ("hurt", [("P3", 1)], False),
        ("hurt", [("P3", 1), ("P3", 2)], True),
        ("hurt", [], False),
        ("touched", [("P2", 30)], True),
        ("touched", [], False),
        ("idea", [("P3", 1), ("P3", 2)], False),
        ("idea", [("P3", 1), ("P3", 2), ("P3", 3)], True),
        ("idea", [("P2", 1), ("P2", 2)], True),
        ("idea", [("P4", 1)] * 10, False),
        ("food", [("P3", -1), ("P3", -2)], False),  # dated after this one
    ],
)
def test_responsive_inspection(category: str, history: list[tuple[str, int]], due: bool) -> None:
    assert ("responsive_inspection" in tasks(category=category, history=earlier(*history))) is due


def test_the_level_after_raising_is_what_counts() -> None:
    """Food about the manager is P2: with one P2 before it, that makes two."""
    assert "responsive_inspection" in tasks(about="MANAGER", history=earlier(("P2", 90)))
    assert "responsive_inspection" not in tasks(about="STAFF", history=earlier(("P2", 90)))


def test_days_are_counted_from_the_day_of_arrival_in_karachi() -> None:
    late, next_day = "2026-11-23T18:59:00Z", "2026-11-23T19:00:00Z"
    history = earlier(("P2", 90))
    assert "responsive_inspection" in tasks(category="hurt", received_at=MONDAY, arrived_at=late, history=history)
    assert "responsive_inspection" not in tasks(
        category="hurt", received_at=MONDAY, arrived_at=next_day, history=history
    )


def test_a_quiet_message_has_no_task() -> None:
    assert tasks() == []
    assert tasks(history=None) == []
    assert tasks(history=[]) == []
