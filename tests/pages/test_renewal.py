"""The renewal is started from the home's own page, not before its days, and once."""

from datetime import timedelta

import pytest

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.applications.models import Application
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole
from tests.builders import authorisations as built
from tests.builders.people import person, sign_in_as


@pytest.fixture
def cast(app):
    def made(days):
        with app.app_context():
            built.in_force()
            given = built.ended(built.authorised(), clock.today() + timedelta(days=days))
            manager = person(Role.PROVIDER)
            home_services.add_member(given.home.organisation, manager, MemberRole.MANAGER, actor=None)
            return given.home.id, manager.id

    return made


def test_it_starts_90_days_before_and_once(client, app, cast):
    home, manager = cast(90)
    sign_in_as(client, manager)
    path = f"/provider/homes/{home}/renewal"
    assert path in client.get(f"/provider/homes/{home}").get_data(as_text=True)
    page = client.get(path).get_data(as_text=True)
    assert "Start the renewal" in page
    assert "A renewal needs a last grade of A, B or C." in page
    started = client.post(path)
    assert started.status_code == 303
    assert client.get(started.headers["Location"]).status_code == 200
    again = client.post(path, follow_redirects=True)
    assert "There is an application for this home already" in again.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Application).filter_by(home_id=home, state="DRAFT").count() == 1


def test_not_before_its_days(client, app, cast):
    home, manager = cast(91)
    sign_in_as(client, manager)
    path = f"/provider/homes/{home}/renewal"
    assert "Start the renewal" not in client.get(path).get_data(as_text=True)
    assert "You can apply for the renewal from" in client.post(path, follow_redirects=True).get_data(as_text=True)
    with app.app_context():
        assert db.session.query(Application).filter_by(home_id=home, state="DRAFT").count() == 0


def test_staff_read_and_are_told_who_sends(client, app, cast):
    home, manager = cast(90)
    with app.app_context():
        staff = person(Role.PROVIDER)
        home_services.add_member(db.session.get_one(Home, home).organisation, staff, MemberRole.STAFF, actor=None)
        staff_key = staff.id
    said, start = "Only an owner or the manager of the home sends this.", f"/provider/homes/{home}"
    sign_in_as(client, staff_key)
    for path, offered in (
        ("renewal", "Start the renewal"),
        ("changes", "/changes/new/"),
        ("letters", f"{start}/close"),
    ):
        page = client.get(f"{start}/{path}")
        assert page.status_code == 200
        assert offered not in page.text
        assert path == "letters" or said in page.text
    for path in ("renewal", "changes/new/ADDRESS", "close"):
        assert client.post(f"{start}/{path}").status_code == 403
    sign_in_as(client, manager)
    assert f"{start}/close" in client.get(f"{start}/letters").text
    assert "/changes/new/" in client.get(f"{start}/changes").text
