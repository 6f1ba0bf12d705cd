"""The test cases of the rule book, as they are written there."""

from datetime import datetime, timedelta
from typing import Any

from gatekeeping.rules import clock_due, clock_stage, clocks, judge
from registry_app.core import rulebook
from tests.rules.gatekeeping_input import HOLDS, changed, good, member, reason, rung, spoiled

KARACHI_TIME = "+05:00"


def blocks(given: dict[str, Any]) -> list[str]:
    found: list[str] = judge(given)["blocks"]
    return found


def test_every_case_of_the_book_stands_here() -> None:
    newest = rulebook.versions("gatekeeping", "gatekeeping")[-1]
    names = {case["name"].replace(",", "").replace("-", " ") for case in rulebook.body(newest)["test_cases"]}
    here = {name.removeprefix("test_case_").replace("_", " ") for name in globals() if name.startswith("test_case_")}
    assert here == names


def test_case_poverty_only() -> None:
    given = spoiled(child__age_years=8)
    given["ladder"] = {"PRESERVE": {"status": "RULED_OUT", "reasons": [reason("X01_POVERTY")]}}
    answer = judge(given)
    assert answer["blocks"] == ["HB04", "HB05"]
    assert answer["explain"]["HB05"] == [
        "PRESERVE: only X01_POVERTY is recorded: poverty alone; open a support plan instead"
    ]


def test_case_baby_siblings() -> None:
    together = {"child__siblings_in_care": 1, "child__siblings_kept_together": True}
    baby = changed(spoiled("SMALL_GROUP", **together), "child.age_years", 2)
    baby["ladder"]["FOSTER"] = rung("R11_NO_APPROVED_CARER_AVAILABLE", "NOT_AVAILABLE", on="2026-11-23")
    answer = judge(baby)
    assert answer["exceptions"] == [
        {"id": "BX01", "approver": "SCPA_DG", "max_days": 30, "may_use": ["keeps_siblings_together"]}
    ]
    assert answer["may_proceed"] is False
    paper = {"id": "BX01", "ground": "keeps_siblings_together", "approver": "SCPA_DG", "until": "2026-12-23"}
    assert judge(baby | {"approved_exceptions": [paper]})["may_proceed"] is True
    assert judge(baby | {"approved_exceptions": [paper | {"until": "2026-12-24"}]})["may_proceed"] is False
    sister = judge(changed(baby, "child.age_years", 6))
    assert (sister["exceptions"], sister["warnings"]) == ([], [])


def test_case_girl_male_escort() -> None:
    assert blocks(spoiled(child__age_years=13, child__sex="girl", escort_is_woman=False)) == ["HB07"]


def test_case_expired_provider() -> None:
    given = good(emergency={"declared_on": "2026-11-23", "approved_by": "CPU_HEAD", "days_in_emergency": 0})
    given["proposed"]["provider"]["authorised_until"] = "2026-11-22"
    assert blocks(given) == ["HB01"]
    assert judge(given)["may_proceed"] is False


def test_case_conflicted_member() -> None:
    sits = member(6, conflicts=["sits on the provider's board"], vote=None)
    absent = [member(place, present=False) for place in (4, 5)]
    seven = [*(member(place) for place in range(4)), *absent, sits]
    answer = judge(good(panel={"urgent": False, "members": seven}))
    assert answer["blocks"] == ["HB09"]
    assert answer["explain"]["HB09"] == ["Members present without a conflict: 4; a quorum needs 5"]


def test_case_child_objects() -> None:
    given = spoiled(child__age_years=14, child__sex="boy", child__objects=True)
    given["ladder"]["KINSHIP"] = rung("R10_NOT_SUITABLE_ON_ASSESSMENT")
    given["ladder"]["FOSTER"] = rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-20")
    answer = judge(given)
    assert answer["blocks"] == []
    assert answer["warnings"] == [{"id": "W04", "level": "PANEL"}]
    assert answer["panel"]["majority"] == "two_thirds"
    (said,) = answer["explain"]["W04"]
    assert all(word in said for word in ("two-thirds vote", "written answer", "review in 14 days"))


def test_case_stale_search() -> None:
    given = good()
    given["ladder"]["FOSTER"] = rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-03")
    answer = judge(given)
    assert answer["blocks"] == ["HB04"]
    assert answer["explain"]["HB04"] == ["FOSTER: R11_NO_APPROVED_CARER_AVAILABLE is 20 days old, 14 are allowed"]


def test_case_kafalah_too_early() -> None:
    given = changed(good("KAFALAH"), "child.unaccompanied_or_separated", True)
    answer = judge(changed(given, "child.tracing_exhausted", False))
    assert answer["blocks"] == ["HB04"]
    assert "KAFALAH: R15_TRACING_NOT_EXHAUSTED" in answer["explain"]["HB04"][0]


def test_case_court_clock() -> None:
    taken = datetime.fromisoformat(f"2026-11-22T10:00:00{KARACHI_TIME}")
    due = clock_due("T02", taken)
    assert due == taken + timedelta(hours=24)
    assert clock_stage(taken, due, datetime.fromisoformat(f"2026-11-23T10:01:00{KARACHI_TIME}")) == 100
    assert clock_stage(taken, due, datetime.fromisoformat(f"2026-11-23T09:59:00{KARACHI_TIME}")) == 80
    (court,) = [clock for clock in clocks() if clock.id == "T02"]
    assert court.escalates == "SWD_DIRECTOR"
    # The setting keeps this clock watched, without escalation, until the law is marked as binding in Sindh.
    assert court.mode == "watch"


def test_case_self_referral_by_provider() -> None:
    given = good(referrer_organisation="O1", independent_cpo_assessment=False)
    assert blocks(given) == ["HB11"]
    assert blocks(given | {"independent_cpo_assessment": True}) == []


def test_the_example_of_the_command_is_judged_as_thought_through_by_hand() -> None:
    given = spoiled(
        child__age_years=8, child__siblings_in_care=1, child__siblings_kept_together=True,
        proposed__provider__authorised_ages=[6, 17], proposed__provider__authorised_sexes=["girl"],
        proposed__provider__authorised_care_types=["RESIDENTIAL"],
    )  # fmt: skip
    given["panel"] = {"urgent": False, "members": [member(0)]}
    given["ladder"] = {name: rung(HOLDS[name]) for name in ("PRESERVE", "KINSHIP", "FOSTER")}
    answer = judge(given)
    # Five rungs were never looked at, and one member is no panel; everything else about the home is in order.
    assert answer["blocks"] == ["HB04", "HB09"]
    assert [line.split(":")[0] for line in answer["explain"]["HB04"]] == [
        "REUNIFY", "GUARDIAN", "KAFALAH", "SIL", "SMALL_GROUP",
    ]  # fmt: skip
    assert answer["panel"] == {"quorate": False, "majority": "two_thirds", "carried": False}
    assert (answer["exceptions"], answer["warnings"]) == ([], [])
