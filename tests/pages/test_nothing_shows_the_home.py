"""Whatever a provider can fetch is the same, byte for byte, with and without a message about the home."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from complaints import filing
from complaints.filing import Telling
from complaints.models import Complaint
from complaints.states import About, Category, Danger
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.states import MemberRole
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DOORS = ("/home", "/account", "/provider", "/en/", "/en/register", "/ur/register", "/api/v1/register", "/demo/outbox",
         "/api/v1/register.csv", "/office/complaints",
         "/desk", "/office/homes", "/dash", "/reports", "/field")  # fmt: skip
PARTS = re.compile(rb'href="(/(?!static|sign-out|x\b|language)[^"#]*)"')
# What differs from one answer to the next whatever is in the database.
CHANGING = re.compile(rb'name="(csrf_token|notice)" value="[^"]*"')


def crawl(client, most=150):
    """Everything that is linked from where a provider may begin: address -> (status, body)."""
    seen, todo = {}, list(DOORS)
    while todo and len(seen) < most:
        path = todo.pop(0)
        if path in seen:
            continue
        answer = client.get(path)
        seen[path] = (answer.status_code, answer.headers.get("Location"), CHANGING.sub(b"", answer.data))
        todo += [found.decode().replace("&amp;", "&") for found in PARTS.findall(answer.data)]
    return seen


@pytest.fixture
def manager(app):
    """Keys of a home's manager and of the home, with an officer to whom messages go."""
    with time_machine.travel(MOMENT, tick=False), app.app_context():
        home = a_home("SD-HYD")
        user = person(Role.PROVIDER)
        homes.add_member(home.organisation, user, MemberRole.MANAGER, actor=user)
        person(Role.COMPLAINT_OFFICER, district="SD-HYD")
        return user.id, home.id


def test_what_the_provider_fetches_is_the_same_with_and_without_messages(app, manager):
    user_id, home_id = manager
    with time_machine.travel(MOMENT, tick=False):
        client = sign_in_as(app.test_client(), user_id)
        before = crawl(client)
        with app.app_context():
            from registry_app.providers.homes.models import Home

            for about, danger in ((About.MANAGER, Danger.YES), (About.STAFF, None), (About.STAFF, None)):
                home = db.session.get(Home, home_id)
                filing.file_message(
                    Telling(category=Category.HURT, about=about, danger=danger, home=home, story="He hits")
                )
            assert db.session.query(Complaint).count() == 3
            # The mail that goes out says nothing either: there is none.
            assert db.session.query(OutboxMessage).count() == 0
        after = crawl(client)
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == []
    assert len([path for path, answer in before.items() if answer[0] == 200]) >= 5
    assert before["/office/complaints"][0] == 403


def test_no_provider_role_holds_a_permission_here(here):
    from complaints.states import Permission
    from registry_app.core.access import allows
    from registry_app.providers.homes.models import Home

    home = a_home("SD-HYD")
    complaint = filing.file_message(Telling(category=Category.FOOD, home=db.session.get(Home, home.id)))
    # Somebody who works for a home and an office both is still shut out.
    for roles in ((Role.PROVIDER,), (Role.FAMILY_CARER,), (Role.PROVIDER, Role.COMPLAINT_OFFICER)):
        user = person(*roles)
        assert [p for p in Permission if allows(user, p, complaint)] == []
