"""By SQL too: no decided stay while a family option is unexplored, and nothing it rests on changes afterwards."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements import services
from registry_app.placements.models import Stay, Warrant, WarrantRung
from registry_app.placements.states import AnswerStatus, Basis, Exit, Rung, WarrantStatus
from registry_app.providers.homes.states import CareType
from tests.builders.children import a_child, answers_below
from tests.builders.homes import a_home
from tests.builders.people import person
from tests.services.test_stays import decided

SEARCH = "R11_NO_APPROVED_CARER_AVAILABLE"


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


def on_sqlite():
    return db.engine.dialect.name == "sqlite"


def columns(table):
    found = [row[1] for row in db.session.execute(text(f"PRAGMA table_info({table})"))]
    db.session.rollback()
    return found


def test_a_warrant_serves_once(cpo):
    child, home = a_child(), a_home()
    stay = decided(child, home, cpo)
    services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
    with pytest.raises(DBAPIError), transaction():
        db.session.add(
            Stay(child_id=child.id, home_id=home.id, care_type=CareType.RESIDENTIAL, basis=Basis.DECISION,
                 warrant_id=stay.warrant_id, started_at=clock.now())
        )  # fmt: skip


def test_an_old_decision_does_not_begin_a_stay_on_answers_that_expired_since(cpo):
    on = clock.today() - timedelta(days=100)
    child = a_child()
    with pytest.raises(DBAPIError, match="a family option is unexplored"):
        decided(child, a_home(), cpo, answers=answers_below(child, Rung.RESIDENTIAL, cpo, on=on), decided_on=on)


def test_a_decision_of_tomorrow_begins_nothing_today(cpo):
    with pytest.raises(DBAPIError, match="a family option is unexplored"):
        decided(a_child(), a_home(), cpo, decided_on=clock.today() + timedelta(days=1))


def test_a_decision_does_not_reach_back(cpo):
    child = a_child()
    answers = answers_below(child, Rung.RESIDENTIAL, cpo)
    with pytest.raises(DBAPIError, match="a family option is unexplored"):
        services.begin_decided_stay(
            child, a_home(), CareType.RESIDENTIAL, decision_id=uuid.uuid4(), decided_on=clock.today(),
            review_on=clock.today() + timedelta(days=28), answers=answers, rules_version="0.1", ceiling=9, actor=cpo,
            started_at=clock.now() - timedelta(days=2),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "rung", "days"),
    [
        ("R16_AGE_OR_CAPACITY", Rung.PRESERVE, None),
        ("R11_NO_APPROVED_CARER_AVAILABLE", Rung.KINSHIP, 14),
        ("RUBBISH", Rung.KINSHIP, 1),
        ("r03_unsafe_abuse", Rung.KINSHIP, 1),
        (SEARCH, Rung.FOSTER, None),
        (SEARCH, Rung.FOSTER, 15),
    ],
)
def test_an_answer_is_one_that_the_rules_know(cpo, code, rung, days):
    facts = {"status": AnswerStatus.RULED_OUT, "evidence": "x", "answered_on": clock.today(), "officer": cpo}
    until = None if days is None else clock.today() + timedelta(days=days)
    with pytest.raises(DBAPIError, match="do not let this reason"):
        services.answer_rung(a_child(), rung, code=code, valid_until=until, **facts)
    services.answer_rung(a_child(), Rung.FOSTER, code=SEARCH, valid_until=clock.today() + timedelta(days=14), **facts)


@pytest.mark.parametrize("table", ["ladder_answer", "ladder_reason", "warrant", "warrant_rung", "stay"])
def test_no_row_is_put_in_anothers_place(cpo, table):
    decided(a_child(), a_home(), cpo)
    if on_sqlite():
        names = ", ".join(columns(table))
        statement = f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} LIMIT 1"
    else:
        statement = f"TRUNCATE {table} CASCADE"
    with pytest.raises(DBAPIError, match="never changed"), transaction():
        db.session.execute(text(statement))


def test_a_second_open_stay_does_not_push_out_the_first(cpo):
    services.record_stay(a_child(), basis=Basis.OUTSIDE, home=a_home(), actor=cpo)
    names = columns("stay") if on_sqlite() else []
    chosen = ", ".join(f"'{uuid.uuid4().hex}'" if name == "id" else name for name in names)
    if on_sqlite():
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(
                text(f"INSERT OR REPLACE INTO stay ({', '.join(names)}) SELECT {chosen} FROM stay LIMIT 1")
            )
    assert db.session.scalar(db.select(db.func.count()).select_from(Stay)) == 1


def test_every_other_basis_keeps_its_clock(cpo):
    child, home = a_child(), a_home()
    with pytest.raises(DBAPIError), transaction():
        db.session.add(Stay(child_id=child.id, home_id=home.id, basis=Basis.OUTSIDE, started_at=clock.now()))
    services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=cpo)
    for day in ("NULL", "'2040-01-01'"):
        with pytest.raises(DBAPIError, match="by a new line"), transaction():
            db.session.execute(text(f"UPDATE stay SET limit_on = {day}"))


def test_constraints_put_off_help_nobody(cpo):
    """The trigger compares the children itself, whenever the foreign keys are looked at."""
    child, other, home = a_child(), a_child(), a_home()
    answers = answers_below(other, Rung.RESIDENTIAL, cpo)
    later = "PRAGMA defer_foreign_keys = ON" if on_sqlite() else "SET CONSTRAINTS ALL DEFERRED"
    warrant, where = uuid.uuid4(), {"child_id": child.id, "home_id": home.id, "care_type": CareType.RESIDENTIAL}
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(later))
        session.execute(
            Warrant.__table__.insert().values(
                id=warrant, decided_on=clock.today(), decision_id=uuid.uuid4(), status=WarrantStatus.INTERIM,
                review_on=clock.today() + timedelta(days=28), rules_version="0.1", **where,
            )
        )  # fmt: skip
        for rung, answer in answers.items():
            values = {"warrant_id": warrant, "rung": rung, "child_id": other.id, "answer_id": answer.id}
            session.execute(WarrantRung.__table__.insert().values(**values))
        facts = {"id": uuid.uuid4(), "basis": Basis.DECISION, "warrant_id": warrant, "started_at": clock.now()}
        session.execute(Stay.__table__.insert().values(recorded_at=clock.now(), **facts, **where))
    assert db.session.scalar(db.select(db.func.count()).select_from(Stay)) == 0
