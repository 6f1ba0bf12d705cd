"""An inspector's day: kept, ordered by risk and way, moved with buttons that need no script."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from inspections.due import days, services
from inspections.due.models import DayPlan
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.people import sign_in_as

PAGE = "/field/plan/day"


@pytest.fixture
def made(app):
    with app.app_context():
        homes = [visits.authorised_home(name=f"House {n}", latitude=25.40 + n / 10, longitude=68.37) for n in range(3)]
        return {
            "homes": [str(home.id) for home in homes], "lead": visits.inspector("SD-HYD").id,
            "far": str(visits.authorised_home("SD-SKR").id),
        }  # fmt: skip


def order(client, on=""):
    page = client.get(PAGE, query_string={"on": on}).text
    return re.findall(r'action="/field/plan/day/([0-9a-f-]{36})" class="inline-form">(?=[^/]*?value="out")', page)


def test_the_day_is_kept_and_moved_by_ordinary_posts(app, client, made):
    sign_in_as(client, made["lead"])
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    one, two, three = made["homes"]
    answer = client.post(PAGE, data={"homes": [three, one, two, made["far"], "no-key"], "on": tomorrow})
    assert answer.status_code == 303
    assert order(client, tomorrow) == [one, two, three]
    assert order(client) == []
    client.post(f"{PAGE}/{three}", data={"do": "up", "on": tomorrow})
    assert order(client, tomorrow) == [one, three, two]
    client.post(f"{PAGE}/{one}", data={"do": "up", "on": tomorrow})
    client.post(f"{PAGE}/{one}", data={"do": "down", "on": tomorrow})
    assert order(client, tomorrow) == [three, one, two]
    client.post(f"{PAGE}/{one}", data={"do": "out", "on": tomorrow})
    assert order(client, tomorrow) == [three, two]
    client.post(f"{PAGE}/arrange", data={"on": tomorrow})
    assert order(client, tomorrow) == [two, three]
    assert client.post(f"{PAGE}/{two}", data={"do": "sideways"}).status_code == 400
    assert client.post(f"{PAGE}/{made['far']}", data={"do": "up"}).status_code == 404
    assert "Choose at least one home." in client.post(PAGE, data={"on": tomorrow}, follow_redirects=True).text


def test_a_tie_takes_a_home_out_of_the_day(app, client, made):
    sign_in_as(client, made["lead"])
    client.post(PAGE, data={"homes": made["homes"]})
    with app.app_context(), transaction() as session:
        session.add(Tie(user_id=made["lead"], home_id=db.session.get(Home, _uuid(made["homes"][0])).id,
                        kind=TieKind.FAMILY))  # fmt: skip
    assert order(client) == made["homes"][1:]


def _uuid(key):
    import uuid

    return uuid.UUID(key)


def test_a_day_is_one_row_and_has_an_end(here):
    lead = visits.inspector("SD-HYD")
    for _ in range(2):
        services.choose(lead, clock.today(), [visits.authorised_home() for _ in range(4)])
    assert len(days.chosen(lead, clock.today())) == 8
    with pytest.raises(DomainError, match="at most 8"):
        services.choose(lead, clock.today(), [visits.authorised_home()])
    assert len(db.session.scalars(select(DayPlan)).all()) == 1
    assert db.session.get(User, lead.id) is lead
