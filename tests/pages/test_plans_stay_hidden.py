"""Whatever a home can fetch is the same, byte for byte, with and without a planned visit; only a visit that has begun
or a report shows. No page, count, open data, mail or paper tells a day, nor that there is one (SCPP 5.3.1(k))."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from inspections import calls
from inspections import services as visiting
from inspections.due import services as planning
from inspections.models import Visit
from inspections.states import Mark, VisitType
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType
from tests.builders import visits
from tests.builders.people import person, sign_in_as

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DOORS = ("/provider", "/account", "/en/", "/ur/register", "/en/register", "/sd/register", "/api/v1/register",
         "/api/v1/register.csv", "/api/v1/openapi.json", "/demo/outbox", "/field", "/field/plan", "/field/plan/day",
         "/office/due-visits", "/office/inspections", "/dash", "/reports", "/api/v1/field/bundle")  # fmt: skip
LINK = re.compile(rb'href="(/(?!static|sign-out|x\b|language|b\b)[^"#]*)"')
CHANGING = re.compile(rb'name="(csrf_token|notice|key)" value="[^"]*"')
WHOLE = re.compile(rb"/ID \[.*?\]|/CreationDate \([^)]*\)", re.S)
KINDS = (VisitType.FULL, VisitType.MONITORING, VisitType.FOLLOW_UP, VisitType.THEMATIC, VisitType.RESPONSIVE)


def crawl(client, more, most=120):
    """Everything that can be reached from where a home or a visitor begins, with what caches would compare."""
    seen, todo = {}, [*DOORS, *more]
    while todo and len(seen) < most:
        path = todo.pop(0)
        if path in seen:
            continue
        answer = client.get(path)
        body = WHOLE.sub(b"", CHANGING.sub(b"", answer.data))
        seen[path] = (answer.status_code, answer.headers.get("Location"), answer.headers.get("ETag"), body)
        if answer.mimetype == "text/html":
            todo += [found.decode().replace("&amp;", "&") for found in LINK.findall(answer.data)]
    return seen


@pytest.fixture
def world(app):
    """Keys of a home with a published report and open actions, its manager, and the inspector."""
    with time_machine.travel(MOMENT, tick=False), app.app_context():
        home, lead = visits.authorised_home(), visits.inspector()
        report = visits.published(home, lead, Mark.MET, S1_2=Mark.PARTLY)
        return {"home": home.id, "lead": lead.id, "report": report.id, "manager": visits.manager_of(home).id,
                "director": person(Role.SWD_DIRECTOR).id, "number": home.register_number}  # fmt: skip


def plan_everything(app, world, days):
    """A plan of every kind that is made without notice, agreed to, with a call and a day put together."""
    with app.app_context():
        home, lead = db.session.get(Home, world["home"]), db.session.get(User, world["lead"])
        director, made = db.session.get(User, world["director"]), []
        calls.call_for(home.id)
        for kind in KINDS:
            visit = visiting.plan(
                home, type=kind, on=clock.today() + timedelta(days=days), announced=False,
                care_type=CareType.RESIDENTIAL, lead=lead, members=[], actor=director, why="Because.",
                standards={"S3"},
            )  # fmt: skip
            if visit.team_lacks:
                visiting.acknowledge_team(visit, reason="Nobody else.", actor=director)
            made.append(str(visit.id))
        planning.choose(lead, clock.today(), [home])
        return made


def mails(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(OutboxMessage))


@pytest.mark.parametrize("who", ["manager", None])
@pytest.mark.parametrize("days", [0, 40])
def test_a_home_and_a_visitor_fetch_the_same_with_and_without_plans(app, world, who, days):
    home, report = world["home"], world["report"]
    papers = [f"/provider/homes/{home}/reports/{report}", f"/en/register/{world['number']}",
              f"/api/v1/register/{world['number']}", f"/provider/homes/{home}"]  # fmt: skip
    with time_machine.travel(MOMENT, tick=False):
        client = sign_in_as(app.test_client(), world[who]) if who else app.test_client(use_cookies=False)
        before, sent = crawl(client, papers), mails(app)
        made = plan_everything(app, world, days)
        after = crawl(client, papers)
        assert before.keys() == after.keys()
        assert [path for path in before if before[path] != after[path]] == []
        assert mails(app) == sent
        _guess(client, home, made)
    assert any(body.startswith(b"%PDF") for *_, body in before.values())
    assert len([path for path, answer in before.items() if answer[0] == 200]) >= 8
    assert not who or before["/office/due-visits"][0] == 403


GUESSES = ("/office/inspections/{key}", "/field/visits/{key}", "/provider/homes/{home}/reports/{key}",
           "/provider/homes/{home}/reports/{key}/report.pdf", "/office/inspections/{key}/report.pdf")  # fmt: skip


def _guess(client, home, made):
    """The key of a plan opens nothing that a key of nothing does not open."""
    for address in GUESSES:
        found = {_answer(client, address.format(home=home, key=key)) for key in [*made, uuid.uuid4()]}
        assert len(found) == 1
        assert found.pop()[0] != 200


def _answer(client, address):
    answer = client.get(address)
    return answer.status_code, answer.headers.get("Location", "")[:9]


def test_a_cancelled_plan_leaves_nothing_behind(app, world):
    with time_machine.travel(MOMENT, tick=False):
        client = sign_in_as(app.test_client(), world["manager"])
        before = crawl(client, [f"/provider/homes/{world['home']}"])
        with app.app_context():
            keys = plan_everything(app, world, 3)
            lead = db.session.get(User, world["lead"])
            for key in keys:
                visiting.cancel(db.session.get(Visit, uuid.UUID(key)), reason="Flood.", actor=lead)
        assert crawl(client, [f"/provider/homes/{world['home']}"]) == before
