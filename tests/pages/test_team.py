"""The pages of one home's people, and the door of an invitation."""

import re

import pytest

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import services as applying
from registry_app.providers.applications.states import Track
from tests.builders import filling
from tests.builders.people import person, sign_in_as


@pytest.fixture
def team(app):
    """Keys of an owner, of a stranger, of a draft."""
    with app.app_context():
        owner, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
        draft = applying.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=owner)
        return {"owner": owner.id, "stranger": stranger.id, "draft": draft.id}


def test_invite_come_in_hand_over_and_leave(app, client, team):
    sign_in_as(client, team["owner"])
    page = client.post(f"/provider/applications/{team['draft']}/people")
    people = page.location
    refused = client.post(f"{people}/invite", data={"mail": "nobody", "role": "STAFF", "language": "sd"})
    assert "name@example.org" in refused.text
    assert 'value="nobody"' in refused.text
    empty = client.post(f"{people}/invite", data={"role": "STAFF", "language": "sd"})
    assert "Write a mobile number or a mail address." in empty.text
    client.post(f"{people}/invite", data={"phone": "0300 5556667", "role": "STAFF", "language": "sd"})
    with app.app_context():
        body = db.session.query(OutboxMessage).filter_by(to="+923005556667").one().body
    door = re.search(r"/join/\S+", body)[0]
    assert "+923005556667" in client.get(people).text
    stuck = client.post(f"{people}/leave", data={"sure": "y"})
    assert "You are the only one." in stuck.text
    friend = sign_in_as(app.test_client(), team["stranger"])
    assert friend.get(people).status_code == 404
    assert friend.get(f"/provider/applications/{team['draft']}").status_code == 404
    assert app.test_client().get(door).status_code == 200
    assert friend.post(door).status_code == 303
    assert friend.get(door).status_code == 404
    assert friend.get(f"/provider/applications/{team['draft']}").status_code == 200
    assert friend.get(f"{people}/hand-over").status_code == 403
    assert friend.get(f"{people}/invite").status_code == 403
    client.post(f"{people}/hand-over", data={"heir": str(team["stranger"]), "sure": "y"})
    assert friend.get(f"{people}/hand-over").status_code == 200
    assert client.post(f"{people}/leave", data={"sure": "y"}).status_code == 303
    assert client.get(people).status_code == 404
    assert client.get(f"/provider/applications/{team['draft']}").status_code == 404
