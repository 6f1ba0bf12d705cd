"""When an authorisation may be given: every rule from both sides of its border."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.providers.authorisations import rules
from registry_app.providers.authorisations.states import (
    LIFE,
    AuthorisationStanding,
    Block,
    ConditionCode,
    CrmCheckKey,
    Kind,
    Lack,
    VettedGroup,
    VettingCheckCode,
    VettingOutcome,
)

ROOT = Path(__file__).parents[2]
BOOK = rulebook.body(rulebook.exact("registry_app.providers.authorisations", "authorisation", "0.1"))
ON = date(2026, 11, 23)
BOYS = rules.ServiceFacts("SMALL_GROUP", "BOYS", 10, None)
GOOD = rules.Facts(
    services=(BOYS,),
    named=("OWNER", "MANAGER", "CARERS"),
    vetting=dict.fromkeys(rules.vetting_cells(BOOK, household=False), "CLEAR"),
    crm=dict.fromkeys(rules.crm_checks(BOOK, household=False), True),
    visited=True,
    critical_zero=False,
    focal_person=True,
    data_officer=True,
    conflict_with_law_mixed=False,
    beds=10,
    sleeping_square_feet=400,
)
FULL = rules.Proposal(kind="FULL", start=ON, until=date(2029, 11, 22), reasons="All standards are met.")
REFUSAL = rules.Proposal(
    kind=None,
    start=ON,
    reasons="S3.1 is not met.",
    hearing_notice_on=date(2026, 11, 1),
    hearing_held_on=date(2026, 11, 20),
    child_plan="Each child goes to the panel.",
    appeal_note="Write to the Minister.",
)
CONDITIONAL = replace(
    FULL, kind="CONDITIONAL", until=date(2027, 11, 22), conditions=["MONTHLY_MONITORING"],
    hearing_notice_on=date(2026, 11, 9), hearing_held_on=ON,
)  # fmt: skip


def shipped(package, name):
    return yaml.safe_load((ROOT / package / "reference" / name).read_text(encoding="utf-8"))


def test_the_numbers_are_those_that_the_rules_say_in_words():
    terms = shipped("registry_app/providers", "registration-0.1.yaml")["terms"]
    more = shipped("registry_app/providers", "registration-0.1.yaml")["terms_add"]
    assert terms["PROVISIONAL"]["length"] == "6 months"
    assert terms["PROVISIONAL"]["renew"] == "never"
    assert BOOK["terms"]["PROVISIONAL"] == {"months": 6, "months_at_most": 6, "renewals": 0}
    assert terms["CONDITIONAL"]["length"] == "up to 12 months"
    assert terms["CONDITIONAL"]["renew"] == "once"
    assert BOOK["terms"]["CONDITIONAL"] == {"months": 12, "months_at_most": 12, "renewals": 1}
    assert terms["FULL"]["length"] == "3 years"
    assert BOOK["terms"]["FULL"] == {"months": 36, "months_at_most": 36, "renewals": None}
    assert more["KIN_TEMPORARY"]["length"] == "28 days, once more 28"
    assert BOOK["kin_temporary"] == {"days": 28, "renewals": 1}
    said = ", ".join(str(days) for days in BOOK["reminders"]["days_before"])
    assert terms["RENEWAL"]["automatic_reminders"] == f"{said} days"
    assert terms["RENEWAL"]["apply"] == f"{BOOK['reminders']['apply_days_before']} days before expiry"


def test_the_seven_checks_are_those_of_the_complaint_mechanism():
    gate = shipped("complaints", "complaints-0.1.yaml")["registration_gate"]
    assert [row["text"] for row in BOOK["crm_gate"]] == gate["checks"]
    assert [row["key"] for row in BOOK["crm_gate"]] == [key.value for key in CrmCheckKey]
    assert len(rules.crm_checks(BOOK, household=True)) == 4


def test_enums_are_those_of_the_rules():
    book = shipped("registry_app/providers", "registration-0.1.yaml")
    assert [kind.value for kind in Kind][:3] == book["states"]["authorisation_kind"]
    own = [AuthorisationStanding.SET_ASIDE]  # a decision set aside leaves its certificate to be read
    assert [one.value for one in AuthorisationStanding if one not in own] == book["states"]["authorisation_standing"]
    assert [outcome.value for outcome in VettingOutcome] == book["person_vetting"]["outcome"]
    assert len(ConditionCode) == len(book["decision_rules"]["conditions_may_be"]) + 1
    assert list(ConditionCode)[-1] is ConditionCode.FREE
    assert BOOK["vetting"]["who"] == [group.value for group in VettedGroup]
    assert BOOK["vetting"]["checks"] == [check.value for check in VettingCheckCode]


def test_nothing_stands_against_a_good_application():
    for kind in ("PROVISIONAL", "CONDITIONAL", "FULL"):
        assert rules.blocks(BOOK, GOOD, kind) == []


@pytest.mark.parametrize("outcome", [None, "PENDING", "NOT_CLEAR", "CLEAR_WITH_CONDITION"])
@pytest.mark.parametrize("cell", rules.vetting_cells(BOOK, household=False))
def test_each_of_the_nine_outcomes_must_be_clear(cell, outcome):
    vetting = {**GOOD.vetting, cell: outcome}
    if outcome is None:
        del vetting[cell]
    assert rules.blocks(BOOK, replace(GOOD, vetting=vetting), "FULL") == ["VETTING_NOT_CLEAR"]


@pytest.mark.parametrize("group", ["OWNER", "MANAGER", "CARERS"])
def test_each_group_must_have_somebody_named_save_in_a_family(group):
    named = [other for other in GOOD.named if other != group]
    assert rules.blocks(BOOK, replace(GOOD, named=named), "FULL") == ["PEOPLE_NOT_NAMED"]
    assert rules.blocks(BOOK, replace(GOOD, named=[], household=True), "FULL") == []


@pytest.mark.parametrize("key", [key.value for key in CrmCheckKey])
@pytest.mark.parametrize("kind", ["PROVISIONAL", "CONDITIONAL", "FULL"])
def test_one_missing_way_to_complain_blocks_every_kind(key, kind):
    assert rules.blocks(BOOK, replace(GOOD, crm={**GOOD.crm, key: False}), kind) == ["CRM_NOT_PASSED"]
    rest = {other: True for other in GOOD.crm if other != key}
    assert rules.blocks(BOOK, replace(GOOD, crm=rest), kind) == ["CRM_NOT_PASSED"]
    assert rules.blocks(BOOK, replace(GOOD, crm=None), kind) == ["CRM_NOT_LOOKED_AT"]


@pytest.mark.parametrize(
    ("facts", "block"),
    [
        ({"visited": False}, "NOT_VISITED"),
        ({"critical_zero": None}, "NOT_VISITED"),
        ({"critical_zero": True}, "CRITICAL_ZERO"),
        ({"focal_person": False}, "NO_FOCAL_PERSON"),
        ({"focal_person": None}, "NO_FOCAL_PERSON"),
        ({"data_officer": None}, "NO_DATA_OFFICER"),
        ({"conflict_with_law_mixed": True}, "CONFLICT_WITH_LAW_MIXED"),
        ({"conflict_with_law_mixed": None}, "CONFLICT_WITH_LAW_MIXED"),
        ({"services": (replace(BOYS, sexes="GIRLS"),)}, "NO_WOMAN_IN_CHARGE"),
        ({"services": (replace(BOYS, sexes="BOTH", woman_in_charge=False),)}, "NO_WOMAN_IN_CHARGE"),
        ({"services": (BOYS, replace(BOYS, sexes="GIRLS", capacity=1)), "beds": 11, "sleeping_square_feet": 440},
         "NO_WOMAN_IN_CHARGE"),
        ({"beds": None}, "SPACE_NOT_KNOWN"),
        ({"sleeping_square_feet": None}, "SPACE_NOT_KNOWN"),
        ({"beds": 9}, "ABOVE_SPACE_NORM"),
        ({"sleeping_square_feet": 399}, "ABOVE_SPACE_NORM"),
        ({"services": (replace(BOYS, capacity=11),)}, "ABOVE_SPACE_NORM"),
        ({"services": (BOYS, replace(BOYS, capacity=1))}, "ABOVE_SPACE_NORM"),
    ],
)  # fmt: skip
def test_each_hard_block_and_nothing_else(facts, block):
    assert rules.blocks(BOOK, replace(GOOD, **facts), "FULL") == [block]
    assert Block(block)


def test_a_woman_in_charge_opens_a_girls_service():
    girls = replace(BOYS, sexes="GIRLS", woman_in_charge=True)
    assert rules.blocks(BOOK, replace(GOOD, services=(girls,)), "FULL") == []


def test_a_family_is_asked_what_a_family_can_have():
    family = rules.Facts(
        household=True,
        run_by="FAMILY",
        services=(rules.ServiceFacts("FOSTER", "BOTH", 2, True),),
        vetting={("CARERS", check): "CLEAR" for check in ("V01", "V02", "V03")},
        crm=dict.fromkeys(rules.crm_checks(BOOK, household=True), True),
        visited=True,
        critical_zero=False,
    )
    assert rules.blocks(BOOK, family, "FULL") == []
    assert rules.blocks(BOOK, replace(family, crm={**family.crm, "NAMED_CONTACT": False}), "FULL") == ["CRM_NOT_PASSED"]


@pytest.mark.parametrize(
    ("kind", "times", "spent"),
    [
        ("PROVISIONAL", 0, False), ("PROVISIONAL", 1, True), ("CONDITIONAL", 1, False), ("CONDITIONAL", 2, True),
        ("FULL", 9, False),
    ],
)  # fmt: skip
def test_how_often_a_kind_may_be_given(kind, times, spent):
    found = rules.blocks(BOOK, replace(GOOD, same_kind_before={kind: times}), kind)
    assert found == (["RENEWAL_SPENT"] if spent else [])


def test_nobody_who_looked_at_nothing_may_authorise():
    found = rules.blocks(
        BOOK, rules.Facts(services=(replace(BOYS, sexes="GIRLS"),), conflict_with_law_mixed=None), "FULL"
    )
    assert found == [
        "PEOPLE_NOT_NAMED", "VETTING_NOT_CLEAR", "CRM_NOT_LOOKED_AT", "NOT_VISITED", "NO_FOCAL_PERSON",
        "NO_DATA_OFFICER", "NO_WOMAN_IN_CHARGE",
        "CONFLICT_WITH_LAW_MIXED", "SPACE_NOT_KNOWN",
    ]  # fmt: skip


@pytest.mark.parametrize("proposal", [FULL, CONDITIONAL, REFUSAL])
def test_a_whole_decision_lacks_nothing(proposal):
    assert rules.lacks(BOOK, replace(GOOD, children_present=4), proposal) == []


@pytest.mark.parametrize(
    ("proposal", "lack"),
    [
        (replace(CONDITIONAL, conditions=[]), "CONDITION"),
        (replace(FULL, reasons="  "), "REASONS"),
        (replace(REFUSAL, reasons=""), "REASONS"),
        (replace(REFUSAL, hearing_notice_on=None), "HEARING"),
        (replace(REFUSAL, hearing_held_on=None), "HEARING"),
        (replace(REFUSAL, hearing_held_on=date(2026, 11, 24)), "HEARING"),
        (replace(CONDITIONAL, hearing_held_on=None), "HEARING"),
        (replace(CONDITIONAL, hearing_notice_on=date(2026, 11, 10)), "HEARING_TOO_SOON"),
        (replace(REFUSAL, child_plan=""), "CHILD_PLAN"),
        (replace(REFUSAL, appeal_note=""), "APPEAL_NOTE"),
        (replace(FULL, until=None), "TOO_LONG"),
        (replace(FULL, until=date(2029, 11, 23)), "TOO_LONG"),
        (replace(FULL, until=date(2026, 11, 22)), "TOO_LONG"),
        (replace(CONDITIONAL, until=date(2027, 11, 23)), "TOO_LONG"),
        (replace(FULL, kind="PROVISIONAL", until=date(2027, 5, 23)), "TOO_LONG"),
        (replace(FULL, kind="PROVISIONAL", until=date(2027, 5, 22)), "TOO_MANY_PLACES"),
    ],
)
def test_each_thing_a_decision_needs(proposal, lack):
    present = 9 if lack == "TOO_MANY_PLACES" else 10
    assert rules.lacks(BOOK, replace(GOOD, children_present=present), proposal) == [lack]
    assert Lack(lack)


def test_no_plan_for_children_is_asked_where_none_live():
    assert rules.lacks(BOOK, GOOD, replace(REFUSAL, child_plan="")) == []


def test_the_need_of_another_residential_home_is_answered_in_writing():
    new = replace(GOOD, services=(replace(BOYS, care_type="RESIDENTIAL"),))
    answered = replace(FULL, need_answer="The district has none.")
    assert rules.lacks(BOOK, new, answered) == ["NEED_OPINION"]
    assert rules.lacks(BOOK, replace(new, new=False), FULL) == []
    assert rules.lacks(BOOK, new, REFUSAL) == []
    for said in ("NEEDED", "NOT_NEEDED"):
        told = replace(new, need_opinion=said)
        assert rules.lacks(BOOK, told, FULL) == ["NEED_ANSWER"]
        assert rules.lacks(BOOK, told, answered) == [], "an opinion against it is not a refusal by itself"
        assert rules.lacks(BOOK, told, REFUSAL) == ["NEED_ANSWER"]


@pytest.mark.parametrize("run_by", sorted(rules.PUBLIC_BODIES))
def test_a_government_home_is_decided_with_an_outside_member(run_by):
    public = replace(GOOD, run_by=run_by)
    assert rules.lacks(BOOK, public, FULL) == ["OUTSIDE_MEMBER"]
    assert rules.lacks(BOOK, public, replace(FULL, outside_member="A lawyer")) == []


@pytest.mark.parametrize(
    ("kind", "start", "last"),
    [
        ("PROVISIONAL", ON, date(2027, 5, 22)),
        ("PROVISIONAL", date(2026, 8, 31), date(2027, 2, 27)),
        ("CONDITIONAL", ON, date(2027, 11, 22)),
        ("FULL", ON, date(2029, 11, 22)),
        ("FULL", date(2028, 2, 29), date(2031, 2, 27)),
        ("KIN_TEMPORARY", ON, date(2026, 12, 20)),
    ],
)
def test_terms_by_the_calendar(kind, start, last):
    assert rules.last_day(BOOK, kind, start) == last
    assert rules.usual_last_day(BOOK, kind, start) == last


@given(start=st.dates(date(2025, 1, 1), date(2060, 1, 1)), months=st.integers(0, 48))
def test_months_later_is_never_in_another_month_than_asked(start, months):
    later = rules.months_after(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day


def test_provisional_six_months_and_a_day_is_over():
    last = rules.last_day(BOOK, "PROVISIONAL", ON)
    a_day_more = rules.months_after(ON, 6) + timedelta(days=1)
    assert rules.stands("IN_FORCE", ON, last, last)
    assert not rules.due_to_expire("IN_FORCE", last, last)
    assert not rules.stands("IN_FORCE", ON, last, a_day_more)
    assert rules.due_to_expire("IN_FORCE", last, last + timedelta(days=1))
    assert rules.due_to_expire("SUSPENDED", last, a_day_more)
    assert not rules.due_to_expire("CANCELLED", last, a_day_more)


def test_an_authorisation_stands_from_its_first_day():
    assert not rules.stands("IN_FORCE", ON, ON, ON - timedelta(days=1))
    assert rules.stands("IN_FORCE", ON, ON, ON)
    assert not rules.stands("SUSPENDED", ON, ON, ON)


@pytest.mark.parametrize("group", ["prepared", "recommended", "inspected", "looked_at_gate", "tied"])
def test_nobody_decides_after_an_earlier_step_or_with_a_tie(group):
    people = rules.People(**{group: frozenset({"U1"})})
    assert rules.may_not_decide("U1", people) == [group.upper()]
    assert rules.may_not_decide("U2", people) == []


def test_nobody_recommends_what_they_prepared_or_what_their_directorate_runs():
    people = rules.People(prepared=frozenset({"U1"}), tied=frozenset({"U2"}))
    assert rules.may_not_recommend("U1", people, agency="SWD", run_by="NGO") == ["PREPARED"]
    assert rules.may_not_recommend("U2", people, agency="SWD", run_by="NGO") == ["TIED"]
    assert rules.may_not_recommend("U3", people, agency="SWD", run_by="NGO") == []
    assert rules.may_not_recommend("U3", people, agency="SWD", run_by="SWD") == ["OWN_DIRECTORATE"]
    assert rules.may_not_recommend("U3", people, agency="SCPA", run_by="SWD") == []


@pytest.mark.parametrize("left", [180, 120, 90, 60, 30, 7])
def test_reminders_on_their_days_and_on_no_other(left):
    last = ON + timedelta(days=left)
    assert rules.reminder_due(BOOK, last, ON) == left
    assert rules.reminder_due(BOOK, last, ON + timedelta(days=1)) is None


def test_appeal_and_renewal_days():
    assert rules.appeal_until(BOOK, ON) == date(2026, 12, 23)
    assert rules.renewable_from(BOOK, date(2029, 11, 22)) == date(2029, 8, 24)


LEADS = {
    ("CANCELLED", "restore"): "IN_FORCE",
    ("IN_FORCE", "suspend"): "SUSPENDED",
    ("SUSPENDED", "reinstate"): "IN_FORCE",
    ("EXPIRED", "revive"): "IN_FORCE",
    **{(state, "set_aside"): "SET_ASIDE" for state in ("IN_FORCE", "SUSPENDED")},
    **{(state, "expire"): "EXPIRED" for state in ("IN_FORCE", "SUSPENDED")},
    **{(state, "cancel"): "CANCELLED" for state in ("IN_FORCE", "SUSPENDED")},
    **{(state, "close"): "CLOSED_VOLUNTARILY" for state in ("IN_FORCE", "SUSPENDED")},
}


@pytest.mark.parametrize("state", AuthorisationStanding)
@pytest.mark.parametrize("action", LIFE.actions)
def test_every_standing_and_every_action(state, action):
    arrows = {move.action: move.target for move in LIFE.open_moves(state)}
    assert arrows.get(action) == LEADS.get((state.value, action))


RENEWED = rules.Renewal(grade="B", accounts=True, gate_fresh=True, major_due_on=ON)


@pytest.mark.parametrize(
    ("change", "block"),
    [
        ({"open_critical": 1}, "CRITICAL_OPEN"),
        ({"major_due_on": ON - timedelta(days=1)}, "MAJOR_OVERDUE"),
        ({"grade": "D"}, "GRADE_TOO_LOW"),
        ({"grade": None}, "GRADE_TOO_LOW"),
        ({"accounts": False}, "NO_AUDITED_ACCOUNTS"),
        ({"gate_fresh": False}, "CRM_TOO_OLD"),
    ],
)
@pytest.mark.parametrize("kind", ["PROVISIONAL", "CONDITIONAL", "FULL"])
def test_each_need_of_a_renewal_blocks_alone(change, block, kind):
    assert rules.blocks(BOOK, replace(GOOD, renewal=RENEWED), kind, ON) == []
    assert rules.blocks(BOOK, replace(GOOD, renewal=replace(RENEWED, **change)), kind, ON) == [block]


def test_a_family_renews_without_accounts_and_before_its_first_grade():
    family = replace(GOOD, household=True, renewal=replace(RENEWED, accounts=False, grade=None))
    assert rules.renewal_blocks(BOOK, family.renewal, True, ON) == []
    assert rules.renewal_blocks(BOOK, replace(family.renewal, grade="D"), True, ON) == ["GRADE_TOO_LOW"]
