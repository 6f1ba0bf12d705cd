"""A body by its notification, the districts it serves, its seats, its meetings and the roll call of each."""

import uuid
from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gatekeeping.bodies.states import Presence, SeatKind, Sitting, Template
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.vetting.laws import MATCHED, NOT_CLEAR


class Body(Keyed, Base):
    """One notified gatekeeping body. Its quorum and majority are those of the rules in force."""

    __tablename__ = "gatekeeping_body"
    template: Mapped[Template] = mapped_column(choice(Template))
    notification: Mapped[str] = mapped_column(String(120), comment="number of the notification that made it")
    notified_on: Mapped[date]
    districts: Mapped[list["BodyDistrict"]] = relationship(back_populates="body", order_by="BodyDistrict.district")
    seats: Mapped[list["Seat"]] = relationship(back_populates="body", order_by="Seat.since")
    meetings: Mapped[list["Meeting"]] = relationship(back_populates="body", order_by="Meeting.on_day")


class BodyDistrict(Base):
    """A district is served by one body."""

    __tablename__ = "gatekeeping_body_district"
    district: Mapped[str] = mapped_column(String(6), primary_key=True)
    body_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_body.id"), index=True)
    body: Mapped[Body] = relationship(back_populates="districts")


class Seat(Keyed, Base):
    """A person holds a seat from one day to another: two years, renewable once."""

    __tablename__ = "gatekeeping_seat"
    body_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_body.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    seat: Mapped[SeatKind] = mapped_column(choice(SeatKind))
    since: Mapped[date]
    until: Mapped[date | None]
    body: Mapped[Body] = relationship(back_populates="seats")
    user: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="term"),
        UniqueConstraint("body_id", "user_id", "since"),
        Index(
            "uq_gatekeeping_seat_held",
            "body_id",
            "user_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    def runs(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def statements(dialect: str) -> list[DDL]:
    """The trigger of seats, ready to run on this kind of database; the first migration runs the same."""
    name, table = "gatekeeping_seat_clear", Seat.__tablename__
    if dialect == "sqlite":
        return [sqlite_trigger(name, table, "INSERT", MATCHED, NOT_CLEAR)]
    return postgres_trigger(name, table, "INSERT", MATCHED, NOT_CLEAR)


for _dialect in ("sqlite", "postgresql"):
    for _ddl in statements(_dialect):
        event.listen(Seat.__table__, "after_create", _ddl.execute_if(dialect=_dialect))


class Meeting(Keyed, Base):
    """One sitting. An urgent one, by phone, has the urgent quorum and is confirmed by the next full meeting."""

    __tablename__ = "gatekeeping_meeting"
    body_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_body.id"), index=True)
    on_day: Mapped[date] = mapped_column(index=True)
    urgent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Sitting] = mapped_column(choice(Sitting), default=Sitting.PLANNED)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    body: Mapped[Body] = relationship(back_populates="meetings")
    roll: Mapped[list["RollCall"]] = relationship(back_populates="meeting")
    __table_args__ = (
        CheckConstraint("state = 'PLANNED' OR opened_at IS NOT NULL OR closed_at IS NOT NULL", name="opened"),
        CheckConstraint("(state = 'CLOSED') = (closed_at IS NOT NULL)", name="closed"),
        Index(
            "uq_gatekeeping_meeting_sitting",
            "body_id",
            unique=True,
            sqlite_where=text("state = 'SITTING'"),
            postgresql_where=text("state = 'SITTING'"),
        ),
    )


class RollCall(Base):
    """Whether a member was there."""

    __tablename__ = "gatekeeping_roll_call"
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_meeting.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(choice(Presence))
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    meeting: Mapped[Meeting] = relationship(back_populates="roll")
