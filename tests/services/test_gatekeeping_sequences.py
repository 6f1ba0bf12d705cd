"""No sequence of service calls reaches an open group stay on basis DECISION that `registry gatekeep` would block."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from gatekeeping.cases import ladder_services, services
from gatekeeping.decisions import services as deciding
from gatekeeping.decisions.models import Decision
from gatekeeping.decisions.states import Outcome
from gatekeeping.rules import answered, judge, ladder_below
from gatekeeping.rules.proposal import Reason
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.states import WrongState
from registry_app.placements import queries as placements
from registry_app.placements.states import Basis, Rung
from tests.builders import cases as build
from tests.builders.people import person

STEPS = ["assess", "hear", "all", "pick", "send", "take_back", "decide", "decide"]
steps = st.one_of(
    st.sampled_from(STEPS),
    st.tuples(st.sampled_from(["rule_out", "possible", "search", "forget"]), st.sampled_from(list(build.CODES))),
)


@pytest.fixture
def world(here):
    cpo, panel, home = person(Role.CPO, district="SD-HYD"), build.a_panel(), build.authorised(capacity=500)
    return {"cpo": cpo, "panel": panel, "home": home}


def carry_out(step: Any, case: Any, world: dict[str, Any]) -> None:
    cpo, panel = world["cpo"], world["panel"]
    kind, rung = step if isinstance(step, tuple) else (step, None)
    if kind == "assess":
        build.assessed(case, cpo)
    elif kind == "hear":
        build.heard(case, cpo)
    elif kind == "all":
        build.ruled_out(case, cpo)
    elif kind == "pick":
        build.picked(case, cpo, world["home"])
    elif kind == "send":
        services.send(case, actor=cpo)
    elif kind == "take_back":
        services.take_back(case, actor=cpo)
    elif kind == "decide":
        deciding.decide(
            case, panel.meeting, outcome=Outcome.APPROVE, votes=panel.votes(), words=build.words(cpo),
            actor=panel.chair,
        )  # fmt: skip
    elif kind == "possible":
        ladder_services.find_possible(case, rung, actor=cpo)
    elif kind == "search":
        ladder_services.search_nobody(case, rung, actor=cpo)
    else:
        code = build.CODES[rung] if kind == "rule_out" else "X01_POVERTY"
        ladder_services.rule_out(case, rung, code=code, evidence="A visit", on_day=clock.today(), actor=cpo)


@settings(
    max_examples=6 * int(os.environ.get("SOAK", "1")), deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(prepared=st.booleans(), plan=st.lists(steps, min_size=3, max_size=12))
def test_no_sequence_reaches_a_stay_that_the_rules_block(world, prepared, plan):
    case = build.a_case(world["cpo"])
    first = ["assess", "hear", "all", "pick"] if prepared else []
    for step in [*first, *plan]:
        try:
            carry_out(step, case, world)
        except (DomainError, WrongState):
            db.session.rollback()
        except DBAPIError:
            db.session.rollback()
            raise
    stay = placements.open_stay(case.child_id)
    if stay is None:
        return
    assert stay.basis is Basis.DECISION
    decision = db.session.scalars(db.select(Decision).where(Decision.id == stay.warrant.decision_id)).one()
    assert judge(decision.proposal)["may_proceed"] is True
    for rung in ladder_below(Rung.RESIDENTIAL.value):
        reasons = [
            Reason(a.code, (a.evidence,), a.answered_on, str(a.officer_id))
            for a in placements.answers(case.child)
            if a.rung.value == rung
        ]
        assert answered(rung, reasons, decision.decided_on)[0] or any(r.code == ladder_services.SEARCH for r in reasons)


def test_the_straight_way_does_reach_a_stay(world):
    """The property above is not empty: the right steps in the right order end in a stay."""
    case = build.a_case(world["cpo"])
    for step in ("assess", "hear", "all", "pick", "send", "decide"):
        carry_out(step, case, world)
    assert placements.open_stay(case.child_id).basis is Basis.DECISION
