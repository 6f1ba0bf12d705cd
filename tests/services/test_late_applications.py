"""The queue leads with what is late, and the office that is late is told once for each clock."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import clocks, overdue_services
from registry_app.providers.applications.states import Decision, TimedStep
from registry_app.providers.authorisations import listing, services
from tests.builders import applications
from tests.builders import authorisations as built
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def mails(to):
    return [mail.body for mail in db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == to))]


def test_each_office_is_told_once_of_its_own_step():
    registrar = person(Role.REGISTRY_OFFICER, email="registry@example.org")
    head = person(Role.CPU_HEAD, district="SD-HYD", email="cpu@example.org")
    director = person(Role.SWD_DIRECTOR, email="swd@example.org")
    application = built.sent()
    built.office.mark_complete(application, actor=registrar)
    late = clock.today() + timedelta(days=31)
    assert overdue_services.tell_late(late - timedelta(days=1)) == 0
    assert overdue_services.tell_late(late) == 3
    assert overdue_services.tell_late(late + timedelta(days=1)) == 3
    for to, words in ((registrar, "Check the people"), (head, "children can complain"), (director, "Visit the home")):
        [said] = [body for body in mails(to.email) if application.number in body]
        assert words in said


def test_nobody_is_told_while_it_is_the_applicants_turn():
    person(Role.REGISTRY_OFFICER, email="registry@example.org")
    application = applications.returned()
    assert overdue_services.tell_late(clock.today() + timedelta(days=400)) == 0
    assert application.due_on == application.return_by


def test_the_most_pressing_comes_first_in_the_queue():
    registrar = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    waiting = built.recommended()
    fresh = applications.sent()
    pressing = applications.visited()
    found = listing.queue(registrar, listing.QueueWish(), None).rows
    assert [one.id for one in found] == [pressing.id, fresh.id, waiting.id]


def test_what_the_offices_record_moves_the_clocks():
    application = built.prepared()
    running = {one.step for one in clocks.today_of(application)}
    assert running == {TimedStep.RECOMMENDATION, TimedStep.DECISION}
    director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    services.recommend(application, recommendation=Decision.PROVISIONAL, text="Minor gaps.", actor=director)
    [decision] = clocks.today_of(application)
    assert decision.by == application.due_on == clock.today() + timedelta(days=30)
    services.record_hearing(application, notice_on=clock.today(), actor=person(Role.REGISTRY_OFFICER))
    hearing = clocks.today_of(application)[0]
    assert (hearing.step, hearing.by) == (TimedStep.HEARING, clock.today() + timedelta(days=14))


def test_a_vetting_that_waits_for_an_outcome_is_not_done():
    application = built.sent()
    registrar = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    built.office.mark_complete(application, actor=registrar)
    built.vet(application, registrar, built.VettingOutcome.PENDING)
    assert TimedStep.VETTING in {one.step for one in clocks.today_of(application)}
    built.vet(application, registrar)
    assert TimedStep.VETTING not in {one.step for one in clocks.today_of(application)}
