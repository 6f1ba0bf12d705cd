"""Eight sendings of the same visit at the same moment, and then each its own: none twice, none lost."""

import multiprocessing
import os
import uuid

import sqlalchemy as sa

from inspections.models import Answer, Visit
from inspections.states import VisitState
from inspections.sync import contents, services
from inspections.sync.models import FieldPhone, VisitRecord
from registry_app.accounts.models import User
from registry_app.core import audit
from registry_app.core.db import db
from tests.builders import phones, visits

PROCESSES = 8
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))


def send_each(app, jobs, barrier, results):
    with app.app_context():
        db.engine.dispose(close=False)
        for key, said, phone, actor in jobs:
            barrier.wait(timeout=120)
            try:
                who, where = db.session.get_one(User, actor), db.session.get_one(FieldPhone, phone)
                landed = services.take(key, contents.read(said), services.Sending(where, "0" * 64), actor=who)
                results.put("first" if landed.fresh else "again")
            except services.OtherContent:
                results.put("other")
            except Exception as error:
                results.put(repr(error))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def made():
    """A planned visit, and what its lead's phone says of it, with the phone and the lead."""
    visit = visits.planned()
    phone, _fresh = services.keep_phone(uuid.uuid4(), "Redmi", actor=visit.lead)
    return visit, phone.id, visit.lead.id


def test_a_visit_lands_once_whoever_sends_it_how_often(app):
    """Six send the same, two another content under the same number; in the second half each sends its own visit."""
    jobs = [[] for _ in range(PROCESSES)]
    with app.app_context():
        for _turn in range(ROUNDS):
            visit, phone, lead = made()
            said, other = phones.content(visit, final=True), phones.content(visit, final=True, mark="3")
            key = uuid.uuid4()
            for number in range(PROCESSES):
                jobs[number].append((key, other if number > 5 else said, phone, lead))
            for number in range(PROCESSES):
                visit, phone, lead = made()
                jobs[number].append((uuid.uuid4(), phones.content(visit, final=True), phone, lead))
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=send_each, args=(app, jobs[n], barrier, results)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * ROUNDS * 2)]
    for worker in workers:
        worker.join(timeout=60)
    assert set(said) <= {"first", "again", "other"}
    assert said.count("first") == ROUNDS * (1 + PROCESSES)
    assert said.count("other") in range(2 * ROUNDS, 6 * ROUNDS + 1)
    with app.app_context():
        states = db.session.scalars(sa.select(Visit.state)).all()
        assert set(states) == {VisitState.SUBMITTED}
        assert len(states) == ROUNDS * (1 + PROCESSES)
        assert db.session.scalar(sa.select(sa.func.count()).select_from(VisitRecord)) == len(states)
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Answer)) == 69 * len(states)
        assert audit.verify()[0] == audit.SOUND
