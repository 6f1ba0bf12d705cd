"""Stays: always recordable, never decided without the ladder, not even by SQL."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import queries, services
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.states import CourtType
from registry_app.placements.models import Stay, Warrant
from registry_app.placements.states import Basis, Exit, Rung, WarrantStatus
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType
from tests.builders.children import a_child, answers_below
from tests.builders.homes import a_home
from tests.builders.people import person


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


def decided(child, home, cpo, *, answers=None, care_type=CareType.RESIDENTIAL, ceiling=10, decided_on=None):
    answers = answers_below(child, Rung.RESIDENTIAL, cpo) if answers is None else answers
    decided_on = decided_on or clock.today()
    return services.begin_decided_stay(
        child,
        home,
        care_type,
        decision_id=uuid.uuid4(),
        decided_on=decided_on,
        review_on=decided_on + timedelta(days=28),
        answers=answers,
        rules_version="0.1",
        ceiling=ceiling,
        actor=cpo,
    )


def test_a_decision_with_every_rung_answered_begins_a_stay(cpo):
    child, home = a_child(), a_home()
    stay = decided(child, home, cpo)
    assert stay.basis is Basis.DECISION
    assert db.session.get(Home, home.id).present == 1
    assert queries.open_stay(child.id).id == stay.id


@pytest.mark.parametrize("missing", [r for r in Rung if r is not Rung.RESIDENTIAL])
def test_no_stay_while_one_rung_is_unanswered(cpo, missing):
    child, home = a_child(), a_home()
    answers = answers_below(child, Rung.RESIDENTIAL, cpo)
    del answers[missing]
    with pytest.raises(DBAPIError, match="a family option is unexplored"):
        decided(child, home, cpo, answers=answers)
    assert queries.open_stay(child.id) is None
    assert db.session.scalars(db.select(Warrant)).all() == []


def test_an_expired_answer_is_no_answer(cpo):
    child, home = a_child(), a_home()
    answers = answers_below(child, Rung.RESIDENTIAL, cpo, on=clock.today() - timedelta(days=15))
    with pytest.raises(DBAPIError, match="a family option is unexplored"):
        decided(child, home, cpo, answers=answers)


def test_another_childs_answers_do_not_count(cpo):
    child, other, home = a_child(), a_child(), a_home()
    with pytest.raises(IntegrityError):
        decided(child, home, cpo, answers=answers_below(other, Rung.RESIDENTIAL, cpo))


def test_by_sql_alone_a_decided_stay_needs_its_warrant(cpo):
    child, home = a_child(), a_home()
    facts = {"child_id": child.id, "home_id": home.id, "care_type": CareType.RESIDENTIAL, "started_at": clock.now()}
    with pytest.raises(DBAPIError), transaction():
        db.session.add(Stay(basis=Basis.DECISION, **facts))
    warrant = Warrant(
        child_id=child.id, home_id=home.id, care_type=CareType.RESIDENTIAL, decided_on=clock.today(),
        decision_id=uuid.uuid4(), status=WarrantStatus.INTERIM, review_on=clock.today() + timedelta(days=28),
        rules_version="0.1",
    )  # fmt: skip
    with pytest.raises(DBAPIError, match="a family option is unexplored"), transaction():
        db.session.add(warrant)
        db.session.flush()
        db.session.add(Stay(basis=Basis.DECISION, warrant_id=warrant.id, **facts))


def test_a_warrant_fits_only_its_own_home_and_care(cpo):
    child, home, other = a_child(), a_home(), a_home()
    stay = decided(child, home, cpo)
    services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
    with pytest.raises(DBAPIError), transaction():
        db.session.add(
            Stay(child_id=child.id, home_id=other.id, care_type=CareType.RESIDENTIAL, basis=Basis.DECISION,
                 warrant_id=stay.warrant_id, started_at=clock.now())
        )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stay SET basis = 'LEGACY', warrant_id = NULL",
        "UPDATE stay SET home_id = NULL",
        "DELETE FROM stay",
        "DELETE FROM warrant_rung",
        "UPDATE ladder_answer SET code = 'R01_DECEASED'",
        "DELETE FROM ladder_answer",
        "DELETE FROM warrant",
        "UPDATE warrant SET care_type = 'KINSHIP'",
    ],
)
def test_what_was_decided_is_never_changed_by_sql(cpo, statement):
    decided(a_child(), a_home(), cpo)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))


def test_one_open_stay_a_child_by_sql(cpo):
    child, home = a_child(), a_home()
    services.record_stay(child, basis=Basis.LEGACY, home=home, actor=cpo)
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Stay(child_id=child.id, home_id=home.id, basis=Basis.OUTSIDE, started_at=clock.now()))


def test_a_found_child_can_always_be_recorded_also_in_a_full_home(cpo):
    home = a_home(capacity=1)
    for _ in range(3):
        services.record_stay(a_child(), basis=Basis.OUTSIDE, home=home, actor=cpo)
    somewhere = services.record_stay(a_child(), basis=Basis.OUTSIDE, place="a workshop near the bridge", actor=cpo)
    assert db.session.get(Home, home.id).present == 3
    assert somewhere.place == "a workshop near the bridge"
    assert somewhere.limit_on == clock.today() + timedelta(days=1)


def test_the_last_place_is_given_once(cpo):
    home = a_home(capacity=1)
    decided(a_child(), home, cpo, ceiling=1)
    with pytest.raises(DomainError, match="last free place"):
        decided(a_child(), home, cpo, ceiling=1)


def test_a_new_basis_is_a_new_line(cpo):
    child, home = a_child(), a_home()
    first = services.record_stay(child, basis=Basis.ARRIVAL, home=home, actor=cpo, brought_by="police")
    services.record_stay(child, basis=Basis.EMERGENCY, home=home, actor=cpo, approved_by=cpo)
    assert first.exit is Exit.NEW_BASIS
    assert db.session.get(Home, home.id).present == 1


@pytest.mark.parametrize("kind", [Exit.KAFALAH_ORDER, Exit.GUARDIAN, Exit.MARRIED_ADULT])
def test_some_ways_out_are_closed(cpo, kind):
    stay = services.record_stay(a_child(), basis=Basis.LEGACY, home=a_home(), actor=cpo)
    with pytest.raises(DomainError):
        services.end_stay(stay, kind, actor=cpo)
    facts = Facts(order="12 of 2026", court=CourtType.FAMILY_COURT)
    services.end_stay(stay, Exit.KAFALAH_ORDER, facts=facts, actor=cpo)
    assert stay.ended_at is not None
