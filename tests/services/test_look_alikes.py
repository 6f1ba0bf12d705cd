"""Places that look like homes: mapped, outside until the next look, or a home that must register; never counted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.providers.findings import queries as findings
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership, Standing
from registry_app.providers.lookalikes import queries, services
from registry_app.providers.lookalikes.models import LookAlike, LookAlikeCheck
from registry_app.providers.lookalikes.rules import Seen
from registry_app.providers.lookalikes.states import LIFE, LookAlikeKind, LookAlikeState
from registry_app.providers.register import districts
from registry_app.providers.register import queries as register
from tests.builders.people import person

S = LookAlikeState
OUTSIDE, CARE = Seen(40), Seen(40, without_family=2)


def place(actor=None, **facts):
    facts = {"kind": LookAlikeKind.MADRASAH, "name": "Madrasah Nur", "district": "SD-HYD", **facts}
    facts = {"ownership": Ownership.FAITH_BODY, "known_from": KnownFrom.MAPPING, "address": "Near the canal", **facts}
    return services.record(actor=actor, **facts)


def look(of, seen, actor, **facts):
    facts = {"on": clock.today(), "why": "I counted beds and asked the boys.", **facts}
    return services.check(of, seen, actor=actor, **facts)


def in_state(state, officer):
    made = place()
    if state is S.OUTSIDE:
        look(made, OUTSIDE, officer)
    elif state is S.MUST_REGISTER:
        look(made, CARE, officer)
    elif state is S.CLOSED:
        services.close(made, reason="It moved away.", actor=officer)
    return made


ACTIONS = {
    "find_outside": lambda one, officer: look(one, OUTSIDE, officer),
    "find_care": lambda one, officer: look(one, CARE, officer),
    "close": lambda one, officer: services.close(one, reason="It moved away.", actor=officer),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_step_from_every_state(here, state, action):
    officer = person(Role.REGISTRY_OFFICER)
    made = in_state(state, officer)
    assert made.state is state
    if state in {source for arrow in LIFE.moves if arrow.action == action for source in arrow.sources}:
        ACTIONS[action](made, officer)
        assert made.state is LIFE.target(state, action)
    else:
        with pytest.raises(DomainError):
            ACTIONS[action](made, officer)
        assert made.state is state


def test_a_mapped_place_waits_for_its_first_look(here):
    made = place(known_since=clock.today() - timedelta(days=31))
    assert (made.state, made.checked_on) == (S.MAPPED, None)
    assert made.next_check_on == clock.today() - timedelta(days=1)
    assert queries.due(person(Role.REGISTRY_OFFICER)) == 1
    assert made.number.startswith("L-00001-")


def test_outside_keeps_who_looked_why_and_until_when(here):
    officer = person(Role.REGISTRY_OFFICER)
    made = place()
    until = clock.today() + timedelta(days=90)
    found = look(made, OUTSIDE, officer, next_check_on=until)
    assert (made.state, made.checked_on, made.next_check_on) == (S.OUTSIDE, clock.today(), until)
    assert (found.by_id, found.why, found.why_care) == (officer.id, "I counted beds and asked the boys.", [])
    assert made.home is None
    assert b"beds" not in found.why_sealed


def test_care_in_place_of_parents_makes_a_home_that_must_register(here):
    officer = person(Role.REGISTRY_OFFICER)
    made = place(name_ur="مدرسہ نور")
    found = look(made, CARE, officer)
    home = made.home
    assert (home.standing, home.name, home.name_ur, home.address) == (
        Standing.KNOWN_UNREGISTERED, "Madrasah Nur", "مدرسہ نور", "Near the canal",
    )  # fmt: skip
    assert home.run_by is Ownership.FAITH_BODY
    assert [one.value for one in found.why_care] == ["WITHOUT_FAMILY"]
    assert (made.next_check_on, found.next_check_on) == (None, None)
    told = findings.of_home(home)[0]
    assert (told.children, told.source) == (40, KnownFrom.MAPPING)
    assert made.number in told.note
    assert queries.of_home(home).id == made.id


@pytest.mark.parametrize(
    ("seen", "facts", "field"),
    [
        (Seen(5, without_family=6), {}, "without_family"),
        (Seen(5, not_home=6), {}, "not_home"),
        (OUTSIDE, {"why": "  "}, "why"),
        (OUTSIDE, {"on": "tomorrow"}, "on"),
        (OUTSIDE, {"next_check_on": "today"}, "next_check_on"),
        (OUTSIDE, {"next_check_on": "far"}, "next_check_on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(here, seen, facts, field):
    days = {"tomorrow": 1, "today": 0, "far": 366}
    facts = {k: clock.today() + timedelta(days=days[v]) if v in days else v for k, v in facts.items()}
    made = place()
    with pytest.raises(DomainError) as refused:
        look(made, seen, person(Role.REGISTRY_OFFICER), **facts)
    assert refused.value.field == field
    assert db.session.scalar(select(func.count()).select_from(LookAlikeCheck)) == 0
    assert db.session.scalar(select(func.count()).select_from(Home)) == 0


def test_a_look_before_the_last_one_is_refused(here):
    officer, made = person(Role.REGISTRY_OFFICER), place()
    look(made, OUTSIDE, officer)
    with pytest.raises(DomainError):
        look(made, OUTSIDE, officer, on=clock.today() - timedelta(days=1))


def test_look_alikes_are_counted_nowhere_as_homes(here):
    officer = person(Role.REGISTRY_OFFICER)
    for state in (S.MAPPED, S.OUTSIDE, S.CLOSED):
        in_state(state, officer)
    assert register.counts().known == 0
    assert all(one.homes == one.authorised == 0 for one in districts.by_district(register.eyes()).values())
    assert register.listing(register.wanted({}), register.eyes(), None).rows == []
    assert findings.on_none(officer) == 0


def test_a_district_officer_sees_and_maps_the_own_district_only(here):
    officer = person(Role.DISTRICT_OFFICER, district="SD-SKR")
    other = place()
    own = place(officer, district="SD-SKR")
    assert [one.number for one in queries.listed(officer, queries.Wish(), None).rows] == [own.number]
    assert queries.one(officer, other.number) is None
    with pytest.raises(DomainError):
        place(officer, district="SD-HYD")


def test_the_filters_mean_what_they_say(here):
    officer = person(Role.SWD_DIRECTOR)
    old = place(known_since=clock.today() - timedelta(days=60))
    out = in_state(S.OUTSIDE, officer)
    hostel = place(kind=LookAlikeKind.HOSTEL, district="SD-SKR")

    def found(**asked):
        return {one.number for one in queries.listed(officer, queries.wish(asked), None).rows}

    assert found(state="due") == {old.number}
    assert found(state="OUTSIDE") == {out.number}
    assert found(kind="HOSTEL") == found(district="SD-SKR") == {hostel.number}
    assert found(kind="CASTLE", district="nowhere", state="x") == {old.number, out.number, hostel.number}


def test_the_database_refuses_outside_with_a_child_without_family(here):
    officer, made = person(Role.REGISTRY_OFFICER), place()
    today = clock.today()
    row = {
        "place_id": made.id, "on": today, "sleep": 5, "without_family": 1, "not_home": 0, "parents_decide": True,
        "verdict": S.OUTSIDE, "reasons": "", "why_sealed": b"x", "next_check_on": today + timedelta(days=9),
        "by_id": officer.id, "rules_version": "0.1",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(insert(LookAlikeCheck).values(**row))
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(LookAlike).where(LookAlike.id == made.id).values(state=S.MUST_REGISTER))
