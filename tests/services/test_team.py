"""People of one home: invited, coming in, leaving, handing over; never without an owner."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications import services as applying
from registry_app.providers.applications.states import Track
from registry_app.providers.homes.models import Organisation
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.team import queries, rules, services
from registry_app.providers.team.models import Invitation
from registry_app.providers.team.states import LIFE, Hindrance, Invited
from tests.builders import filling
from tests.builders.people import person

PEOPLE = st.lists(st.tuples(st.uuids(), st.sampled_from(["OWNER", "MANAGER", "STAFF"])), max_size=6)


@given(PEOPLE, st.uuids())
def test_whoever_may_leave_leaves_an_owner_behind(people: list[tuple[Any, str]], stranger: Any) -> None:
    places = [rules.Place(*one) for one in people]
    assert rules.hindrance(places, stranger) is Hindrance.NOT_THERE
    owned = any(one.role == "OWNER" for one in places)
    for one in places:
        left = [other for other in places if other.person != one.person]
        if rules.hindrance(places, one.person) is None and owned:
            assert left
            assert any(other.role == "OWNER" for other in left)


@pytest.mark.usefixtures("here")
class TestPeople:
    def draft(self) -> tuple[User, Organisation]:
        owner = person(Role.PROVIDER)
        draft = applying.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=owner)
        return owner, applying.found_team(draft, actor=owner)

    def invited(self, team: Organisation, owner: User, **facts: Any) -> str:
        facts = {"mail": None, "phone": "+923001112223", "language": "sd", **facts}
        return services.invite(team, facts.pop("role", MemberRole.STAFF), actor=owner, **facts)

    def test_a_link_lets_one_person_in_once(self) -> None:
        owner, team = self.draft()
        token = self.invited(team, owner)
        message = db.session.query(OutboxMessage).filter_by(to="+923001112223").one()
        assert re.search(f"/join/{token}", message.body)
        assert owner.name not in message.body
        friend, late = person(Role.PROVIDER), person(Role.PROVIDER)
        services.accept(token, actor=friend)
        assert [one.user_id for one in queries.people(team)] == [owner.id, friend.id]
        assert len(applications.all_of_own(friend)) == 1
        with pytest.raises(DomainError):
            services.accept(token, actor=late)
        assert applications.all_of_own(late) == []

    def test_a_link_is_good_for_seven_days(self) -> None:
        owner, team = self.draft()
        token = self.invited(team, owner)
        with clock.set_to(clock.now() + timedelta(days=7)), pytest.raises(DomainError):
            services.accept(token, actor=person(Role.PROVIDER))

    def test_an_officer_cannot_come_in(self) -> None:
        owner, team = self.draft()
        with pytest.raises(DomainError):
            services.accept(self.invited(team, owner), actor=person(Role.INSPECTOR, district="SD-HYD"))

    def test_no_link_makes_an_owner_and_one_needs_somewhere_to_go(self) -> None:
        owner, team = self.draft()
        with pytest.raises(DomainError):
            self.invited(team, owner, role=MemberRole.OWNER)
        with pytest.raises(DomainError):
            self.invited(team, owner, phone=None)

    @pytest.mark.parametrize("state", list(Invited))
    @pytest.mark.parametrize("action", ["accept", "take_back"])
    def test_every_state_and_action(self, state: Invited, action: str) -> None:
        owner, team = self.draft()
        token = self.invited(team, owner)
        invitation = db.session.query(Invitation).filter_by(organisation_id=team.id).one()
        if state is Invited.ACCEPTED:
            services.accept(token, actor=person(Role.PROVIDER))
        elif state is Invited.TAKEN_BACK:
            services.take_back(invitation, actor=owner)
        possible = any(one.action == action for one in LIFE.open_moves(state))

        def deed() -> Any:
            if action == "accept":
                return services.accept(token, actor=person(Role.PROVIDER))
            return services.take_back(invitation, actor=owner)

        if possible:
            deed()
            assert invitation.state is LIFE.target(state, action)
        else:
            with pytest.raises((DomainError, WrongState)):
                deed()
            assert invitation.state is state

    def test_never_without_an_owner(self) -> None:
        owner, team = self.draft()
        with pytest.raises(DomainError):
            services.leave(team, owner, actor=owner)
        friend = person(Role.PROVIDER)
        services.accept(self.invited(team, owner), actor=friend)
        with pytest.raises(DomainError):
            services.leave(team, owner, actor=owner)
        with pytest.raises(DomainError):
            services.hand_over(team, person(Role.PROVIDER), actor=owner)
        services.hand_over(team, friend, actor=owner)
        assert {one.user_id: one.role for one in queries.people(team)} == {
            owner.id: MemberRole.MANAGER,
            friend.id: MemberRole.OWNER,
        }
        with pytest.raises(DomainError):
            services.hand_over(team, friend, actor=owner)
        services.leave(team, owner, actor=owner)
        assert [one.user_id for one in queries.people(team)] == [friend.id]
        assert applications.all_of_own(owner) == []
        assert [one.applicant_id for one in applications.all_of_own(friend)] == [friend.id]

    def test_whoever_left_today_may_come_back_today(self) -> None:
        owner, team = self.draft()
        friend = person(Role.PROVIDER)
        services.accept(self.invited(team, owner), actor=friend)
        services.leave(team, friend, actor=owner)
        services.accept(self.invited(team, owner, role=MemberRole.MANAGER), actor=friend)
        assert {one.user_id: one.role for one in queries.people(team)}[friend.id] is MemberRole.MANAGER
