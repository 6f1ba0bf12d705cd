"""What the pages of measures show: which steps are open to whom, what stands in the way, and the children's plans."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from registry_app.core import clock
from registry_app.core.access import may
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.measures import queries, rules
from registry_app.measures.access import act_of
from registry_app.measures.appeals import may_appeal
from registry_app.measures.book import book as numbers
from registry_app.measures.deciding import Wish, case_of
from registry_app.measures.models import Measure
from registry_app.measures.papers import lines_of
from registry_app.measures.states import LADDER, ROUTE, WAITING_KINDS, Lacking, MeasureKind, MeasureState, Permission
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home
from registry_app.providers.powers import reports as powers

# What the decider writes on the decision's own page is not yet missing before it.
WRITTEN_THERE = frozenset({"CHILD_PLAN", "LAST_DAY", "EFFECT_DAY", "OUTSIDE_MEMBER"})


@dataclass(frozen=True)
class ToPlan:
    """A child of a home that closes, and the measure that closes it."""

    measure: Measure
    stay: Stay

    @property
    def home_id(self) -> Any:
        return self.measure.home_id

    @property
    def district(self) -> str:
        return self.measure.district


def visit_by(home: Home) -> date:
    """By when the home must be visited for the first time."""
    return rules.first_visit_by(numbers(), home.known_since)


def route_words(step: str | None) -> str:
    """The next step towards a home without authorisation, in words."""
    if step is None:
        return ""
    return _("First visit") if step == "FIRST_VISIT" else label(MeasureKind(step))


def offered(home: Home) -> list[MeasureKind]:
    """The measures that fit where the home stands, the gentlest first."""
    book = numbers()
    return [kind for kind in (*ROUTE, *LADDER) if rules.fits(book, kind.value, home.standing.value)]


def confirmable(measure: Measure) -> bool:
    """Whether an immediate suspension waits for another person's word."""
    return measure.immediate and measure.confirmed_on is None and measure.state is MeasureState.IN_FORCE


def _answerable(measure: Measure) -> bool:
    """Whether an answer on paper may still be written down; one that came in time may be written down later."""
    start = measure.notice_on or measure.decided_on or clock.today()
    return rules.may_answer(
        measure.state.value, measure.kind.value, measure.answered_on is not None, measure.until, start
    )


def steps(measure: Measure) -> list[tuple[str, str]]:
    """(words, address) of the steps that are open now to the person signed in."""
    rule, state = numbers()["kinds"][measure.kind.value], measure.state
    needs_notice = bool(rule["answer_days"] or rule["hearing_days"])
    running = state in (MeasureState.WAITING, MeasureState.IN_FORCE)
    early = state in (MeasureState.PROPOSED, MeasureState.NOTICED)
    follow, decides = may(Permission.FOLLOW, measure), may(Permission.DECIDE, measure)
    hearable = state is MeasureState.NOTICED or (measure.immediate and not measure.confirmed_on)
    appealed = measure.appeal is not None and measure.appeal.outcome is None
    rows = [
        (_("Give notice to the home"), "notify", follow and needs_notice and state is MeasureState.PROPOSED),
        (_("Write down the hearing"), "hear", follow and hearable and rule["hearing_days"] and not measure.heard_on),
        (_("Write down an answer on paper"), "answered", follow and _answerable(measure)),
        (
            _("Write down an appeal on paper"),
            "appealed",
            follow and may_appeal(measure, measure.decided_on or clock.today()),
        ),
        (_("Write down how the letter was served"), "serve", follow and bool(measure.notice_on or measure.decided_on)),
        (_("Decide"), "decision", decides and early),
        (_("Carry the suspension on"), "confirmation", confirmable(measure) and may(Permission.CONFIRM, measure)),
        (_("Write down the appeal decision"), "appeal_decision", appealed and may(Permission.DECIDE_APPEAL, measure)),
        (_("Lift this measure"), "lifting", running and may(Permission.LIFT, measure)),
        (_("Do not pursue this"), "drop", follow and early),
    ]
    return [(words, url_for(f"measures.{name}", measure_id=measure.id)) for words, name, is_open in rows if is_open]


def of_office(measure: Measure) -> dict[str, Any]:
    """What the page of one measure shows beside its facts."""
    planned = {plan.stay_id: plan for plan in measure.plans}
    closing = measure.kind in WAITING_KINDS and measure.state is MeasureState.WAITING
    stays = queries.stays_in(measure.home_id) if closing else []
    return {
        "steps": steps(measure),
        "children": [(stay, planned.get(stay.id)) for stay in stays],
        "may_plan": closing and may(Permission.PLAN_CHILDREN, measure),
        "held_by_appeal": closing and rules.held_by_appeal(
            measure.kind.value, queries.appeal_open(measure), measure.in_danger
        ),
    }  # fmt: skip


def of_decision(measure: Measure) -> dict[str, Any]:
    """What the decider reads first: the power, and what still stands in the way."""
    found = rules.lacks(numbers(), case_of(measure, Wish()), clock.today())
    act = act_of(measure.kind, numbers())
    return {
        "power": powers.authority(act) if act else None,
        "power_lines": lines_of(act, measure.home.run_by) if act else (),
        "lacking": [label(Lacking(lack)) for lack in found if lack not in WRITTEN_THERE],
        "children_words": numbers()["kinds"][measure.kind.value]["children"] == "words",
    }
