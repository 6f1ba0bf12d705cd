"""Who told of a home, on which lists it stands, and whether two records are one home."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.states import WrongState
from registry_app.providers.findings import queries, services
from registry_app.providers.findings.models import Finding
from registry_app.providers.findings.queries import Wish
from registry_app.providers.homes import queries as home_queries
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership, Standing
from registry_app.providers.register import queries as register
from registry_app.providers.twins import queries as twin_queries
from registry_app.providers.twins import services as twins
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import LIFE, Verdict
from tests.builders import homes
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")
DAY = date(2026, 3, 1)


def officer() -> User:
    return person(Role.REGISTRY_OFFICER)


def known(name: str, district: str = "SD-HYD", **told: object) -> Home:
    return services.record_known(
        name=name, district=district, ownership=Ownership.NGO, known_from=KnownFrom.PRESS, known_since=DAY, actor=None,
        told=told,
    )  # fmt: skip


def a_pair() -> Twin:
    known("Dar ul Atfal"), known("دارالاطفال")
    return db.session.scalars(select(Twin)).one()


def test_a_known_home_keeps_who_told_of_it() -> None:
    home = known("Noor", person="Sakina Bibi", phone="+923001234567", note="Dawn, page 3", children=12)
    [told] = queries.of_home(home)
    assert (told.source, told.on, told.person, told.note, told.children) == (
        "PRESS",
        DAY,
        "Sakina Bibi",
        "Dawn, page 3",
        12,
    )
    assert (home.known_from, home.known_since, home.standing) == ("PRESS", DAY, Standing.KNOWN_UNREGISTERED)


def test_a_list_is_kept_once_with_its_date_and_names_a_home_once() -> None:
    first = services.keep_list(KnownFrom.SWD_LIST, DAY, "Homes", actor=None)
    assert services.keep_list(KnownFrom.SWD_LIST, DAY, "Homes", actor=None) is first
    newer = services.keep_list(KnownFrom.SWD_LIST, date(2026, 4, 1), "Homes", actor=None)
    one, two = known("A", list=first, list_number="1"), known("B")
    services.add(one, KnownFrom.PRESS, DAY, actor=None, list=newer)
    for home, number, field in ((one, "2", "list"), (two, "1", "list_number")):
        with pytest.raises(DomainError) as refusal:
            services.add(home, KnownFrom.PRESS, DAY, actor=None, list=first, list_number=number)
        assert refusal.value.field == field
    with pytest.raises(DomainError):
        services.add(two, KnownFrom.PRESS, DAY, actor=None, list_number="3")
    with pytest.raises(DomainError):
        services.add(two, KnownFrom.APPLICATION, DAY, actor=None)
    for wrong in (KnownFrom.PRESS, KnownFrom.APPLICATION):
        with pytest.raises(DomainError):
            services.keep_list(wrong, DAY, actor=None)
    with pytest.raises(DomainError):
        services.keep_list(KnownFrom.SWD_LIST, date(2099, 1, 1), actor=None)
    assert queries.newest() == {KnownFrom.SWD_LIST: date(2026, 4, 1)}
    assert queries.last_named([one.id, two.id]) == {one.id: {KnownFrom.SWD_LIST: date(2026, 4, 1)}}


def test_the_register_shows_who_is_on_which_list_and_what_is_on_none() -> None:
    swd = services.keep_list(KnownFrom.SWD_LIST, DAY, actor=None)
    court = services.keep_list(KnownFrom.COURT_FILING, DAY, actor=None)
    both, one, none = known("Both", list=swd), known("One", list=court, district="SD-SKR"), known("None")
    services.add(both, KnownFrom.PRESS, DAY, actor=None, list=court)
    homes.home(name="Family", household=True)
    actor = officer()

    def listed(**wish: str) -> list[str]:
        return [home.name for home in queries.compared(actor, Wish(**wish), None).rows]

    assert listed() == ["Both", "One", "None"]
    assert (listed(on="none"), queries.on_none(actor)) == (["None"], 1)
    assert (listed(on="COURT_FILING"), listed(on="COURT_FILING", missing="SWD_LIST")) == (["Both", "One"], ["One"])
    assert (listed(district="SD-SKR"), listed(on="DONOR")) == (["One"], [])
    assert [(kept.source, count) for kept, count in queries.lists(actor)] == [("COURT_FILING", 2), ("SWD_LIST", 1)]
    district = person(Role.DISTRICT_OFFICER, district="SD-SKR")
    assert [home.name for home in queries.compared(district, Wish(), None).rows] == ["One"]
    assert [count for _kept, count in queries.lists(district)] == [1, 0]
    assert [told.home_id for told in queries.of_list(actor, court, None).rows] == [both.id, one.id]
    assert none.known_from == "PRESS"


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("action", LIFE.actions)
def test_a_pair_moves_only_by_its_arrows(verdict: Verdict, action: str) -> None:
    twin, actor = a_pair(), officer()
    if verdict is Verdict.SAME:
        twins.say_same(twin, twin.first, "Seen.", actor=actor)
    elif verdict is Verdict.DIFFERENT:
        twins.say_different(twin, "Seen.", actor=actor)
    deeds = {
        "say_same": lambda: twins.say_same(twin, twin.first, "Why.", actor=actor),
        "say_different": lambda: twins.say_different(twin, "Why.", actor=actor),
        "look_again": lambda: twins.look_again(twin, "Why.", actor=actor),
    }
    if action in {arrow.action for arrow in LIFE.open_moves(verdict)}:
        assert deeds[action]().verdict is LIFE.target(verdict, action)
        assert (twin.reason is None) == (twin.verdict is Verdict.OPEN)
    else:
        with pytest.raises(WrongState):
            deeds[action]()
        assert twin.verdict is verdict


def test_one_home_recorded_twice_is_seen_once_and_nothing_of_it_is_lost() -> None:
    twin, actor = a_pair(), officer()
    swd = services.keep_list(KnownFrom.SWD_LIST, DAY, actor=None)
    services.add(twin.second, KnownFrom.SWD_LIST, DAY, actor=None, list=swd)
    twins.say_same(twin, twin.first, "One gate, one board.", actor=actor)
    assert (twin.second.standing, twin.second.same_as_id) == (Standing.RECORDED_TWICE, twin.first_id)
    assert db.session.scalars(home_queries.visible_to(actor)).all() == [twin.first]
    assert register.by_number(twin.second.register_number) == twin.first
    assert [home.number for home in register.listing(register.Wanted(), register.eyes(), None).rows] == [
        twin.first.register_number
    ]
    assert register.counts().known == 1
    assert len(queries.of_home(twin.first)) == 3
    assert [home.name for home in queries.compared(actor, Wish(on="SWD_LIST"), None).rows] == ["Dar ul Atfal"]
    assert queries.on_none(actor) == 0
    assert twin_queries.one(actor, twin.id) == twin
    twins.look_again(twin, "There is a second gate.", actor=actor)
    assert (twin.second.standing, twin.second.same_as_id) == (Standing.KNOWN_UNREGISTERED, None)
    assert len(db.session.scalars(home_queries.visible_to(actor)).all()) == 2


def test_a_record_with_more_to_it_than_being_known_is_not_put_under_another() -> None:
    twin, actor = a_pair(), officer()
    home_services.serve_notice(twin.second, until=date(2026, 12, 31), actor=None, reason="x")
    with pytest.raises(DomainError) as refusal:
        twins.say_same(twin, twin.first, "Seen.", actor=actor)
    assert (refusal.value.field, twin.verdict) == ("keep", Verdict.OPEN)
    twins.say_same(twin, twin.second, "Seen.", actor=actor)
    assert twin.first.same_as_id == twin.second_id


def test_a_record_is_not_put_under_one_that_was_itself_recorded_twice() -> None:
    actor = officer()
    for name in ("Dar ul Atfal", "Darulatfal", "دارالاطفال"):
        known(name)
    one, two, three = db.session.scalars(select(Home).order_by(Home.register_number)).all()
    by_pair = {(twin.first_id, twin.second_id): twin for twin in db.session.scalars(select(Twin))}
    assert len(by_pair) == 3
    twins.say_same(by_pair[one.id, two.id], one, "Seen.", actor=actor)
    with pytest.raises(DomainError):
        twins.say_same(by_pair[two.id, three.id], two, "Seen.", actor=actor)
    # Nor is a record that stays for others put away itself: its own would be lost from sight.
    with pytest.raises(DomainError):
        twins.say_same(by_pair[one.id, three.id], three, "Seen.", actor=actor)
    twins.say_same(by_pair[one.id, three.id], one, "Seen.", actor=actor)
    assert {two.same_as_id, three.same_as_id} == {one.id}


def test_a_pair_is_noted_once_and_keeps_what_was_said() -> None:
    twin, actor = a_pair(), officer()
    twins.say_different(twin, "Two gates.", actor=actor)
    twins.look([twin.first, twin.second], actor=actor)
    assert db.session.scalars(select(Twin.verdict)).all() == [Verdict.DIFFERENT]


def test_a_home_that_applies_is_compared_in_the_night() -> None:
    known("Dar ul Atfal")
    homes.home(name="دارالاطفال")
    assert db.session.scalars(select(Twin)).all() == []
    assert (twins.look_at_new(clock.today()), twins.look_at_new(clock.today())) == (1, 0)


def test_people_are_compared_across_districts_by_name_and_phone() -> None:
    known("Umeed", phone="+923001234567")
    known("امید", district="SD-SKR", phone="+923001234567")
    known("Sahara", district="SD-SKR", phone="+923001234567")
    assert db.session.scalars(select(Twin.why)).all() == ["NAME PEOPLE"]


def test_the_database_itself_holds_a_verdict_together() -> None:
    twin = a_pair()
    for facts in ({"verdict": Verdict.SAME}, {"reason": "x"}, {"second_id": twin.first_id}):
        with pytest.raises(IntegrityError), transaction():
            for name, value in facts.items():
                setattr(twin, name, value)
    with pytest.raises(IntegrityError), transaction():
        twin.second.standing = Standing.RECORDED_TWICE
    assert db.session.scalar(select(func.count()).select_from(Finding)) == 2
