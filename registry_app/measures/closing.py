"""Closing a home: by its holder with 90 days' notice, or after a decision; never before each child has a plan (R19)."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.measures import effects, letters, queries, rules
from registry_app.measures.book import book as numbers
from registry_app.measures.models import ClosingPlan, Measure
from registry_app.measures.papers import write_papers
from registry_app.measures.services import move, prepare
from registry_app.measures.states import WAITING_KINDS, Ground, MeasureKind, MeasureState, NextPlace, PaperKind
from registry_app.placements.models import Stay
from registry_app.providers.homes.checks import speaks_for
from registry_app.providers.homes.models import Home


@transactional
def give_notice_of_closing(home: Home, *, effective_on: date, reasons: str, actor: Any) -> Measure:
    """The holder closes: 90 days' notice, the children's plans begin at once, and no new child comes (`measures`)."""
    speaks_for(actor, home)
    book, today = numbers(), clock.today()
    case = rules.Case(
        "VOLUNTARY_CLOSURE", home.standing.value, grounds=["OWN_WISH"], reasons="x", effective_on=effective_on
    )
    if "EFFECT_DAY" in rules.lacks(book, case, today):
        days = book["kinds"]["VOLUNTARY_CLOSURE"]["wait_days"]
        raise DomainError(_("Choose a day at least %(days)s days from today.", days=days), "effective_on")
    measure = prepare(home, MeasureKind.VOLUNTARY_CLOSURE, grounds=[Ground.OWN_WISH], reasons=reasons, actor=actor)
    measure = move(
        measure, "decide_later", actor=actor, decided_by_id=actor.id, decided_on=today, effective_on=effective_on
    )
    effects.freeze(measure, actor)
    write_papers(measure, PaperKind.DECISION, actor)
    letters.closing_begins(measure)
    return measure


@transactional
def take_back(measure: Measure, reason: str, *, actor: Any) -> Measure:
    """The holder does not close after all: the home goes on, admissions open again unless something else holds them.

    The children's plans stay written; nobody has to leave. DomainError once the home has closed.
    """
    speaks_for(actor, measure.home)
    if not reason.strip():
        raise DomainError(_("Write the reason."), "words")
    kept = reason.strip()[:500]
    measure = move(measure, "take_back", actor=actor, reason=kept, ended_on=clock.today(), end_reason=kept)
    effects.unfreeze(measure, actor)
    letters.closing_taken_back(measure)
    return measure


@transactional
def plan_for(measure: Measure, stay_id: uuid.UUID, *, place: NextPlace, by_day: date, actor: Any) -> ClosingPlan:
    """Where one child goes, and by when: before the closing takes effect. A later word replaces the earlier one."""
    measure = locked(measure)
    if measure.kind not in WAITING_KINDS or measure.state is not MeasureState.WAITING or not measure.effective_on:
        raise DomainError(_("Plans are made once the closing is decided, until it takes effect."))
    stay = db.session.get(Stay, stay_id)
    if stay is None or stay.home_id != measure.home_id or stay.ended_at is not None:
        raise DomainError(_("This child does not live here now."))
    if not clock.today() <= by_day <= measure.effective_on:
        raise DomainError(_("The child must be there before the home closes: choose a day until then."), "by_day")
    plan = db.session.scalars(
        select(ClosingPlan).where(ClosingPlan.measure_id == measure.id, ClosingPlan.stay_id == stay_id)
    ).one_or_none() or ClosingPlan(measure_id=measure.id, stay_id=stay_id)
    with audit.deed("measure:plan-child", plan, actor):
        plan.place, plan.by_day, plan.officer_id = place, by_day, actor.id
    return plan


@transactional
def take_effect(measure: Measure, on: date | None = None) -> bool:
    """Close, if the day has come, every child there has a plan and no appeal holds it; True when it was closed now."""
    measure, on = locked(measure), on or clock.today()
    if measure.state is not MeasureState.WAITING or measure.effective_on is None:
        return False
    facts = (queries.unplanned(measure), queries.appeal_open(measure), measure.in_danger)
    if not rules.takes_effect(measure.kind.value, measure.effective_on, *facts, on):
        return False
    measure = move(measure, "take_effect", actor=None, effective_on=on)
    effects.close(measure, None)
    letters.closed(measure)
    return True
