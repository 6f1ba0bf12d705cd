"""The pages of the standards: the working group drafts, SCPA approves, and nobody else writes."""

import re
from datetime import timedelta

import pytest

from inspections.standards import queries, rules, services
from inspections.standards.models import StandardsVersion
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from tests.builders import visits
from tests.builders.people import person, sign_in_as


@pytest.fixture
def draft(app, client):
    """The key of a draft; the client is signed in as the group."""
    with app.app_context():
        services.load_shipped()
        visits.submitted()
        group = person(Role.TWG)
        key = services.begin(actor=group).id
        sign_in_as(client, group.id)
    return key


def as_dg(app, client):
    with app.app_context():
        key = person(Role.SCPA_DG).id
    sign_in_as(client, key)


def row(app, key):
    return db.session.get(StandardsVersion, key)


def test_from_a_draft_to_a_version_in_force(app, client, draft):
    page = client.get("/office/standards").text
    assert "Version 0.2" in page
    assert "In force" in page
    address = f"/office/standards/{draft}"
    with app.app_context():
        known = rules.numbers(row(app, draft).book, row(app, draft).terms)
        caps = rules.caps(row(app, draft).book)
    typed = {key.replace(".", "-"): value for key, value in known.items()} | {f"cap-{r}": g for r, g in caps.items()}
    answer = client.post(f"{address}/numbers", data=typed | {"band-B": "67"})
    assert answer.status_code == 303
    page = client.get(address).text
    assert "Grade B from this percentage" in page
    assert "was not tried" in page
    client.post(f"{address}/try")
    assert "1 visits judged, 1 would get another grade." in client.get(address).text
    assert client.post(f"{address}/approve", data={"reason": "Good."}).status_code == 403
    as_dg(app, client)
    day = clock.today() + timedelta(days=1)
    typed = {"from_day-day": day.day, "from_day-month": day.month, "from_day-year": day.year, "reason": "Agreed."}
    assert client.post(f"{address}/approve", data=typed).status_code == 303
    with app.app_context():
        assert queries.number_in_force(day) == "0.2"
    assert "Agreed." in client.get(address).text


def test_a_criterion_is_changed_and_what_was_typed_stays_after_a_refusal(app, client, draft):
    address = f"/office/standards/{draft}/criteria/S1.2"
    page = client.get(address)
    assert page.status_code == 200
    typed = {"text": "Quite other words.", "weight": "3", "methods": ["document"], "applies_to": ["RESIDENTIAL"]}
    answer = client.post(address, data=typed)
    assert answer.status_code == 200
    assert "Write the new words in Urdu too." in answer.text
    assert "Quite other words." in answer.text
    typed |= {"text_ur": "اور الفاظ۔", "text_sd": "ٻيا لفظ."}
    assert client.post(address, data=typed).status_code == 303
    page = client.get(f"/office/standards/{draft}").text
    assert "Quite other words." in page
    client.get("/language/sd")
    assert "ٻيا لفظ." in client.get(f"/office/standards/{draft}").text


def test_a_criterion_is_added_and_one_is_taken_out(app, client, draft):
    typed = {"text": "Quite other words.", "weight": "2", "methods": ["document"], "applies_to": ["RESIDENTIAL"],
             "text_ur": "اور الفاظ۔", "text_sd": "ٻيا لفظ."}  # fmt: skip
    assert client.post(f"/office/standards/{draft}/add/S1", data=typed).status_code == 303
    assert client.post(f"/office/standards/{draft}/criteria/S1.2/retire").status_code == 303
    with app.app_context():
        found = rules.criteria(row(app, draft).book)
    assert "S1.8" in found
    assert "S1.2" not in found
    assert client.get(f"/office/standards/{draft}/criteria/S1.2").status_code == 404
    assert client.get(f"/office/standards/{draft}/add/S99").status_code == 404


def test_a_number_out_of_order_is_refused_in_a_sentence(app, client, draft):
    with app.app_context():
        known = rules.numbers(row(app, draft).book, row(app, draft).terms)
        caps = rules.caps(row(app, draft).book)
    typed = {key.replace(".", "-"): value for key, value in known.items()} | {f"cap-{r}": g for r, g in caps.items()}
    answer = client.post(f"/office/standards/{draft}/numbers", data=typed | {"band-B": "99"})
    assert answer.status_code == 200
    assert "The grades must go down from A to D" in answer.text
    assert 'value="99"' in answer.text


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SWD_DIRECTOR, Role.AUDITOR])
def test_readers_read_and_change_nothing(app, client, draft, role):
    with app.app_context():
        key = person(role).id
    sign_in_as(client, key)
    page = client.get(f"/office/standards/{draft}")
    assert page.status_code == 200
    assert not re.search(r'action="/office/standards', page.text)
    assert client.post(f"/office/standards/{draft}/try").status_code == 403


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.DESK, Role.ADMIN])
def test_others_are_kept_out(app, client, draft, role):
    with app.app_context():
        key = person(role).id
        assert db.session.get(User, key) is not None
    sign_in_as(client, key)
    assert client.get(f"/office/standards/{draft}").status_code == 403


def test_an_approved_version_offers_no_change(app, client, draft):
    with app.app_context():
        version, dg = row(app, draft), person(Role.SCPA_DG)
        services.try_on_past(version, actor=person(Role.TWG))
        services.approve(version, from_day=clock.today() + timedelta(days=1), reason="Good.", actor=dg)
    assert client.get(f"/office/standards/{draft}/numbers").status_code == 403
    assert client.post(f"/office/standards/{draft}/criteria/S1.2/retire").status_code == 403
