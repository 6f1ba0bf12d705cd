"""The record of deeds for those who watch, and the accounts for the administrator."""

import re

import pytest

from registry_app.accounts import services as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit
from registry_app.core.db import db, transaction
from registry_app.placements import services as placements
from registry_app.placements.states import Basis
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def watched(app):
    """An officer who opened a child's file and recorded a stay; an auditor and an administrator."""
    with app.app_context():
        officer = person(Role.CPO, district="SD-HYD", name="Zainab Officer")
        child = a_child(9, actor=officer)
        placements.record_stay(child, basis=Basis.LEGACY, actor=officer, home=a_home())
        audit.read("child:open", child, officer, reason="to plan the review")
        return {
            "officer": officer.id,
            "child": child.id,
            "code": child.code,
            "auditor": person(Role.AUDITOR).id,
            "admin": person(Role.ADMIN, name="Adnan Admin").id,
        }


def rows(html):
    return re.findall(r"<code>([\w:.-]+:[\w:.-]+)</code>", html)


def test_the_record_shows_who_did_what_newest_first(client, watched):
    sign_in_as(client, watched["auditor"])
    html = client.get("/office/audit").text
    assert manners.faults(html) == []
    assert {"child:open", "stay:begin", "account:add"} <= set(rows(html))
    assert "Zainab Officer" in html
    assert "to plan the review" in html
    numbers = [int(n) for n in re.findall(r"<th scope=\"row\">.*?<bdi>(\d+)</bdi>", html)]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    ("asked", "wanted", "absent"),
    [
        ("looks=1", "child:open", "stay:begin"),
        ("what=stay", "stay:begin", "child:open"),
        ("who=ZAINAB", "child:open", "account:add"),
        ("since=2020-01-01&until=2020-12-31", None, "child:open"),
        ("who=nobody%25", None, "child:open"),
    ],
)
def test_the_record_is_searched_by_its_address(client, watched, asked, wanted, absent):
    sign_in_as(client, watched["auditor"])
    found = rows(client.get(f"/office/audit?{asked}").text)
    assert absent not in found
    assert wanted is None or wanted in found


def test_what_cannot_be_read_in_the_address_is_left_out(client, watched):
    sign_in_as(client, watched["auditor"])
    for asked in ("since=yesterday", "before=x", "before=" + "9" * 40, "about=1", "what=%27%25"):
        assert client.get(f"/office/audit?{asked}").status_code == 200


def test_the_record_goes_on_where_the_page_ended(app, client, watched):
    with app.app_context():
        for _ in range(60):
            with transaction():
                audit.note("test:deed", None, None)
    sign_in_as(client, watched["auditor"])
    first = client.get("/office/audit?what=test").text
    onward = re.search(r'<a href="([^"]+before=\d+)" rel="next"', first)
    second = client.get(onward[1].replace("&amp;", "&")).text
    assert (len(rows(first)), len(rows(second))) == (50, 10)
    assert 'rel="next"' not in second


def test_a_childs_matter_shows_no_value(client, watched):
    sign_in_as(client, watched["auditor"])
    html = client.get(f"/office/audit?about={watched['child']}").text
    assert "child:know" in rows(html)
    assert watched["code"] not in html
    assert "born_latest" in html
    assert "→" not in html


@pytest.mark.parametrize("role", [Role.SCPA_DG, Role.ADMIN, Role.CPO, Role.PROVIDER])
def test_the_record_is_closed_to_others(app, client, role):
    with app.app_context():
        key = person(role).id
    sign_in_as(client, key)
    assert client.get("/office/audit").status_code == 403


NEW = {
    "name": "Hira New",
    "email": "Hira@Example.org",
    "role": "CPO",
    "district": "SD-SKR",
    "language": "sd",
    "woman": "yes",
}


def test_an_account_is_added_and_its_link_shown_once(app, client, watched):
    sign_in_as(client, watched["admin"])
    assert manners.faults(client.get("/office/accounts/new").text) == []
    answer = client.post("/office/accounts/new", data=NEW)
    assert answer.status_code == 303
    shown = client.get(answer.headers["Location"]).text
    token = re.search(r"/account/open/([\w-]+)", shown)[1]
    assert manners.faults(shown) == []
    assert client.get("/office/accounts/link").status_code == 303
    with app.app_context():
        user = db.session.scalars(db.select(User).where(User.email == "hira@example.org")).one()
        assert (user.name, user.language, user.woman, user.password_hash) == ("Hira New", "sd", True, None)
        assert [(grant.role, grant.district) for grant in user.grants] == [(Role.CPO, "SD-SKR")]
        assert accounts.link_holder(token).id == user.id


def test_many_accounts_come_a_page_at_a_time(app, client, watched):
    with app.app_context():
        for number in range(60):
            accounts.add_user(name=f"Crowd {number:02d}", email=f"crowd{number}@example.org")
    sign_in_as(client, watched["admin"])
    first, second = (client.get(f"/office/accounts?q=crowd&page={number}").text for number in (1, 2))
    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (50, 10)
    assert 'href="/office/accounts?q=crowd&amp;page=2"' in first
    for strange in ("0", "99", "-1", "x"):
        assert '<th scope="row">' in client.get(f"/office/accounts?q=crowd&page={strange}").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "hira"}, "An e-mail address looks like"),
        ({"email": "hira@nowhere"}, "An e-mail address looks like"),
        ({"name": ""}, "Fill in this box."),
        ({"role": ""}, "Choose the role."),
        ({"district": ""}, "This role works in a district."),
    ],
)
def test_a_wrong_account_says_what_to_do_and_keeps_what_was_typed(app, client, watched, change, sentence):
    sign_in_as(client, watched["admin"])
    html = client.post("/office/accounts/new", data={**NEW, **change}).text
    assert sentence in html
    assert 'value="sd" selected' in html or 'selected value="sd"' in html
    with app.app_context():
        assert db.session.scalars(db.select(User).where(User.name == "Hira New")).all() == []


def test_an_address_that_is_taken_is_refused(client, watched):
    sign_in_as(client, watched["admin"])
    client.post("/office/accounts/new", data=NEW)
    assert "There is an account with this already." in client.post("/office/accounts/new", data=NEW).text


def test_closing_asks_first_and_ends_the_persons_pages(app, client, watched):
    officer = app.test_client()
    sign_in_as(officer, watched["officer"])
    assert officer.get("/account").status_code == 200
    sign_in_as(client, watched["admin"])
    address = f"/office/accounts/{watched['officer']}/close"
    assert "Zainab Officer" in client.get(address).text
    assert officer.get("/account").status_code == 200
    assert client.post(address).status_code == 303
    assert officer.get("/account").status_code == 303
    assert "Zainab Officer" in client.get("/office/accounts?closed=1").text
    assert (
        "Zainab Officer"
        not in client.get("/office/accounts?q=zainab").text.partition("<main")[2].partition("<table")[2]
    )
    assert "closed already" in client.post(address, follow_redirects=True).text
    assert "gets no link" in client.post(f"/office/accounts/{watched['officer']}/link", follow_redirects=True).text


def test_nobody_closes_their_own_account(app, client, watched):
    sign_in_as(client, watched["admin"])
    answer = client.post(f"/office/accounts/{watched['admin']}/close", follow_redirects=True)
    assert "You cannot close your own account." in answer.text
    assert client.get("/office/accounts").status_code == 200


def test_the_list_is_searched_by_name_and_role(client, watched):
    sign_in_as(client, watched["admin"])
    html = client.get("/office/accounts").text
    assert manners.faults(html) == []
    table = client.get("/office/accounts?role=CPO").text.partition("<tbody")[2]
    assert "Zainab Officer" in table
    assert "Adnan Admin" not in table


@pytest.mark.parametrize("role", [Role.SCPA_DG, Role.DPO, Role.PROVIDER])
def test_accounts_are_closed_to_others(app, client, role, watched):
    with app.app_context():
        key = person(role).id
    sign_in_as(client, key)
    for address in ("/office/accounts", "/office/accounts/new", f"/office/accounts/{watched['officer']}/close"):
        assert client.get(address).status_code == 403
    assert client.post(f"/office/accounts/{watched['officer']}/close").status_code == 403
