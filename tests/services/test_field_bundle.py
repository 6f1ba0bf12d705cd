"""What a phone takes along: assigned visits of the next days, the book that grades them, no child's name."""

import json
import uuid
from datetime import timedelta

import pytest

from complaints import filing, numbers
from complaints.states import Category
from inspections import framework as frameworks
from inspections import services as inspecting
from inspections.sync import bundle
from registry_app.core import clock
from registry_app.core.codes import answer_number
from registry_app.core.db import db
from registry_app.core.i18n import LANGUAGES
from registry_app.pages.field_givers import Themes
from registry_app.providers.homes.models import Home
from tests.builders import stays, visits
from tests.builders.people import sign_in_as


@pytest.fixture
def made(app):
    with app.app_context():
        home, lead = visits.authorised_home(), visits.inspector()
        near = visits.planned(home, lead)
        other = visits.planned(visits.authorised_home(), lead, on=clock.today() + timedelta(days=8))
        visits.planned(visits.authorised_home(), visits.inspector())
        found = {"home": home.id, "lead": lead.id, "near": str(near.id), "far": str(other.id)}
        db.session.remove()
    return found


def told(home):
    number = answer_number()
    said = filing.Telling(Category.FOOD, home=home, story="there is little of it")
    filing.file_message(said, lookup=numbers.lookup(number), token=numbers.digest(number))


def asked(app, made, **headers):
    return sign_in_as(app.test_client(), made["lead"]).get("/api/v1/field/bundle", headers=headers)


def test_only_assigned_visits_of_the_next_days_are_in_it(app, made):
    told = asked(app, made).get_json()
    assert [visit["id"] for visit in told["visits"]] == [made["near"]]
    visit = told["visits"][0]
    assert (visit["role"], visit["may_begin"], visit["filled"], len(visit["scope"])) == ("LEAD", True, None, 69)
    assert set(told["messages"]) == set(LANGUAGES)
    assert len({told["messages"][lang]["rules.TWO_METHODS"] for lang in LANGUAGES}) == 3


def test_the_same_is_asked_for_only_once(app, made):
    first = asked(app, made)
    again = asked(app, made, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with app.app_context():
        visit = inspecting.by_key(uuid.UUID(made["near"]))
        inspecting.cancel(visit, reason="rain", actor=visit.lead)
    assert asked(app, made, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_book_says_the_numbers_of_the_framework(here):
    framework = frameworks.in_force_on(clock.today())
    book = bundle.book(framework)
    assert sum(len(one["criteria"]) for one in book["standards"]) == len(framework.criteria)
    assert [rule["id"] for rule in book["limiting_rules"]] == [f"L{n}" for n in range(1, 10)]
    json.dumps(book)


def test_children_are_codes_with_the_strata_of_the_sample(app, made):
    with app.app_context():
        home = db.session.get(Home, made["home"])
        children = [stays.legacy(home).child for _ in range(3)]
        codes = sorted(child.code for child in children)
        db.session.remove()
    found = asked(app, made).get_json()["visits"][0]["children"]
    assert [child["code"] for child in found] == codes
    assert all(set(child) == {"code", "strata", "observed"} for child in found)
    assert sum("NEWEST" in child["strata"] for child in found) == 1


def test_a_theme_is_named_from_three_messages_on(app, made):
    with app.app_context():
        home = db.session.get(Home, made["home"])
        for _turn in range(2):
            told(home)
        assert Themes().themes(home.id, clock.today()) == []
        told(home)
        assert [one["messages"] for one in Themes().themes(home.id, clock.today())] == [3]
