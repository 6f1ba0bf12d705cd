"""Every action on an authorisation and on a measure, by its own verb and from every state: done, or refused whole."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.measures import closing, deciding
from registry_app.measures import services as measures
from registry_app.measures.models import Measure
from registry_app.measures.states import LIFE as MEASURE_LIFE
from registry_app.measures.states import MeasureState
from registry_app.providers.authorisations import standing_services as standing
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import LIFE, LIVING, AuthorisationStanding
from registry_app.providers.homes.states import Standing
from tests.builders import authorisations as built
from tests.builders import measures as made
from tests.builders.people import person
from tests.services.test_measures import at_state

A = AuthorisationStanding
VERBS: dict[str, Callable[[Authorisation, Any], Any]] = {
    "suspend": lambda one, actor: standing.suspend(one, reason="Danger.", actor=actor),
    "reinstate": lambda one, actor: standing.reinstate(one, reason="Cured.", actor=actor),
    "cancel": lambda one, actor: standing.cancel(one, reason="Broken.", actor=actor),
    "restore": lambda one, actor: standing.restore(one, reason="On appeal.", actor=actor),
    "close": lambda one, actor: standing.close(one, reason="Own wish.", actor=actor),
    "set_aside": lambda one, actor: standing.set_aside(one, reason="No notice.", actor=actor),
    "expire": lambda one, actor: standing.move(one, "expire", actor=actor),
    "revive": lambda one, actor: standing.move(one, "revive", actor=actor),
}
ON_THE_WAY = {
    A.IN_FORCE: None, A.SUSPENDED: "suspend", A.EXPIRED: "expire", A.CANCELLED: "cancel", A.CLOSED_VOLUNTARILY: "close",
    A.SET_ASIDE: "set_aside",
}  # fmt: skip


@pytest.mark.parametrize("state", AuthorisationStanding)
@pytest.mark.parametrize("action", LIFE.actions)
def test_an_authorisation_in_every_state_by_every_action(here, state, action):
    assert set(VERBS) == set(LIFE.actions)
    built.in_force()
    with built.without_setting():
        one, actor = built.authorised(), person(Role.SCPA_DG, agency=Agency.SCPA)
    if way := ON_THE_WAY[state]:
        VERBS[way](one, actor)
    assert one.standing is state
    possible = {arrow.action: arrow.target for arrow in LIFE.open_moves(state)}
    if action in possible:
        VERBS[action](one, actor)
        assert one.standing is possible[action]
        assert (one.ended_on is None) == (one.standing in LIVING)
        assert (one.suspended_on is None) == (one.standing is not A.SUSPENDED)
    else:
        with pytest.raises(DomainError, match="not possible now"):
            VERBS[action](one, actor)
        assert db.session.get_one(Authorisation, one.id).standing is state
        if state in (A.IN_FORCE, A.SUSPENDED):
            assert one.home.standing in (Standing.AUTHORISED, Standing.SUSPENDED)


MEASURE_VERBS: dict[str, Callable[[Measure], Any]] = {
    "notify": lambda one: deciding.notify(one, hearing_on=clock.today() + timedelta(days=30), actor=one.prepared_by),
    "decide": lambda one: deciding.decide(one, made.wish(one.kind), actor=made.decider(one.kind)),
    "drop": lambda one: measures.drop(one, reason="Mended.", actor=one.prepared_by),
    "lift": lambda one: deciding.lift(one, reason="Mended.", actor=made.decider(one.kind)),
    "end": lambda one: deciding.end(one),
}


@pytest.mark.parametrize("state", MeasureState)
@pytest.mark.parametrize("action", MEASURE_VERBS)
def test_a_measure_where_a_verb_does_not_fit_stays_as_it_is(here, state, action):
    built.in_force()
    with made.blank_letters():
        one = at_state(state)
        if action in {arrow.action for arrow in MEASURE_LIFE.open_moves(state)}:
            return
        with pytest.raises(DomainError):
            MEASURE_VERBS[action](one)
    assert db.session.get_one(Measure, one.id).state is state


@pytest.mark.parametrize("state", [state for state in MeasureState if state is not MeasureState.WAITING])
def test_only_a_closing_that_waits_takes_effect(here, state):
    built.in_force()
    with made.blank_letters():
        one = at_state(state)
        assert not closing.take_effect(one, clock.today() + timedelta(days=400))
    assert db.session.get_one(Measure, one.id).state is state
