"""The two-minute page: as the head of the Child Protection Unit would fill it in, with a mistake and without."""

import re

import pytest

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.powers import services as powers
from tests import manners
from tests.builders import kin as built
from tests.builders import vetting
from tests.builders.authorisations import in_force
from tests.builders.people import person, sign_in_as

GOOD = {
    "relation": "RELATIVE", "name": "Made-up Aunt", "kind": "CNIC", "woman": "yes", "district": "SD-HYD",
    "address": "Near the mosque", "adults": "1", "comes": "BOY", "children": "1", "age_from": "9", "age_to": "9",
    "identity_seen": "y", "home_seen": "y", "home_seen_by": "An officer", "child_said": "Yes, to my aunt",
}  # fmt: skip


@pytest.fixture
def signed_in(client, app):
    with app.app_context():
        in_force()
        head = built.head().id
    return sign_in_as(client, head)


def test_an_aunt_is_approved_and_shown(signed_in, app):
    assert b"28" in signed_in.get("/panel/kin/new").data
    answer = signed_in.post("/panel/kin/new", data=GOOD | {"number": vetting.cnic()})
    assert answer.status_code == 303
    page = signed_in.get(answer.headers["Location"]).get_data(as_text=True)
    assert "28 days are left" in page or "27 days are left" in page
    assert "Yes, to my aunt" in page
    for path in re.findall(r'href="(/panel/kin/[^"]*letter-[a-z]+\.pdf)"', page):
        assert signed_in.get(path).data.startswith(b"%PDF")
    assert re.search(r"H-\d+-\w", signed_in.get("/panel/kin").get_data(as_text=True))


def test_a_mistake_keeps_what_was_typed_and_stores_nothing(signed_in, app):
    answer = signed_in.post("/panel/kin/new", data=GOOD | {"number": "123", "adults": "2"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Name every adult" in page
    assert "Near the mosque" in page
    answer = signed_in.post("/panel/kin/new", data=GOOD | {"number": "123"})
    assert "13 numbers" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(KinApproval).count() == 0


def test_a_second_adult_is_named_in_a_box_of_their_own(signed_in, app):
    more = {"name_0": "Made-up Man", "kind_0": "CNIC", "number_0": vetting.cnic(), "woman_0": "no", "adults": "2"}
    assert signed_in.post("/panel/kin/new", data=GOOD | more | {"number": vetting.cnic()}).status_code == 303
    with app.app_context():
        assert db.session.query(KinApproval).one().adults == 2


def test_only_the_head_of_the_unit_approves(client, app):
    with app.app_context():
        in_force()
        cpo = person(Role.CPO, district="SD-HYD").id
    sign_in_as(client, cpo)
    assert client.get("/panel/kin").status_code == 200
    assert client.get("/panel/kin/new").status_code == 403


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_what_is_only_recommended_reads_so_and_offers_no_second_time(client, app, language):
    with app.app_context():
        powers.load_reference()
        approval = built.approved(built.head())
        head, key = approval.by_id, approval.id
    sign_in_as(client, head).get(f"/language/{language}?next=/home")
    page = client.get(f"/panel/kin/{key}").text
    assert manners.faults(page, language=language) == []
    assert f"/panel/kin/{key}/again" not in page
    if language == "en":
        assert "Recommended by" in page
        assert "Approved by" not in page
        assert "First 28 days" not in page
    form = {"home_seen": "y", "home_seen_by": "An officer", "child_said": "Yes", "nobody_new": "y"}
    again = client.post(f"/panel/kin/{key}/again", data=form)
    assert again.status_code == 200
    with app.app_context():
        assert db.session.query(KinApproval).count() == 1
