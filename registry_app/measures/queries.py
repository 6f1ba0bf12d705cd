"""Finding measures, the homes nobody has visited, and the children a closing is about."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.measures import rules
from registry_app.measures.models import ClosingPlan, Measure, MeasureAppeal
from registry_app.measures.states import DECIDED, FREEZING_KINDS, NOTICES, OPEN, MeasureKind, MeasureState
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import own, reach
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode


def _office(actor: Any) -> Select[Any]:
    return select(Measure).join(Home, Home.id == Measure.home_id).where(reach(actor)).options(joinedload(Measure.home))


def one(actor: Any, measure_id: uuid.UUID) -> Measure | None:
    """A measure by key, if the officer may see its home."""
    return db.session.scalars(_office(actor).where(Measure.id == measure_id)).one_or_none()


def one_of_own(actor: Any, measure_id: uuid.UUID) -> Measure | None:
    """A measure about one's own home, once the home was told of it."""
    query = select(Measure).join(Home, Home.id == Measure.home_id).where(Measure.id == measure_id, own(actor), _told())
    return db.session.scalars(query.options(joinedload(Measure.home))).one_or_none()


def _told() -> Any:
    return or_(Measure.notice_on.is_not(None), Measure.state.in_(DECIDED))


def listing(actor: Any, kind: str, token: str | None) -> Page[Measure]:
    """What runs now and what is only recommended and waits, the oldest first, a page at a time."""
    query = _office(actor).where(Measure.state.in_((*OPEN, MeasureState.RECOMMENDED)))
    if kind in set(MeasureKind):
        query = query.where(Measure.kind == kind)
    return page(query, (Measure.prepared_on, Measure.id), token)


def of_home(home: Home) -> Sequence[Measure]:
    """Every measure about a home, the newest first."""
    query = select(Measure).where(Measure.home_id == home.id).options(joinedload(Measure.appeal))
    return db.session.scalars(query.order_by(Measure.prepared_on.desc(), Measure.number.desc())).all()


def public_notices(home: Home) -> list[tuple[MeasureKind, date]]:
    """The notices of the route that were given and stand, with the day of each; what is prepared for a court is not."""
    query = select(Measure.kind, Measure.decided_on).where(
        Measure.home_id == home.id, Measure.kind.in_(NOTICES), Measure.state.in_(DECIDED),
        Measure.state != MeasureState.SET_ASIDE,
    )  # fmt: skip
    rows = db.session.execute(query.order_by(Measure.decided_on))
    return [(kind, day) for kind, day in rows if day is not None]


def told_of_home(home: Home) -> Sequence[Measure]:
    """What the people of a home may know of, the newest first."""
    query = select(Measure).where(Measure.home_id == home.id, _told()).options(joinedload(Measure.home))
    return db.session.scalars(query.order_by(Measure.prepared_on.desc(), Measure.number.desc())).all()


def running(home_id: uuid.UUID, kind: MeasureKind) -> Measure | None:
    """An open measure of this kind about the home; the newest, where several may run."""
    query = select(Measure).where(Measure.home_id == home_id, Measure.kind == kind, Measure.state.in_(OPEN))
    return db.session.scalars(query.order_by(Measure.number.desc()).limit(1)).one_or_none()


def ended_unheard(home_id: uuid.UUID) -> date | None:
    """The last day on which a suspension that the head ordered alone ended for this home without a hearing."""
    query = select(func.max(Measure.ended_on)).where(
        Measure.home_id == home_id, Measure.immediate, Measure.heard_on.is_(None)
    )
    return db.session.scalar(query)


def freezes_besides(measure: Measure) -> bool:
    """Whether another measure holds this home's admissions today."""
    query = select(Measure.id).where(
        Measure.home_id == measure.home_id, Measure.id != measure.id, Measure.kind.in_(FREEZING_KINDS),
        Measure.state.in_((MeasureState.WAITING, MeasureState.IN_FORCE)),
    )  # fmt: skip
    return db.session.scalars(query.limit(1)).first() is not None


def done_in_route(home: Home) -> list[str]:
    """The kinds that were decided for this home, in the order they were; what is only recommended is not done."""
    query = select(Measure.kind).where(Measure.home_id == home.id, Measure.state.in_(DECIDED))
    return [kind.value for kind in db.session.scalars(query.order_by(Measure.decided_on))]


def recommended(home: Home) -> Sequence[Measure]:
    """What was only recommended to the office that holds the power, and waits there; the newest first."""
    query = select(Measure).where(Measure.home_id == home.id, Measure.state == MeasureState.RECOMMENDED)
    return db.session.scalars(query.order_by(Measure.decided_on.desc(), Measure.number.desc())).all()


def in_the_way_of_recommended(measure: Measure, act: Act) -> list[str]:
    """Why what was recommended cannot be decided yet: its power is not in force, or another one runs in its place."""
    if measure.immediate:
        return ["ORDER_ANEW"]
    if powers.may_act(act) is Mode.RECOMMEND:
        return ["NO_POWER"]
    many = measure.kind in (MeasureKind.ADVICE, MeasureKind.CONDITION)
    return [] if many or running(measure.home_id, measure.kind) is None else ["RUNNING_ALREADY"]


def cause_over(home: Home, on: date) -> bool:
    """Whether the home was asked to show cause, and answered or let the last day pass."""
    query = select(Measure.id).where(
        Measure.home_id == home.id, Measure.kind == MeasureKind.SHOW_CAUSE, Measure.state.in_(DECIDED),
        Measure.state != MeasureState.SET_ASIDE, or_(Measure.until < on, Measure.answered_on.is_not(None)),
    )  # fmt: skip
    return db.session.scalars(query.limit(1)).first() is not None


def next_in_route(home: Home) -> str | None:
    """What is to be done next about a home without authorisation; None when it is not our turn."""
    over = rules.term_over(home.notice_until, clock.today())
    return rules.next_in_route(home.standing.value, home.visited_on is not None, done_in_route(home), over)


def unvisited(actor: Any, limit: int = 20) -> Sequence[Home]:
    """Homes without authorisation in which nobody of the department has been, the longest known first."""
    query = select(Home).where(reach(actor), Home.visited_on.is_(None), Home.standing.in_(_unregistered()))
    return db.session.scalars(query.order_by(Home.known_since, Home.id).limit(limit)).all()


def term_over(actor: Any, limit: int = 20) -> Sequence[Home]:
    """Homes whose notice to apply is over and from which no application came."""
    query = select(Home).where(reach(actor), Home.standing == Standing.NOTICE_SERVED, Home.notice_until < clock.today())
    return db.session.scalars(query.order_by(Home.notice_until, Home.id).limit(limit)).all()


def _unregistered() -> tuple[Standing, ...]:
    return (Standing.KNOWN_UNREGISTERED, Standing.NOTICE_SERVED)


def stays_in(home_id: uuid.UUID) -> Sequence[Stay]:
    """The children who live in the home now, by code."""
    query = select(Stay).where(Stay.home_id == home_id, Stay.ended_at.is_(None)).options(joinedload(Stay.child))
    return sorted(db.session.scalars(query).all(), key=lambda stay: stay.child.code)


def unplanned(measure: Measure) -> int:
    """How many of the children there now have no plan yet."""
    planned = select(ClosingPlan.stay_id).where(ClosingPlan.measure_id == measure.id)
    query = (
        select(func.count())
        .select_from(Stay)
        .where(Stay.home_id == measure.home_id, Stay.ended_at.is_(None), Stay.id.not_in(planned))
    )
    return db.session.scalar(query) or 0


def appeal_open(measure: Measure) -> bool:
    """Whether an appeal waits to be decided."""
    query = select(MeasureAppeal.id).where(MeasureAppeal.measure_id == measure.id, MeasureAppeal.outcome.is_(None))
    return db.session.scalar(query) is not None


def waiting_until(on: date) -> Sequence[uuid.UUID]:
    """Keys of decided closings whose day has come."""
    query = select(Measure.id).where(Measure.state == MeasureState.WAITING, Measure.effective_on <= on)
    return db.session.scalars(query).all()


def over_on(on: date) -> Sequence[uuid.UUID]:
    """Keys of measures in force whose last day is over."""
    query = select(Measure.id).where(Measure.state == MeasureState.IN_FORCE, Measure.until < on)
    return db.session.scalars(query).all()
