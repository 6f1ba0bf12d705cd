"""A report of an incident, the children it is about by code, and what the offices did. Words lie sealed.

The table of messages from children is another one: a report is never a message, nor a message a report.
"""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.incidents.states import (
    IncidentKind,
    IncidentLevel,
    IncidentOutcome,
    IncidentState,
    SentVia,
    StepKind,
    WhoDid,
)
from registry_app.placements.models import Child
from registry_app.providers.homes.models import Home


class Incident(Keyed, Base):
    """One report. What it says is never changed; only where it stands moves on."""

    __tablename__ = "incident"
    number: Mapped[str] = mapped_column(String(20), unique=True, comment="I-2026-00042-K")
    year: Mapped[int]
    serial: Mapped[int] = mapped_column(comment="1, 2, 3 … in its year, without a gap; the database counts")
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    kind: Mapped[IncidentKind] = mapped_column(choice(IncidentKind))
    level: Mapped[IncidentLevel] = mapped_column(choice(IncidentLevel))
    who: Mapped[WhoDid] = mapped_column(choice(WhoDid))
    state: Mapped[IncidentState] = mapped_column(choice(IncidentState), default=IncidentState.SENT)
    via: Mapped[SentVia] = mapped_column(choice(SentVia))
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id"), index=True, comment="never told to the home"
    )
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    late: Mapped[bool] = mapped_column(default=False, comment="sent after the hours for reporting")
    contact_by: Mapped[datetime] = mapped_column(UTCDateTime)
    safe_by: Mapped[datetime | None] = mapped_column(UTCDateTime)
    words_sealed: Mapped[bytes] = sealed_column("what happened, in the reporter's words", nullable=False)
    done_sealed: Mapped[bytes | None] = sealed_column("what was done at once")
    codes_sealed: Mapped[bytes | None] = sealed_column("codes of children as they were typed")
    reach_sealed: Mapped[bytes | None] = sealed_column("how the reporter may be reached")
    digest: Mapped[str] = mapped_column(
        String(64), unique=True, info={"sensitive": True}, comment="hash of the number that opens the outcome"
    )
    contact_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    safe_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="since then the home may see the summary")
    summary_sealed: Mapped[bytes | None] = sealed_column("what the home is told, without names")
    outcome: Mapped[IncidentOutcome | None] = mapped_column(choice(IncidentOutcome))
    answer_sealed: Mapped[bytes | None] = sealed_column("what the reporter is told at the end")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    rules_version: Mapped[str] = mapped_column(String(10))
    words, done, codes = Sealed("words_sealed"), Sealed("done_sealed"), Sealed("codes_sealed")
    reach, summary, answer = Sealed("reach_sealed"), Sealed("summary_sealed"), Sealed("answer_sealed")
    home: Mapped[Home] = relationship()
    sent_by: Mapped[User | None] = relationship()
    children: Mapped[list["IncidentChild"]] = relationship()
    steps: Mapped[list["IncidentStep"]] = relationship(order_by="IncidentStep.place")
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("serial > 0", name="serial"),
        CheckConstraint("happened_at <= sent_at", name="after_it_happened"),
        CheckConstraint("(via = 'ACCOUNT') = (sent_by_id IS NOT NULL)", name="account"),
        CheckConstraint("state = 'SENT' OR contact_at IS NOT NULL", name="contact_first"),
        CheckConstraint("(released_at IS NULL) = (summary_sealed IS NULL)", name="released_says"),
        CheckConstraint(
            "(state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL OR (outcome IS NOT NULL AND "
            "answer_sealed IS NOT NULL))",
            name="closed_whole",
        ),
        CheckConstraint("state <> 'CLOSED' OR level <> 'P1' OR safe_at IS NOT NULL", name="safe_before_closed"),
        Index("ix_incident_waiting", "state", "contact_by"),
    )

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district

    @property
    def next_due(self) -> datetime | None:
        """What an office must do next: speak with somebody, then make the children safe; None when both are done."""
        if self.contact_at is None:
            return self.contact_by
        return self.safe_by if self.safe_at is None else None


class IncidentChild(Base):
    """A child the report is about, known by the code."""

    __tablename__ = "incident_child"
    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), primary_key=True)
    child: Mapped[Child] = relationship()


class IncidentStep(Keyed, Base):
    """One thing an office did. A line is added, never changed."""

    __tablename__ = "incident_step"
    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("incident.id"))
    place: Mapped[int] = mapped_column(comment="1, 2, 3 … within the report")
    kind: Mapped[StepKind] = mapped_column(choice(StepKind))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words_sealed: Mapped[bytes] = sealed_column("what was done, found or said", nullable=False)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    words = Sealed("words_sealed")
    by: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("incident_id", "place"), CheckConstraint("place > 0", name="place"))
