"""Changes of an authorised home: asked for, looked into by one, decided by another, carried out with a new number."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.changes import change_services as services
from registry_app.providers.changes import queries
from registry_app.providers.changes.change_services import Blocked
from registry_app.providers.changes.states import LIFE, Answer, ChangeBlock, ChangeKind, ChangeState, Permission
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import MemberRole, Ownership
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Act, Mode, PowerStatus
from registry_app.providers.ties.models import Tie, TieKind
from registry_app.providers.vetting.states import PostKind
from tests.builders import authorisations as built
from tests.builders import vetting
from tests.builders.people import person

WANTED = {
    ChangeKind.OWNER: {"name": "Another Trust", "ownership": "TRUST", "reach": "0300 1234567"},
    ChangeKind.ADDRESS: {"address": "Another street 1"},
    ChangeKind.RESPONSIBLE_PERSON: {"name": "Made-up Person"},
    ChangeKind.MANAGER: {"name": "Made-up Person"},
    ChangeKind.CARE_TYPE: {"care_type": "RESIDENTIAL"},
    ChangeKind.SEX_OR_AGE: {"sexes": "BOYS", "age_from": 7, "age_to": 15},
    ChangeKind.CAPACITY: {"capacity": 8},
    ChangeKind.BUILDING_WORK: {},
}
NEW_NUMBER = {
    ChangeKind.OWNER, ChangeKind.ADDRESS, ChangeKind.CARE_TYPE, ChangeKind.SEX_OR_AGE, ChangeKind.CAPACITY,
}  # fmt: skip


@pytest.fixture
def home(here):
    built.in_force()
    return built.authorised().home


def manager_of(home):
    user = person(Role.PROVIDER)
    home_services.add_member(home.organisation, user, MemberRole.MANAGER, actor=None)
    return user


def asked(home, kind, actor=None, **facts):
    service = home.services[0] if kind in services.OF_SERVICE else None
    given = {"on": clock.today(), "why": "Made up", "wanted": WANTED[kind], "service": service}
    return services.ask(home, kind, **given | facts, actor=actor or manager_of(home))


def looked(home, kind, actor=None, **facts):
    given = {"found": "In order", "advice": Answer.APPROVE, "visited_on": clock.today()} | facts
    officer = actor or person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    return services.look(asked(home, kind), **given, actor=officer)


def decided(change, answer=Answer.APPROVE, actor=None):
    return services.decide(change, answer=answer, reasons="As asked", actor=actor or person(Role.AUTHORISER))


def clear(home):
    for kind in (PostKind.OWNER, PostKind.MANAGER):
        vetting.cleared(home, kind)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_each_kind_is_carried_out_with_a_new_number_where_it_needs_one(home, kind):
    clear(home)
    [old] = queries.running(home)
    service, before, until = home.services[0], home.register_number, old.until
    ruling = decided(looked(home, kind))
    assert ruling.mode is Mode.ACT
    assert ruling.change.state is ChangeState.APPROVED
    assert {one.language for one in ruling.letters} == {"en", "ur", "sd"}
    [new] = queries.running(home)
    assert (new.id != old.id) == (kind in NEW_NUMBER)
    assert (new.until, new.kind, home.register_number) == (until, old.kind, before)
    assert home.certificate_number == new.certificate_number
    if kind is ChangeKind.OWNER:
        assert (home.organisation.name, home.run_by) == ("Another Trust", Ownership.TRUST)
        assert ruling.change.asked_by_id in {m.user_id for m in home.organisation.members}
        assert MemberRole.OWNER not in {m.role for m in home.organisation.members}
    if kind is ChangeKind.ADDRESS:
        assert home.address == "Another street 1"
    if kind is ChangeKind.CAPACITY:
        assert (service.capacity, new.capacity) == (8, 8)
    if kind is ChangeKind.SEX_OR_AGE:
        assert (service.age_from, service.age_to) == (7, 15)
    if kind in NEW_NUMBER:
        assert len(new.papers) == 3
        assert db.session.get(type(old), old.id, populate_existing=True).replaced_by_id == new.id


def test_what_is_refused_changes_nothing_but_is_answered(home):
    [old] = queries.running(home)
    ruling = decided(looked(home, ChangeKind.CAPACITY), Answer.REFUSE)
    assert ruling.change.state is ChangeState.REFUSED
    assert [one.id for one in queries.running(home)] == [old.id]
    assert home.services[0].capacity == old.capacity
    assert len(ruling.letters) == 3


def test_a_block_stops_approving_and_not_refusing(home):
    change = looked(home, ChangeKind.ADDRESS, visited_on=None)
    with pytest.raises(Blocked) as refused:
        decided(change)
    assert refused.value.blocks == [ChangeBlock.NOT_VISITED]
    assert change.state is ChangeState.LOOKED_INTO
    assert decided(change, Answer.REFUSE).change.state is ChangeState.REFUSED


def test_more_places_need_a_visit_beds_and_rooms(home):
    more = {"wanted": {"capacity": 20}}
    change = asked(home, ChangeKind.CAPACITY, **more)
    officer = person(Role.REGISTRY_OFFICER)
    seen = {"found": "Seen", "advice": Answer.APPROVE, "visited_on": clock.today(), "actor": officer}
    services.look(change, **seen)
    with pytest.raises(Blocked, match="Write down beds"):
        decided(change)
    services.look(change, **seen, beds=20, square_feet=799)
    with pytest.raises(Blocked, match="do not allow"):
        decided(change)
    services.look(change, **seen, beds=20, square_feet=800)
    decided(change)
    assert queries.running(home)[0].capacity == 20


def test_asking_is_refused_with_a_sentence(home):
    actor = manager_of(home)
    for facts, words in [
        ({"on": clock.today() - timedelta(days=1)}, "approval first"),
        ({"why": " "}, "Fill in"),
        ({"service": None}, "which care"),
        ({"wanted": {"capacity": 0}}, "at least 1"),
        ({"wanted": {"capacity": home.services[0].capacity}}, "already"),
        ({"wanted": {}}, "Fill in"),
    ]:
        with pytest.raises(DomainError, match=words):
            asked(home, ChangeKind.CAPACITY, actor, **facts)
    asked(home, ChangeKind.CAPACITY, actor)
    with pytest.raises(DomainError, match="asked for this already"):
        asked(home, ChangeKind.CAPACITY, actor)
    assert len(queries.of_home(home)) == 1


def test_a_manager_is_told_afterwards_and_late_is_said(home):
    actor, today = manager_of(home), clock.today()
    with pytest.raises(DomainError, match="today or earlier"):
        asked(home, ChangeKind.MANAGER, actor, on=today + timedelta(days=1))
    assert asked(home, ChangeKind.MANAGER, actor, on=today - timedelta(days=8)).late
    services.withdraw(queries.of_home(home)[0], actor=actor)
    assert not asked(home, ChangeKind.MANAGER, actor, on=today - timedelta(days=7)).late


def test_nothing_is_changed_where_nothing_is_in_force(here):
    built.in_force()
    with pytest.raises(DomainError, match="could be changed"):
        asked(built.recommended().home, ChangeKind.MANAGER)


def test_one_asks_one_looks_another_decides(home):
    both = person(Role.REGISTRY_OFFICER, Role.AUTHORISER, agency=Agency.SCPA)
    change = looked(home, ChangeKind.CAPACITY, both)
    with pytest.raises(NotAllowed):
        decided(change, actor=both)
    with pytest.raises(NotAllowed):
        services.look(change, found="x", advice=Answer.APPROVE, actor=change.asked_by)
    other = person(Role.AUTHORISER)
    assert allows(other, Permission.DECIDE, change)
    assert not allows(both, Permission.DECIDE, change)
    assert not allows(person(Role.PROVIDER), Permission.WITHDRAW, change)
    with transaction() as session:
        session.add(Tie(user_id=other.id, home_id=home.id, kind=TieKind.BOARD, since=clock.today()))
    assert not allows(other, Permission.DECIDE, change)
    assert queries.one(other, change.id) is None


def test_while_the_power_is_not_in_force_only_a_letter_is_written(home):
    change = looked(home, ChangeKind.CAPACITY)
    [old] = queries.running(home)
    with clock.set_to(clock.now() + timedelta(days=1)):
        powers.change(
            Act.AUTHORISE, holder="SCPA_DG", basis=None, status=PowerStatus.PROPOSED, actor=person(Role.LAW_OFFICER)
        )
        ruling = decided(change)
        assert (ruling.mode, change.state) == (Mode.RECOMMEND, ChangeState.LOOKED_INTO)
        with pytest.raises(DomainError, match="written already"):
            decided(change)
    assert [one.id for one in authorisations.living([home.id])[home.id]] == [old.id]


ACTIONS = {
    "look": lambda c: services.look(
        c, found="x", advice=Answer.REFUSE, visited_on=clock.today(), actor=person(Role.REGISTRY_OFFICER)
    ),
    "approve": lambda c: decided(c),
    "refuse": lambda c: decided(c, Answer.REFUSE),
    "withdraw": lambda c: services.withdraw(c, actor=c.asked_by),
}


@pytest.mark.parametrize("state", list(ChangeState))
@pytest.mark.parametrize("action", list(ACTIONS))
def test_every_state_and_action(home, state, action):
    change = asked(home, ChangeKind.CAPACITY)
    if state is not ChangeState.ASKED:
        ACTIONS["look"](change)
    for way, end in (
        ("approve", ChangeState.APPROVED),
        ("refuse", ChangeState.REFUSED),
        ("withdraw", ChangeState.WITHDRAWN),
    ):
        if state is end:
            ACTIONS[way](change)
    assert change.state is state
    if action in {move.action for move in LIFE.open_moves(state)}:
        ACTIONS[action](change)
        assert change.state is LIFE.target(state, action)
    else:
        with pytest.raises(DomainError):
            ACTIONS[action](change)
        assert change.state is state


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE change SET looked_by_id = asked_by_id",
        "UPDATE change SET found = ''",
        "UPDATE change SET advice = NULL",
        "UPDATE change_ruling SET by_id = looked_by_id",
        "UPDATE change_ruling SET reasons = ''",
    ],
)
def test_the_database_refuses_half_a_change(home, broken):
    decided(looked(home, ChangeKind.CAPACITY))
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(broken))
