"""Monthly returns sent, corrected and refused; and on screen in three languages."""

from contextlib import nullcontext
from dataclasses import asdict, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import services as placements
from registry_app.placements.returns import queries, rules, services
from registry_app.placements.returns.models import MonthlyReturn
from registry_app.placements.states import Exit
from tests import manners
from tests.builders import homes, stays
from tests.builders.people import person, sign_in_as
from tests.rules.test_returns import GOOD


def a_home(*members):
    return homes.home(*members, known_since=clock.today() - timedelta(days=200))


def last_month():
    return rules.month_of(rules.month_of(clock.today()) - timedelta(days=1))


def test_a_return_is_kept_and_a_second_one_corrects_it(here):
    owner = person(Role.PROVIDER)
    home = a_home(owner)
    services.send(home, last_month(), GOOD, actor=owner)
    services.send(home, last_month(), replace(GOOD, staff=7), actor=owner)
    found = queries.of_home(home)[last_month()]
    assert (found.version, found.staff) == (2, 7)
    assert audit.verify()[0] == audit.SOUND


def test_sums_that_do_not_agree_and_months_that_are_not_due_are_refused(here):
    home = a_home()
    with pytest.raises(DomainError, match="together are not") as refused:
        services.send(home, last_month(), replace(GOOD, girls=1), actor=None)
    assert refused.value.field == "present"
    for month in (rules.month_of(clock.today()), rules.month_of(clock.today() - timedelta(days=800))):
        with pytest.raises(DomainError, match="not over yet"):
            services.send(home, month, GOOD, actor=None)
    assert queries.of_home(home) == {}


@pytest.mark.parametrize("wrong", [None, ("girls", 9), ("came", 9), ("to_family", 9), ("serious", 9), ("staff", -1)])
def test_the_table_refuses_sums_that_do_not_agree(here, wrong):
    owner, table = person(Role.PROVIDER), MonthlyReturn.__table__
    services.send(a_home(owner), last_month(), GOOD, actor=owner)
    row = dict(db.session.execute(select(table)).mappings().one())
    row |= {"id": uuid4(), "month": rules.month_of(row["month"] - timedelta(days=1)), **dict([wrong] if wrong else [])}
    with pytest.raises(IntegrityError) if wrong else nullcontext(), transaction() as session:
        session.execute(insert(table).values(row))


def test_the_boxes_begin_with_what_the_register_knows(here):
    home, month = a_home(), rules.month_of(clock.today())
    stays.legacy(home)
    gone = stays.legacy(home)
    placements.end_stay(gone, Exit.REUNIFIED, actor=person(Role.CPO, district="SD-HYD"))
    known = queries.known(home, month)
    assert known == {
        "at_start": 0, "came": 2, "went": 1, "to_family": 1, "present": 1, "girls": 0, "boys": 1, "transgender": 0,
        "moved": 0, "missing": 0, "died": 0,
    }  # fmt: skip
    whole = rules.Figures(**known, staff=3, events=0, serious=0)
    assert rules.wrong(whole) == []


def test_the_pages_of_a_home_and_of_its_offices(app):
    with app.app_context():
        owner, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
        cpo = person(Role.CPO, district="SD-HYD")
        home = a_home(owner)
        keys = [one.id for one in (owner, stranger, cpo)]
        key, number, month = home.id, home.register_number, last_month()
    own, other, office = (sign_in_as(app.test_client(), one) for one in keys)
    address = f"/provider/homes/{key}/returns/{month:%Y-%m}"
    for language in ("en", "ur", "sd"):
        own.get(f"/language/{language}?next=/provider")
        for page in (f"/provider/homes/{key}/returns", address):
            assert manners.faults(own.get(page).text, language=language) == [], page
    own.get("/language/en?next=/provider")
    wrong = own.post(address, data={**asdict(GOOD), "girls": "1", "note": "All well"})
    assert "together are not" in wrong.text
    assert "All well" in wrong.text
    missing = own.post(address, data={**asdict(GOOD), "serious": ""})
    assert "zero is a number too" in missing.text
    assert own.post(address, data=asdict(GOOD)).status_code == 303
    assert other.get(address).status_code == 404
    assert own.get(f"/provider/homes/{key}/returns/2019-01").status_code == 404
    assert manners.faults(office.get(f"/office/homes/{number}/returns").text) == []
    assert own.get(f"/office/homes/{number}/returns").status_code in (403, 404)
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM monthly_return")) == 1


def test_no_more_people_stop_than_worked_there(here):
    owner = person(Role.PROVIDER)
    home, month = a_home(owner), last_month()
    with pytest.raises(DomainError, match="stopped than work here now"):
        services.send(home, month, replace(GOOD, staff=7, staff_came=0, staff_left=99), actor=owner)
    before = rules.month_before(month)
    services.send(home, before, replace(GOOD, staff=9, staff_came=0, staff_left=12), note="The team changed.",
                  actor=owner)  # fmt: skip
    with pytest.raises(DomainError, match="worked here last month"):
        services.send(home, month, replace(GOOD, staff=7, staff_came=1, staff_left=11), note="So it is.", actor=owner)
    assert services.send(home, month, replace(GOOD, staff=1, staff_came=1, staff_left=9), actor=owner).version == 1


@pytest.mark.parametrize("statement", ["UPDATE monthly_return SET staff = staff", "DELETE FROM monthly_return"])
def test_a_return_that_was_sent_is_kept_by_the_database(here, statement):
    owner = person(Role.PROVIDER)
    home = a_home(owner)
    services.send(home, last_month(), GOOD, actor=owner)
    with pytest.raises(DBAPIError, match="kept as it was written"), transaction() as session:
        session.execute(text(statement))
