"""The board's certificate under the Orphanages Act: on record beside our number, or not yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.providers.authorisations import reports
from registry_app.providers.orphanages import queries, rules, services
from tests import manners
from tests.builders import authorisations as built
from tests.builders import homes
from tests.builders.people import person, sign_in_as

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(days, st.none() | days, st.none() | days, days)
def test_it_counts_from_the_first_through_the_last_day_until_taken_back(given_on, until, withdrawn, today):
    within = given_on <= today <= (until or today)
    assert rules.counts(given_on, until, withdrawn, today) == (within and (withdrawn is None or today < withdrawn))


def test_on_record_then_taken_back(here):
    home, today = homes.home(), clock.today()
    assert queries.current(home) is None
    long_ago, yesterday = today - timedelta(days=900), today - timedelta(days=1)
    old = services.record(home, number="O-1", given_on=long_ago, until=yesterday, actor=None)
    assert queries.current(home) is None
    new = services.record(home, number="O-2", given_on=today, actor=None)
    assert queries.current(home) == new
    assert list(queries.of_home(home)) == [new, old]
    services.withdraw(new, on=today, actor=None, reason="The board said so.")
    assert queries.current(home) is None
    with pytest.raises(DomainError, match="already"):
        services.withdraw(new, on=today, actor=None, reason="x")


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "O-1", "given_on": date(2020, 1, 1)},
        {"number": "O-9", "given_on": date(2090, 1, 1)},
        {"number": "O-9", "given_on": date(2020, 1, 2), "until": date(2020, 1, 1)},
    ],
)
def test_what_cannot_be_is_refused(here, facts):
    home = homes.home()
    services.record(home, number="O-1", given_on=date(2020, 1, 1), actor=None)
    with pytest.raises(DomainError):
        services.record(home, actor=None, **facts)
    assert len(queries.of_home(home)) == 1


def test_a_family_needs_none_and_a_day_too_early_is_no_withdrawal(here):
    with pytest.raises(DomainError):
        services.record(homes.home(household=True), number="O-1", given_on=date(2020, 1, 1), actor=None)
    one = services.record(homes.home(), number="O-1", given_on=date(2020, 1, 1), actor=None)
    for day in (date(2019, 12, 31), clock.today() + timedelta(days=1)):
        with pytest.raises(DomainError):
            services.withdraw(one, on=day, actor=None, reason="x")


def test_our_certificate_shows_it_apart_from_our_number(here):
    with built.without_setting():
        built.in_force()
        one = built.authorised()
    assert reports.certificate_facts(one, []).orphanages_act == "Not yet"
    services.record(one.home, number="KHI-77", given_on=date(2024, 5, 3), actor=None)
    assert "KHI-77" in reports.certificate_facts(one, []).orphanages_act
    assert reports.certificate_facts(one, []).number == one.certificate_number


@pytest.fixture
def world(app):
    with app.app_context():
        home = homes.home(name="Roshan Home")
        roles = (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.AUDITOR, Role.LAW_OFFICER)
        return home.register_number, {role: person(role).id for role in roles}


TYPED = {"number": "KHI-77", "given_on-day": "3", "given_on-month": "5", "given_on-year": "2024"}


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_an_officer_records_it_and_the_public_reads_it(client, world, lang):
    number, people = world
    path = f"/office/homes/{number}/orphanages-act"
    assert client.get(path).status_code == 303
    for role in (Role.AUTHORISER, Role.AUDITOR):
        sign_in_as(client, people[role])
        assert client.get(path).status_code == 403
    sign_in_as(client, people[Role.REGISTRY_OFFICER])
    client.get(f"/language/{lang}")
    assert manners.faults(client.get(path).get_data(as_text=True), language=lang) == []
    wrong = client.post(path, data={**TYPED, "given_on-month": "13"}).get_data(as_text=True)
    assert manners.faults(wrong, language=lang) == []
    assert 'value="KHI-77"' in wrong
    assert client.post(path, data=TYPED).status_code == 303
    listed = client.get(path).get_data(as_text=True)
    assert "KHI-77" in listed
    assert manners.faults(listed, language=lang) == []
    back = f"{path}/{listed.split(f'{path}/')[1].split('/')[0]}/withdrawn"
    assert manners.faults(client.get(back).get_data(as_text=True), language=lang) == []
    assert client.get(f"/office/homes/{number}").status_code == 200
    assert "KHI-77" in client.get(f"/{lang}/register/{number}").get_data(as_text=True)
    assert client.get(f"/api/v1/register/{number}").json["orphanages_act"]["number"] == "KHI-77"
    today = clock.today()
    data = {"on-day": today.day, "on-month": today.month, "on-year": today.year, "reason": "The board said so."}
    assert client.post(back, data=data).status_code == 303
    assert client.get(f"/api/v1/register/{number}").json["orphanages_act"] is None
    assert client.get(f"{path}/{'0' * 8}-0000-4000-8000-{'0' * 12}/withdrawn").status_code == 404
