"""Every clock of registration.yaml: when it starts, when it ends, when it stands still, and who it waits for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.providers.applications import rules, timing
from registry_app.providers.applications.states import IN_OFFICE, State, TimedStep, Turn
from registry_app.providers.applications.timing import Moments

LIMIT = rules.limits("0.1")
SENT = date(2026, 3, 2)
NONE: frozenset[date] = frozenset()
T = TimedStep


def days(number):
    return timedelta(days=number)


def in_state(state, **facts):
    return Moments(state=state, since=facts.pop("since", SENT), submitted=SENT, **facts)


def of(at, today=SENT, holidays=NONE):
    return {clock.step: clock for clock in timing.running(at, LIMIT, holidays, today)}


def test_the_numbers_are_those_of_the_sentences():
    book = rulebook.body(rulebook.exact(rules.PACKAGE, "registration", "0.1"))
    steps, terms = dict(enumerate(book["steps"], start=1)), book["terms"]
    assert f"answer in {LIMIT.intent_working_days} working days" in steps[1]["limit"]
    assert steps[3]["limit"] == f"{LIMIT.completeness_working_days} working days"
    assert f"applicant has {LIMIT.answer_days} days, once" in steps[3]["output"]
    assert LIMIT.returns == 1
    assert steps[4]["limit"] == f"{LIMIT.vetting_days} days, parallel"
    assert steps[5]["limit"] == f"{LIMIT.visit_days} days from COMPLETE"
    assert steps[6]["limit"] == "with the visit"
    assert steps[7]["limit"] == f"{LIMIT.recommendation_days} days after visit"
    assert steps[8]["limit"] == f"{LIMIT.hearing_notice_days} days notice"
    assert steps[9]["limit"].startswith(f"{LIMIT.decision_days} days from SUBMITTED, standing still")
    assert terms["PROVISIONAL"]["decide_in"] == f"{LIMIT.provisional_days} days"


def test_completeness_is_ten_working_days_over_a_holiday():
    assert of(in_state("SUBMITTED"))[T.COMPLETENESS].by == date(2026, 3, 16)
    assert of(in_state("SUBMITTED"), holidays=frozenset({date(2026, 3, 4)}))[T.COMPLETENESS].by == date(2026, 3, 17)


def test_the_applicants_days_are_the_applicants_and_the_decision_stands_still():
    at = in_state("RETURNED", returned=SENT + days(8), return_by=SENT + days(38), since=SENT + days(8))
    on = {left: of(at, SENT + days(8 + left)) for left in (0, 10, 30)}
    assert on[0][T.ANSWERS].turn is Turn.APPLICANT
    assert on[0][T.ANSWERS].by == SENT + days(38)
    assert [found[T.DECISION].by for found in on.values()] == [SENT + days(90 + n) for n in (0, 10, 30)]
    assert all(found[T.DECISION].still and found[T.DECISION].left == 82 for found in on.values())


def test_vetting_visit_and_gate_run_side_by_side_from_complete():
    complete = SENT + days(9)
    at = in_state("COMPLETE", completed=complete, since=complete)
    assert {step: clock.by for step, clock in of(at).items()} == {
        T.VISIT: complete + days(30), T.VETTING: complete + days(30), T.GATE: complete + days(30),
        T.DECISION: SENT + days(90),
    }  # fmt: skip
    done = replace(at, state="VETTING", vetted=complete + days(3), gate=complete + days(4))
    assert set(of(done)) == {T.VISIT, T.DECISION}
    visited = replace(at, state="VISITED", visited=complete + days(20))
    assert of(visited)[T.RECOMMENDATION].by == complete + days(27)
    assert of(visited)[T.GATE].by == complete + days(20), "the gate belongs to the visit"
    assert of(visited, complete + days(21))[T.GATE].late


def test_what_was_not_vetted_stays_late_until_the_decision():
    at = in_state("RECOMMENDED", completed=SENT, visited=SENT + days(5), gate=SENT + days(5))
    assert of(at, SENT + days(31))[T.VETTING].late


def test_a_hearing_has_a_first_day_and_nobody_is_late_on_it():
    at = in_state("RECOMMENDED", completed=SENT, vetted=SENT, gate=SENT, hear_from=SENT + days(14))
    assert of(at, SENT + days(60))[T.HEARING].by == SENT + days(14)
    assert not of(at, SENT + days(60))[T.HEARING].late
    assert T.HEARING not in of(replace(at, heard=SENT + days(15)))


def test_a_provisional_authorisation_is_decided_within_thirty_days():
    at = in_state("RECOMMENDED", completed=SENT, recommended=SENT + days(10), recommendation="PROVISIONAL")
    assert of(at)[T.DECISION].by == SENT + days(40)
    assert of(replace(at, recommendation="FULL"))[T.DECISION].by == SENT + days(90)
    assert of(replace(at, recommended=SENT + days(80)))[T.DECISION].by == SENT + days(90)


def test_a_decision_set_aside_starts_the_clocks_anew():
    again = SENT + days(200)
    at = in_state("RECOMMENDED", completed=SENT, vetted=SENT + days(5), gate=SENT + days(5), visited=SENT + days(9),
                  recommended=SENT + days(20), recommendation="FULL", reopened=again, stood_still=12)  # fmt: skip
    assert of(at, again)[T.DECISION].by == again + days(90)
    assert of(replace(at, state="VISITED"), again)[T.RECOMMENDATION].by == again + days(7)
    anew = of(replace(at, state="VETTING", visited=None), again)
    assert {anew[step].by for step in (T.VISIT, T.VETTING, T.GATE)} == {again + days(30)}


def test_nothing_is_late_on_its_last_day_and_all_is_the_day_after():
    at = in_state("SUBMITTED")
    last = of(at)[T.COMPLETENESS].by
    assert not of(at, last)[T.COMPLETENESS].late
    assert of(at, last + days(1))[T.COMPLETENESS].late


@given(
    state=st.sampled_from([one.value for one in (*IN_OFFICE, State.RETURNED)]),
    still=st.integers(0, 60), waited=st.integers(0, 60), later=st.integers(0, 400),
)  # fmt: skip
def test_only_the_applicants_days_move_the_decision(state, still, waited, later):
    since = SENT + days(waited)
    at = in_state(state, since=since, stood_still=still, returned=since, return_by=since + days(30), completed=SENT)
    early, late = (of(at, since + days(n))[T.DECISION].by for n in (0, later))
    assert early == SENT + days(90 + still)
    assert late - early == (days(later) if state == "RETURNED" else days(0))
    assert timing.due_on(at, LIMIT, NONE) == min(
        clock.by for clock in timing.running(at, LIMIT, NONE, since + days(later)) if not clock.still
    )


@pytest.mark.parametrize("state", ["SUBMITTED", "COMPLETE", "VETTING", "VISITED", "RECOMMENDED"])
def test_every_state_of_the_office_has_the_clock_of_the_decision_last(state):
    assert timing.running(in_state(state, completed=SENT), LIMIT, NONE, SENT)[-1].step is T.DECISION
