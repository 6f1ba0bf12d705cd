"""Returns that are missing are chased once; what differs from the stays is shown and settled."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.pages.reports import queries as reports
from registry_app.pages.reports.month import Month
from registry_app.placements.returns import queries, rules, services
from registry_app.placements.returns.models import ReturnReminder
from registry_app.placements.returns.states import MonthState, Permission, Reminded
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership
from tests import manners
from tests.builders import homes, stays
from tests.builders.people import person, sign_in_as
from tests.rules.test_returns import GOOD

EMPTY = replace(
    GOOD, at_start=0, came=0, went=0, to_family=0, present=0, girls=0, boys=0, transgender=0, staff=4, events=0,
    serious=0,
)  # fmt: skip


def last_month():
    return rules.month_before(clock.today())


def a_home(*members, **facts):
    """A home that was authorised two months ago."""
    made = homes.authorised_home(*members, **facts)
    with transaction():
        db.session.get_one(Home, made.id).authorised_from = clock.today() - timedelta(days=80)
    return made


def on_day(day):
    """Noon of a day of this month, as the clock of the test."""
    return clock.set_to(datetime.combine(clock.today().replace(day=day), time(12), clock.KARACHI))


def state(home):
    return queries.one_month(home, f"{last_month():%Y-%m}").state


def test_a_missing_return_is_chased_once_by_mail_and_once_on_the_list_of_the_department(here):
    with clock.set_to(clock.now() - timedelta(days=60)):
        owner, director = person(Role.PROVIDER), person(Role.SWD_DIRECTOR)
    home, sent = a_home(owner), a_home(person(Role.PROVIDER))
    with on_day(4):
        services.send(sent, last_month(), EMPTY, actor=owner)
        assert (state(home), state(sent)) == (MonthState.WAITING, MonthState.NOTHING)
        assert services.remind_due(clock.today()) == 0
    for day, written in ((6, 1), (7, 0), (10, 1), (11, 0)):
        with on_day(day):
            assert services.remind_due(clock.today()) == written, day
            assert state(home) is MonthState.MISSING
    addressed = db.session.scalars(select(OutboxMessage.to).order_by(OutboxMessage.created_at)).all()
    assert addressed == [owner.email, director.email]
    assert queries.reminders(last_month()) == {(home.id, Reminded.HOME), (home.id, Reminded.OFFICE)}
    assert audit.verify()[0] == audit.SOUND
    with pytest.raises(DBAPIError), transaction() as session:
        session.add(ReturnReminder(home_id=home.id, month=last_month(), who=Reminded.HOME))


def test_a_family_a_closed_home_and_one_without_a_certificate_owe_no_return(here):
    a_home(household=True)
    homes.home()
    closed = a_home()
    with transaction():
        db.session.get_one(Home, closed.id).closed_on = last_month() + timedelta(days=3)
    owes = a_home()
    assert [one.home.id for one in queries.everywhere(last_month())] == [owes.id]


def test_a_return_that_differs_is_settled_by_a_reason_until_the_difference_changes(here):
    owner, head = person(Role.PROVIDER), person(Role.CPU_HEAD, district="SD-HYD")
    home = a_home(owner)
    with on_day(1):
        services.send(home, last_month(), replace(EMPTY, came=1, present=1, boys=1), actor=owner)
    assert state(home) is MonthState.DIFFERS
    with pytest.raises(DomainError) as empty:
        services.settle(home, last_month(), reason="  ", actor=head)
    assert empty.value.field == "reason"
    services.settle(home, last_month(), reason="Came at midnight.", actor=head)
    assert state(home) is MonthState.SENT
    found = queries.one_month(home, f"{last_month():%Y-%m}")
    assert found.settled.reason == "Came at midnight."
    assert found.differences == {"came": [1, 0], "present": [1, 0], "boys": [1, 0]}
    with pytest.raises(DomainError, match="settled already"):
        services.settle(home, last_month(), reason="Again.", actor=head)
    with clock.set_to(datetime.combine(last_month(), time(12), clock.KARACHI)):
        stays.legacy(home)
        stays.legacy(home)
    assert state(home) is MonthState.DIFFERS
    services.settle(home, last_month(), reason="One was in hospital.", actor=head)
    assert state(home) is MonthState.SENT


def test_a_correction_settles_it_too_and_makes_nobody_late(here):
    owner = person(Role.PROVIDER)
    home = a_home(owner)
    with on_day(2):
        services.send(home, last_month(), replace(EMPTY, came=1, present=1, boys=1, events=1), actor=owner)
    with on_day(20):
        services.send(home, last_month(), replace(EMPTY, events=1), actor=owner)
    found = queries.one_month(home, f"{last_month():%Y-%m}")
    assert (found.state, found.late, found.sent.version) == (MonthState.SENT, False, 2)


def test_a_late_one_says_so(here):
    owner = person(Role.PROVIDER)
    home = a_home(owner)
    with on_day(6):
        services.send(home, last_month(), replace(EMPTY, events=1), actor=owner)
        assert state(home) is MonthState.LATE


@pytest.mark.parametrize("which", list(MonthState))
def test_only_a_difference_can_be_settled(here, which):
    owner, head = person(Role.PROVIDER), person(Role.CPU_HEAD, district="SD-HYD")
    home = a_home(owner)
    figures = {
        MonthState.SENT: replace(EMPTY, events=1), MonthState.LATE: replace(EMPTY, events=1), MonthState.NOTHING: EMPTY,
        MonthState.DIFFERS: replace(EMPTY, came=1, present=1, boys=1),
    }.get(which)  # fmt: skip
    with on_day({MonthState.LATE: 9, MonthState.MISSING: 9}.get(which, 3)):
        if figures:
            services.send(home, last_month(), figures, actor=owner)
        assert state(home) is which
        if which is MonthState.DIFFERS:
            assert services.settle(home, last_month(), reason="Seen.", actor=head).place == 1
        else:
            with pytest.raises(DomainError, match="Nothing differs"):
                services.settle(home, last_month(), reason="Seen.", actor=head)


def test_who_reads_and_who_settles(here):
    home, of_swd = a_home(person(Role.PROVIDER)), a_home(of=homes.organisation(ownership=Ownership.SWD))
    wanted = {
        (Role.CPU_HEAD, "SD-HYD"): (True, True, True), (Role.CPU_HEAD, "SD-SKR"): (False, False, False),
        (Role.CPO, "SD-HYD"): (True, False, False), (Role.DISTRICT_OFFICER, "SD-HYD"): (True, True, False),
        (Role.SWD_DIRECTOR, None): (True, True, False), (Role.SCPA_DG, None): (True, True, True),
        (Role.REGISTRY_OFFICER, None): (False, False, False), (Role.DESK, None): (False, False, False),
    }  # fmt: skip
    for (role, district), (reads, settles, settles_swd) in wanted.items():
        actor = person(role, district=district)
        assert allows(actor, Permission.LIST, home) is reads, role
        assert allows(actor, Permission.SETTLE, home) is settles, role
        assert allows(actor, Permission.SETTLE, of_swd) is settles_swd, role


def test_the_monthly_report_reads_the_returns(here):
    owner = person(Role.PROVIDER)
    a_home(owner)
    with on_day(1):
        services.send(a_home(owner), last_month(), EMPTY, actor=owner)
    with on_day(9):
        facts = reports.monthly(Month(last_month().year, last_month().month))
    assert {key: number for key, number in facts.returns.items() if number} == {"NOTHING": 1, "MISSING": 1}


def test_the_pages_of_home_and_offices_show_the_same(app):
    with app.app_context():
        owner, stranger, director = person(Role.PROVIDER), person(Role.PROVIDER), person(Role.SWD_DIRECTOR)
        head = person(Role.CPU_HEAD, district="SD-HYD")
        elsewhere = person(Role.CPU_HEAD, district="SD-SKR")
        home = a_home(owner)
        services.send(home, last_month(), replace(EMPTY, came=1, present=1, boys=1), actor=owner)
        keys = [one.id for one in (owner, stranger, director, head, elsewhere)]
        key, number = home.id, home.register_number
    own, other, swd, unit, far = (sign_in_as(app.test_client(), one) for one in keys)
    written = f"{last_month():%Y-%m}"
    page, office = f"/provider/homes/{key}/returns/{written}", f"/office/homes/{number}/returns/{written}"
    for language in ("en", "ur", "sd"):
        for client, address in (
            (own, page),
            (unit, office),
            (swd, "/office/returns"),
            (swd, f"/office/returns?month={written}"),
        ):
            client.get(f"/language/{language}?next=/home")
            shown = client.get(address)
            assert shown.status_code == 200
            assert manners.faults(shown.text, language=language) == [], address
            assert manners.english_left(shown.text) == [], address
    for client in (own, unit, swd):
        client.get("/language/en?next=/home")
    assert "The stays of the register say" in own.get(page).text
    assert other.get(page).status_code == 404
    assert far.get(office).status_code == 404
    assert far.post(f"{office}/settle", data={"reason": "x"}).status_code == 404
    assert own.post(f"{office}/settle", data={"reason": "x"}).status_code in (403, 404)
    assert number not in far.get("/office/returns").text
    assert number in swd.get("/office/returns?state=DIFFERS").text
    assert number not in swd.get("/office/returns?state=MISSING").text
    for month in ("2026-13", "x", "9999-99", "2999-01"):
        assert swd.get(f"/office/returns?month={month}").status_code == 200
    assert unit.post(f"{office}/settle", data={"reason": ""}).status_code == 422
    assert unit.post(f"{office}/settle", data={"reason": "Seen on the spot."}).status_code == 303
    assert "Seen on the spot." in own.get(page).text
    assert "Seen on the spot." in unit.get(office).text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(text("return_settlement"))) == 1


def test_after_sending_numbers_that_differ_the_home_sees_both(app):
    with app.app_context():
        owner = person(Role.PROVIDER)
        home, key = a_home(owner), owner.id
        address = f"/provider/homes/{home.id}/returns/{last_month():%Y-%m}"
    client = sign_in_as(app.test_client(), key)
    boxes = {
        name: str(getattr(replace(EMPTY, came=2, present=2, boys=2), name))
        for name in rules.Figures.__dataclass_fields__
    }
    sent = client.post(address, data=boxes)
    assert sent.headers["Location"].endswith(address)
    assert "It differs from the register" in client.get(address).text


def test_the_list_of_all_homes_asks_the_same_number_of_questions(app):
    from sqlalchemy import event

    with app.app_context():
        client = sign_in_as(app.test_client(), person(Role.SWD_DIRECTOR).id)
        a_home()
        engine = db.engine
    asked = []

    def count(*_args):
        asked.append(1)

    def questions():
        asked.clear()
        event.listen(engine, "before_cursor_execute", count)
        try:
            assert client.get("/office/returns").status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(asked)

    questions()
    few = questions()
    with app.app_context():
        for _number in range(5):
            owner = person(Role.PROVIDER)
            services.send(a_home(owner), last_month(), replace(EMPTY, came=1, present=1, boys=1), actor=owner)
    assert questions() <= few + 1  # settlements are asked for only where a return came


def test_months_are_whole():
    assert rules.month_before(date(2026, 1, 31)) == date(2025, 12, 1)
