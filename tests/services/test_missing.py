"""A missing child: the FIR within four hours, written once, and its lateness told once."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.placements import services
from registry_app.placements.exits import corrections, missing
from registry_app.placements.states import Exit
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as
from tests.builders.stays import legacy


@pytest.fixture
def world(here):
    cpo, head = person(Role.CPO, district="SD-HYD"), person(Role.CPU_HEAD, district="SD-HYD")
    return cpo, head, legacy(a_home("SD-HYD"), cpo)


def letters():
    query = db.select(OutboxMessage).where(OutboxMessage.once_key.like("missing-fir%"))
    return [one.to for one in db.session.scalars(query)]


def test_four_hours_without_a_number_are_told_once(world):
    cpo, head, stay = world
    services.end_stay(stay, Exit.MISSING, actor=cpo)
    assert missing.of_stay(stay).due_at == stay.ended_at + timedelta(hours=4)
    assert missing.escalate() == 0
    with time_machine.travel(clock.now() + timedelta(hours=4, minutes=1)):
        assert (missing.escalate(), missing.escalate()) == (1, 0)
    assert letters() == [head.email]


def test_a_number_in_time_is_told_to_nobody_and_written_once(world):
    cpo, _head, stay = world
    services.end_stay(stay, Exit.MISSING, actor=cpo)
    for number, on in ((" ", clock.today()), ("12/2026", clock.today() + timedelta(days=1))):
        with pytest.raises(DomainError):
            missing.write_fir(stay, number=number, on=on, actor=cpo)
    missing.write_fir(stay, number="12/2026", on=clock.today(), actor=cpo)
    with pytest.raises(DomainError, match="already"):
        missing.write_fir(stay, number="13/2026", on=clock.today(), actor=cpo)
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        assert missing.escalate() == 0
    for statement in ("UPDATE missing_child SET fir_number = '1'", "DELETE FROM missing_child"):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(statement))


def test_a_correction_begins_or_ends_the_four_hours(world):
    cpo, head, stay = world
    services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
    with pytest.raises(DomainError, match="not missing"):
        missing.write_fir(stay, number="1", on=clock.today(), actor=cpo)
    line = corrections.propose(stay, Exit.MISSING, reason="never arrived", ended_at=stay.ended_at, actor=cpo)
    corrections.decide(line, approve=True, actor=head)
    db.session.expire_all()
    assert missing.of_stay(stay).due_at == stay.ended_at + timedelta(hours=4)
    other = legacy(a_home("SD-HYD"), cpo)
    services.end_stay(other, Exit.MISSING, actor=cpo)
    corrections.decide(corrections.propose(other, Exit.NEW_BASIS, reason="found asleep", actor=cpo), approve=True,
                       actor=head)  # fmt: skip
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        assert missing.escalate() == 1


def test_on_screen(client, app):
    with app.app_context():
        cpo = person(Role.CPO, district="SD-HYD")
        stay = legacy(a_home("SD-HYD"), cpo)
        services.end_stay(stay, Exit.MISSING, actor=cpo)
        page, file, who = f"/panel/stays/{stay.id}", f"/panel/children/{stay.child.code}", cpo.id
    sign_in_as(client, who)
    for address in (page, file):
        assert "within four hours" in client.get(address).text
    assert "Write the number of the FIR." in client.post(f"{page}/fir", data={"number": ""}).text
    day = clock.today()
    typed = {"number": "77/2026", "on-day": day.day, "on-month": day.month, "on-year": day.year}
    assert client.post(f"{page}/fir", data=typed).status_code == 303
    for address in (page, file):
        assert "77/2026" in client.get(address).text
