"""Free places near a family: the nearest homes that may take a child, measured well, and for the few only."""

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.accounts.states import Role
from registry_app.core import clock, codes
from registry_app.core.db import db, transaction
from registry_app.core.geo import ROUGH, Point, km, roughly_km
from registry_app.places import gazetteer
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import Kind
from registry_app.providers.homes.states import CareType, FreezeSource, Sexes, Standing
from registry_app.providers.register import nearest as places
from registry_app.providers.register.nearest import Child, nearest
from registry_app.providers.ties.models import Tie, TieKind
from tests import manners
from tests.builders import homes
from tests.builders.asking import questions
from tests.builders.people import person, sign_in_as

HYD = gazetteer.district("SD-HYD").point


def home(number, at=None, district="SD-HYD", *, capacity=10, present=0, **facts):
    """An authorised home with one service, put straight into the tables."""
    today = clock.today()
    service = {name: facts.pop(name) for name in ("care_type", "sexes", "age_from", "age_to") if name in facts}
    until = facts.pop("until", today + timedelta(days=90))
    certificate = codes.certificate_number(today.year, number)
    made = homes.a_home(
        district, capacity=capacity, standing=Standing.AUTHORISED, certificate_number=certificate,
        authorised_from=today - timedelta(days=100), authorised_until=max(until, today), present=present,
        latitude=at.lat if at else None, longitude=at.lon if at else None, **facts,
    )  # fmt: skip
    with transaction():
        offer = made.services[0]
        for name, value in service.items():
            setattr(offer, name, value)
        db.session.add(
            Authorisation(
                home_id=made.id, service_id=offer.id, kind=Kind.KIN_TEMPORARY, certificate_number=certificate,
                year=today.year, serial=number, start=today - timedelta(days=100), until=until, capacity=capacity,
                decided_by_id=DECIDER[0], decided_on=today, rules_version="0.1", made_up=True,
            )
        )  # fmt: skip
    return made


DECIDER = [None]


@pytest.fixture
def actor(here):
    made = person(Role.CPU_HEAD, district="SD-HYD")
    DECIDER[0] = made.id
    return made


def test_who_may_take_a_child_and_who_not(actor):
    near = Point(HYD.lat + 0.01, HYD.lon)
    good = home(1, near, capacity=10, present=4)
    home(2, near, capacity=10, present=10)
    home(3, near, admissions_frozen=True, frozen_by=FreezeSource.CRITICAL_ACTION.value)
    home(4, near, open_critical_actions=1)
    home(9, near, offender_matches=1)
    home(5, near, until=clock.today() - timedelta(days=1))
    girls = home(6, near, sexes=Sexes.GIRLS, age_from=6, age_to=12)
    foster = home(7, near, care_type=CareType.FOSTER, household=True)
    seat = home(8, None, capacity=3)

    def found(**child):
        return {one.number for one in nearest(actor, HYD, Child(**child), "en")}

    everyone = {one.register_number for one in (good, girls, foster, seat)}
    assert found() == everyone
    assert found(sexes=Sexes.BOYS) == everyone - {girls.register_number}
    assert found(age=5) == everyone - {girls.register_number}
    assert found(age=6, sexes=Sexes.GIRLS) == everyone
    assert found(care=CareType.FOSTER) == {foster.register_number}
    first = {one.number: one for one in nearest(actor, HYD, Child(), "en")}
    assert first[good.register_number].free == 6
    assert first[foster.register_number].name == "", "a family is never named"
    assert first[seat.register_number].km == 0, "a home without a pin stands at its district's seat"


def test_the_nearest_first_as_measured_over_the_ground(actor):
    rng = random.Random(7)
    made = [home(n, Point(rng.uniform(24, 28.4), rng.uniform(66.7, 71)), district="SD-BDN") for n in range(1, 90)]
    for start in (HYD, gazetteer.district("SD-SKR").point, Point(24.1, 70.9)):
        truth = sorted(made, key=lambda one: km(start, Point(one.latitude, one.longitude)))[:20]
        assert [one.number for one in nearest(actor, start, Child(), "en")] == [one.register_number for one in truth]


SPOTS = st.builds(Point, st.floats(20, 32), st.floats(60, 75))


@given(one=SPOTS, other=SPOTS, closer=st.sampled_from((1, 1e-2, 1e-4, 1e-6)))
def test_the_fast_formula_is_never_further_off_than_it_says(one, other, closer):
    near = Point(one.lat + (other.lat - one.lat) * closer, one.lon + (other.lon - one.lon) * closer)
    measured = km(one, near)
    # Below a hundredth of a millimetre the numbers of a computer end, and with them any formula.
    assert abs(roughly_km(one, near) - measured) <= ROUGH * measured + 1e-8


PLACES = st.lists(st.builds(Point, st.floats(23.7, 28.5), st.floats(66.5, 71)), min_size=1, max_size=60)


@given(start=st.builds(Point, st.floats(23.7, 28.5), st.floats(66.5, 71)), spots=PLACES, twins=st.integers(0, 20))
def test_order_and_whole_kilometres_are_as_measuring_all_of_them_gives(start, spots, twins):
    spots = [*spots, *(Point(one.lat + 1e-9, one.lon) for one in spots[:twins])]
    rows = [SimpleNamespace(latitude=s.lat, longitude=s.lon, register_number=f"H-{n:05d}") for n, s in enumerate(spots)]
    given = [(roughly_km(start, spot), row) for spot, row in zip(spots, rows, strict=True)]
    truth = sorted((km(start, places._point(row)), row.register_number) for row in rows)[:20]
    shown = places._ordered(given, start, 20)
    assert [row.register_number for _about, row in shown] == [number for _km, number in truth]
    assert [round(about) for about, _row in shown] == [round(measured) for measured, _number in truth]


def test_the_questions_stay_few(app, actor):
    for number in range(1, 4):
        home(number, Point(HYD.lat, HYD.lon + number / 100))
    with questions(app) as of_few:
        nearest(actor, HYD, Child(), "en")
    for number in range(30):
        home(100 + number, Point(HYD.lat + number / 1000, HYD.lon))
    with questions(app) as of_many:
        assert len(nearest(actor, HYD, Child(), "en")) == 20
    assert len(of_many) <= len(of_few) <= 13


def test_a_home_to_which_a_person_has_a_tie_is_not_offered(actor):
    other = home(1, HYD)
    tied = home(2, HYD)
    with transaction() as session:
        session.add(Tie(user_id=actor.id, home_id=tied.id, kind=TieKind.STAFF))
    assert [one.number for one in nearest(actor, HYD, Child(), "en")] == [other.register_number]


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_page(client, app, lang):
    with app.app_context():
        people = {role: person(role, district="SD-HYD").id for role in (Role.CPO, Role.PANEL_MEMBER, Role.PROVIDER)}
        DECIDER[0] = people[Role.CPO]
        number = home(1, HYD, capacity=7).register_number
        shelter = home(2, HYD, shelters_survivors=True, name="Hidden Shelter").register_number
    assert client.get("/panel/places").status_code == 303
    sign_in_as(client, people[Role.PROVIDER])
    assert client.get("/panel/places").status_code == 403
    sign_in_as(client, people[Role.CPO])
    client.get(f"/language/{lang}")
    for query in ("", "?district=SD-HYD", "?district=SD-HYD&age=twelve", "?district=NOWHERE&type=CASTLE&sexes=X&age=99",
                  "?district=SD-HYD&type=KAFALAH"):  # fmt: skip
        html = client.get(f"/panel/places{query}").get_data(as_text=True)
        assert manners.faults(html, language=lang) == [], query
        assert manners.english_left(html) == [], query
        assert "Hidden Shelter" not in html
        assert (number in html) is (query in ("?district=SD-HYD", "?district=SD-HYD&age=twelve"))
    assert shelter in client.get("/panel/places?district=SD-HYD").get_data(as_text=True)
    typed = client.get("/panel/places?district=SD-HYD&age=twelve").get_data(as_text=True)
    assert 'value="twelve"' in typed, "what was typed stays"
