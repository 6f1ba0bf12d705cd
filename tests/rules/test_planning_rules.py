"""When a home is due and how great its risk is: by facts alone, on a day of the test's own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections import framework as frameworks
from inspections.due import book as books
from inspections.due import rules
from inspections.due.rules import Action, Facts
from inspections.due.states import RiskPart
from inspections.states import Severity, VisitType, Why

TODAY = date(2026, 11, 29)
BOOK, FRAMEWORK = books.in_force_on(TODAY), frameworks.of_version("0.1")
HOUSE = frozenset({"RESIDENTIAL"})


def days(n):
    return TODAY - timedelta(days=n)


def facts(**more):
    return Facts(**{"begun": days(900), "care_types": HOUSE, "children": 12, "grade": "B", "grade_on": days(60),
                    "last_visit": days(30), "heard_on": days(30), "poster_on": days(30), **more})  # fmt: skip


def whys(**more):
    return [reason.why for reason in rules.reasons(FRAMEWORK, BOOK, facts(**more), TODAY)]


def parts(**more):
    one = facts(**more)
    found = rules.risk(BOOK, one, rules.reasons(FRAMEWORK, BOOK, one, TODAY), TODAY)
    return {part.part: part.points for part in found.parts}


def test_a_good_home_seen_lately_is_not_due():
    assert whys() == []
    assert parts() == {RiskPart.GRADE: 5, RiskPart.AGE: 2, RiskPart.CARE: 8}


@pytest.mark.parametrize(
    ("grade", "age", "due"),
    [("A", 300, False), ("A", 340, True), ("B", 340, True), ("C", 150, False), ("C", 160, True), ("D", 61, False),
     ("D", 63, True)],
)  # fmt: skip
def test_the_next_full_visit_follows_the_grade_and_its_age(grade, age, due):
    found = whys(grade=grade, grade_on=days(age), last_visit=days(10), heard_on=days(10))
    assert (Why.FULL_DUE in found) is due


def test_a_follow_up_of_a_d_is_due_until_somebody_came():
    assert Why.FOLLOW_UP_DUE in whys(grade="D", grade_on=days(20), last_visit=days(20))
    assert Why.FOLLOW_UP_DUE not in whys(grade="D", grade_on=days(20), last_visit=days(5))


def test_the_first_full_visit_counts_from_the_first_child():
    (reason,) = rules.reasons(FRAMEWORK, BOOK, facts(grade=None, grade_on=None, first_child=days(30)), TODAY)
    assert (reason.why, reason.day) == (Why.NEVER_GRADED, date(2027, 4, 30))
    nobody = facts(grade=None, grade_on=None, children=0)
    assert rules.reasons(FRAMEWORK, BOOK, nobody, TODAY)[0].day is None


def test_a_quarter_without_a_visit_calls_for_monitoring_of_a_facility_only():
    assert Why.MONITORING_DUE in whys(last_visit=days(95))
    assert Why.MONITORING_DUE not in whys(last_visit=days(85))
    assert Why.MONITORING_DUE not in whys(last_visit=days(95), care_types=frozenset({"SIL"}))


def test_a_family_has_a_yearly_review_and_no_graded_visit():
    family = {"household": True, "grade": None, "grade_on": None, "care_types": frozenset({"FOSTER"}), "children": 1}
    assert whys(**family, last_visit=days(340)) == [Why.REVIEW_DUE]
    assert whys(**family, last_visit=days(200)) == []
    assert rules.suggested(rules.reasons(FRAMEWORK, BOOK, facts(**family, last_visit=days(340)), TODAY)) is (
        VisitType.THEMATIC
    )


def test_open_actions_come_first_and_weigh():
    actions = [Action(Severity.CRITICAL, False, days(-2)), Action(Severity.MAJOR, False, days(3)),
               Action(Severity.MAJOR, True, days(9)), Action(Severity.MINOR, False, days(-90))]  # fmt: skip
    found = whys(actions=actions)
    assert found == [Why.CRITICAL_OPEN, Why.TWO_MAJOR_OVERDUE, Why.ACTIONS_OVERDUE, Why.PROOF_WAITS]
    assert parts(actions=actions)[RiskPart.ACTIONS] == 30 + 10 + 10 + 1
    assert parts(actions=actions)[RiskPart.ACTIONS_OVERDUE] == 10
    assert parts(actions=actions * 4)[RiskPart.ACTIONS] == BOOK["score"]["actions"]["most"]


def test_a_call_stands_until_somebody_came_and_never_says_why():
    found = rules.reasons(FRAMEWORK, BOOK, facts(called=days(2)), TODAY)
    assert [(r.why, r.day, r.count) for r in found] == [(Why.CALLED_FOR, days(1), 0)]
    assert whys(called=days(2), last_visit=days(2)) == []
    assert parts(called=days(2))[RiskPart.CALLED] == 40


def test_themes_ask_for_a_visit_and_stop_growing():
    assert whys(themes=1) == [Why.THEMES]
    assert parts(themes=2)[RiskPart.THEMES] == 20
    assert parts(themes=9)[RiskPart.THEMES] == 30


@pytest.mark.parametrize(
    ("more", "silent"),
    [({}, True), ({"spoken": True}, False), ({"heard_on": days(30)}, False), ({"poster_on": days(30)}, False),
     ({"children": 4}, False), ({"begun": days(100)}, False), ({"heard_on": days(181), "poster_on": days(200)}, True)],
)  # fmt: skip
def test_a_home_of_which_nothing_is_heard_rises(more, silent):
    given = {"heard_on": None, "poster_on": None, **more}
    assert (Why.SILENT in whys(**given)) is silent
    assert (RiskPart.SILENCE in parts(**given)) is silent


def test_many_new_children_ask_for_a_visit_until_it_was_made():
    came = [days(9), days(8), days(7)]
    assert whys(came=came) == [Why.NEW_CHILDREN]
    assert whys(came=came[:2]) == []
    assert whys(came=came, children=20) == []
    assert whys(came=came, last_visit=days(7), heard_on=days(7)) == []


def test_what_is_not_authorised_is_visited_only_when_it_is_called_for_or_applies():
    assert whys(authorised=False, last_visit=None, themes=3) == []
    assert whys(authorised=False, waiting=True, called=days(1)) == [Why.CALLED_FOR, Why.BEFORE_REGISTRATION]


def test_every_reason_is_answered_by_a_kind_that_the_standards_know():
    assert {rules.answers(why).value for why in Why} <= set(FRAMEWORK.visit_types)


FACTS = st.builds(
    facts,
    grade=st.sampled_from("ABCD"), grade_on=st.integers(0, 900).map(days), last_visit=st.integers(0, 900).map(days),
    called=st.none() | st.integers(0, 30).map(days), themes=st.integers(0, 5), spoken=st.booleans(),
    children=st.integers(0, 60), came=st.lists(st.integers(0, 200).map(days), max_size=9),
    actions=st.lists(st.builds(Action, st.sampled_from(Severity), st.booleans(), st.integers(-90, 90).map(days)),
                     max_size=6),
)  # fmt: skip


@given(FACTS)
def test_the_parts_are_the_sum_each_once_and_none_is_empty(one):
    found = rules.risk(BOOK, one, rules.reasons(FRAMEWORK, BOOK, one, TODAY), TODAY)
    assert found.points == sum(part.points for part in found.parts)
    assert all(part.points > 0 for part in found.parts)
    assert len({part.part for part in found.parts}) == len(found.parts)


@given(FACTS, st.sampled_from(Severity))
def test_one_more_action_never_lowers_the_risk(one, severity):
    from dataclasses import replace

    def points(given):
        return rules.risk(BOOK, given, rules.reasons(FRAMEWORK, BOOK, given, TODAY), TODAY).points

    assert points(replace(one, actions=[*one.actions, Action(severity, False, days(1))])) >= points(one)


def test_a_day_goes_where_the_risk_is_most_worth_the_way():
    places = {None: 0, "near": 5, "far": 100, "grave": 40}

    def km(here, there):
        return abs(places[here] - places[there])

    assert rules.in_order(BOOK, {"near": 10, "far": 10, "grave": 60}, km) == ["grave", "near", "far"]
    assert rules.in_order(BOOK, {"near": 10, "far": 10, "grave": 12}, km) == ["near", "grave", "far"]
    assert rules.in_order(BOOK, {"near": 10, "far": 90, "grave": 12}, km)[0] == "far"


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 100), max_size=9))
def test_a_day_keeps_every_home_once_also_where_nothing_can_be_measured(points):
    assert sorted(rules.in_order(BOOK, points, lambda _here, _there: None)) == sorted(points)


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_visit_with_notice_is_proposed_only_where_half_stay_without(without, told):
    share = rules.Share(without, told)
    free = not rules.must_be_without(BOOK, share)
    assert free is (2 * without >= share.total + 1)
    if free:
        assert not rules.below(BOOK, share.with_one(told=True))
    assert share.percent is None or share.percent <= 100
