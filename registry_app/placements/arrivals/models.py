"""The notice of an arrival, the children it names by their codes, and the steps of looking for their families.

What a notice said is never changed (triggers in `laws.py`); what came of it stands beside it. One stay has one notice.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.arrivals.states import (
    BroughtBy,
    Condition,
    Found,
    Group,
    Outcome,
    SeenBy,
    State,
    Trace,
    Via,
)
from registry_app.placements.models import Child, Stay
from registry_app.providers.homes.models import Home


class ArrivalNotice(Keyed, Base):
    """One notice, of one child or of several who came together. Its key is made on the phone or in the form."""

    __tablename__ = "arrival_notice"
    number: Mapped[str] = mapped_column(String(20), unique=True, comment="AN-2026-00042-K, gap-free in its year")
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    state: Mapped[State] = mapped_column(choice(State), default=State.SENT)
    via: Mapped[Via] = mapped_column(choice(Via))
    post: Mapped[str | None] = mapped_column(String(120), comment="police post or hospital that told it, with the name")
    post_phone: Mapped[str | None] = mapped_column(String(20), comment="to call back")
    together: Mapped[Group | None] = mapped_column(choice(Group), comment="why several children came together")
    children: Mapped[int] = mapped_column(comment="how many; so many rows of arrival stand beside it")
    brought_by: Mapped[BroughtBy] = mapped_column(choice(BroughtBy))
    police_station: Mapped[str | None] = mapped_column(String(120))
    diary_number: Mapped[str | None] = mapped_column(String(60), comment="of the police station")
    hospital: Mapped[str | None] = mapped_column(String(120))
    note_left: Mapped[bool] = mapped_column(default=False, comment="a letter or note lay with the child")
    words_sealed: Mapped[bytes | None] = sealed_column("what the note says, and anything else")
    arrived_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="when the child came, as far as is known")
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="by the phone's own clock: a claim")
    clock_off: Mapped[int] = mapped_column(default=0, comment="seconds the phone's clock was ahead when it sent")
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, comment="when the office had it")
    seen_by: Mapped[datetime] = mapped_column(UTCDateTime, comment="by when somebody must have seen the children")
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    content_hash: Mapped[str] = mapped_column(String(90), comment="keyed, of what was sent: sent again it is the same")
    no_unit: Mapped[bool] = mapped_column(default=False, comment="the district has no unit; the directorate was told")
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when the last of them had been seen")
    late_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the head was told: not seen in time")
    higher_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the directorate was told")
    overdue_told_on: Mapped[date | None] = mapped_column(comment="told that day 7 is over without an outcome")
    home: Mapped[Home] = relationship()
    sent_by: Mapped[User] = relationship()
    arrivals: Mapped[list["Arrival"]] = relationship(back_populates="notice", order_by="Arrival.position")
    words = Sealed("words_sealed")
    __table_args__ = (
        CheckConstraint("children > 0", name="children"),
        CheckConstraint("together IS NOT NULL OR children = 1", name="several_have_a_reason"),
        CheckConstraint(
            "via NOT IN ('POLICE', 'HOSPITAL') OR (post IS NOT NULL AND post_phone IS NOT NULL)", name="post_is_named"
        ),
        CheckConstraint("arrived_at <= received_at AND seen_by > received_at", name="times"),
        CheckConstraint("state = 'SENT' OR seen_at IS NOT NULL", name="seen_has_time"),
        CheckConstraint("seen_at IS NULL OR seen_at >= arrived_at", name="seen_after"),
        Index("ix_arrival_notice_own", "home_id", "received_at"),
        Index("ix_arrival_notice_waiting", "state", "seen_by"),
        Index("ix_arrival_notice_received", "received_at", "id"),
    )

    @property
    def district(self) -> str:
        """For the rules of who may see it."""
        return self.home.district

    @property
    def organisation(self) -> object:
        """For the rule that the people of the home see it."""
        return self.home.organisation


class Arrival(Keyed, Base):
    """One child of a notice: its stay, how it was, who saw it, what came of it."""

    __tablename__ = "arrival"
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("arrival_notice.id"))
    position: Mapped[int] = mapped_column(comment="1, 2, 3 … within the notice")
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), unique=True)
    condition: Mapped[Condition] = mapped_column(choice(Condition))
    found: Mapped[Found] = mapped_column(choice(Found), default=Found.NOT_SAID)
    photo_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("stored_file.id"), unique=True, comment="for tracing only; opened with a reason, each time recorded"
    )
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    seen_by: Mapped[SeenBy | None] = mapped_column(choice(SeenBy))
    seen_told_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), comment="who wrote it")
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    outcome_on: Mapped[date | None]
    outcome_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    receipt: Mapped[str | None] = mapped_column(String(60), comment="number of the receipt of whoever took the child")
    receiver_sealed: Mapped[bytes | None] = sealed_column("who took the child, and where")
    panel_on: Mapped[date | None] = mapped_column(comment="the day before the panel")
    notice: Mapped[ArrivalNotice] = relationship(back_populates="arrivals")
    child: Mapped[Child] = relationship()
    stay: Mapped[Stay] = relationship()
    photo: Mapped[StoredFile | None] = relationship()
    receiver = Sealed("receiver_sealed")
    __table_args__ = (
        UniqueConstraint("notice_id", "position"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint(
            "(seen_at IS NULL) = (seen_by IS NULL) AND (seen_at IS NULL) = (seen_told_by_id IS NULL)",
            name="seen_is_whole",
        ),
        CheckConstraint(
            "(outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (outcome_by_id IS NULL)",
            name="outcome_is_whole",
        ),
        CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('HOME', 'RELATIVES', 'HANDED_OVER') "
            "OR (receipt IS NOT NULL AND receiver_sealed IS NOT NULL)",
            name="handed_over_has_receipt",
        ),
        CheckConstraint("(outcome IS NOT NULL AND outcome = 'PANEL_DATE') = (panel_on IS NOT NULL)", name="panel_day"),
    )

    @property
    def home(self) -> Home:
        return self.notice.home

    @property
    def home_id(self) -> uuid.UUID:
        """For the rule of ties."""
        return self.notice.home_id

    @property
    def district(self) -> str:
        return self.notice.home.district


class ArrivalTrace(Keyed, Base):
    """One step of looking for the family, with the number that came of it. Never changed; a newer one stands beside."""

    __tablename__ = "arrival_trace"
    arrival_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("arrival.id"), index=True)
    kind: Mapped[Trace] = mapped_column(choice(Trace))
    on: Mapped[date]
    number: Mapped[str | None] = mapped_column(String(60), comment="in the list of missing children, or of the FIR")
    words_sealed: Mapped[bytes | None] = sealed_column("what was asked and answered")
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    by: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("kind NOT IN ('ZARRA', 'POLICE_LIST', 'FIR') OR number IS NOT NULL", name="number"),
    )
