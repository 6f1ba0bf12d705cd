"""A call for a visit that came from outside the inspections: the home and the day, never why or by whom.

Messages from children reach the planner only so: three of a kind in a short time are one call (complaints-0.1.yaml
`triage.rules`), and the call says nothing of any of them.
"""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from inspections.due import book as books
from registry_app.core import audit, clock
from registry_app.core.db import Base, Keyed, db, transactional


class VisitCall(Keyed, Base):
    """A responsive visit is due since this day, until a visit has arrived on it or later."""

    __tablename__ = "visit_call"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    called_on: Mapped[date]
    __table_args__ = (UniqueConstraint("home_id", "called_on"),)


@transactional
def call_for(home_id: uuid.UUID) -> None:
    """A responsive visit is due at this home from today; calling twice on a day is once."""
    today = clock.today()
    known = select(VisitCall.id).where(VisitCall.home_id == home_id, VisitCall.called_on == today)
    if db.session.scalar(known) is None:
        with audit.deed("visit:call", VisitCall(home_id=home_id, called_on=today), None):
            pass


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
