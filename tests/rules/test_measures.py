"""When a measure may be taken (registration.yaml `measures`, `unregistered_route`, `appeal`): each rule both ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.measures import rules
from registry_app.measures.book import PACKAGE
from registry_app.measures.states import LADDER, ROUTE, MeasureKind
from registry_app.providers.homes.states import CLOSED, Standing
from registry_app.providers.powers.states import Act

DAY = date(2026, 11, 23)
BOOK = rulebook.body(rulebook.exact(PACKAGE, "measures", "0.1"))


def case(kind, **facts):
    standing = "KNOWN_UNREGISTERED" if BOOK["kinds"][kind]["homes"] == "unregistered" else "AUTHORISED"
    rule = BOOK["kinds"][kind]
    whole = {
        "kind": kind, "standing": standing, "grounds": ["LAW_BROKEN"], "reasons": "On 3 November.",
        "condition": "LOWER_CAPACITY", "notice_on": DAY - timedelta(days=40), "answered": True,
        "hearing_notice_on": DAY - timedelta(days=40), "heard_on": DAY - timedelta(days=1), "children": 4,
        "notice_over": True, "cause_over": True, "plan": "With their families.",
        "effective_on": DAY + timedelta(days=max(30, rule["wait_days"])),
    }  # fmt: skip
    return rules.Case(**{**whole, **facts})


@pytest.mark.parametrize("kind", [kind.value for kind in MeasureKind])
def test_a_whole_case_lacks_nothing(kind):
    assert rules.lacks(BOOK, case(kind), DAY) == []


@pytest.mark.parametrize(
    ("kind", "facts", "lack"),
    [
        ("CANCELLATION", {"standing": "REFUSED"}, "WRONG_HOME"),
        ("NOTICE_TO_APPLY", {"standing": "AUTHORISED"}, "WRONG_HOME"),
        ("ADMISSIONS_FROZEN", {"standing": "CLOSED_VOLUNTARILY"}, "WRONG_HOME"),
        ("ADMISSIONS_FROZEN", {"standing": "CLOSED_BY_ORDER"}, "WRONG_HOME"),
        ("SHOW_CAUSE", {"notice_over": False}, "AFTER_NOTICE_TO_APPLY"),
        ("COURT_FILE", {"notice_over": False}, "AFTER_NOTICE_TO_APPLY"),
        ("COURT_FILE", {"cause_over": False}, "AFTER_SHOW_CAUSE"),
        ("PROSECUTION", {"standing": "KNOWN_UNREGISTERED", "notice_over": False}, "AFTER_NOTICE_TO_APPLY"),
        ("ADVICE", {"grounds": []}, "GROUND"),
        ("ADVICE", {"reasons": "  "}, "REASONS"),
        ("CONDITION", {"condition": None}, "CONDITION"),
        ("CANCELLATION", {"notice_on": None}, "NOTICE"),
        ("CANCELLATION", {"answered": False, "notice_on": DAY - timedelta(days=15)}, "ANSWER_TIME"),
        ("CANCELLATION", {"heard_on": None}, "HEARING"),
        ("CONDITION", {"hearing_notice_on": DAY - timedelta(days=13), "heard_on": DAY}, "HEARING"),
        ("SUSPENSION", {"heard_on": DAY + timedelta(days=1)}, "HEARING"),
        ("SUSPENSION", {"plan": " "}, "CHILD_PLAN"),
        ("SUSPENSION", {"until": DAY + timedelta(days=90)}, "LAST_DAY"),
        ("SUSPENSION", {"until": DAY - timedelta(days=1)}, "LAST_DAY"),
        ("CANCELLATION", {"effective_on": None}, "EFFECT_DAY"),
        ("CANCELLATION", {"effective_on": DAY + timedelta(days=91)}, "EFFECT_DAY"),
        ("VOLUNTARY_CLOSURE", {"effective_on": DAY + timedelta(days=89)}, "EFFECT_DAY"),
        ("ADVICE", {"run_by": "SCPA"}, "OUTSIDE_MEMBER"),
    ],
)
def test_each_thing_that_is_missing_is_named(kind, facts, lack):
    assert rules.lacks(BOOK, case(kind, **facts), DAY) == [lack]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("CANCELLATION", {"answered": False, "notice_on": DAY - timedelta(days=16)}),
        ("CONDITION", {"hearing_notice_on": DAY - timedelta(days=14), "heard_on": DAY}),
        ("COURT_FILE", {"notice_over": False, "cause_over": False, "in_danger": True}),
        ("PROSECUTION", {"standing": "AUTHORISED", "notice_over": False}),
        ("SUSPENSION", {"children": 0, "plan": ""}),
        ("SUSPENSION", {"until": DAY + timedelta(days=89)}),
        ("CANCELLATION", {"effective_on": DAY + timedelta(days=90)}),
        ("CANCELLATION", {"effective_on": DAY}),
        ("VOLUNTARY_CLOSURE", {"effective_on": DAY + timedelta(days=90)}),
        ("ADVICE", {"run_by": "SCPA", "outside_member": "A judge"}),
    ],
)
def test_the_edges_still_count(kind, facts):
    assert rules.lacks(BOOK, case(kind, **facts), DAY) == []


@given(st.sampled_from(list(MeasureKind)), st.sampled_from(list(Standing)))
def test_nothing_is_done_about_a_closed_home_and_every_other_one_has_a_step(kind, standing):
    fits = rules.fits(BOOK, kind.value, standing.value)
    assert not (fits and standing in CLOSED)
    if standing not in CLOSED:
        assert any(rules.fits(BOOK, one.value, standing.value) for one in MeasureKind)


@given(
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
    st.integers(-3, 3),
    st.sampled_from(["CANCELLATION", "CLOSURE_ORDER"]),
)
def test_a_closing_takes_effect_only_with_each_childs_plan(appeal, danger, unplanned, days, kind):
    done = rules.takes_effect(kind, DAY + timedelta(days=days), unplanned, appeal, danger, DAY)
    assert done == (days <= 0 and unplanned == 0 and not (kind == "CANCELLATION" and appeal and not danger))


def test_the_way_of_a_home_without_authorisation():
    step = rules.next_in_route
    assert step("KNOWN_UNREGISTERED", False, [], False) == "FIRST_VISIT"
    assert step("KNOWN_UNREGISTERED", True, [], False) == "NOTICE_TO_APPLY"
    assert step("NOTICE_SERVED", True, ["NOTICE_TO_APPLY"], False) is None
    assert step("NOTICE_SERVED", True, ["NOTICE_TO_APPLY"], True) == "SHOW_CAUSE"
    assert step("NOTICE_SERVED", True, ["NOTICE_TO_APPLY", "SHOW_CAUSE"], True) == "COURT_FILE"
    assert step("NOTICE_SERVED", True, ["NOTICE_TO_APPLY", "SHOW_CAUSE", "COURT_FILE"], True) is None
    assert step("AUTHORISED", False, [], False) is None
    assert rules.first_visit_by(BOOK, DAY) == DAY + timedelta(days=14)


def test_an_immediate_suspension_is_confirmed_only_after_the_hearing_and_for_90_days_in_all():
    start, heard = DAY - timedelta(days=5), DAY
    ask = lambda **facts: rules.confirmable(  # noqa: E731
        **{"book": BOOK, "start": start, "notice_on": start, "heard_on": heard, "until": DAY, "on": DAY, **facts}
    )
    assert ask() == ""
    assert ask(heard_on=None) == "HEARING"
    assert ask(heard_on=DAY + timedelta(days=1)) == "HEARING"
    assert ask(until=start + timedelta(days=89)) == ""
    assert ask(until=start + timedelta(days=90)) == "LAST_DAY"
    assert (rules.immediate_until(BOOK, DAY) - DAY).days + 1 == 14


def test_the_numbers_are_those_of_the_sentences():
    sentences = BOOK["sentences"]
    assert f"alone for {BOOK['immediate_suspension']['days']} days" in sentences["suspension"]["immediate"]
    assert f"hearing in {BOOK['immediate_suspension']['hearing_days']} days" in sentences["suspension"]["then"]
    assert f"at most {BOOK['kinds']['SUSPENSION']['days']} days" in sentences["suspension"]["then"]
    assert f"{BOOK['kinds']['CANCELLATION']['answer_days']} days to answer" in sentences["cancellation_steps"]
    assert sentences["wind_down"].startswith(f"up to {BOOK['kinds']['CANCELLATION']['wind_down_days']} days")
    assert sentences["voluntary_closure"].startswith(f"{BOOK['kinds']['VOLUNTARY_CLOSURE']['wait_days']} days")
    assert f"apply in {BOOK['kinds']['NOTICE_TO_APPLY']['days']} days" in sentences["unregistered_route"][2]
    assert f"Visit in {BOOK['first_visit_days']} days" in sentences["unregistered_route"][1]
    assert sentences["appeal_limit"].startswith(f"{BOOK['appeal']['days']} days")
    assert sentences["appeal_decided_in"] == f"{BOOK['appeal']['decided_in_days']} days"
    assert {kind.value for kind in (*ROUTE, *LADDER)} | {"VOLUNTARY_CLOSURE"} == set(BOOK["kinds"])
    assert {rule["act"] for rule in BOOK["kinds"].values() if rule["act"]} <= {act.value for act in Act}
