"""A home with another owner: who takes over is invited by itself, and the owner of before sees nothing any more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications import services as applying
from registry_app.providers.applications.states import Track
from registry_app.providers.changes import change_services as services
from registry_app.providers.changes import queries
from registry_app.providers.changes.states import Answer, ChangeKind, ChangeState
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.homes.states import Permission as HomePermission
from registry_app.providers.team import queries as team_queries
from registry_app.providers.team import services as team
from registry_app.providers.team.models import Invitation
from registry_app.providers.team.states import Invited
from registry_app.providers.vetting import queries as vetting_queries
from registry_app.providers.vetting import search_services
from registry_app.providers.vetting import services as vetting_services
from registry_app.providers.vetting.states import Check, PostKind, Result
from tests.builders import authorisations as built
from tests.builders import vetting
from tests.builders.people import person

WANTED = {"name": "Trust of the River", "ownership": "TRUST", "reach": "0300 1234567"}


@pytest.fixture
def home(here):
    built.in_force()
    with built.without_setting():
        yield built.authorised().home


def member(home, role):
    user = person(Role.PROVIDER)
    home_services.add_member(home.organisation, user, role, actor=None)
    return user


def taken_over(home, owner, answer=Answer.APPROVE, on=None, **wanted):
    vetting.cleared(home, PostKind.OWNER)
    change = services.ask(
        home, ChangeKind.OWNER, on=on or clock.today(), why="Made up", wanted={**WANTED, **wanted}, actor=owner
    )
    look = {"found": "In order", "advice": Answer.APPROVE, "actor": person(Role.REGISTRY_OFFICER)}
    services.look(change, **look)
    services.decide(change, answer=answer, reasons="As asked", actor=person(Role.AUTHORISER))
    return change


def link_of(_change):
    """The token in the last message that went out."""
    words = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at.desc())).all()
    return next(one.body.rsplit("/join/", 1)[1].split()[0] for one in words if "/join/" in one.body)


def test_the_new_owner_is_invited_and_comes_in_as_the_owner(home):
    change = taken_over(home, member(home, MemberRole.OWNER))
    invited = queries.owner_invited(change)
    assert (invited.role, invited.reach, invited.organisation_id) == (
        MemberRole.OWNER, "+923001234567", home.organisation_id,
    )  # fmt: skip
    stranger = person()
    team.accept(link_of(change), actor=stranger)
    assert [m.role for m in team_queries.people(home.organisation) if m.user_id == stranger.id] == [MemberRole.OWNER]
    assert allows(stranger, HomePermission.VIEW_AS_PROVIDER, home)
    assert queries.owner_invited(change) is None
    with pytest.raises(DomainError):
        services.invite_owner_again(change, actor=person(Role.REGISTRY_OFFICER))


def test_the_owner_of_before_sees_nothing_from_that_moment_and_managers_stay(home):
    owner, manager = member(home, MemberRole.OWNER), member(home, MemberRole.MANAGER)
    draft = applying.start(track=Track.FACILITIES, suitability={}, actor=owner, home=home)
    assert allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
    change = taken_over(home, owner)
    assert not allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
    assert homes.one_of_own(owner, home.id) is None
    assert applications.one_of_own(owner, draft.id) is None
    assert homes.one_of_own(manager, home.id) is not None
    assert applications.one_of_own(manager, draft.id) is not None
    stranger = person()
    team.accept(link_of(change), actor=stranger)
    assert draft.applicant_id == stranger.id


def test_a_refusal_invites_nobody_and_takes_nothing(home):
    owner = member(home, MemberRole.OWNER)
    change = taken_over(home, owner, Answer.REFUSE)
    assert change.state is ChangeState.REFUSED
    assert db.session.scalars(select(Invitation)).all() == []
    assert allows(owner, HomePermission.VIEW_AS_PROVIDER, home)


def test_a_manager_who_takes_over_becomes_the_owner(home):
    owner, manager = member(home, MemberRole.OWNER), member(home, MemberRole.MANAGER)
    change = taken_over(home, owner, reach="New.Owner@Example.org")
    assert queries.owner_invited(change).reach == "new.owner@example.org"
    team.accept(link_of(change), actor=manager)
    assert [m.role for m in team_queries.people(home.organisation) if m.user_id == manager.id] == [MemberRole.OWNER]


def test_a_lost_link_is_sent_again_and_the_first_opens_nothing(home):
    change = taken_over(home, member(home, MemberRole.OWNER))
    first = link_of(change)
    with clock.set_to(clock.now() + timedelta(days=8)):
        services.invite_owner_again(change, actor=person(Role.REGISTRY_OFFICER))
        states = [one.state for one in db.session.scalars(select(Invitation).order_by(Invitation.invited_at))]
        assert states == [Invited.TAKEN_BACK, Invited.OPEN]
        with pytest.raises(DomainError):
            team.accept(first, actor=person())


@pytest.mark.parametrize("reach", ["", "abc", "12", "@", "name@"])
def test_without_a_number_or_address_it_cannot_be_asked(home, reach):
    owner = member(home, MemberRole.OWNER)
    with pytest.raises(DomainError) as refused:
        services.ask(home, ChangeKind.OWNER, on=clock.today(), why="x", wanted={**WANTED, "reach": reach}, actor=owner)
    assert refused.value.field == "reach"
    assert queries.of_home(home) == []


def test_no_member_invites_an_owner(home):
    manager = member(home, MemberRole.MANAGER)
    with pytest.raises(DomainError):
        team.invite(home.organisation, MemberRole.OWNER, mail="a@b.org", phone=None, language="en", actor=manager)


def test_another_owner_comes_in_on_the_day_wanted_and_not_with_the_decision(home):
    owner, before, day = member(home, MemberRole.OWNER), home.certificate_number, clock.today() + timedelta(days=20)
    change = taken_over(home, owner, on=day)
    assert change.state is ChangeState.APPROVED
    assert change.waits_for_its_day
    assert allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
    assert home.certificate_number == before
    assert db.session.scalars(select(Invitation)).all() == []
    with pytest.raises(DomainError):
        services.invite_owner_again(change, actor=person(Role.REGISTRY_OFFICER))
    with pytest.raises(DomainError, match="comes on a later day"):
        services.ask(home, ChangeKind.OWNER, on=day, why="Again", wanted=WANTED, actor=owner)
    with clock.set_to(clock.now() + timedelta(days=19)):
        assert services.take_effect(clock.today()) == 0
        assert allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
    with clock.set_to(clock.now() + timedelta(days=20)):
        search_services.search_all(clock.today())
        assert services.take_effect(clock.today()) == 1
        assert services.take_effect(clock.today()) == 0
        assert (change.took_effect_on, change.waits_for_its_day) == (day, False)
        assert not allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
        assert home.certificate_number != before
        assert home.authorised_from == day
        assert queries.owner_invited(change) is not None


def test_another_owner_waits_when_a_check_fails_before_the_day_and_the_office_hears_once(home):
    registrar = person(Role.REGISTRY_OFFICER, email="registry-held@example.org")
    owner = member(home, MemberRole.OWNER)
    change = taken_over(home, owner, on=clock.today() + timedelta(days=2))
    for cleared in vetting_queries.staff(home):
        if cleared.post.kind is PostKind.OWNER:
            vetting_services.record_check(
                cleared.post.person, Check.V02, result=Result.FAILED, on=clock.today(), note="Made up",
                actor=person(Role.REGISTRY_OFFICER),
            )  # fmt: skip
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert services.take_effect(clock.today()) == services.take_effect(clock.today()) == 0
        assert change.waits_for_its_day
        assert allows(owner, HomePermission.VIEW_AS_PROVIDER, home)
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == registrar.email)).all()
    assert len([one for one in told if change.number in one.body]) == 1
