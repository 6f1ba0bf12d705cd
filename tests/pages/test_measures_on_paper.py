"""What a home without an account writes on paper: an office types it in, with the day on which it came."""

from datetime import timedelta

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.measures.models import Measure
from registry_app.measures.states import MeasureKind
from tests import manners
from tests.builders import authorisations as built
from tests.builders import measures as made
from tests.builders.people import person, sign_in_as

K = MeasureKind


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


@pytest.fixture
def officer(app):
    with app.app_context():
        return person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD).id


def taken(app, kind):
    with app.app_context(), made.blank_letters():
        built.in_force()
        return made.decided(kind).id


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
@pytest.mark.parametrize(("kind", "verb"), [(K.SHOW_CAUSE, "answered"), (K.ADMISSIONS_FROZEN, "appealed")])
def test_the_page_has_good_manners(app, officer, kind, verb, language):
    key = taken(app, kind)
    client = sign_in_as(app.test_client(), officer)
    client.get(f"/language/{language}")
    page = client.get(f"/office/measures/{key}/{verb}")
    assert page.status_code == 200
    assert manners.faults(page.text) == []


def test_an_answer_on_paper_is_offered_typed_in_once_and_read_by_the_decider(app, officer):
    key = taken(app, K.SHOW_CAUSE)
    client, address = sign_in_as(app.test_client(), officer), f"/office/measures/{key}"
    assert f"{address}/answered" in client.get(address).text
    words = "We applied on 3 November. \u0648\u0646\u0648\u06bb ڏسو."
    assert client.post(f"{address}/answered", data={"words": words}).status_code == 200
    tomorrow = day("came_on", clock.today() + timedelta(days=1))
    refused = client.post(f"{address}/answered", data={"words": words, **tomorrow})
    assert refused.status_code == 200
    assert words in refused.text
    assert client.post(f"{address}/answered", data={"words": words, **day("came_on", clock.today())}).status_code == 303
    page = client.get(address).text
    assert words in page
    assert f"{address}/answered" not in page


def test_an_appeal_on_paper_is_typed_in_by_the_district_and_by_no_stranger(app, officer):
    key = taken(app, K.ADMISSIONS_FROZEN)
    address = f"/office/measures/{key}/appealed"
    with app.app_context():
        elsewhere = person(Role.DISTRICT_OFFICER, district="SD-SKR", agency=Agency.SWD).id
        owner = person(Role.PROVIDER).id
    data = {"words": "It is put right.", **day("came_on", clock.today())}
    for stranger in (elsewhere, owner):
        assert sign_in_as(app.test_client(), stranger).post(address, data=data).status_code == 404
    assert sign_in_as(app.test_client(), officer).post(address, data=data).status_code == 303
    with app.app_context():
        assert db.session.get_one(Measure, key).appeal.words == "It is put right."


def test_no_day_beside_suspended_reads_as_the_end_of_the_suspension(app, officer):
    with app.app_context(), made.blank_letters():
        built.in_force()
        home = made.decided(K.SUSPENSION).home
        number = home.register_number
    for address in (f"/en/register/{number}", "/en/register"):
        head = app.test_client().get(address).text.split("What it may do")[0]
        assert "Suspended" in head
        assert "until" not in head
