"""What a list shows and what the table of powers allows are the same set, for anybody, anywhere, with any tie."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry_app.accounts import services as accounts
from registry_app.accounts.states import Role
from registry_app.core import access, clock
from registry_app.core.db import db, transaction
from registry_app.placements import queries, services
from registry_app.placements.children import queries as children
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit, Permission
from registry_app.providers.homes.models import Membership
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person

ROLES = (
    Role.CPO, Role.CPU_HEAD, Role.SWD_DIRECTOR, Role.SCPA_DG, Role.PROVIDER, Role.FAMILY_CARER, Role.INSPECTOR,
    Role.PANEL_MEMBER, Role.REGISTRY_OFFICER, Role.DPO,
)  # fmt: skip
DISTRICTS = ("SD-HYD", "SD-SKR", None)
DAYS = (-900, -100, -1, 0, 1, None)


@pytest.fixture
def world(here):
    """Two homes in two districts, a workshop, and open and ended stays in each, recorded by somebody."""
    officer = person(Role.CPO, district="SD-HYD")
    homes = [a_home("SD-HYD"), a_home("SD-SKR")]
    for where in (*homes, None):
        for ended in (False, True):
            place = {"home": where} if where else {"place": "a workshop"}
            stay = services.record_stay(a_child(), basis=Basis.OUTSIDE, actor=officer, **place)
            if ended:
                services.end_stay(stay, Exit.REUNIFIED, actor=officer)
    return {"officer": officer, "homes": homes}


who = st.fixed_dictionaries(
    {
        "roles": st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(DISTRICTS)), max_size=3, unique=True),
        "member": st.none() | st.tuples(st.sampled_from((0, 1)), st.sampled_from((0, 5)), st.sampled_from(DAYS)),
        "tie": st.none() | st.tuples(st.sampled_from((0, 1)), st.sampled_from(DAYS)),
        "recorded": st.booleans(),
    }
)


def day(offset):
    return None if offset is None else clock.today() + timedelta(days=offset)


def somebody(facts, world):
    actor = person()
    for role, district in facts["roles"]:
        accounts.grant_role(actor, role, district=district)
    with transaction():
        if facts["member"]:
            which, since, until = facts["member"]
            since_day = clock.today() + timedelta(days=since - 1000 if since == 0 else since)
            if until is None or day(until) >= since_day:
                organisation = world["homes"][which].organisation_id
                db.session.add(
                    Membership(
                        user_id=actor.id, organisation_id=organisation, role=MemberRole.MANAGER, since=since_day,
                        until=day(until),
                    )
                )  # fmt: skip
        if facts["tie"]:
            which, until = facts["tie"]
            db.session.add(
                Tie(user_id=actor.id, home_id=world["homes"][which].id, kind=TieKind.FAMILY,
                    since=clock.today() - timedelta(days=1000), until=day(until))
            )  # fmt: skip
    if facts["recorded"]:
        services.record_stay(a_child(), basis=Basis.OUTSIDE, place="found by me", actor=actor)
        services.record_stay(a_child(), basis=Basis.OUTSIDE, home=world["homes"][1], actor=actor)
    return actor


def test_the_list_and_the_table_of_powers_agree(world):
    @settings(max_examples=60)
    @given(who)
    def agree(facts):
        actor = somebody(facts, world)
        seen = {stay.id for stay in db.session.scalars(queries.visible_to(actor)).unique()}
        stays = db.session.scalars(db.select(Stay)).all()
        allowed = {stay.id for stay in stays if access.allows(actor, Permission.VIEW, stay)}
        assert seen == allowed
        office = {stay.id for stay in db.session.scalars(queries.of_office(actor)).unique()}
        assert office == {stay.id for stay in stays if access.allows(actor, Permission.VIEW_CHILD, stay)}

    agree()


def test_a_file_is_seen_by_where_the_child_is_now_and_not_by_where_it_was(world):
    here, there = person(Role.CPO, district="SD-HYD"), person(Role.CPO, district="SD-SKR")
    child = a_child()
    services.record_stay(child, basis=Basis.OUTSIDE, home=world["homes"][0], actor=world["officer"])
    assert children.latest_stay(here, child.code) is not None
    assert children.latest_stay(there, child.code) is None
    second = services.record_stay(child, basis=Basis.OUTSIDE, home=world["homes"][1], actor=there)
    assert children.latest_stay(here, child.code) is None
    assert children.latest_stay(there, child.code).id == second.id
    services.end_stay(second, Exit.REUNIFIED, actor=there)
    assert children.latest_stay(there, child.code).id == second.id
    assert children.latest_stay(there, "C-NOBODY-X") is None
    assert queries.one(there, uuid.uuid4()) is None
