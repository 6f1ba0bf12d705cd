"""Whoever calls the roll of a panel reads first which members may not sit, and which hear no child."""

from datetime import timedelta

import pytest

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.states import SeatKind, Template
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.vetting import services as vetting
from registry_app.providers.vetting.models import OfficialPost
from registry_app.providers.vetting.states import Check, Result
from tests import manners
from tests.builders.people import person, sign_in_as


@pytest.fixture
def meeting(app):
    """(chair, member, address): a meeting of today in which everybody is clear."""
    with app.app_context():
        body = bodies.notify_body(
            template=Template.DISTRICT_PANEL, notification="SWD-9", notified_on=clock.today(), districts=["SD-HYD"],
            actor=None,
        )  # fmt: skip
        chair, member = person(Role.PANEL_CHAIR), person(Role.PANEL_MEMBER)
        bodies.fill_seat(body, chair, SeatKind.CHAIR, since=clock.today(), actor=None)
        bodies.fill_seat(body, member, SeatKind.HEALTH, since=clock.today(), actor=None)
        made = bodies.plan_meeting(body, on_day=clock.today(), urgent=False, actor=chair)
        return chair.id, member.id, f"/panel/meetings/{made.id}"


def certificate(app, user, *, result, on):
    """What the office wrote down of the member's police certificate."""
    with app.app_context():
        post = db.session.scalars(db.select(OfficialPost).where(OfficialPost.user_id == user)).one()
        desk = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
        vetting.record_check(post.person, Check.V02, result=result, on=on, note="Seen.", actor=desk)


def read(client, chair, address):
    sign_in_as(client, chair)
    page = client.get(address)
    assert page.status_code == 200
    assert manners.faults(page.text) == []
    return page.text


def test_where_everybody_is_clear_nobody_is_named(client, meeting):
    chair, _member, address = meeting
    text = read(client, chair, address)
    assert "cannot sit" not in text
    assert "hear no child" not in text


def test_a_member_who_is_not_clear_is_named(app, client, meeting):
    chair, member, address = meeting
    certificate(app, member, result=Result.FAILED, on=clock.today())
    text = read(client, chair, address)
    assert text.count("is not clear and cannot sit") == 1
    assert "hear no child" not in text


def test_a_member_who_is_pending_is_named(app, client, meeting):
    """A certificate of two years ago has lapsed."""
    chair, member, address = meeting
    certificate(app, member, result=Result.PASSED, on=clock.today() - timedelta(days=760))
    text = read(client, chair, address)
    assert text.count("They may vote, and hear no child") == 1
    assert "cannot sit" not in text
