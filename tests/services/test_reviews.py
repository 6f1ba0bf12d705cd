"""After the report: comment, review by an outsider, publication, and the actions until they are verified."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from inspections import (
    finding_services,
    gradings,
    planning,
    queries,
    register,
    reports,
    review_services,
    scoring,
    services,
)
from inspections import framework as frameworks
from inspections.models import Answer, Visit
from inspections.states import (
    ACTION_LIFE,
    ActionState,
    Entry,
    Mark,
    Severity,
    Signature,
    VerifiedBy,
    VisitState,
    VisitType,
    Why,
)
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core import pdf as paper
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import in_language
from registry_app.core.states import WrongState
from registry_app.providers.homes.states import CareType, FreezeSource, Grade, Ownership
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.people import person


def reviewer(**facts):
    return person(Role.REVIEWER, **facts)


def test_publication_moves_the_grade_with_what_holds_it(here):
    home = visits.authorised_home()
    visit = visits.published(home, None, Mark.MET, S7_3=Mark.PARTLY)
    assert visit.state is VisitState.PUBLISHED
    assert (home.grade, home.grade_on, home.grade_with_notice, home.protection_met) == (Grade.C, visit.day, False, True)
    assert home.grade_limits == "L2 L6"


@pytest.mark.parametrize(("before", "after"), [(None, None), (Mark.PARTLY, False)])
def test_a_shut_door_says_nothing_of_the_protection_gate_and_takes_nothing_back(here, before, after):
    """The report says "not seen yet", so the register does not say "not met", unless it was found so before."""
    home = visits.authorised_home()
    if before:
        visits.published(home, visits.inspector(), Mark.MET, S3_1=before)
    visit = visits.under_way(home, entry=Entry.REFUSED)
    services.submit(visit, signature=Signature.WOULD_NOT_SIGN, signed_by="Nobody came.", actor=visit.lead)
    review_services.comment(visit, words="", actor=visits.manager_of(visit.home))
    review_services.publish(review_services.review(visit, actor=reviewer()), actor=reviewer())
    assert (visit.home.grade, visit.home.protection_met) == (Grade.D, after)


def test_before_publication_the_home_keeps_its_grade(here):
    home = visits.authorised_home()
    visits.reviewed(home)
    assert home.grade is None


def test_the_review_waits_for_the_home_or_its_five_working_days(here):
    visit = visits.submitted()
    with pytest.raises(DomainError, match="may comment until"):
        review_services.review(visit, actor=reviewer())
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        with pytest.raises(DomainError, match="days to comment are over"):
            review_services.comment(visit, words="Late.", actor=visits.manager_of(visit.home))
        assert review_services.review(visit, actor=reviewer()).state is VisitState.REVIEWED


def test_nobody_of_the_team_its_directorate_or_its_friends_reviews_or_publishes(here):
    visit = visits.commented(visits.authorised_home(run_by=Ownership.SCPA))
    friend = reviewer()
    with transaction() as session:
        session.add(Tie(user_id=friend.id, home_id=visit.home_id, kind=TieKind.DONOR))
    for actor, sentence in (
        (visit.team[1].user, "on this visit"),
        (reviewer(agency=Agency.SCPA), "department runs"),
        (friend, "tie to this home"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            review_services.review(visit, actor=actor)
    review_services.review(visit, actor=reviewer())
    with pytest.raises(NotAllowed, match="on this visit"):
        review_services.publish(visit, actor=visit.lead)


def test_a_grade_is_lowered_with_a_reason_and_never_raised(here):
    visit = visits.commented()
    with pytest.raises(DomainError, match="Say why"):
        review_services.review(visit, lower_to=Grade.C, actor=reviewer())
    with pytest.raises(DomainError, match="never raised"):
        review_services.review(visit, lower_to=Grade.A, lower_reason="They tried hard.", actor=reviewer())
    review_services.review(visit, lower_to=Grade.C, lower_reason="Two deaths last month.", actor=reviewer())
    assert (visit.computed_grade, visit.grade, visit.lowered_to) == (Grade.B, Grade.C, Grade.C)


@pytest.mark.parametrize(
    "statement", ["SET grade = 'A'", "SET grade = 'A', computed_grade = 'A'", "SET overall = '99.0'"]
)
def test_the_database_keeps_a_published_grade(here, statement):
    visit = visits.published()
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(f"UPDATE visit {statement}"))  # noqa: S608
    assert db.session.get(Visit, visit.id).grade is Grade.B


def test_the_reviewer_accepts_why_fewer_children_were_heard(here):
    visit = visits.ready(visits.under_way(), Mark.EMBEDDED)
    services.record_children(visit, present=30, heard=5, coached=0, reason="One child was asleep.", actor=visit.lead)
    services.submit(visit, signature=Signature.SIGNED, signed_by="M", actor=visit.lead)
    assert visit.computed_grade is Grade.B
    review_services.comment(visit, words="", actor=visits.manager_of(visit.home))
    review_services.review(visit, accept_sample_reason=True, actor=reviewer())
    assert (visit.grade, visit.limited_by) == (Grade.A, [])


def test_many_answers_that_do_not_apply_are_confirmed(here):
    visit = visits.commented(None, None, Mark.MET, S9_1=Mark.NA, S9_2=Mark.NA)
    with pytest.raises(DomainError, match="S9"):
        review_services.review(visit, actor=reviewer())
    assert review_services.review(visit, confirm_na=True, actor=reviewer()).state is VisitState.REVIEWED


def test_a_smaller_visit_keeps_the_grade_unless_a_rule_bites(here):
    home, lead = visits.authorised_home(), visits.inspector()
    visits.published(home, lead, Mark.MET)

    def monitored(**marks):
        visit = visits.under_way(home, visits.inspector(), type=VisitType.MONITORING)
        visits.ready(visit, Mark.EMBEDDED, **marks)
        services.submit(visit, signature=Signature.SIGNED, signed_by="M", actor=visit.lead)
        review_services.comment(visit, words="", actor=visits.manager_of(home))
        review_services.review(visit, actor=reviewer())
        return review_services.publish(visit, actor=reviewer())

    assert monitored().grade is Grade.B
    assert home.grade is Grade.B
    assert monitored(S3_1=Mark.NOT_MET).grade is Grade.D
    assert (home.grade, home.protection_met) == (Grade.D, False)


def test_a_gate_that_a_smaller_visit_finds_shut_shuts_it_for_the_public(here):
    home = visits.authorised_home()
    visits.published(home, None, Mark.MET, S7_3=Mark.PARTLY)
    assert (home.grade, home.protection_met) == (Grade.C, True)
    visit = visits.ready(visits.under_way(home, visits.inspector(), type=VisitType.MONITORING), S3_1=Mark.PARTLY)
    services.submit(visit, signature=Signature.SIGNED, signed_by="M", actor=visit.lead)
    review_services.comment(visit, words="", actor=visits.manager_of(home))
    review_services.publish(review_services.review(visit, actor=reviewer()), actor=reviewer())
    assert (home.grade, home.protection_met) == (Grade.C, False)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_page_and_the_command_grade_alike(data):
    """The same rules behind both: a stored visit comes to what `registry score` says of its answers."""
    framework = frameworks.of_version("0.1")
    care = data.draw(st.sampled_from(sorted(framework.forms)))
    form = framework.forms[care]
    marks = {
        c.id: data.draw(st.sampled_from([m for m in Mark if m is not Mark.NA or not c.critical]))
        for c in form.criteria.values()
    }
    present, heard = data.draw(st.tuples(st.integers(0, 40), st.integers(0, 40)))
    visit = Visit(
        type=VisitType.FULL, care_type=CareType(care), framework_version="0.1", scope=list(form.criteria),
        records_refused=data.draw(st.booleans()), talks_refused=False, children_present=present,
        children_heard=min(heard, present), danger_criteria=[],
    )  # fmt: skip
    visit.answers = [Answer(criterion=c, place=n, mark=mark) for n, (c, mark) in enumerate(marks.items(), start=1)]
    grading = gradings.of_visit(visit)
    spoken = scoring.judge(
        {
            "framework": "0.1",
            "care_type": care,
            "scores": {c: "NA" if mark is Mark.NA else int(mark.value) for c, mark in marks.items()},
            "flags": gradings.flags_of(visit),
        }
    )
    assert grading.grade == spoken["grade"]
    assert grading.result.as_answer() == spoken
    assert grading.missing == ()


@pytest.mark.parametrize("state", ActionState)
@pytest.mark.parametrize("action", ACTION_LIFE.actions)
def test_every_state_and_move_of_an_action(state, action):
    arrows = {
        (ActionState.OPEN, "prove"), (ActionState.PROVED, "prove"), (ActionState.PROVED, "return"),
        (ActionState.OPEN, "verify"), (ActionState.PROVED, "verify"),
    }  # fmt: skip
    if (state, action) in arrows:
        ACTION_LIFE.target(state, action)
    else:
        with pytest.raises(WrongState):
            ACTION_LIFE.target(state, action)


def test_a_critical_action_is_seen_on_a_visit_and_counted_down(here):
    visit = visits.submitted(None, None, Mark.MET, S7_3=Mark.NOT_MET)
    home, (finding,) = visit.home, queries.findings_of(visit)
    assert finding.severity is Severity.CRITICAL
    assert home.open_critical_actions == 1
    finding_services.prove(finding, note="The box hangs again.", actor=visits.manager_of(home))
    with pytest.raises(DomainError, match="seen on a visit"):
        finding_services.verify(finding, how=VerifiedBy.EVIDENCE, note="", actor=visits.inspector())
    finding_services.return_proof(finding, reason="The photo is dark.", actor=visits.inspector())
    assert (finding.state, finding.returned_note) == (ActionState.OPEN, "The photo is dark.")
    finding_services.verify(finding, how=VerifiedBy.VISIT, note="Seen.", actor=visits.inspector())
    assert (finding.state, home.open_critical_actions) == (ActionState.VERIFIED, 0)
    with pytest.raises(WrongState):
        finding_services.prove(finding, note="Once more.", actor=visits.manager_of(home))


def test_admissions_freeze_where_the_power_is_in_force_and_open_after_the_last_check(here, monkeypatch):
    monkeypatch.setattr(finding_services, "may_freeze", lambda: True)
    visit = visits.submitted(None, None, Mark.MET, S7_3=Mark.NOT_MET, S3_1=Mark.NOT_MET)
    one, other = queries.findings_of(visit)
    assert visit.home.admissions_frozen
    finding_services.verify(one, how=VerifiedBy.VISIT, note="", actor=visits.inspector())
    assert visit.home.admissions_frozen
    finding_services.verify(other, how=VerifiedBy.VISIT, note="", actor=visits.inspector())
    assert not visit.home.admissions_frozen


def test_a_freeze_for_another_reason_stays(here, monkeypatch):
    from registry_app.providers.homes import services as homes

    monkeypatch.setattr(finding_services, "may_freeze", lambda: True)
    home = visits.authorised_home()
    homes.freeze_admissions(home, actor=None, reason="A message of a child.", source=FreezeSource.MEASURE)
    visit = visits.submitted(home, None, Mark.MET, S7_3=Mark.NOT_MET)
    (finding,) = queries.findings_of(visit)
    finding_services.verify(finding, how=VerifiedBy.VISIT, note="", actor=visits.inspector())
    assert home.admissions_frozen


def test_homes_are_due_by_what_is_known_of_them(here):
    home = visits.authorised_home()
    lead = visits.inspector("SD-HYD")
    (row,) = planning.due(lead, clock.today())
    assert (row.home.id, row.reasons[0].why, row.suggested) == (home.id, Why.NEVER_GRADED, VisitType.FULL)
    visits.published(home, None, Mark.MET, S7_3=Mark.NOT_MET)
    (row,) = planning.due(lead, clock.today())
    assert row.reasons[0].why is Why.CRITICAL_OPEN
    assert planning.due(visits.inspector("SD-SKR"), clock.today()) == []


def _questions(run):
    seen = []

    def count(*_given):
        seen.append(1)

    event.listen(db.engine, "before_cursor_execute", count)
    run()
    event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_lists_ask_as_often_for_many_homes_as_for_few(here):
    director = person(Role.SWD_DIRECTOR)
    lists = (
        lambda: planning.due(director, clock.today()),
        lambda: [v.lead for v in queries.queue(director, None, None).rows],
        lambda: register.month_counts(clock.today().replace(day=1)),
    )
    visits.published(None, None, Mark.MET, S7_3=Mark.NOT_MET)
    visits.planned()
    before = [_questions(one) for one in lists]
    for _ in range(4):
        visits.planned()
        visits.submitted(None, None, Mark.MET, S1_2=Mark.PARTLY)
    assert [_questions(one) for one in lists] == before


def test_what_the_register_says_of_a_home(here):
    home = visits.authorised_home()
    assert register.published_for_public(home) is None
    visits.reviewed(home)
    assert register.published_for_public(home) is None
    visit = visits.published(visits.authorised_home(), None, Mark.MET, S7_3=Mark.PARTLY)
    facts = register.published_for_public(visit.home)
    assert (facts.grade, facts.on, facts.with_notice, facts.protection_met) == (Grade.C, visit.day, False, True)
    assert [(line.rule, line.holds) for line in facts.limits] == [("L2", True), ("L6", False)]
    assert len(facts.standards) == 10
    assert [(one.severity, one.state) for one in facts.actions] == [(Severity.MAJOR, ActionState.OPEN)]
    assert [(one.grade, one.on) for one in facts.history] == [(Grade.C, visit.day)]


def test_the_visits_of_a_month(here):
    visits.published(None, None, Mark.MET)
    visits.submitted(None, None, Mark.MET)
    visits.planned()
    counts = register.month_counts(clock.today().replace(day=1))
    assert (counts.made, counts.with_notice, counts.without_notice, counts.published) == (2, 0, 2, 1)
    assert counts.by_grade == {Grade.A: 0, Grade.B: 1, Grade.C: 0, Grade.D: 0}
    assert db.session.scalars(select(Visit)).all()


def test_a_rule_before_a_number_keeps_its_place_on_paper(here):
    """Without an island `L6: 65` runs from left to right inside Urdu, and the eye meets the number first."""
    visit = visits.published(visits.authorised_home(), None, Mark.MET, S9_1=Mark.PARTLY)
    told = in_language("ur", lambda: reports.story(reports.facts(visit), "ur"))
    texts = [getattr(text, "text", "") for box in told for text in getattr(box, "children", ())]
    assert any(text.startswith(f"{paper.iso('L6')}: ") for text in texts)


def test_the_home_keeps_by_when_its_first_major_action_must_be_put_right(here):
    visit = visits.submitted(None, None, Mark.MET, S1_2=Mark.NOT_MET)
    home, (finding,) = visit.home, queries.findings_of(visit)
    assert finding.severity is Severity.MAJOR
    assert home.major_due_on == finding.fix_by
    finding_services.prove(finding, note="Done.", actor=visits.manager_of(home))
    finding_services.verify(finding, how=VerifiedBy.VISIT, note="Seen.", actor=visits.inspector())
    assert home.major_due_on is None
