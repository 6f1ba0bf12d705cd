"""The radar of silent homes: what it lists, for whom, and that it tells nobody of a message about them."""

from datetime import timedelta

import pytest
import time_machine

from complaints import filing
from complaints.doors import services as doors
from complaints.filing import Telling
from complaints.states import About, Category
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.pages.dash.silence import radar
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.doors import photo
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def swd(here):
    return {
        "director": person(Role.SWD_DIRECTOR),
        "district": person(Role.DISTRICT_OFFICER, district="SD-HYD"),
        "officer": person(Role.COMPLAINT_OFFICER, district="SD-HYD"),
    }


def of(actor, home):
    return next((row for row in radar(actor, clock.today()) if row.home.id == home.id), None)


def test_each_sound_takes_its_silence_away(swd):
    home = a_home("SD-HYD", present=12)
    assert of(swd["director"], home).depth == 3
    filing.file_message(Telling(category=Category.FOOD, home=home))
    assert not of(swd["director"], home).no_message
    door = doors.make_poster(home, actor=swd["officer"])
    doors.brief(home, held_on=clock.today(), trustees=1, staff=1, words="Hall", actor=swd["officer"])
    doors.hang(door, photo(), actor=swd["officer"])
    assert not of(swd["director"], home).no_photo
    with time_machine.travel(clock.now() + timedelta(days=190)):
        assert of(swd["director"], home).no_message
    doors.end(door, actor=swd["officer"])
    assert of(swd["director"], home).no_photo


def test_the_most_silent_and_fullest_stand_first_and_empty_homes_not_at_all(swd):
    small, large, empty = (a_home("SD-HYD", present=count) for count in (3, 30, 0))
    filing.file_message(Telling(category=Category.FOOD, home=large))
    rows = [row.home.id for row in radar(swd["director"], clock.today())]
    assert rows.index(small.id) < rows.index(large.id)
    assert empty.id not in rows


def test_a_message_about_their_own_people_changes_nothing_for_swd(swd):
    home = a_home("SD-HYD", present=9, run_by=Ownership.SWD)
    for actor in (swd["director"], swd["district"]):
        before = of(actor, home)
        filing.file_message(Telling(category=Category.FOOD, about=About.STAFF, home=home))
        assert of(actor, home) == before


def test_district_officers_see_their_own_and_nobody_sees_a_home_of_a_tie(swd):
    here, there = a_home("SD-HYD", present=9), a_home("SD-SUK", present=9)
    assert of(swd["district"], here) is not None
    assert of(swd["district"], there) is None
    with transaction():
        db.session.add(Tie(user_id=swd["district"].id, home_id=here.id, kind=TieKind.FAMILY))
    assert of(swd["district"], here) is None


def test_only_swd_opens_the_page(app):
    with app.app_context():
        home = a_home("SD-HYD", present=9)
        roles = (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.COMPLAINT_OFFICER, Role.PROVIDER)
        keys = [person(role).id for role in roles]
        number = home.register_number
    pages = [sign_in_as(app.test_client(), key).get("/dash/silence") for key in keys]
    assert [page.status_code for page in pages] == [200, 403, 403, 403]
    text = pages[0].get_data(as_text=True)
    assert number in text
    assert "No photo of the poster" in text
