"""A visit from its plan to its report: who goes, what is saved, what is refused, what never changes afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from inspections import checks, gradings, queries, services
from inspections.models import Answer, Visit
from inspections.services import Given
from inspections.states import LIFE, Danger, Entry, Mark, Method, Severity, Signature, VisitState, VisitType
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock, workdays
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.places import gazetteer
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.states import CareType, Grade, MemberRole, Ownership, Standing
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.homes import a_home
from tests.builders.people import person

TODAY = clock.today()


def plan(home, lead, **facts):
    given = {
        "type": VisitType.FULL, "on": clock.today(), "announced": False, "care_type": CareType.RESIDENTIAL,
        "members": [], "actor": lead, **facts,
    }  # fmt: skip
    return services.plan(home, lead=lead, **given)


def send(visit, **facts):
    given = {"signature": Signature.SIGNED, "signed_by": "The manager", "actor": visit.lead, **facts}
    return services.submit(visit, **given)


ARROWS = {
    (VisitState.PLANNED, "arrive"): VisitState.UNDER_WAY,
    (VisitState.PLANNED, "cancel"): VisitState.CANCELLED,
    (VisitState.PLANNED, "change_team"): VisitState.PLANNED,
    (VisitState.UNDER_WAY, "submit"): VisitState.SUBMITTED,
    (VisitState.SUBMITTED, "comment"): VisitState.COMMENTED,
    (VisitState.SUBMITTED, "review"): VisitState.REVIEWED,
    (VisitState.COMMENTED, "review"): VisitState.REVIEWED,
    (VisitState.REVIEWED, "publish"): VisitState.PUBLISHED,
}


@pytest.mark.parametrize("state", VisitState)
@pytest.mark.parametrize("action", LIFE.actions)
def test_every_state_and_action(state, action):
    if (state, action) in ARROWS:
        assert LIFE.target(state, action) is ARROWS[state, action]
    else:
        with pytest.raises(WrongState):
            LIFE.target(state, action)


def test_a_full_visit_asks_all_that_applies_under_the_standards_of_its_day(here):
    visit = visits.planned()
    framework = gradings.framework_of(visit)
    assert visit.framework_version == "0.1"
    assert visit.scope == [c.id for c in framework.criteria_for("RESIDENTIAL")]
    assert visit.team_lacks == []
    assert visit.lead.id == visit.planned_by_id


def test_only_an_authorised_home_is_graded(here):
    lead = visits.inspector()
    with pytest.raises(DomainError, match="not authorised"):
        plan(a_home(), lead)
    with pytest.raises(DomainError, match="family"):
        plan(visits.authorised_home(household=True), lead)
    assert plan(a_home(), lead, type=VisitType.RESPONSIVE, standards={"S3"}).scope[0].startswith("S3")


def test_no_visit_in_the_past_and_none_before_the_standards(here):
    with pytest.raises(DomainError, match="today or later"):
        plan(visits.authorised_home(), visits.inspector(), on=clock.today() - timedelta(days=1))


@pytest.mark.parametrize(
    ("type_", "announced", "sentence"),
    [(VisitType.MONITORING, True, "without notice"), (VisitType.PRE_REGISTRATION, False, "with notice")],
)
def test_some_kinds_are_always_or_never_with_notice(here, type_, announced, sentence):
    home = visits.authorised_home() if type_ is VisitType.MONITORING else a_home()
    with pytest.raises(DomainError, match=sentence):
        plan(home, visits.inspector(), type=type_, announced=announced)


def test_a_second_visit_of_the_same_kind_waits_for_the_first(here):
    home = visits.authorised_home()
    visits.planned(home)
    with pytest.raises(DomainError, match="planned for this home already"):
        visits.planned(home)


def test_a_tie_the_own_directorate_and_another_district_refuse_a_person(here):
    home, lead = visits.authorised_home(), visits.inspector()
    tied, far = visits.inspector(), visits.inspector("SD-SKR")
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=home.id, kind=TieKind.FAMILY))
    with pytest.raises(DomainError, match="tie to this home"):
        plan(home, lead, members=[tied])
    with pytest.raises(DomainError, match="no inspector of this district"):
        plan(home, lead, members=[far])
    own = visits.authorised_home(run_by=Ownership.SWD)
    scpa = visits.inspector(agency=Agency.SCPA)
    with pytest.raises(DomainError, match="works for those who run"):
        plan(own, scpa, members=[lead])
    with pytest.raises(DomainError, match="inspector of SCPA leads"):
        plan(own, visits.inspector(agency=Agency.OTHER), members=[scpa])
    assert plan(own, scpa).lead.id == scpa.id
    assert lead.id not in {user.id for user in queries.inspectors(own)}
    assert tied.id not in {user.id for user in queries.inspectors(home)}


def test_what_a_team_lacks_is_named_and_another_person_agrees_to_it(here):
    man = visits.inspector(woman=False)
    visit = plan(visits.authorised_home(), man)
    assert set(visit.team_lacks) == {"TEAM_TOO_SMALL", "NO_WOMAN", "NO_HEALTH_PROFESSIONAL", "LEAD_NOT_A_WOMAN"}
    with pytest.raises(DomainError, match="lacks something"):
        services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=man)
    with pytest.raises(NotAllowed):
        services.acknowledge_team(visit, reason="I agree with myself.", actor=man)
    services.acknowledge_team(visit, reason="Nobody else works in Tharparkar.", actor=person(Role.SWD_DIRECTOR))
    assert services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=man).state is VisitState.UNDER_WAY


def test_the_same_lead_twice_running_is_named(here):
    home, lead = visits.authorised_home(), visits.inspector()
    visits.submitted(home, lead)
    assert "SAME_INSPECTOR" in plan(home, lead, type=VisitType.MONITORING).team_lacks


def test_a_part_is_saved_and_the_rest_may_wait(here):
    visit = visits.under_way()
    given = {"S1.1": Given(mark=Mark.MET), "S1.2": Given(note="Ask again tomorrow.")}
    assert services.save_answers(visit, given, actor=visit.lead).saved == ["S1.1", "S1.2"]
    kept = queries.answers(visit)
    assert kept["S1.1"].mark is Mark.MET
    assert kept["S1.2"].mark is None
    assert kept["S1.2"].note == "Ask again tomorrow."
    assert services.save_answers(visit, {"S1.1": Given(mark=Mark.MET, version=1)}, actor=visit.lead).saved == []


def test_two_inspectors_at_one_standard_lose_nothing(here):
    """What differs from what the page showed is not overwritten; all else of the same page is saved."""
    visit = visits.under_way()
    one, other = visit.team[0].user, visit.team[1].user
    services.save_answers(visit, {"S1.1": Given(mark=Mark.MET)}, actor=one)
    late = {"S1.1": Given(mark=Mark.NOT_MET), "S1.2": Given(mark=Mark.PARTLY)}
    result = services.save_answers(visit, late, actor=other)
    assert (result.saved, result.conflicts) == (["S1.2"], ["S1.1"])
    assert queries.answers(visit)["S1.1"].mark is Mark.MET
    again = services.save_answers(visit, {"S1.1": Given(mark=Mark.NOT_MET, version=1)}, actor=other)
    assert again.saved == ["S1.1"]
    assert queries.answers(visit)["S1.1"].version == 2


def test_na_on_a_critical_criterion_is_refused_at_once(here):
    visit = visits.under_way()
    with pytest.raises(DomainError, match="always applies"):
        services.save_answers(visit, {"S3.1": Given(mark=Mark.NA, na_reason="x" * 20)}, actor=visit.lead)
    assert queries.answers(visit) == {}


def test_the_report_waits_for_every_answer_and_its_evidence(here):
    visit = visits.ready(visits.under_way())
    framework = gradings.framework_of(visit)
    listing = next(c for c in visit.scope if "talk_with_child" in framework.criteria[c].methods)
    version = queries.answers(visit)[listing].version
    thin = {listing: Given(mark=Mark.MET, methods=(Method.DOCUMENT, Method.OBSERVATION), version=version)}
    services.save_answers(visit, thin, actor=visit.lead)
    (wanting,) = checks.wanting(visit, queries.answers(visit))
    assert (wanting.criterion, str(wanting.sentence)) == (
        listing,
        "A 2 or 3 here needs a private talk with a child. Hear a child, or give a lower answer.",
    )
    with pytest.raises(DomainError, match="1 things are still missing"):
        send(visit)
    assert visit.state is VisitState.UNDER_WAY


def test_danger_and_children_come_before_the_report(here):
    visit = visits.answered(visits.under_way())
    parts = [w.part for w in checks.wanting(visit, queries.answers(visit))]
    assert parts == ["danger", "children"]
    services.record_dangers(visit, [Danger.LOCKED_IN], actor=visit.lead)
    services.record_children(visit, present=3, heard=3, coached=1, actor=visit.lead)
    assert [str(w.sentence) for w in checks.wanting(visit, queries.answers(visit))] == [str(checks.TELL_OF_DANGER)]
    services.record_dangers(visit, [Danger.LOCKED_IN], told="CPU, 14:20", actor=visit.lead)
    assert send(visit).state is VisitState.SUBMITTED


def test_a_danger_is_sent_the_same_hour_to_three_offices_without_saying_what(here):
    head = person(Role.CPU_HEAD, district="SD-HYD", agency=Agency.CPU)
    director, general = person(Role.SWD_DIRECTOR), person(Role.SCPA_DG)
    person(Role.CPU_HEAD, district="SD-SKR")
    visit = visits.under_way()
    services.record_dangers(visit, [Danger.CHILD_HURT], actor=visit.lead)
    mails = db.session.scalars(select(OutboxMessage)).all()
    assert {mail.to for mail in mails} == {head.email, director.email, general.email}
    assert all("hurt" not in mail.body for mail in mails)


@pytest.mark.parametrize(
    ("criterion", "given"),
    [("S7.3", Given(mark=Mark.NOT_MET)), ("S10.2", Given(mark=Mark.PARTLY, danger_seen=True))],
)
def test_a_critical_zero_and_a_danger_seen_are_told_on_the_day_not_with_the_report(here, criterion, given):
    director = person(Role.SWD_DIRECTOR)
    visit = visits.under_way()
    services.save_answers(visit, {criterion: given}, actor=visit.lead)
    assert [mail.to for mail in db.session.scalars(select(OutboxMessage))] == [director.email]
    services.save_answers(visit, {"S3.1": Given(mark=Mark.NOT_MET)}, actor=visit.lead)
    assert len(db.session.scalars(select(OutboxMessage)).all()) == 1, "one message a day is enough"
    assert visit.danger_criteria == (["S10.2"] if given.danger_seen else [])


def test_a_danger_unticked_is_taken_back_and_told_to_nobody(here):
    visit = visits.under_way()
    services.save_answers(visit, {"S8.2": Given(danger_seen=True)}, actor=visit.lead)
    person(Role.SWD_DIRECTOR)
    services.save_answers(visit, {"S8.2": Given()}, actor=visit.lead)
    assert visit.danger_criteria == []
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_a_manager_with_two_roles_in_the_home_is_told_once(here):
    visit = visits.under_way()
    manager = visits.manager_of(visit.home)
    homes.add_member(visit.home.organisation, manager, MemberRole.OWNER, actor=None)
    send(visits.ready(visit))
    assert [m.to for m in db.session.scalars(select(OutboxMessage))].count(manager.email) == 1


@pytest.mark.parametrize(("heard", "coached", "field"), [(5, 0, "heard"), (2, 3, "coached")])
def test_sums_of_children_are_checked(here, heard, coached, field):
    visit = visits.under_way()
    with pytest.raises(DomainError) as refused:
        services.record_children(visit, present=4, heard=heard, coached=coached, actor=visit.lead)
    assert refused.value.field == field
    assert visit.children_present is None


def test_only_the_lead_sends(here):
    visit = visits.ready(visits.under_way())
    with pytest.raises(NotAllowed, match="Only"):
        send(visit, actor=visit.team[1].user)


def test_a_refused_entry_is_a_result(here):
    visit = visits.under_way(entry=Entry.REFUSED)
    send(visit, signature=Signature.WOULD_NOT_SIGN, signed_by="Nobody came to the door.")
    assert visit.computed_grade is Grade.D
    assert [entry["rule"] for entry in visit.limited_by] == ["L8"]


def test_too_few_children_heard_bars_the_best_grade(here):
    visit = visits.ready(visits.under_way(), Mark.EMBEDDED)
    services.record_children(visit, present=30, heard=5, coached=0, actor=visit.lead)
    assert visit.sample_size == 6
    assert gradings.of_visit(visit).grade == "B"
    services.record_children(visit, present=30, heard=6, coached=0, actor=visit.lead)
    assert gradings.of_visit(visit).grade == "A"


def test_the_report_opens_an_action_for_each_failure_with_its_days(here):
    visit = visits.submitted(None, None, Mark.MET, S7_3=Mark.NOT_MET, S1_2=Mark.PARTLY)
    found = {finding.criterion: finding for finding in queries.findings_of(visit)}
    assert set(found) == {"S7.3", "S1.2"}
    assert found["S7.3"].severity is Severity.CRITICAL
    assert found["S7.3"].fix_by == visit.day + timedelta(days=3)
    assert found["S7.3"].cause_by == visit.day + timedelta(days=14)
    assert visit.home.open_critical_actions == 1
    assert visit.comments_until == workdays.working_day_after(clock.today(), 5, gazetteer.holidays())


def test_the_same_failure_again_is_not_doubled_but_graver(here):
    home = visits.authorised_home()
    first = visits.published(home, None, Mark.MET, S1_2=Mark.PARTLY)
    (before,) = queries.findings(home)
    level = before.severity
    visits.submitted(home, None, Mark.MET, S1_2=Mark.PARTLY)
    (after,) = queries.findings(home)
    assert after.visit_id == first.id
    assert after.repeated
    assert list(Severity).index(after.severity) == list(Severity).index(level) - 1


def test_what_holds_at_the_next_visit_is_verified_there(here):
    home = visits.authorised_home()
    visits.published(home, None, Mark.MET, S1_2=Mark.PARTLY)
    visits.submitted(home, None, Mark.MET)
    (finding,) = queries.findings(home)
    assert finding.state == "VERIFIED"
    assert finding.verified_how == "VISIT"


STATEMENTS = {
    "answer": "UPDATE visit_answer SET mark = '3' WHERE criterion = 'S1.1'",
    "new answer": "INSERT INTO visit_answer (id, visit_id, criterion, place, na_reason, methods, put_right, version, "
    "saved_by_id, saved_at) SELECT '11111111111141118111111111111111', visit_id, 'S0.0', 99, '', '[]', false, 1, "
    "saved_by_id, saved_at FROM visit_answer WHERE criterion = 'S1.1'",
    "no answer": "DELETE FROM visit_answer",
    "team": "DELETE FROM visit_team_member",
    "facts": "UPDATE visit SET children_heard = 1",
    "standards": "UPDATE visit SET framework_version = '9'",
    "no visit": "DELETE FROM visit",
}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_keeps_a_report_as_it_was_sent(here, statement):
    visit = visits.submitted()
    with pytest.raises(DBAPIError, match=r"never change|kept for ever"), transaction() as session:
        session.execute(text(STATEMENTS[statement]))
    assert db.session.get(Visit, visit.id).children_heard == 4
    assert queries.answers(visit)["S1.1"].mark is Mark.MET


def test_until_it_is_sent_the_same_statements_pass(here):
    visit = visits.ready(visits.under_way())
    with transaction() as session:
        session.execute(text("UPDATE visit_answer SET mark = '3' WHERE criterion = 'S1.1'"))
    db.session.expire_all()
    assert queries.answers(visit)["S1.1"].mark is Mark.EMBEDDED


def test_notes_are_sealed(here):
    visit = visits.under_way()
    services.save_answers(visit, {"S1.1": Given(note="Saima told us about the cupboard.")}, actor=visit.lead)
    stored = db.session.scalars(select(Answer.note_sealed)).one()
    assert b"Saima" not in stored


def test_a_cancelled_visit_keeps_its_reason_and_begins_no_more(here):
    visit = visits.planned()
    services.cancel(visit, reason="The road is flooded.", actor=visit.lead)
    assert visit.state is VisitState.CANCELLED
    with pytest.raises(WrongState):
        services.arrive(visit, entry=Entry.LET_IN, opened_by="guard", actor=visit.lead)


def test_a_home_that_lost_its_authorisation_is_not_planned(here):
    with pytest.raises(DomainError, match="not authorised"):
        plan(a_home(standing=Standing.NOTICE_SERVED, notice_until=TODAY), visits.inspector())


@pytest.mark.parametrize(("mark", "zero"), [(Mark.MET, False), (Mark.NOT_MET, True)])
def test_a_visit_before_registration_counts_for_the_application(here, mark, zero):
    """It gives no grade; a critical criterion at 0 is told to the authorisation."""
    from registry_app.providers.applications import office_services as office
    from registry_app.providers.authorisations.models import PreRegistrationVisit
    from tests.builders import applications

    officer = person(Role.REGISTRY_OFFICER)
    application = office.mark_complete(applications.sent(), actor=officer)
    office.start_vetting(application, actor=officer)
    visit = visits.under_way(application.home, type=VisitType.PRE_REGISTRATION, announced=True)
    visits.answered(visit, Mark.MET, S10_2=mark)
    services.record_dangers(visit, [], actor=visit.lead)
    send(visit)
    assert visit.computed_grade is None
    told = db.session.scalars(select(PreRegistrationVisit)).one()
    assert (told.application_id, told.on, told.critical_zero) == (application.id, visit.day, zero)


def test_only_an_application_that_waits_is_visited_before_registration(here):
    with pytest.raises(DomainError, match="No application"):
        plan(a_home(), visits.inspector(), type=VisitType.PRE_REGISTRATION, announced=True)
