"""What the offices do with an application, in every state it can stand in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications import queries
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.states import LIFE, Decision, PaperMeans, Permission, State, Turn
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import applications
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")

OFFICE: dict[str, Callable[[Application, Any], Any]] = {
    "return": lambda application, actor: office.return_to_applicant(application, actor=actor),
    "complete": lambda application, actor: office.mark_complete(application, actor=actor),
    "start_vetting": lambda application, actor: office.start_vetting(application, actor=actor),
    "record_visit": lambda application, actor: office.record_visit(application, clock.today(), actor=actor),
    "recommend": lambda application, actor: office.recommend(
        application, recommendation=Decision.FULL, text="Good.", actor=actor
    ),
    "decide": lambda application, actor: office.decide(application, decision=Decision.FULL, reasons=[], actor=actor),
    "lapse": lambda application, actor: office.lapse(application, actor=actor),
}


def standing_in(state: State) -> Application:
    """An application put into `state` with every fact any state needs, so that only the arrow decides."""
    application = applications.decided()
    one, other = person().id, person().id
    with transaction() as session, session.no_autoflush:
        application.decision = application.decided_by_id = application.decided_on = application.reasons = None
        application.recommended_by_id = one
        application.recommended_at = application.returned_at = clock.now()
        application.return_by = clock.today() - timedelta(days=1)
        application.withdrawn_at = application.lapsed_at = clock.now()
        application.withdrawn_by_id = one
        if state is State.DECIDED:
            application.decision, application.reasons = Decision.FULL, []
            application.decided_by_id, application.decided_on = other, clock.today()
        if state is State.DRAFT:
            application.number = application.submitted_at = None
        application.state, application.due_on = state, clock.today()
    if state is State.SUBMITTED:
        office_question(application)
    return application


def office_question(application: Application) -> None:
    office.flag(application, section="building", field="beds", note="Count again.", actor=person())


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", sorted(OFFICE))
def test_each_deed_of_an_office_in_each_state(state: State, action: str) -> None:
    application = standing_in(state)
    if (state, action) == (State.SUBMITTED, "complete"):
        office.unflag(application.flags[0], actor=person())
    possible = {arrow.action: arrow.target for arrow in LIFE.open_moves(state)}
    if action in possible:
        OFFICE[action](application, person())
        assert application.state is possible[action]
    else:
        with pytest.raises(WrongState):
            OFFICE[action](application, person())
        assert application.state is state


def test_questions_wait_until_they_are_sent_and_go_out_together() -> None:
    application, officer = applications.sent(), person(Role.REGISTRY_OFFICER)
    first = office.flag(application, section="building", field="beds", note="Count again.", actor=officer)
    office.flag(application, section="papers", field="D07", note="The photo is dark.", actor=officer)
    again = office.flag(application, section="building", field="beds", note="Count the beds again.", actor=officer)
    assert again.id == first.id
    office.return_to_applicant(application, actor=officer)
    assert [(f.note, f.sent_at is not None) for f in application.open_flags] == [
        ("Count the beds again.", True),
        ("The photo is dark.", True),
    ]
    assert application.return_by == clock.today() + timedelta(days=30)
    assert application.turn is Turn.APPLICANT
    mail = db.session.query(OutboxMessage).one()
    assert mail.to == application.applicant.email
    assert "beds" not in mail.body


def test_a_question_needs_words_and_the_right_moment() -> None:
    application = applications.sent()
    with pytest.raises(DomainError) as refusal:
        office.flag(application, section="building", field="beds", note="  ", actor=person())
    assert refusal.value.field == "note"
    office.mark_complete(application, actor=person())
    with pytest.raises(DomainError, match="only while"):
        office.flag(application, section="building", field="beds", note="Count.", actor=person())


def test_a_question_already_sent_is_not_taken_back() -> None:
    application = applications.returned()
    with pytest.raises(DomainError, match="sent already"):
        office.unflag(application.flags[0], actor=person())


def test_nothing_goes_back_without_a_question_nor_twice() -> None:
    application = applications.sent()
    with pytest.raises(DomainError, match="at least one answer"):
        office.return_to_applicant(application, actor=person())
    assert application.state is State.SUBMITTED
    with transaction():
        application.returns = 1
    office_question(application)
    with pytest.raises(DomainError, match="once already"):
        office.return_to_applicant(application, actor=person())
    assert application.flags[0].sent_at is None


def test_it_is_not_complete_while_a_question_waits() -> None:
    application = applications.sent()
    office_question(application)
    with pytest.raises(DomainError, match="A question is waiting"):
        office.mark_complete(application, actor=person())
    assert application.completed_at is None


@pytest.mark.parametrize("days", [-1, 1])
def test_a_visit_is_neither_before_the_application_nor_in_the_future(days: int) -> None:
    application = office.mark_complete(applications.sent(), actor=person())
    with pytest.raises(DomainError) as refusal:
        office.record_visit(application, clock.today() + timedelta(days=days), actor=person())
    assert refusal.value.field == "on"
    assert application.visited_on is None


def test_whoever_recommended_does_not_decide() -> None:
    application = applications.recommended()
    both = application.recommended_by
    assert both is not None
    with pytest.raises(DomainError, match="Another person"):
        office.decide(application, decision=Decision.FULL, reasons=[], actor=both)
    assert application.state is State.RECOMMENDED
    with pytest.raises(IntegrityError), transaction():
        application.decided_by_id = both.id


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.CONDITIONAL, Decision.PROVISIONAL])
def test_what_is_less_than_full_needs_reasons(decision: Decision) -> None:
    application = applications.recommended()
    with pytest.raises(DomainError) as refusal:
        office.decide(application, decision=decision, reasons=["  "], actor=person())
    assert refusal.value.field == "reasons"
    office.decide(application, decision=decision, reasons=["No fire exit."], actor=person())
    assert (application.decision, application.reasons) == (decision, ["No fire exit."])


def test_it_does_not_lapse_while_there_is_time() -> None:
    application = applications.returned()
    with pytest.raises(DomainError, match="still has time"):
        office.lapse(application)
    with transaction():
        application.return_by = clock.today()
    assert queries.overdue_answers(clock.today()) == []
    assert queries.overdue_answers(clock.today() + timedelta(days=1)) == [application]
    assert office.lapse_due(clock.today()) == 0


def test_every_night_ends_what_was_not_answered_in_time() -> None:
    application, other = applications.returned(), applications.returned()
    with transaction():
        application.return_by = clock.today() - timedelta(days=1)
    assert office.lapse_due(clock.today()) == 1
    assert (application.state, other.state) == (State.LAPSED, State.RETURNED)
    assert application.home is not None
    assert "has ended" in str([message.subject for message in db.session.query(OutboxMessage)])


def test_a_paper_that_was_brought_is_seen_once() -> None:
    application = applications.sent()
    paper = ApplicationPaper(
        application_id=application.id, code="D07", means=PaperMeans.BRING, given_by_id=application.applicant_id
    )
    with transaction() as session:
        session.add(paper)
    assert office.see_paper(paper, actor=person()).seen_at is not None
    with pytest.raises(DomainError, match="does not wait"):
        office.see_paper(paper, actor=person())


def test_it_is_not_complete_while_a_paper_was_never_seen() -> None:
    application, officer = applications.sent(), person()
    with transaction():
        for paper in application.papers:
            if paper.code in ("D01", "D07"):
                paper.seen_at = paper.seen_by_id = None
    with pytest.raises(DomainError, match="D01 · D07"):
        office.mark_complete(application, actor=officer)
    first, second = (paper for paper in application.papers if paper.seen_at is None)
    office.see_paper(first, actor=officer)
    with pytest.raises(DomainError, match="D07"):
        office.mark_complete(application, actor=officer)
    office.see_paper(second, actor=officer)
    assert office.mark_complete(application, actor=officer).state is State.COMPLETE


def test_a_paper_that_nobody_gave_is_missing_too() -> None:
    application = applications.sent()
    with transaction():
        [paper] = [one for one in application.papers if one.code == "D09"]
        paper.removed_at = clock.now()
    with pytest.raises(DomainError, match="D09"):
        office.mark_complete(application, actor=person())


def test_the_database_keeps_a_decision_whole() -> None:
    application = applications.sent()
    for facts in ({"state": State.DECIDED}, {"state": State.RECOMMENDED}, {"state": State.RETURNED}, {"number": None}):
        with pytest.raises(IntegrityError), transaction():
            for name, value in facts.items():
                setattr(application, name, value)


def test_one_home_has_one_live_application() -> None:
    application = applications.sent()
    twin = {"track": application.track, "rules_version": "0.1", "form_version": "0.1"}
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(Application(applicant_id=application.applicant_id, home_id=application.home_id, **twin))


def test_what_a_person_may_view_is_what_their_list_shows() -> None:
    applicant, tied = person(Role.PROVIDER), person(Role.REGISTRY_OFFICER)
    own, other = applications.sent(applicant), applications.sent(district="SD-SKR")
    draft = applications.sent()
    with transaction() as session:
        draft.state, draft.number, draft.submitted_at = State.DRAFT, None, None
        session.add(Tie(user_id=tied.id, home_id=other.home_id, kind=TieKind.FAMILY))
    both_hats = person(Role.PROVIDER, Role.REGISTRY_OFFICER)
    theirs = applications.sent(both_hats)
    actors = [
        applicant,
        tied,
        both_hats,
        person(Role.REGISTRY_OFFICER),
        person(Role.DISTRICT_OFFICER, district="SD-SKR"),
    ]
    actors += [
        person(Role.PROVIDER),
        person(Role.AUDITOR),
        person(Role.CPU_HEAD, district="SD-HYD"),
        person(Role.INSPECTOR),
    ]
    seen = []
    for actor in actors:
        listed = set(db.session.scalars(queries.visible_to(actor)))
        every = (own, other, draft, theirs)
        assert listed == {thing for thing in every if allows(actor, Permission.VIEW, thing)}
        seen.append(len(listed))
    assert seen == [1, 2, 3, 3, 1, 0, 3, 2, 0]


def test_an_officer_never_acts_on_an_application_of_their_own() -> None:
    both_hats = person(Role.PROVIDER, Role.REGISTRY_OFFICER, Role.AUTHORISER)
    application = applications.recommended(both_hats)
    assert not allows(both_hats, Permission.CHECK, application)
    assert not allows(both_hats, Permission.DECIDE, application)
    assert allows(person(Role.AUTHORISER), Permission.DECIDE, application)


def test_each_deed_leaves_a_line() -> None:
    applications.decided()
    lines = {line.action for line in db.session.query(AuditEntry)}
    assert {
        "application:complete", "application:start-vetting", "application:record-visit", "application:recommend",
        "application:decide",
    } <= lines  # fmt: skip
