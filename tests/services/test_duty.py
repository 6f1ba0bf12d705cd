"""The roster: calls that go on, leave with cover, empty hours, and conflicts that beat it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from complaints import filing, queries
from complaints.duty import queries as roster
from complaints.duty import services as duty
from complaints.filing import Telling
from complaints.states import About, Category, Danger, Level
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.places import gazetteer
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.homes import a_home
from tests.builders.people import person

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def staff(here):
    with time_machine.travel(NOW, tick=False):
        yield {
            "first": person(Role.CPO, district="SD-HYD"),
            "second": person(Role.COMPLAINT_OFFICER, district="SD-JMS"),
            "head": person(Role.CPU_HEAD, district="SD-HYD"),
            "director": person(Role.SWD_DIRECTOR),
            "dg": person(Role.SCPA_DG),
            "elsewhere": person(Role.CPO, district="SD-SUK"),
        }


def division():
    code = gazetteer.district("SD-HYD").division_code
    return next(one for one in gazetteer.divisions() if one.code == code)


def stand(staff, who, place=1, days=15, from_hour=0, to_hour=0):
    return duty.plan(
        division(), staff[who], first_day=clock.today(), days=days, from_hour=from_hour, to_hour=to_hour, place=place,
        actor=staff["director"],
    )  # fmt: skip


def danger(home=None, **facts):
    return filing.file_message(
        Telling(category=Category.HURT, danger=Danger.YES, home=home or a_home("SD-HYD"), **facts)
    )


def called(complaint):
    db.session.expire_all()
    return [call.user_id for call in roster.calls(complaint.id)]


def test_danger_calls_the_first_person_and_the_next_after_fifteen_minutes(staff):
    stand(staff, "first")
    stand(staff, "second", place=2)
    made = danger()
    assert made.level is Level.P1
    assert called(made) == [staff["first"].id]
    with time_machine.travel(NOW + timedelta(minutes=14), tick=False):
        assert duty.chase() == 0
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        assert duty.chase() == 1
        assert called(made) == [staff["first"].id, staff["second"].id]
        # Whoever was called can open and work it, though the office of another district handles it.
        assert queries.one(staff["second"], made.id) is not None
        duty.answer(made, actor=staff["second"])
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert duty.chase() == 0


def test_after_the_roster_the_heads_are_called_and_then_nobody_twice(staff):
    stand(staff, "first")
    made = danger()
    for step in range(1, 9):
        with time_machine.travel(NOW + timedelta(minutes=15 * step), tick=False):
            duty.chase()
    assert called(made) == [staff[who].id for who in ("first", "head", "director", "dg")]


def test_a_conflict_beats_the_roster(staff):
    home = a_home("SD-HYD")
    stand(staff, "first")
    stand(staff, "second", place=2)
    with transaction():
        db.session.add(Tie(user_id=staff["first"].id, home_id=home.id, kind=TieKind.FAMILY))
    made = danger(home)
    assert called(made) == [staff["second"].id]
    about_officer = danger(about=About.CPO)
    assert staff["first"].id not in called(about_officer)


def test_quiet_messages_call_nobody(staff):
    stand(staff, "first")
    assert called(filing.file_message(Telling(category=Category.FOOD, home=a_home("SD-HYD")))) == []


def test_the_child_hears_that_someone_comes_only_while_somebody_is_on_duty(staff):
    assert not duty.someone_comes(danger())
    stand(staff, "first", days=1, from_hour=9, to_hour=17)
    assert duty.someone_comes(danger())
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        assert not duty.someone_comes(danger())


def test_leave_is_covered_by_another_and_only_by_somebody_who_can_come(staff):
    stand(staff, "first")
    with pytest.raises(DomainError, match="Another person"):
        duty.leave(
            staff["first"], staff["first"], first_day=clock.today(), last_day=clock.today(), actor=staff["director"]
        )
    days = {"first_day": clock.today(), "last_day": clock.today() + timedelta(days=2)}
    duty.leave(staff["first"], staff["second"], **days, actor=staff["director"])
    assert [user.id for user in roster.on_duty(division().code)] == [staff["second"].id]
    # Two who stand in for each other are nobody.
    duty.leave(staff["second"], staff["first"], **days, actor=staff["director"])
    assert roster.on_duty(division().code) == []
    assert not duty.someone_comes(danger())


def test_empty_hours_alarm_the_director_and_the_authority_and_full_ones_do_not(staff):
    codes = {one.code for one in gazetteer.divisions()}
    assert duty.alarm(clock.today()) == len(codes)
    mails = db.session.query(OutboxMessage).all()
    assert {mail.to for mail in mails} == {staff["director"].email, staff["dg"].email}
    stand(staff, "first")
    assert roster.gaps(division().code) == []
    assert duty.alarm(clock.today()) == len(codes) - 1
    duty.take_off(roster.shifts(division().code, NOW, NOW + timedelta(hours=1))[0], actor=staff["director"])
    assert len(roster.gaps(division().code)) == 1


def test_nobody_plans_twice_in_one_place_or_outside_the_division(staff):
    stand(staff, "first")
    with pytest.raises(DomainError, match="stands there already"):
        stand(staff, "second")
    with pytest.raises(DomainError, match="does not work in the division"):
        stand(staff, "elsewhere", place=2)


def test_what_is_sent_says_nothing_and_is_on_no_list(staff, app):
    stand(staff, "first")
    danger(story="He has a knife")
    sent = db.session.query(OutboxMessage).all()
    assert sent
    assert all(one.confidential for one in sent)
    assert not any(word in f"{one.subject} {one.body}" for one in sent for word in ("knife", "Hyderabad", "child"))
