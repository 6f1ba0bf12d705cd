"""HB01-HB13, each passed and failed, with its boundaries."""

from typing import Any

import pytest

from gatekeeping.rules import judge
from tests.rules.gatekeeping_input import ABSENT, PROVIDED, at_home, changed, good, spoiled

RUNNING = {"declared_on": "2026-11-21", "approved_by": "CPU_HEAD", "days_in_emergency": 2}


def blocks(given: dict[str, Any]) -> list[str]:
    found: list[str] = judge(given)["blocks"]
    return found


@pytest.mark.parametrize("care_type", PROVIDED)
def test_the_good_proposal_raises_nothing_for_any_care_type(care_type: str) -> None:
    assert judge(good(care_type)) == {
        "blocks": [],
        "exceptions": [],
        "warnings": [],
        "panel": {
            "quorate": True,
            "majority": "two_thirds" if care_type in ("SMALL_GROUP", "RESIDENTIAL", "EMERGENCY") else "simple",
            "carried": True,
        },
        "may_proceed": True,
        "explain": {},
    }


# What is spoiled, and the very blocks that this must raise.
SPOILED = [
    ("proposed.provider.authorised_until", "2026-11-23", []),
    ("proposed.provider.authorised_until", "2026-11-22", ["HB01"]),
    ("proposed.provider.authorised_until", ABSENT, ["HB01"]),
    ("proposed.provider.status", None, ["HB01"]),
    ("proposed.provider.status", "CONDITIONAL", []),
    ("proposed.provider.status", "EXPIRED", ["HB01"]),
    ("proposed.provider.status", "CANCELLED", ["HB01"]),
    ("proposed.provider.status", "CLOSED_VOLUNTARILY", ["HB01"]),
    ("proposed.provider.status", "KNOWN_UNREGISTERED", ["HB01"]),
    ("proposed.provider.status", "NOTICE_SERVED", ["HB01"]),
    ("proposed.provider.status", "REFUSED", ["HB01"]),
    ("proposed.provider.status", "SUSPENDED", ["HB02"]),
    ("proposed.provider.status", "PROVISIONAL", ["HB02"]),
    ("proposed.provider.status", "KIN_TEMPORARY", ["HB01"]),
    ("proposed.provider.authorised_care_types", ["FOSTER"], ["HB01"]),
    ("proposed.provider.authorised_care_types", None, ["HB01"]),
    ("proposed.provider.authorised_sexes", ["boy"], ["HB01"]),
    ("proposed.provider.authorised_sexes", None, ["HB01"]),
    ("proposed.provider.authorised_ages", [16, 17], []),
    ("proposed.provider.authorised_ages", [6, 16], []),
    ("proposed.provider.authorised_ages", [17, 17], ["HB01"]),
    ("proposed.provider.authorised_ages", [6, 15], ["HB01"]),
    ("proposed.provider.authorised_ages", None, ["HB01"]),
    ("proposed.provider.admissions_frozen", True, ["HB02"]),
    ("proposed.provider.admissions_frozen", None, ["HB02"]),
    ("proposed.provider.open_critical_actions", 1, ["HB02"]),
    ("proposed.provider.open_critical_actions", ABSENT, ["HB02"]),
    ("assessment_on", None, ["HB03"]),
    ("assessment_on", "2026-11-23", []),
    ("assessment_on", "2026-11-24", ["HB03"]),
    ("participation_recorded", False, ["HB06"]),
    ("participation_recorded", ABSENT, ["HB06"]),
    ("escort_is_woman", False, ["HB07"]),
    ("escort_is_woman", None, ["HB07"]),
    ("proposed.provider.woman_main_carer", False, ["HB07"]),
    ("proposed.provider.woman_main_carer", ABSENT, ["HB07"]),
    ("proposed.offender_hit", True, ["HB08"]),
    ("proposed.offender_hit", False, []),
    ("proposed.provider.vetting_clear", False, ["HB08"]),
    ("proposed.provider.vetting_clear", None, ["HB08"]),
    ("panel", None, ["HB12"]),
    ("panel", ABSENT, ["HB12"]),
    ("panel", {}, ["HB09"]),
    ("status", "CONFIRMED", ["HB10"]),
    ("status", ABSENT, ["HB10"]),
    ("status", None, ["HB10"]),
    ("proposed.outside_pakistan", True, ["HB13"]),
    ("proposed.outside_pakistan", None, ["HB13"]),
]


@pytest.mark.parametrize(("path", "value", "expected"), SPOILED)
def test_one_spoiled_fact_raises_its_block_and_no_other(path: str, value: Any, expected: list[str]) -> None:
    answer = judge(changed(good(), path, value))
    assert answer["blocks"] == expected
    assert answer["may_proceed"] is (not expected)
    assert sorted(answer["explain"]) == sorted({*expected, *(one["id"] for one in answer["warnings"])})


def test_without_a_provider_all_its_blocks_are_raised() -> None:
    given = spoiled(proposed__provider=None, independent_cpo_assessment=None)
    assert blocks(given) == ["HB01", "HB02", "HB07", "HB08", "HB11"]


def test_nothing_but_a_day_and_a_care_type_raises_every_block_that_rests_on_a_fact() -> None:
    answer = judge({"on": "2026-11-23", "proposed": {"care_type": "RESIDENTIAL"}})
    assert answer["blocks"] == [
        "HB01", "HB02", "HB03", "HB04", "HB06", "HB07", "HB08", "HB10", "HB11", "HB12", "HB13",
    ]  # fmt: skip
    assert [one["id"] for one in answer["exceptions"]] == ["BX01", "BX02", "BX05", "BX06"]
    assert answer["warnings"] == []
    assert answer["panel"] is None
    assert answer["may_proceed"] is False


@pytest.mark.parametrize("care_type", ["PRESERVE", "REUNIFY"])
def test_staying_with_the_parents_needs_no_provider_panel_escort_or_order(care_type: str) -> None:
    answer = judge(at_home(care_type))
    assert answer["blocks"] == []
    assert answer["exceptions"] == []
    assert answer["may_proceed"] is True


def test_a_hit_on_the_offender_list_blocks_staying_with_the_parents() -> None:
    assert blocks(changed(at_home(), "proposed.offender_hit", True)) == ["HB08"]
    assert blocks(changed(at_home(), "proposed.offender_hit", None)) == []


def test_facts_of_a_provider_count_for_nothing_where_there_is_none() -> None:
    given = spoiled("PRESERVE", panel=None, proposed__provider__status="CANCELLED", proposed__provider__grade="D")
    given = changed(given, "proposed.provider.present", 99)
    answer = judge(given)
    assert (answer["blocks"], answer["exceptions"], answer["warnings"]) == ([], [], [])


def test_a_panel_that_was_not_quorate_blocks_staying_with_the_parents_too() -> None:
    assert blocks(changed(at_home(), "panel", {"members": []})) == ["HB09"]


def test_a_lost_vote_stops_staying_with_the_parents_without_a_block() -> None:
    given = at_home()
    given["panel"] = good()["panel"]
    for one in given["panel"]["members"]:
        one["vote"] = "AGAINST"
    answer = judge(given)
    assert answer["blocks"] == []
    assert answer["may_proceed"] is False


@pytest.mark.parametrize(("sex", "needed"), [("girl", True), ("transgender", True), ("boy", False), (None, True)])
def test_a_woman_is_needed_for_girls_and_transgender_children(sex: str | None, needed: bool) -> None:
    given = spoiled(child__sex=sex, escort_is_woman=False, proposed__provider__woman_main_carer=False)
    assert ("HB07" in blocks(given)) is needed
    assert len(judge(given)["explain"].get("HB07", [])) == (2 if needed else 0)


def test_an_unrecorded_sex_does_no_harm_to_hb07_where_both_women_are_named() -> None:
    assert blocks(spoiled(child__sex=None)) == ["HB01"]


@pytest.mark.parametrize("care_type", PROVIDED)
def test_hb07_is_asked_from_kinship_downwards(care_type: str) -> None:
    assert "HB07" in blocks(spoiled(care_type, escort_is_woman=False))


def test_provisional_with_consent_of_the_unit_passes() -> None:
    given = spoiled(proposed__provider__status="PROVISIONAL", proposed__provider__cpu_consent=True)
    assert blocks(given) == []
    assert blocks(changed(given, "proposed.provider.cpu_consent", False)) == ["HB02"]


def kin_tonight(care_type: str = "KINSHIP") -> dict[str, Any]:
    given = spoiled(care_type, proposed__provider__status="KIN_TEMPORARY", proposed__provider__vetting_clear=None)
    for name in ("authorised_care_types", "authorised_sexes", "authorised_ages"):
        given = changed(given, f"proposed.provider.{name}", ABSENT)
    return given


def test_temporary_kin_count_as_authorised_and_clear_for_kinship() -> None:
    assert blocks(kin_tonight()) == []


def test_temporary_kin_are_asked_for_their_last_day() -> None:
    assert blocks(changed(kin_tonight(), "proposed.provider.authorised_until", "2026-11-23")) == []
    assert blocks(changed(kin_tonight(), "proposed.provider.authorised_until", "2026-11-22")) == ["HB01"]
    assert blocks(changed(kin_tonight(), "proposed.provider.authorised_until", None)) == ["HB01"]


def test_temporary_kin_count_for_kinship_only_and_a_hit_blocks_them() -> None:
    assert blocks(kin_tonight("FOSTER")) == ["HB01"]
    assert blocks(changed(kin_tonight(), "proposed.offender_hit", True)) == ["HB08"]


@pytest.mark.parametrize(
    ("care_type", "needed"),
    [
        ("KINSHIP", False), ("GUARDIAN", True), ("KAFALAH", True), ("FOSTER", True), ("SIL", False),
        ("SMALL_GROUP", True), ("RESIDENTIAL", True), ("EMERGENCY", True), ("RESPITE", True),
        ("PRESERVE", False), ("REUNIFY", False),
    ],
)  # fmt: skip
def test_confirming_needs_an_order_where_the_setting_says_so(care_type: str, needed: bool) -> None:
    given = good(care_type, status="CONFIRMED")
    assert blocks(given) == (["HB10"] if needed else [])
    assert blocks(given | {"court_order": "Magistrate Hyderabad 112 of 2026"}) == []
    assert blocks(given | {"court_order": "  "}) == (["HB10"] if needed else [])
    assert blocks(given | {"status": "INTERIM"}) == []


@pytest.mark.parametrize(
    ("referrer", "receiver", "independent", "raised"),
    [
        ("O1", "O1", False, True),
        ("O1", "O1", None, True),
        ("O1", "O1", True, False),
        (" o1", "O1", False, True),
        ("CPU-HYD", "O1", False, False),
        ("CPU-HYD", "O1", None, False),
        (None, "O1", False, True),
        ("CPU-HYD", None, None, True),
        (None, None, True, False),
    ],
)
def test_a_provider_does_not_refer_to_itself(
    referrer: str | None, receiver: str | None, independent: bool | None, raised: bool
) -> None:
    given = spoiled(
        referrer_organisation=referrer,
        proposed__provider__organisation=receiver,
        independent_cpo_assessment=independent,
    )
    assert ("HB11" in blocks(given)) is raised


def in_emergency(**emergency: Any) -> dict[str, Any]:
    """Every block that an emergency lifts would be raised here."""
    return good(assessment_on=None, ladder={}, participation_recorded=None, panel=None, emergency=RUNNING | emergency)


LIFTED = ["HB03", "HB04", "HB06", "HB12"]


@pytest.mark.parametrize(
    ("emergency", "runs"),
    [
        ({"days_in_emergency": 0}, True),
        ({"days_in_emergency": 7}, True),
        ({"days_in_emergency": 8}, False),
        ({"days_in_emergency": None}, False),
        ({"approved_by": "CPO"}, False),
        ({"approved_by": None}, False),
        ({"approved_by": "PANEL_CHAIR"}, True),
        ({"approved_by": "PANEL"}, True),
        ({"approved_by": "SWD_DIRECTOR"}, True),
        ({"approved_by": "SCPA_DG"}, True),
        ({"approved_by": "COURT"}, True),
    ],
)
def test_an_emergency_runs_seven_days_on_the_word_of_the_head_of_the_unit_or_above(
    emergency: dict[str, Any], runs: bool
) -> None:
    answer = judge(in_emergency(**emergency))
    assert answer["blocks"] == ([] if runs else LIFTED)
    assert answer["may_proceed"] is runs


def test_a_running_emergency_lifts_hb09_and_its_tainted_votes() -> None:
    given = in_emergency() | {"panel": {"members": [{"id": "M1", "conflicts": ["brother"], "vote": "FOR"}]}}
    assert blocks(given) == []
    assert blocks(given | {"emergency": None}) == ["HB03", "HB04", "HB06", "HB09"]


def test_a_running_emergency_lifts_nothing_else() -> None:
    given = good(emergency=RUNNING, status="CONFIRMED", escort_is_woman=False, independent_cpo_assessment=False)
    given["ladder"]["PRESERVE"] = {"status": "RULED_OUT", "reasons": [{"code": "X01_POVERTY"}]}
    given["referrer_organisation"] = "O1"
    given["proposed"]["outside_pakistan"] = True
    given["proposed"]["offender_hit"] = True
    given["proposed"]["provider"] |= {"status": "SUSPENDED", "authorised_until": "2026-11-22"}
    assert blocks(given) == ["HB01", "HB02", "HB05", "HB07", "HB08", "HB10", "HB11", "HB13"]


def test_a_running_emergency_lets_a_lost_vote_proceed() -> None:
    given = good(emergency=RUNNING)
    for one in given["panel"]["members"]:
        one["vote"] = "AGAINST"
    assert judge(given)["may_proceed"] is True
    assert judge(given)["panel"]["carried"] is False
    assert judge(given | {"emergency": None})["may_proceed"] is False
