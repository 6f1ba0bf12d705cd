"""Shifts of a division, leave with its cover, and the calls of a message of danger."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime


class DutyShift(Keyed, Base):
    """Somebody is on duty for a division from one full hour to another; 1 is called first, 2 after it."""

    __tablename__ = "duty_shift"
    division: Mapped[str] = mapped_column(String(12), comment="code of the division")
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[int] = mapped_column(comment="1 is called first")
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[User] = relationship(foreign_keys=user_id)
    __table_args__ = (
        UniqueConstraint("division", "starts_at", "place"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("place IN (1, 2)", name="place"),
        Index("ix_duty_shift_when", "division", "starts_at", "ends_at"),
    )


class DutyLeave(Keyed, Base):
    """Days on which another person stands in every shift of somebody: no leave without cover."""

    __tablename__ = "duty_leave"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    cover_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[User] = relationship(foreign_keys=user_id)
    cover: Mapped[User] = relationship(foreign_keys=cover_id)
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("cover_id <> user_id", name="covered_by_another"),
    )


class DutyCall(Keyed, Base):
    """Somebody was called about a message of danger; empty `answered_at`: not answered yet."""

    __tablename__ = "duty_call"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    called_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    user: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("complaint_id", "user_id"),)


# That somebody was called says that a message exists: the audit keeps only that a call was made.
for _column in DutyCall.__table__.columns:
    if _column.name != "id":
        _column.info["sensitive"] = True
