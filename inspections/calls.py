"""A call for a visit that came from outside the inspections: the home and the day, never by whom.

Messages from children reach the planner only so: three of a kind in a short time are one call (complaints-0.1.yaml
`triage.rules`), and the call says nothing of any of them. A child that was found there without any basis is no message:
the call names the criteria that the visit has to look at, so that their finding is offered and not forgotten.
"""

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from inspections.due import book as books
from registry_app.core import audit, clock
from registry_app.core.db import Base, Keyed, db, transactional
from registry_app.core.types import Json
from registry_app.placements.rules import terms


class VisitCall(Keyed, Base):
    """A responsive visit is due since this day, until a visit has arrived on it or later."""

    __tablename__ = "visit_call"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    called_on: Mapped[date]
    criteria: Mapped[list[str]] = mapped_column(
        Json, default=list, comment="ids of criteria to look at; empty: not said"
    )
    __table_args__ = (UniqueConstraint("home_id", "called_on"),)


@transactional
def call_for(home_id: uuid.UUID, criteria: Iterable[str] = ()) -> None:
    """A responsive visit is due at this home from today; calling twice on a day is once, with everything to look at."""
    today = clock.today()
    known = db.session.scalars(
        select(VisitCall).where(VisitCall.home_id == home_id, VisitCall.called_on == today)
    ).one_or_none()
    if known is None:
        with audit.deed("visit:call", VisitCall(home_id=home_id, called_on=today, criteria=sorted(criteria)), None):
            return
    if not set(criteria) <= set(known.criteria):
        with audit.deed("visit:call", known, None):
            known.criteria = sorted({*known.criteria, *criteria})


def found_outside(home_id: uuid.UUID) -> None:
    """A child was found there without any basis: the visit is offered the findings that this means."""
    call_for(home_id, terms(clock.today()).outside_offers)


def offered(home_id: uuid.UUID, since: date | None) -> list[str]:
    """The criteria that calls since the last visit ask to be looked at."""
    query = select(VisitCall).where(VisitCall.home_id == home_id)
    if since is not None:
        query = query.where(VisitCall.called_on > since)
    return sorted({one for call in db.session.scalars(query) for one in call.criteria})


@transactional
def after_event(home_id: uuid.UUID, kind: str) -> None:
    """A home reported something: where the book names such an event, a responsive visit is due from today."""
    if kind in books.in_force_on(clock.today())["called_by"]:
        call_for(home_id)


def open_calls() -> dict[uuid.UUID, date]:
    """Home -> the last day a visit was called for."""
    return {
        call.home_id: call.called_on for call in db.session.scalars(select(VisitCall).order_by(VisitCall.called_on))
    }
