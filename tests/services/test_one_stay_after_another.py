"""Stays of one child come one after another and none after its death: said by the service, kept by the database."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import services
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.states import Cause
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.legacy import a_signed_list, an_entry
from tests.builders.people import person


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


def ago(days, hour=12):
    return datetime.combine(clock.today() - timedelta(days=days), time(hour), clock.KARACHI)


def recorded(child, since, cpo, home=None):
    return services.record_stay(child, basis=Basis.OUTSIDE, home=home or a_home(), actor=cpo, started_at=since)


def died(stay, when, cpo):
    facts = Facts(
        cause=Cause.ILLNESS, certified_by="Civil Hospital", found_dead=False, burial_pending=True,
        police_on=clock.local(when).date(),
    )  # fmt: skip
    services.end_stay(stay, Exit.DIED, actor=cpo, ended_at=when, facts=facts)


def lines(child):
    query = db.select(Stay).where(Stay.child_id == child.id).order_by(Stay.started_at, Stay.recorded_at)
    return [(stay.started_at, stay.ended_at) for stay in db.session.scalars(query)]


def test_no_line_begins_before_the_last_stay_has_ended(cpo):
    child = a_child()
    services.end_stay(recorded(child, ago(30), cpo), Exit.REUNIFIED, actor=cpo, ended_at=ago(4))
    with pytest.raises(DomainError, match="on that day or later") as refused:
        recorded(child, ago(17), cpo)
    assert refused.value.field == "since"
    assert recorded(child, ago(4), cpo).started_at == ago(4)


def test_no_line_begins_before_the_one_that_runs(cpo):
    child = a_child()
    first = recorded(child, ago(9), cpo)
    with pytest.raises(DomainError, match="on that day or later"):
        recorded(child, ago(28), cpo)
    assert lines(child) == [(ago(9), None)]
    assert recorded(child, ago(2), cpo).started_at == first.ended_at == ago(2)


def test_on_one_day_the_later_line_begins_when_the_earlier_one_ended(cpo):
    """Of a day that was typed the hour is not known: noon stands for it."""
    child = a_child()
    services.end_stay(recorded(child, ago(9), cpo), Exit.REUNIFIED, actor=cpo, ended_at=ago(4, hour=17))
    assert recorded(child, ago(4), cpo).started_at == ago(4, hour=17)


@pytest.mark.parametrize("days", [1, 4, 17])
def test_no_line_follows_a_death(cpo, days):
    child = a_child()
    died(recorded(child, ago(20), cpo), ago(4), cpo)
    with pytest.raises(DomainError, match="death of this child is recorded"):
        recorded(child, ago(days), cpo)
    with pytest.raises(DomainError, match="death of this child is recorded"):
        recorded(child, None, cpo)
    assert len(lines(child)) == 1


def by_sql(child, since, until=None):
    facts = {"exit": Exit.MOVED_PLACEMENT, "ended_at": until} if until else {}
    with transaction():
        db.session.add(
            Stay(child_id=child.id, home_id=a_home().id, basis=Basis.OUTSIDE, started_at=since,
                 limit_on=clock.today(), **facts)
        )  # fmt: skip


def test_by_sql_stays_do_not_overlap_either(cpo):
    child = a_child()
    services.end_stay(recorded(child, ago(30), cpo), Exit.REUNIFIED, actor=cpo, ended_at=ago(10))
    for since, until in ((ago(17), None), (ago(40), ago(29)), (ago(40), ago(1)), (ago(20), ago(15)), (ago(11), ago(2))):
        with pytest.raises(DBAPIError, match="one stay of a child ends before the next begins"):
            by_sql(child, since, until)
    by_sql(child, ago(60), ago(30))
    by_sql(child, ago(10), ago(10))
    by_sql(child, ago(10))
    with pytest.raises(DBAPIError, match="one stay of a child ends before the next begins"):
        by_sql(child, ago(5), ago(2))
    by_sql(a_child(), ago(5))
    assert len(lines(child)) == 4


def test_by_sql_no_stay_follows_a_death_either(cpo):
    child = a_child()
    died(recorded(child, ago(20), cpo), ago(4), cpo)
    for since, until in ((ago(3), None), (ago(4), None), (ago(3), ago(2))):
        with pytest.raises(DBAPIError, match="no stay follows a death"):
            by_sql(child, since, until)
    by_sql(child, ago(40), ago(20))


def test_children_of_a_signed_list_keep_the_day_on_which_they_came(cpo):
    home, manager = a_home(), person(Role.PROVIDER)
    days = [clock.today() - timedelta(days=since) for since in (400, 30, 900)]
    here = a_signed_list(home, *(an_entry(since=day) for day in days), manager=manager, officer=cpo)
    began = db.session.scalars(db.select(Stay).where(Stay.child_id.in_([row.child_id for row in here.rows])))
    assert {clock.local(stay.started_at).date() for stay in began} == set(days)
