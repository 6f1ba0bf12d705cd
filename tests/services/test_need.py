"""A notice of intent in every state, the opinion of the Authority, and the decision that must answer it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.core.workdays import working_day_after
from registry_app.places import gazetteer
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.need import queries, services
from registry_app.providers.need.models import NeedOpinion
from registry_app.providers.need.states import LIFE, IntentState, Need
from tests.builders import authorisations as built
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def officer():
    return person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)


def notice(applicant=None, **facts):
    good = {"district": "SD-HYD", "care_type": CareType.RESIDENTIAL, "sexes": Sexes.GIRLS, "places": 20,
            "why": "There is none."}  # fmt: skip
    return services.give_notice(**{**good, **facts}, actor=applicant or person(Role.PROVIDER))


def test_the_answer_is_due_in_fifteen_working_days_and_the_applicant_is_told():
    given = notice(person(Role.PROVIDER, email="asks@example.org"))
    assert given.answer_by == working_day_after(clock.today(), 15, gazetteer.holidays())
    assert given.number.startswith(f"N-{clock.today().year}-00001-")
    services.answer(given, need=Need.NOT_NEEDED, words="Two stand half empty.", actor=officer())
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == "asks@example.org")).one()
    assert "half empty" not in told.body
    assert {"need:give", "need:answer"} <= set(db.session.scalars(select(AuditEntry.action)))


ACTIONS = {
    "answer": lambda given: services.answer(given, need=Need.NEEDED, words="Yes.", actor=officer()),
    "take_back": lambda given: services.take_back(given, actor=given.applicant),
}


@pytest.mark.parametrize("state", IntentState)
@pytest.mark.parametrize("action", LIFE.actions)
def test_every_state_and_every_action(state, action):
    assert set(ACTIONS) == set(LIFE.actions)
    given = notice()
    for arrow in LIFE.moves:
        if arrow.target is state:
            ACTIONS[arrow.action](given)
    assert given.state is state
    possible = {arrow.action: arrow.target for arrow in LIFE.open_moves(state)}
    if action in possible:
        ACTIONS[action](given)
        assert given.state is possible[action]
    else:
        with pytest.raises(DomainError):
            ACTIONS[action](given)
        assert given.state is state


@pytest.mark.parametrize(("facts", "field"), [({"places": 0}, "places"), ({"why": " "}, "why")])
def test_a_notice_needs_places_and_a_reason(facts, field):
    with pytest.raises(DomainError) as caught:
        notice(**facts)
    assert caught.value.field == field


def test_no_new_residential_home_without_opinion_and_none_unanswered():
    built.in_force()
    application = built.recommended(care_type=CareType.RESIDENTIAL)
    with built.without_setting():
        with pytest.raises(DomainError, match="has not written yet"):
            built.decide(application, need_answer="We need it.")
        built.say_needed(application, Need.NOT_NEEDED)
        with pytest.raises(DomainError, match="Answer in writing"):
            built.decide(application)
        ruling = built.decide(application, need_answer="Its children come from the flood camps.")
    assert ruling.outcome is Decision.FULL, "an opinion against it is not a refusal by itself"
    assert ruling.need_answer == "Its children come from the flood camps."


def test_who_wrote_the_opinion_does_not_decide():
    built.in_force()
    application = built.recommended(care_type=CareType.RESIDENTIAL)
    director = person(Role.SCPA_DG, agency=Agency.SCPA)
    services.give_opinion(application, need=Need.NEEDED, words="Yes.", actor=director)
    with pytest.raises(NotAllowed):
        built.decide(application, actor=director, need_answer="Yes.")


def test_the_opinion_on_a_notice_counts_for_the_later_application_until_a_newer_one_is_written():
    applicant = person(Role.PROVIDER)
    for district, care, counts in (
        ("SD-SKR", CareType.RESIDENTIAL, False), ("SD-HYD", CareType.SMALL_GROUP, False),
        ("SD-HYD", CareType.RESIDENTIAL, True),
    ):  # fmt: skip
        given = notice(applicant, district=district, care_type=care)
        said = services.answer(given, need=Need.NOT_NEEDED, words="No.", actor=officer())
        application = built.recommended(applicant, care_type=CareType.RESIDENTIAL) if counts else None
        if application is not None:
            assert queries.opinion_on(application).id == said.id
            assert authorisations.facts(application).need_opinion == "NOT_NEEDED"
            own = services.give_opinion(application, need=Need.NEEDED, words="Now there is.", actor=officer())
            assert queries.opinion_on(application).id == own.id
            with pytest.raises(DomainError, match="written already"):
                services.give_opinion(application, need=Need.NEEDED, words="Again.", actor=officer())
    assert queries.opinion_on(built.recommended(care_type=CareType.RESIDENTIAL)) is None


@pytest.mark.parametrize("state", [State.DRAFT, State.DECIDED, State.WITHDRAWN, State.LAPSED])
def test_no_opinion_where_nothing_is_to_be_decided(state):
    from tests.services.test_applications_in_office import standing_in

    with pytest.raises(DomainError):
        services.give_opinion(standing_in(state), need=Need.NEEDED, words="Yes.", actor=officer())


def test_what_is_late_is_told_to_the_office_once():
    registrar = person(Role.REGISTRY_OFFICER, email="registry@example.org")
    given = notice()
    assert services.tell_late(given.answer_by) == 0
    late = given.answer_by + timedelta(days=1)
    assert services.tell_late(late) == services.tell_late(late + timedelta(days=1)) == 1
    mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == registrar.email)).all()
    assert len([mail for mail in mails if given.number in mail.body]) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE need_opinion SET words = ''",
        "UPDATE need_opinion SET notice_id = NULL",
        "UPDATE intent_notice SET state = 'GIVEN'",
        "UPDATE intent_notice SET places = 0",
        "UPDATE intent_notice SET why = ''",
    ],
)
def test_the_database_keeps_notice_and_opinion_whole(statement):
    services.answer(notice(), need=Need.NEEDED, words="Yes.", actor=officer())
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(statement))
    assert db.session.scalars(select(NeedOpinion)).one().words == "Yes."
