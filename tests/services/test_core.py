"""The ground: transactions, audit chain, counters, sealed words, sessions."""

import uuid
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts import services
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, codes, sealing
from registry_app.core.db import Doomed, UnsavedChanges, after_commit, db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.i18n import in_language, write_moment


def entries():
    return db.session.scalars(db.select(audit.AuditEntry).order_by(audit.AuditEntry.seq)).all()


def test_a_service_stores_and_leaves_a_line(here):
    user = services.add_user(name="Sana", email="Sana@Example.org")
    services.grant_role(user, Role.INSPECTOR, district="SD-HYD")
    db.session.rollback()
    assert user.email == "sana@example.org"
    assert user.has(Role.INSPECTOR)
    assert user.reaches("SD-HYD", Role.INSPECTOR)
    assert not user.reaches("SD-SKR", Role.INSPECTOR)
    assert [e.action for e in entries()] == ["account:add", "account:grant-role"]
    assert entries()[0].changes["name"] == [None, "Sana"]
    assert audit.verify() == (0, "2 lines, all sound.")


def test_a_password_is_named_in_the_audit_and_never_shown(here):
    user = services.add_user(name="Sana", email="sana@example.org")
    services.set_password(user, "three green mangoes", actor=user)
    assert entries()[-1].changes["password_hash"] == "changed"


def test_an_inner_failure_undoes_everything_and_sends_nothing(here):
    sent = []
    with pytest.raises(DomainError), transaction():
        services.add_user(name="Sana", email="sana@example.org")
        after_commit(lambda: sent.append("mail"))
        services.add_user(name="Other", email="sana@example.org")
    assert db.session.scalars(db.select(User)).all() == []
    assert not sent
    assert entries() == []


def test_a_swallowed_inner_failure_still_dooms_the_outer_block(here):
    with pytest.raises(Doomed), transaction():
        services.add_user(name="Sana", email="sana@example.org")
        try:
            services.add_user(name="Other", email="sana@example.org")
        except DomainError:
            pass
    assert db.session.scalars(db.select(User)).all() == []


def test_a_change_outside_a_transaction_is_noticed(here):
    user = services.add_user(name="Sana", email="sana@example.org")
    user.name = "Changed by a view"
    with pytest.raises(UnsavedChanges):
        services.set_language(user, "sd")
    db.session.rollback()


def test_a_statement_that_writes_outside_a_transaction_is_refused_before_it_takes_the_lock(here):
    user = services.add_user(name="Sana", email="sana@example.org")
    for statement in (
        db.update(User).values(name="Other"),
        db.delete(User),
        text("UPDATE user_account SET name = 'x'"),
    ):
        with pytest.raises(UnsavedChanges, match="outside a transaction"):
            db.session.execute(statement)
        db.session.rollback()
    db.session.add(User(name="Other", email="other@example.org"))
    with pytest.raises(UnsavedChanges, match="outside a transaction"):
        db.session.scalars(db.select(User)).all()
    db.session.rollback()
    services.set_language(user, "sd")


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_the_audit(here, statement):
    services.add_user(name="Sana", email="sana@example.org")
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(statement))


def test_counters_have_no_gap_after_a_rollback(here):
    with transaction():
        assert codes.next_number("a") == 1
    with pytest.raises(ZeroDivisionError), transaction():
        assert codes.next_number("a") == 2
        raise ZeroDivisionError
    with transaction():
        assert codes.next_number("a") == 2


def test_check_letters_notice_every_wrong_digit_and_every_swap():
    good = codes.register_number(42)
    assert good.startswith("H-00042-")
    assert codes.well_formed(good)
    assert codes.well_formed(codes.certificate_number(2026, 42).lower())
    for place in range(2, 7):
        for digit in "0123456789":
            wrong = good[:place] + digit + good[place + 1 :]
            assert codes.well_formed(wrong) == (wrong == good)
    for place in range(2, 6):
        swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
        assert codes.well_formed(swapped) == (swapped == good)


def test_a_sealed_word_opens_only_where_it_was_put(here):
    place = f"complaint|story|{uuid.uuid4()}"
    for story in ("", "مون کي ڊپ ٿو لڳي", "x" * 1000):
        sealed = sealing.seal(story, place)
        assert sealing.unseal(sealed, place) == story
        with pytest.raises(InvalidTag):
            sealing.unseal(sealed, place + "x")
    assert len(sealing.seal("a", place)) == len(sealing.seal("a" * 100, place))


def test_sign_in_and_out(client, app):
    with app.app_context():
        user = services.add_user(name="Sana", email="sana@example.org")
        services.grant_role(user, Role.ADMIN)
        services.set_password(user, "three green mangoes", actor=None)
    wrong = client.post("/sign-in", data={"name": "sana@example.org", "password": "no"})
    assert wrong.status_code == 200
    assert "not right" in wrong.text
    assert client.get("/account").status_code == 303
    right = client.post("/sign-in", data={"name": "sana@example.org", "password": "three green mangoes"})
    assert right.status_code == 303
    assert client.get("/account").status_code == 200
    assert client.post("/sign-out").status_code == 303
    assert client.get("/account").status_code == 303


@pytest.mark.parametrize(("code", "comma"), [("en", ","), ("ur", "،"), ("sd", "،")])
def test_a_moment_is_written_with_the_comma_of_its_language(app, code, comma):
    moment = datetime(2026, 7, 14, 11, 5, tzinfo=UTC)
    with app.app_context():
        assert in_language(code, lambda: write_moment(moment)).endswith(f"2026{comma} 16:05")
