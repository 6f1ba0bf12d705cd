"""Reference data: loaded whole, once, and never rewritten; daily duties done once; messages sent after the deed."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from registry_app.core import clock, gateways, outbox, reference, rulebook
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.pages import duties, loading


def test_loading_twice_changes_nothing_and_keeps_every_file_word_for_word(here):
    first = list(loading.load_all())
    assert len(first) > 10
    assert list(loading.load_all()) == ["The reference data is loaded."]
    for row in reference.loaded():
        text = rulebook.text(rulebook.exact(row.package, row.name, row.version))
        assert row.body == text
        assert row.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_file_changed_under_its_old_number_is_refused(here, monkeypatch):
    list(loading.load_all())
    monkeypatch.setattr(rulebook, "text", lambda version: "changed: yes")
    with pytest.raises(DomainError, match="Give the change a new number"):
        reference.load("inspections")


def test_a_past_day_has_the_version_of_its_day():
    assert rulebook.in_force("inspections", "standards", date(2026, 6, 1)).version == "0.1"
    with pytest.raises(rulebook.UnknownVersion):
        rulebook.in_force("inspections", "standards", date(1999, 1, 1))


def test_a_daily_duty_is_done_once_a_day(here, monkeypatch):
    calls = []
    monkeypatch.setitem(duties.DAILY, "test:count", calls.append)
    list(duties.run_due())
    list(duties.run_due())
    assert calls == [clock.today()]
    assert "test:count" in duties.done_on(clock.today())


def test_a_duty_that_fails_is_not_marked_as_done(here, monkeypatch):
    def fails(day):
        raise ZeroDivisionError

    monkeypatch.setitem(duties.DAILY, "test:fails", fails)
    with pytest.raises(ZeroDivisionError):
        duties.do_once("test:fails", clock.today())
    assert "test:fails" not in duties.done_on(clock.today())


def test_a_message_waits_until_it_can_be_sent_and_goes_once(here):
    with transaction():
        outbox.mail("sana@example.org", "ur", "Sign in", "Sign in", once_key="k")
        outbox.mail("sana@example.org", "ur", "Sign in", "Sign in", once_key="k")
    (key,) = outbox.waiting(clock.now())

    def down(message):
        raise OSError("no line")

    assert not outbox.send_one(key, down)
    assert outbox.waiting(clock.now()) == []
    message = db.session.get(outbox.OutboxMessage, key)
    assert message.attempts == 1
    assert message.not_before > clock.now()
    sent = []
    assert outbox.send_one(key, sent.append)
    assert not outbox.send_one(key, sent.append)
    assert len(sent) == 1


def test_without_a_server_messages_become_files(here, tmp_path):
    settings = replace(here.config["SETTINGS"], mode="production", var=tmp_path)
    with transaction():
        outbox.sms("+923001234567", "en", "Sign in")
    (key,) = outbox.waiting(clock.now())
    assert outbox.send_one(key, gateways.sender(settings))
    (file,) = (tmp_path / "outbox").iterdir()
    assert "+923001234567" in file.read_text(encoding="utf-8")


def test_the_outbox_page_is_for_the_demonstration_only(client, the_app, monkeypatch):
    assert client.get("/demo/outbox").status_code == 200
    monkeypatch.setitem(the_app.config, "SETTINGS", replace(the_app.config["SETTINGS"], mode="production"))
    assert client.get("/demo/outbox").status_code == 404


def test_machines_are_answered(client):
    assert json.loads(client.get("/healthz").data) == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_a_duty_that_fails_keeps_no_other_from_being_done(here, monkeypatch):
    def broken(_day):
        raise DomainError("made to fail")

    names = list(duties.DAILY)
    monkeypatch.setitem(duties.DAILY, names[0], broken)
    done = []
    with pytest.raises(ExceptionGroup) as raised:
        for line in duties.run_due():
            done.append(line)  # noqa: PERF402 - what was done before the end is asked for
    assert [str(error) for error in raised.value.exceptions] == ["made to fail"]
    assert set(names[1:]) <= set(done)
