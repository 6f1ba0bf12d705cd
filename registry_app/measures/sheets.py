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
from registry_app.providers.powers.states import Act, Mode

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
    start = measure.written_to_home or clock.today()
    return rules.may_answer(
        measure.state.value, measure.kind.value, measure.answered_on is not None, measure.until, start
    )


def steps(measure: Measure) -> list[tuple[str, str]]:
    """(words, address) of the steps that are open now to the person signed in."""
    rule, state = numbers()["kinds"][measure.kind.value], measure.state
    needs_notice = bool(rule["answer_days"] or rule["hearing_days"])
    running = state in (MeasureState.WAITING, MeasureState.IN_FORCE)
    early = state in (MeasureState.PROPOSED, MeasureState.NOTICED, MeasureState.RECOMMENDED)
    act = act_of(measure.kind, numbers())
    ready = state is not MeasureState.RECOMMENDED or not (act and queries.in_the_way_of_recommended(measure, act))
    follow, decides = may(Permission.FOLLOW, measure), may(Permission.DECIDE, measure)
    hearable = state is MeasureState.NOTICED or measure.to_be_heard
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
        (_("Write down how the letter was served"), "serve", follow and measure.written_to_home is not None),
        (_("Decide"), "decision", decides and early and ready),
        (_("Carry the suspension on"), "confirmation", confirmable(measure) and may(Permission.CONFIRM, measure)),
        (_("Write down the appeal decision"), "appeal_decision", appealed and may(Permission.DECIDE_APPEAL, measure)),
        (_("Lift this measure"), "lifting", running and may(Permission.LIFT, measure)),
        (_("Do not pursue this"), "drop", follow and early),
    ]
    return [(words, url_for(f"measures.{name}", measure_id=measure.id)) for words, name, is_open in rows if is_open]


@dataclass(frozen=True)
class Waiting:
    """A recommendation, the office where it waits, and whether its power came into force since."""

    measure: Measure
    office: str
    ready: bool


def waiting(measure: Measure) -> Waiting:
    """Where a recommendation waits today."""
    act = act_of(measure.kind, numbers())
    assert act is not None
    power = powers.authority(act)
    return Waiting(measure, power.office, power.mode is Mode.ACT)


def waiting_of(home: Home) -> list[Waiting]:
    """Every recommendation about a home that waits."""
    return [waiting(one) for one in queries.recommended(home)]


def of_office(measure: Measure) -> dict[str, Any]:
    """What the page of one measure shows beside its facts."""
    planned = {plan.stay_id: plan for plan in measure.plans}
    closing = measure.kind in WAITING_KINDS and measure.state is MeasureState.WAITING
    stays = queries.stays_in(measure.home_id) if closing else []
    return {
        "steps": steps(measure),
        "waiting": waiting(measure) if measure.state is MeasureState.RECOMMENDED else None,
        "children": [(stay, planned.get(stay.id)) for stay in stays],
        "may_plan": closing and may(Permission.PLAN_CHILDREN, measure),
        "held_by_appeal": closing and rules.held_by_appeal(
            measure.kind.value, queries.appeal_open(measure), measure.in_danger
        ),
    }  # fmt: skip


def of_suspension(home: Home) -> dict[str, Any]:
    """What whoever suspends alone reads first: the power, and whether it is only recommended."""
    power = powers.authority(Act.SUSPEND)
    return {
        "power_lines": lines_of(Act.SUSPEND, home.run_by), "recommends": power.mode is Mode.RECOMMEND,
        "office": power.office,
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
