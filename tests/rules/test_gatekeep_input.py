"""What is refused, with the sentence that names the place; and what is not."""

from typing import Any

import pytest

from gatekeeping.rules import judge
from registry_app.core.judging import Unusable
from tests.rules.gatekeeping_input import ABSENT, changed, good, member

P = "proposed.provider."
REFUSED = [
    ("on", ABSENT, "on is missing"),
    ("on", None, "on is missing"),
    ("on", "23-11-2026", "on must be a date written as YYYY-MM-DD"),
    ("on", "20261123", "on must be a date"),
    ("on", "2026-W48-1", "on must be a date"),
    ("on", "2026-02-29", "on must be a date"),
    ("on", "٢٠٢٦-١١-٢٣", "on must be a date"),
    ("on", 20261123, "on must be a date"),
    ("on", ["2026-11-23"], "on must be a date"),
    ("proposed", ABSENT, "proposed.care_type is missing"),
    ("proposed", None, "proposed.care_type is missing"),
    ("proposed.care_type", ABSENT, "proposed.care_type is missing"),
    ("proposed.care_type", None, "proposed.care_type is missing"),
    ("proposed.care_type", "residential", "proposed.care_type has the unknown code 'residential'"),
    ("proposed.care_type", [], "proposed.care_type must be one of PRESERVE"),
    ("nickname", "Ali", "The proposal has the unknown key 'nickname'"),
    ("child.nickname", "Ali", "child has the unknown key 'nickname'"),
    ("proposed.price", 1, "proposed has the unknown key 'price'"),
    (P + "beds", 1, "proposed.provider has the unknown key 'beds'"),
    ("proposed.cpu_consent", True, "proposed has the unknown key 'cpu_consent'"),
    (P + "offender_hit", True, "proposed.provider has the unknown key 'offender_hit'"),
    ("emergency", {"by": "CPU_HEAD"}, "emergency has the unknown key 'by'"),
    ("panel.place", "office", "panel has the unknown key 'place'"),
    ("panel.members", [member(0), member(1, role="x")], "panel.members[2] has the unknown key 'role'"),
    ("ladder.EMERGENCY", {}, "ladder has the unknown key 'EMERGENCY'"),
    ("ladder.FOSTER", {"why": "x"}, "ladder.FOSTER has the unknown key 'why'"),
    ("ladder.FOSTER", {"reasons": [{}, {"text": "x"}]}, "ladder.FOSTER.reasons[2] has the unknown key 'text'"),
    ("ladder.FOSTER", {"reasons": [{"code": "R99"}]}, "ladder.FOSTER.reasons[1].code has the unknown code 'R99'"),
    ("ladder.FOSTER", {"reasons": [{"on": "soon"}]}, "ladder.FOSTER.reasons[1].on must be a date"),
    ("ladder.FOSTER", {"reasons": [{"evidence": "log"}]}, "ladder.FOSTER.reasons[1].evidence must be a list"),
    ("ladder.FOSTER", {"reasons": [{"evidence": [1]}]}, "ladder.FOSTER.reasons[1].evidence[1] must be text"),
    ("ladder.FOSTER", {"reasons": [None]}, "ladder.FOSTER.reasons[1] must not be null"),
    ("ladder.FOSTER", {"reasons": {}}, "ladder.FOSTER.reasons must be a list"),
    ("ladder.FOSTER", {"status": "DONE"}, "ladder.FOSTER.status has the unknown code 'DONE'"),
    ("ladder.FOSTER", "RULED_OUT", "ladder.FOSTER must be an object"),
    ("ladder", [], "ladder must be an object"),
    ("child", "Ali", "child must be an object"),
    ("child.age_years", True, "child.age_years must be a whole number"),
    ("child.age_years", 8.0, "child.age_years must be a whole number"),
    ("child.age_years", "8", "child.age_years must be a whole number"),
    ("child.age_years", -1, "child.age_years must be a whole number"),
    ("child.age_years", 10**400, "child.age_years must be a whole number"),
    ("child.sex", "female", "child.sex has the unknown code 'female'; known are girl, boy, transgender"),
    ("child.home_district", "SD-XXX", "child.home_district has the unknown code"),
    ("child.home_district", "Hyderabad", "child.home_district has the unknown code"),
    ("child.objects", 1, "child.objects must be true, false or null"),
    ("child.objects", "yes", "child.objects must be true, false or null"),
    ("child.special_needs", "insulin", "child.special_needs must be a list"),
    ("child.special_needs", [None], "child.special_needs[1] must not be null"),
    ("parent_objects", 0, "parent_objects must be true, false or null"),
    ("proposed.distance_km", "12", "proposed.distance_km must be a number"),
    ("proposed.distance_km", True, "proposed.distance_km must be a number"),
    ("proposed.distance_km", -0.1, "proposed.distance_km must be a number"),
    ("proposed.distance_km", float("inf"), "proposed.distance_km must be a number"),
    ("proposed.distance_km", float("nan"), "proposed.distance_km must be a number"),
    ("proposed.district", "OUT-PB", "proposed.district has the unknown code 'OUT-PB'"),
    (P + "authorised_care_types", ["ORPHANAGE"], P + "authorised_care_types[1] has the unknown code 'ORPHANAGE'"),
    (P + "authorised_care_types", "RESIDENTIAL", P + "authorised_care_types must be a list"),
    (P + "authorised_sexes", ["girl", "man"], P + "authorised_sexes[2] has the unknown code 'man'"),
    (P + "authorised_ages", [6], P + "authorised_ages must be a list of the youngest and the oldest age"),
    (P + "authorised_ages", [17, 6], P + "authorised_ages must be a list of the youngest and the oldest age"),
    (P + "authorised_ages", [6, None], P + "authorised_ages must be a list of the youngest and the oldest age"),
    (P + "authorised_ages", ["6", "17"], P + "authorised_ages must be a whole number"),
    (P + "status", "IN ORDER", P + "status has the unknown code 'IN ORDER'"),
    (P + "grade", "E", P + "grade has the unknown code 'E'; known are A, B, C, D"),
    (P + "open_critical_actions", False, P + "open_critical_actions must be a whole number"),
    (P + "organisation", 7, P + "organisation must be text"),
    ("emergency", True, "emergency must be an object"),
    ("emergency", {"approved_by": "CHAIR"}, "emergency.approved_by has the unknown code 'CHAIR'"),
    ("emergency", {"days_in_emergency": 1.5}, "emergency.days_in_emergency must be a whole number"),
    ("emergency", {"declared_on": "today"}, "emergency.declared_on must be a date"),
    ("panel", [], "panel must be an object"),
    ("panel.urgent", "no", "panel.urgent must be true, false or null"),
    ("panel.members", {}, "panel.members must be a list"),
    ("panel.members", [member(0, seat="SECRETARY")], "panel.members[1].seat has the unknown code 'SECRETARY'"),
    ("panel.members", [member(0, vote="for")], "panel.members[1].vote has the unknown code 'for'"),
    ("panel.members", [member(0, vote=True)], "panel.members[1].vote must be one of FOR, AGAINST, ABSTAIN"),
    ("panel.members", [member(0, conflicts="none")], "panel.members[1].conflicts must be a list"),
    ("panel.members", [member(0), member(1, id="M0")], "panel.members must name each member once"),
    ("status", "FINAL", "status has the unknown code 'FINAL'; known are INTERIM, CONFIRMED"),
    ("court_order", True, "court_order must be text or null"),
    ("months_in_group_care", "7", "months_in_group_care must be a number"),
    ("approved_exceptions", {}, "approved_exceptions must be a list"),
    ("approved_exceptions", [{"id": "HB01"}], "approved_exceptions[1].id has the unknown code 'HB01'"),
    ("approved_exceptions", [{"ground": "kindness"}], "approved_exceptions[1].ground has the unknown code 'kindness'"),
    ("approved_exceptions", [{"by": "x"}], "approved_exceptions[1] has the unknown key 'by'"),
    (
        "approved_exceptions",
        [{"id": "BX01", "ground": "sibling_joining"}],
        "approved_exceptions[1] names the ground sibling_joining, which BX01 does not have",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_place(path: str, value: Any, sentence: str) -> None:
    with pytest.raises(Unusable) as caught:
        judge(changed(good(), path, value))
    said = str(caught.value)
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize("given", [None, [], "x", 1, True])
def test_only_an_object_is_a_proposal(given: Any) -> None:
    with pytest.raises(Unusable, match="object"):
        judge(given)


def test_long_and_odd_text_is_quoted_short_and_escaped() -> None:
    with pytest.raises(Unusable) as caught:
        judge(good() | {"\ud800" * 500: 1})
    said = str(caught.value)
    assert len(said) < 700
    said.encode("utf-8")


PATHS = [
    "child", "parent_objects", "referrer_organisation", "independent_cpo_assessment", "assessment_on", "emergency",
    "escort_is_woman", "participation_recorded", "ladder", "panel", "status", "court_order", "approved_exceptions",
    "months_in_group_care", "proposed.provider", "proposed.district", "proposed.outside_pakistan", "panel.members",
    *(f"child.{key}" for key in good()["child"]),
    *(f"proposed.provider.{key}" for key in good()["proposed"]["provider"]),
    *(f"ladder.{key}" for key in good()["ladder"]),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_absent_and_null_are_the_same_and_are_judged(path: str) -> None:
    assert judge(changed(good(), path, None)) == judge(changed(good(), path, ABSENT))


def test_the_proposal_is_left_as_it_was() -> None:
    given = good()
    judge(given)
    assert given == good()


def test_a_day_before_the_first_version_is_judged_by_the_first() -> None:
    early = changed(good(), "on", "2020-01-01")
    assert "HB04" in judge(early)["blocks"]
    assert judge(changed(good(), "on", "9999-12-31"))["blocks"] == ["HB01", "HB04"]
    assert judge(changed(early, "on", "0001-01-01"))["blocks"] == ["HB03", "HB04"]
