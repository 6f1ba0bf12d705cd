"""Properties that hold for any proposal: what can be judged, what good facts do, and when a placement may proceed."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeping.rules import judge
from registry_app.core.judging import Unusable
from tests.rules.gatekeeping_input import ABSENT, changed, good, member, put, rung

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)
CARE = ["PRESERVE", "REUNIFY", "KINSHIP", "GUARDIAN", "FOSTER", "KAFALAH", "SIL", "SMALL_GROUP", "RESIDENTIAL",
        "EMERGENCY", "RESPITE"]  # fmt: skip
OFFICES = ["CPO", "CPU_HEAD", "PANEL_CHAIR", "PANEL", "SWD_DIRECTOR", "SCPA_DG", "COURT", None]
YES = st.sampled_from([True, False, None])
DAYS = st.sampled_from(["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-08", "2026-11-09", "2026-12-23", None])

# Every fact with values of which the first is the good one, by the dotted path of the fact.
FACTS: dict[str, list[Any]] = {
    "child.age_years": [16, 17, 8, 2, 3, 5, 15, None],
    "child.sex": ["boy", "girl", "transgender", None],
    "child.unaccompanied_or_separated": [False, True, None],
    "child.tracing_exhausted": [True, False, None],
    "child.siblings_in_care": [0, 1, None],
    "child.siblings_kept_together": [True, False, None],
    "child.objects": [False, True, None],
    "child.in_conflict_with_law": [False, True, None],
    "proposed.outside_pakistan": [False, True, None],
    "proposed.offender_hit": [False, True, None],
    "proposed.provider.authorised_care_types": [CARE[2:], ["FOSTER"], None],
    "proposed.provider.authorised_sexes": [["boy", "girl", "transgender"], ["girl"], None],
    "proposed.provider.authorised_ages": [[0, 17], [6, 15], None],
    "proposed.provider.authorised_until": ["2028-01-31", "2026-11-22", "2026-11-23", None],
    "proposed.provider.status": ["FULL", "PROVISIONAL", "SUSPENDED", "EXPIRED", "KIN_TEMPORARY", None],
    "proposed.provider.admissions_frozen": [False, True, None],
    "proposed.provider.open_critical_actions": [0, 1, None],
    "proposed.provider.capacity": [30, 10, None],
    "proposed.provider.present": [0, 10, 11, None],
    "proposed.provider.vetting_clear": [True, False, None],
    "proposed.provider.organisation": ["O1", "CPU-HYD", None],
    "proposed.provider.woman_main_carer": [True, False, None],
    "proposed.provider.mixed_sex_unit_unrelated_10_plus": [False, True, None],
    "proposed.provider.cpu_consent": [True, False, None],
    "referrer_organisation": ["CPU-HYD", "O1", None],
    "independent_cpo_assessment": [True, False, None],
    "assessment_on": ["2026-11-10", "2026-11-24", None],
    "emergency": [
        {"approved_by": "CPU_HEAD", "days_in_emergency": 3},
        {"approved_by": "CPO", "days_in_emergency": 3},
        {"approved_by": "SCPA_DG", "days_in_emergency": 31},
        None,
    ],
    "escort_is_woman": [True, False, None],
    "participation_recorded": [True, False, None],
    "status": ["INTERIM", "CONFIRMED", None],
    "court_order": ["order 4", None],
    "months_in_group_care": [0, 7, None],
    **{
        f"ladder.{name}": [rung("R08_COURT_BARS" if name != "SMALL_GROUP" else "R09_CHILD_OBJECTS"),
                           rung("X01_POVERTY"), {"status": "CHOSEN"}, None]
        for name in CARE[:8]
    },
    "panel": [
        {"members": [member(place) for place in range(7)]},
        {"members": [member(place, vote="AGAINST") for place in range(7)]},
        {"members": [member(place, conflicts=None) for place in range(7)]},
        {"members": [], "urgent": True},
        None,
    ],
}  # fmt: skip
APPROVALS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["BX01", "BX04", None]), "approver": st.sampled_from(OFFICES), "until": DAYS}
    ),
    max_size=3,
)


@st.composite
def proposals(draw: st.DrawFn) -> dict[str, Any]:
    """Proposals that fit the shape, with good, bad and unrecorded facts in any mixture."""
    made = good(draw(st.sampled_from(CARE)))
    mostly_good = draw(st.booleans())
    for path, values in FACTS.items():
        value = values[0] if mostly_good and draw(st.integers(0, 9)) else draw(st.sampled_from([*values, ABSENT]))
        put(made, path, value)
    grounds = {"BX01": "true_emergency", "BX04": "panel_reapproval"}
    made["approved_exceptions"] = [one | {"ground": grounds.get(one["id"])} for one in draw(APPROVALS)]
    return made


@settings(deadline=None)
@given(proposal=proposals())
def test_a_proposal_may_proceed_exactly_by_its_definition(proposal: dict[str, Any]) -> None:
    answer = judge(proposal)
    emergency = proposal.get("emergency") or {}
    runs = emergency.get("approved_by") in OFFICES[1:-1] and emergency["days_in_emergency"] <= 7
    carried = answer["panel"] is not None and answer["panel"]["carried"]
    at_home = proposal["proposed"]["care_type"] in ("PRESERVE", "REUNIFY") and proposal.get("panel") is None
    unapproved = [one for one in answer["exceptions"] if one.get("approved") is not True]
    assert answer["may_proceed"] is (not answer["blocks"] and not unapproved and (carried or runs or at_home))


@settings(deadline=None)
@given(proposal=proposals())
def test_the_answer_is_sorted_explained_and_plain_json(proposal: dict[str, Any]) -> None:
    answer = judge(proposal)
    ids = [*answer["blocks"], *(one["id"] for one in answer["exceptions"]), *(one["id"] for one in answer["warnings"])]
    assert answer["blocks"] == sorted(answer["blocks"])
    for kind in ("exceptions", "warnings"):
        assert [one["id"] for one in answer[kind]] == sorted(one["id"] for one in answer[kind])
    assert sorted(answer["explain"]) == list(answer["explain"]) == sorted(ids)
    assert all(line and isinstance(line, str) for lines in answer["explain"].values() for line in lines)
    assert json.loads(json.dumps(answer)) == answer
    if "HB05" in answer["blocks"] and answer["panel"] is not None and not proposal.get("emergency"):
        assert "HB04" in answer["blocks"]
    assert not {"HB09", "HB12"} <= set(answer["blocks"])


@settings(deadline=None)
@given(proposal=proposals(), path=st.sampled_from([*FACTS]))
def test_a_fact_recorded_as_good_never_adds_a_block_or_an_exception(proposal: dict[str, Any], path: str) -> None:
    without = judge(changed(proposal, path, None))
    recorded = judge(changed(proposal, path, deepcopy(FACTS[path][0])))
    added = set(recorded["blocks"]) - set(without["blocks"])
    assert not added
    assert {one["id"] for one in recorded["exceptions"]} <= {one["id"] for one in without["exceptions"]}


@settings(deadline=None)
@given(thing=JSON)
def test_arbitrary_json_is_refused_with_one_sentence(thing: Any) -> None:
    with pytest.raises(Unusable) as caught:
        judge(thing)
    assert str(caught.value).endswith(".")


@settings(deadline=None)
@given(proposal=proposals(), thing=JSON, data=st.data())
def test_arbitrary_json_at_any_place_is_judged_or_refused(proposal: dict[str, Any], thing: Any, data: Any) -> None:
    proposal = deepcopy(proposal)
    inner: Any = proposal
    while True:
        keys = [*inner] if isinstance(inner, dict) else [*range(len(inner))]
        key = data.draw(st.sampled_from(keys))
        if not (isinstance(inner[key], dict | list) and inner[key] and data.draw(st.booleans())):
            break
        inner = inner[key]
    inner[key] = thing
    refused = None
    try:
        answer = judge(proposal)
    except Unusable as error:
        refused = str(error)
    if refused is None:
        assert set(answer) == {"blocks", "exceptions", "warnings", "panel", "may_proceed", "explain"}
    else:
        assert refused.endswith(".")
        assert "\n" not in refused
