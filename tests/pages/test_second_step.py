"""The second step at the door: after the right password nothing opens before the code, and each code counts once."""

import base64
import dataclasses
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from registry_app.accounts import services as accounts
from registry_app.accounts.models import User
from registry_app.accounts.second import queries, rules, services
from registry_app.accounts.second.models import RecoveryCode, SecondFactor, SecondTaken
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.audit import SOUND, verify
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from tests.builders.people import person, sign_in_as

PASSWORD = "char sufaid kabootar"


@pytest.fixture(autouse=True)
def switched_on(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], second_step=True))


@pytest.fixture
def officer(app):
    """(key, mail) of an officer with a password and nothing else yet."""
    with app.app_context():
        user = person(Role.CPU_HEAD, district="SD-HYD")
        accounts.set_password(user, PASSWORD, actor=user)
        return user.id, user.email


def sign_in(client, mail, onward=""):
    return client.post(f"/sign-in{onward}", data={"name": mail, "password": PASSWORD})


def code_of(app, key, steps=0):
    with app.app_context():
        secret = base64.b32decode(queries.of_user(key).secret)
        return rules.code_at(secret, rules.step_of(clock.now()) + steps)


def code_on(page):
    """What the app says that has read the letters of this page."""
    letters = re.search(r'class="fingerprint"[^>]*>([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    return rules.code_at(base64.b32decode(letters), rules.step_of(clock.now()))


def given_paper(app, key):
    """The person has set it up; the codes for paper."""
    with app.app_context():
        user = db.session.get(User, key)
        secret = rules.new_secret()
        with clock.set_to(clock.now() - timedelta(minutes=5)):
            return services.set_up(user, secret, rules.code_at(base64.b32decode(secret), rules.step_of(clock.now())))


def test_an_officer_sets_it_up_before_anything_opens(app, client, officer):
    key, mail = officer
    answer = sign_in(client, mail, "?next=/office/incidents")
    assert answer.headers["Location"].startswith("/sign-in/code")
    answer = client.get(answer.headers["Location"])
    assert answer.headers["Location"].startswith("/sign-in/set-up")
    page = client.get(answer.headers["Location"])
    assert "<svg" in page.text
    with app.app_context():
        assert queries.of_user(key) is None
    assert client.get("/home").status_code == 303
    wrong = client.post("/sign-in/set-up", data={"code": "000000"})
    assert wrong.status_code == 200
    assert "does not fit" in wrong.text
    answer = client.post("/sign-in/set-up?next=/office/incidents", data={"code": code_on(page)})
    assert answer.status_code == 303
    paper = client.get(answer.headers["Location"])
    assert len(re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", paper.text)) == rules.RECOVERY_CODES
    assert "no-store" in paper.headers["Cache-Control"]
    assert client.post(answer.headers["Location"]).headers["Location"] == "/office/incidents"
    assert client.get("/account/second-step/paper").status_code == 303
    assert client.get("/office/incidents").status_code == 200


def test_with_one_factor_everything_else_is_closed(app, client, officer):
    key, mail = officer
    given_paper(app, key)
    sign_in(client, mail)
    for address in ("/home", "/account", "/office/incidents", "/account/second-step", "/account/second-step/paper"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/sign-in"), address
    assert client.get("/sign-in/set-up").headers["Location"].startswith("/sign-in")
    assert client.post("/sign-in/set-up", data={"code": code_of(app, key)}).headers["Location"].startswith("/sign-in")


def test_a_code_lets_in_once_and_under_a_new_number(app, client, officer):
    key, mail = officer
    given_paper(app, key)
    sign_in(client, mail)
    half = client.get_cookie("s").value
    code = code_of(app, key)
    assert client.post("/sign-in/code", data={"code": f" {code[:3]} {code[3:]} "}).status_code == 303
    assert client.get_cookie("s").value != half
    assert client.get("/account").status_code == 200
    second = app.test_client()
    sign_in(second, mail)
    again = second.post("/sign-in/code", data={"code": code})
    assert again.status_code == 200
    assert "does not fit" in again.text


def test_a_code_from_paper_lets_in_once_and_is_told(app, client, officer):
    key, mail = officer
    paper = given_paper(app, key)
    sign_in(client, mail)
    assert client.post("/sign-in/code", data={"code": paper[3].lower()}).status_code == 303
    again = app.test_client()
    sign_in(again, mail)
    assert again.post("/sign-in/code", data={"code": paper[3]}).status_code == 200
    with app.app_context():
        assert queries.codes_left(key) == rules.RECOVERY_CODES - 1
        told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == mail)).all()
        assert any("paper" in message.body for message in told)
        assert verify()[0] == SOUND


def test_guessing_is_slowed_apart_from_passwords_and_for_this_person_alone(app, client, officer):
    key, mail = officer
    given_paper(app, key)
    sign_in(client, mail)
    for _ in range(services.TRIES):
        client.post("/sign-in/code", data={"code": "000000"})
    late = client.post("/sign-in/code", data={"code": code_of(app, key)})
    assert "Too many tries" in late.text
    assert sign_in(client, mail).status_code == 303
    with app.app_context(), clock.set_to(clock.now() + timedelta(minutes=6)):
        services.pass_second(db.session.get(User, key), code_of(app, key))


def test_ten_minutes_later_the_password_is_asked_again(app, client, officer):
    key, mail = officer
    given_paper(app, key)
    with clock.set_to(clock.now() - timedelta(minutes=11)):
        sign_in(client, mail)
    assert client.post("/sign-in/code", data={"code": code_of(app, key)}).headers["Location"].startswith("/sign-in")


def test_a_new_home_comes_in_without_and_may_set_it_up(app, client):
    with app.app_context():
        owner = person(Role.PROVIDER)
        accounts.set_password(owner, PASSWORD, actor=owner)
        key, mail = owner.id, owner.email
    assert sign_in(client, mail).headers["Location"] == "/home"
    assert "Not set up yet" in client.get("/account").text
    page = client.get("/account/second-step")
    assert "<svg" in page.text
    assert client.post("/account/second-step", data={"code": code_on(page)}).status_code == 303
    client.post("/account/second-step/paper")
    assert "codes on paper: 10" in client.get("/account").text
    with app.app_context():
        old = set(db.session.scalars(select(RecoveryCode.digest)))
    assert client.post("/account/second-step", data={"code": code_of(app, key, 1)}).status_code == 303
    with app.app_context():
        assert old.isdisjoint(db.session.scalars(select(RecoveryCode.digest)))


def test_the_demonstration_asks_nothing(app, client, officer, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], second_step=None))
    key, mail = officer
    assert sign_in(client, mail).headers["Location"] == "/home"
    assert "Second step" not in client.get("/account").text
    assert client.get("/account/second-step").headers["Location"] == "/account"


def test_nothing_of_it_is_stored_in_the_clear(app, officer):
    key, _ = officer
    paper = given_paper(app, key)
    with app.app_context():
        stored = db.session.scalars(select(SecondFactor.secret_sealed)).one()
        secret = queries.of_user(key).secret
        rows = db.session.scalars(select(RecoveryCode.digest)).all()
    assert secret.encode() not in bytes(stored)
    assert not any(rules.bare(code) in digest.upper() for code in paper for digest in rows)


def test_a_lost_phone_takes_two_officers(app, client, officer):
    key, mail = officer
    given_paper(app, key)
    with app.app_context():
        one, two = person(Role.ADMIN), person(Role.DPO)
        keys = one.id, two.id
    sign_in_as(client, keys[0])
    assert "no open account" in client.post("/office/lost-phones", data={"name": "x@y.z", "reason": "Seen."}).text
    assert client.post("/office/lost-phones", data={"name": mail, "reason": "Seen with CNIC."}).status_code == 303
    with app.app_context():
        taken = db.session.scalars(select(SecondTaken)).one().id
    assert "asked already" in client.post("/office/lost-phones", data={"name": mail, "reason": "Seen."}).text
    client.post(f"/office/lost-phones/{taken}/agree")
    with app.app_context():
        assert queries.is_set(key)
    other = sign_in_as(app.test_client(), keys[1])
    assert "Seen with CNIC." in other.get("/office/lost-phones").text
    other.post(f"/office/lost-phones/{taken}/agree")
    with app.app_context():
        assert not queries.is_set(key)
        assert queries.codes_left(key) == 0
        assert verify()[0] == SOUND
    assert other.post(f"/office/lost-phones/{taken}/agree").status_code == 404
    assert sign_in(app.test_client(), mail).headers["Location"].startswith("/sign-in/code")


def test_nobody_asks_or_agrees_for_themselves(app, officer):
    key, _ = officer
    given_paper(app, key)
    with app.app_context():
        user, admin = db.session.get(User, key), person(Role.ADMIN)
        with pytest.raises(DomainError):
            services.ask_taking(user, "I know myself.", actor=user)
        taken = services.ask_taking(user, "Called back.", actor=admin)
        with pytest.raises(DomainError):
            services.agree_taking(taken, actor=user)
        by_one = update(SecondTaken).values(agreed_by_id=admin.id, agreed_at=clock.now())
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(by_one)
        assert taken.agreed_at is None


@pytest.mark.parametrize("role", [Role.CPU_HEAD, Role.PROVIDER, Role.AUDITOR])
def test_others_do_not_see_the_lost_phones(app, client, role):
    with app.app_context():
        key = person(role).id
    assert sign_in_as(client, key).get("/office/lost-phones").status_code == 403


def test_after_fifteen_minutes_an_account_is_given_only_after_proof(app, client):
    with app.app_context():
        admin = person(Role.ADMIN)
        accounts.set_password(admin, PASSWORD, actor=admin)
        key = admin.id
    base = clock.now()
    with clock.set_to(base - timedelta(minutes=20)):
        sign_in_as(client, key)
    with clock.set_to(base - timedelta(minutes=7)):
        assert client.get("/office/accounts/new").status_code == 200
    to_prove = "/account/again?next=/office/accounts/new"
    assert client.get("/office/accounts/new").headers["Location"] == to_prove
    here = {"Referer": "https://x.example/office/accounts/new"}
    assert client.post("/office/accounts/new", data={"name": "Nobody"}, headers=here).headers["Location"] == to_prove
    assert client.post(to_prove, data={"password": "not this one at all"}).status_code == 200
    assert client.get("/office/accounts/new").status_code == 303
    assert client.post(to_prove, data={"password": PASSWORD}).headers["Location"] == "/office/accounts/new"
    assert client.get("/office/accounts/new").status_code == 200


def test_the_proof_asks_the_code_too_where_it_is_set(app, client, officer):
    key, _ = officer
    given_paper(app, key)
    sign_in_as(client, key)
    assert 'name="code"' in client.get("/account/again").text
    assert "does not fit" in client.post("/account/again", data={"password": PASSWORD, "code": ""}).text
    assert client.post("/account/again", data={"password": PASSWORD, "code": code_of(app, key)}).status_code == 303
