"""Forty children behind one address, and somebody who guesses numbers so that a home's children are shut out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from complaints import coming_back, filing, numbers
from complaints.filing import Telling
from complaints.models import CodeTry, Complaint
from complaints.states import Category
from registry_app.core.codes import answer_number
from registry_app.core.db import db
from tests.builders.doors import a_poster
from tests.builders.homes import a_home
from tests.pages.test_child_pages import go, number_on

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHILDREN = 40
ROUTER = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def home(app):
    with app.app_context():
        made = a_home("SD-HYD")
        a_poster(made, "wall")
        return made.id


def child(app):
    client = app.test_client()
    client.environ_base.update(ROUTER)
    client.get("/h/wall")
    go(client, "story", go="tell")
    go(client, "language", language="en")
    return client


def tell(client):
    go(client, "start", go="tell")
    for at, form in (("danger", {"danger": "no"}), ("what", {"what": "food"}), ("tell", {"way": "skip"}),
                     ("who", {"who": "skip"}), ("you", {}), ("want", {}), ("answer", {"answer": "number"}),
                     ("limits", {})):  # fmt: skip
        client.post("/b", data={"at": at, **form})
    return number_on(go(client, "look", send="1"))


def test_forty_children_behind_one_address_in_ten_minutes_all_get_through(app, home):
    given = set()
    for number in range(CHILDREN):
        with time_machine.travel(NOW + timedelta(seconds=15 * number), tick=False):
            given.add(tell(child(app)))
    assert len(given) == CHILDREN
    assert all(numbers.fits(one) for one in given)
    with app.app_context():
        assert db.session.query(Complaint).filter(Complaint.home_id == home).count() == CHILDREN


def guess(client, number):
    client.post("/b", data={"at": "start", "go": "number"})
    return client.post("/b", data={"at": "number", "whole": number})


def test_guessing_is_slowed_and_finds_nothing_and_a_message_still_gets_through(app, home):
    with time_machine.travel(NOW, tick=False):
        with app.app_context():
            number = answer_number()
            filing.file_message(Telling(category=Category.FOOD), lookup=numbers.lookup(number))
        # The guesser begins a new session for every few tries, until the whole home is slowed.
        for _session in range(11):
            stranger = child(app)
            for _try in range(coming_back.SESSION_TRIES):
                guess(stranger, answer_number())
        with app.app_context():
            assert db.session.query(CodeTry).count() == coming_back.HOME_TRIES
        # Whoever comes now is told to wait, with the right number as with a wrong one, and is never sent away.
        fresh, wrong = child(app), child(app)
        guess(fresh, number)
        guess(wrong, answer_number())
        waiting = fresh.get("/b").get_data(as_text=True)
        assert "My answer" not in waiting
        assert waiting.count('at" value="wait"') >= 1
        assert wrong.get("/b").get_data(as_text=True).count('at" value="wait"') >= 1
        # Telling is never slowed.
        assert numbers.fits(tell(child(app)))
    with time_machine.travel(NOW + coming_back.WAIT, tick=False):
        assert "My answer" in go(fresh, "wait")


def test_nobody_can_shut_the_children_of_a_home_out(app, home):
    """However many wrong tries there are, the right number opens after half a minute in a new session."""
    with time_machine.travel(NOW, tick=False):
        with app.app_context():
            number = answer_number()
            filing.file_message(Telling(category=Category.FOOD), lookup=numbers.lookup(number))
            from registry_app.core.db import transaction

            with transaction():
                db.session.add_all(CodeTry(visit="x", home_id=home) for _try in range(5000))
        client = child(app)
        guess(client, number)
        assert "My answer" not in client.get("/b").get_data(as_text=True)
    with time_machine.travel(NOW + coming_back.WAIT, tick=False):
        assert "My answer" in go(client, "wait")
