"""Finding what is recorded beside a leaving, and what of it still waits for somebody."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from registry_app.accounts import queries as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements import queries
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.models import DeathReview, MarriagePlan
from registry_app.placements.exits.truth import CORRECTED, told
from registry_app.placements.models import Stay
from registry_app.placements.states import Exit

SHOWN = 20
"""So many waiting tasks fit above the list; the next ones come when these are done."""


def review_of(stay: Stay) -> DeathReview | None:
    """The review of the death that ended this stay."""
    return db.session.scalars(select(DeathReview).where(DeathReview.stay_id == stay.id)).one_or_none()


def plan_of(stay: Stay) -> MarriagePlan | None:
    """The newest marriage plan reported about the child of this stay."""
    query = select(MarriagePlan).where(MarriagePlan.stay_id == stay.id).order_by(MarriagePlan.reported_at.desc())
    return db.session.scalars(query.limit(1)).one_or_none()


def plan(plan_id: uuid.UUID) -> tuple[MarriagePlan, Stay]:
    """A plan with the stay it is about."""
    found = db.session.get_one(MarriagePlan, plan_id)
    return found, db.session.get_one(Stay, found.stay_id)


def deaths_to_review(actor: Any) -> Sequence[Stay]:
    """Deaths without a review that this person may see, the most urgent first."""
    query = queries.of_office(actor).outerjoin(ExitCorrection, CORRECTED).where(told("exit") == Exit.DIED, ~_reviewed())
    query = query.options(joinedload(Stay.correction))
    return (
        db.session.scalars(query.order_by(None).order_by(told("death_review_on"), Stay.id).limit(SHOWN)).unique().all()
    )


def _reviewed() -> Any:
    return exists().where(DeathReview.stay_id == Stay.id)


def plans_without_police(actor: Any) -> Sequence[Stay]:
    """Children whose planned marriage the police have not been told of."""
    waiting = select(MarriagePlan.stay_id).where(MarriagePlan.police_on.is_(None))
    query = queries.of_office(actor).where(Stay.id.in_(waiting))
    return db.session.scalars(query.order_by(None).order_by(Stay.started_at, Stay.id).limit(SHOWN)).unique().all()


def late_reviews(on: date) -> Select[Any]:
    """Deaths whose review is overdue on a day; for duties and tiles."""
    late = select(Stay).outerjoin(ExitCorrection, CORRECTED)
    return late.where(told("exit") == Exit.DIED, told("death_review_on") < on, ~_reviewed())


def deaths(first: date, last: date) -> tuple[int, int]:
    """Children who died in care from `first` to `last` by their review's clock, and those found dead, counted apart."""
    query = select(told("found_dead"), func.count()).select_from(Stay).outerjoin(ExitCorrection, CORRECTED)
    start = datetime.combine(first, time.min, clock.KARACHI)
    end = datetime.combine(last + timedelta(days=1), time.min, clock.KARACHI)
    query = query.where(told("exit") == Exit.DIED, told("ended_at") >= start, told("ended_at") < end)
    rows = db.session.execute(query.group_by(told("found_dead"))).all()
    counted = {bool(row[0]): int(row[1]) for row in rows}
    return counted.get(False, 0), counted.get(True, 0)


def women(district: str | None) -> Sequence[User]:
    """Women officers of the Child Protection Unit who may hear a consent."""
    found = {user.id: user for role in (Role.CPO, Role.CPU_HEAD) for user in accounts.holding(role, district)}
    return sorted((user for user in found.values() if user.woman), key=lambda user: (user.name, str(user.id)))
