"""The pages of the roster, what a child reads while somebody is on duty, and messages written down by officers."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from complaints import numbers, queries
from complaints.doors import services as doors
from complaints.duty.models import DutyLeave, DutyShift
from complaints.forms import BY_OFFICERS
from complaints.models import Complaint
from complaints.states import Channel
from registry_app.accounts.states import Role
from registry_app.core.db import db
from tests.builders.doors import a_poster
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SHIFT = {"plan-first_day-day": "23", "plan-first_day-month": "11", "plan-first_day-year": "2026", "plan-days": "14",
         "plan-from_hour": "0", "plan-to_hour": "0", "plan-place": "1"}  # fmt: skip


@pytest.fixture
def unit(app):
    with time_machine.travel(NOW, tick=False):
        with app.app_context():
            home = a_home("SD-HYD")
            a_poster(home, "wall")
            people = {
                "head": person(Role.CPU_HEAD, district="SD-HYD"),
                "cpo": person(Role.CPO, district="SD-HYD"),
                "officer": person(Role.COMPLAINT_OFFICER, district="SD-HYD"),
                "inspector": person(Role.INSPECTOR, district="SD-HYD"),
                "manager": person(Role.PROVIDER),
            }
            made = {"number": home.register_number, "id": home.id, "people": {name: u.id for name, u in people.items()}}
        yield made


def signed(app, unit, who):
    return sign_in_as(app.test_client(), unit["people"][who])


def test_the_head_plans_shifts_and_leave_of_the_own_division_only(app, unit):
    head = signed(app, unit, "head")
    assert "Nobody is on duty" in head.get("/office/duty").get_data(as_text=True)
    assert head.get("/office/duty/DIV-SUK").status_code == 404
    assert head.post("/office/duty/DIV-HYD/shifts", data=SHIFT).status_code == 422
    full = {**SHIFT, "plan-person": str(unit["people"]["cpo"])}
    assert head.post("/office/duty/DIV-HYD/shifts", data=full).status_code == 303
    again = head.post("/office/duty/DIV-HYD/shifts", data=full)
    assert again.status_code == 422
    assert "stands there already" in again.get_data(as_text=True)
    away = {"leave-person": str(unit["people"]["cpo"]), "leave-cover": str(unit["people"]["officer"])}
    for end in ("first_day", "last_day"):
        away |= {f"leave-{end}-day": "24", f"leave-{end}-month": "11", f"leave-{end}-year": "2026"}
    assert head.post("/office/duty/DIV-HYD/leave", data=away).status_code == 303
    with app.app_context():
        assert (db.session.query(DutyShift).count(), db.session.query(DutyLeave).count()) == (14, 1)
        key = db.session.query(DutyShift).first().id
    assert head.post(f"/office/duty/DIV-HYD/shifts/{key}/off").status_code == 303
    assert signed(app, unit, "cpo").get("/office/duty").status_code == 200
    assert signed(app, unit, "cpo").get("/office/duty/DIV-HYD").status_code in (403, 404)
    assert signed(app, unit, "manager").get("/office/duty").status_code == 403


def tell_danger(client):
    client.get("/h/wall")
    for at, form in (
        ("story", {"go": "tell"}),
        ("start", {"go": "tell"}),
        ("danger", {"danger": "yes"}),
        ("calm", {}),
        ("what", {"what": "hurt"}),
        ("tell", {"way": "skip"}),
        ("who", {"who": "skip"}),
        ("you", {}),
        ("want", {}),
        ("answer", {"answer": "number"}),
        ("limits", {}),
        ("look", {"send": "1"}),
    ):
        if at == "start":
            client.post("/b", data={"at": "language", "language": "en"})
        client.post("/b", data={"at": at, **form})
    return client.get("/b").get_data(as_text=True)


def test_a_child_is_told_that_someone_comes_only_while_somebody_is_on_duty(app, unit):
    page = tell_danger(app.test_client())
    assert "We have your message" in page
    assert "Someone comes today" not in page
    assert page.count('href="tel:1121"') >= 1
    full = {**SHIFT, "plan-person": str(unit["people"]["cpo"])}
    signed(app, unit, "head").post("/office/duty/DIV-HYD/shifts", data=full)
    assert "Someone comes today" in tell_danger(app.test_client())


def test_whoever_was_called_takes_it(app, unit):
    full = {**SHIFT, "plan-person": str(unit["people"]["cpo"])}
    signed(app, unit, "head").post("/office/duty/DIV-HYD/shifts", data=full)
    tell_danger(app.test_client())
    with app.app_context():
        key = db.session.query(Complaint).one().id
    cpo = signed(app, unit, "cpo")
    assert "I take it now" in cpo.get(f"/office/complaints/{key}").get_data(as_text=True)
    assert cpo.post(f"/office/complaints/{key}/take_it").status_code == 303
    page = cpo.get(f"/office/complaints/{key}").get_data(as_text=True)
    assert "Took it" in page
    assert "I take it now" not in page


@pytest.mark.parametrize("channel", BY_OFFICERS)
def test_every_channel_is_written_down_by_somebody_and_gets_a_number(app, unit, channel):
    client = signed(app, unit, "inspector")
    sent = client.post(
        "/office/complaints/new",
        data={"channel": channel.value, "teller": "other", "category": "food", "home_number": unit["number"],
              "source": "Ombudsman, 12/2026"},
    )  # fmt: skip
    assert sent.headers["Location"] == "/office/complaints/new/number"
    page = client.get("/office/complaints/new/number").get_data(as_text=True)
    digits = "".join(re.findall(r"\d", page[page.index("<strong><bdi>") : page.index("</bdi></strong>")]))
    assert numbers.fits(digits)
    client.post("/office/complaints/new/number")
    assert client.get("/office/complaints/new/number").status_code == 303
    with app.app_context():
        made = queries.by_lookup(numbers.lookup(digits))
        assert (made.channel, made.by_child, made.source) == (channel, False, "Ombudsman, 12/2026")


def test_all_fourteen_channels_have_somebody_who_files_them():
    by_itself = {Channel.CH01, Channel.CH02, Channel.CH14}
    assert {*BY_OFFICERS, *by_itself} == set(Channel)


def test_a_slip_brings_its_number_once(app, unit):
    with app.app_context():
        from registry_app.accounts.models import User
        from registry_app.providers.homes.models import Home

        home, officer = db.session.get(Home, unit["id"]), db.session.get(User, unit["people"]["officer"])
        ((serial, number),) = doors.print_slips(home, 1, actor=officer)
    client = signed(app, unit, "officer")
    facts = {"teller": "child", "category": "food", "home_number": unit["number"], "slip": serial.lower()}
    assert client.post("/office/complaints/new", data={**facts, "channel": "CH08"}).status_code == 200
    assert client.post("/office/complaints/new", data={**facts, "channel": "CH03"}).status_code == 303
    page = client.get("/office/complaints/new/number").get_data(as_text=True)
    assert "on the stub" in page
    assert number not in page
    again = client.post("/office/complaints/new", data={**facts, "channel": "CH03"}).get_data(as_text=True)
    assert "entered already" in again
    with app.app_context():
        made = queries.by_lookup(numbers.lookup(number))
        assert (made.channel, made.by_child) == (Channel.CH03, True)
        assert db.session.query(Complaint).count() == 1


def test_who_works_for_a_home_writes_down_nothing_here(app, unit):
    assert signed(app, unit, "manager").get("/office/complaints/new").status_code == 403
