"""The monthly return as it was sent (a corrected one is a new row, the last one counts), what settled a difference
between it and the stays, and who was reminded of one that did not come."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.placements.returns.states import Reminded
from registry_app.providers.homes.models import Home


class MonthlyReturn(Keyed, Base):
    """Counts only: no child is named in a return."""

    __tablename__ = "monthly_return"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    month: Mapped[date] = mapped_column(comment="its first day")
    version: Mapped[int] = mapped_column(comment="1 first; the last one counts")
    at_start: Mapped[int]
    came: Mapped[int]
    went: Mapped[int]
    to_family: Mapped[int] = mapped_column(comment="of those who left")
    present: Mapped[int]
    girls: Mapped[int]
    boys: Mapped[int]
    transgender: Mapped[int]
    staff: Mapped[int]
    events: Mapped[int]
    serious: Mapped[int] = mapped_column(comment="of the events")
    moved: Mapped[int] = mapped_column(default=0, comment="of those who left")
    missing: Mapped[int] = mapped_column(default=0, comment="of those who left")
    died: Mapped[int] = mapped_column(default=0, comment="of those who left")
    staff_came: Mapped[int] = mapped_column(default=0)
    staff_left: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(500), default="")
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    first_sent_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, comment="of the first version: a correction makes nobody late"
    )
    home: Mapped[Home] = relationship()
    sent_by: Mapped[User] = relationship()
    settlements: Mapped[list["ReturnSettlement"]] = relationship(order_by="ReturnSettlement.place")
    __table_args__ = (
        UniqueConstraint("home_id", "month", "version"),
        CheckConstraint("first_sent_at <= sent_at", name="first_before"),
        CheckConstraint("girls + boys + transgender = present", name="sexes"),
        CheckConstraint("at_start + came - went = present", name="balance"),
        CheckConstraint(
            "to_family + moved + missing + died <= went AND serious <= events AND staff_came <= staff", name="parts"
        ),
        CheckConstraint(
            "at_start >= 0 AND came >= 0 AND to_family >= 0 AND girls >= 0 AND boys >= 0 AND transgender >= 0 "
            "AND staff >= 0 AND serious >= 0 AND moved >= 0 AND missing >= 0 AND died >= 0 AND staff_came >= 0 "
            "AND staff_left >= 0",
            name="counts",
        ),
    )


class ReturnSettlement(Keyed, Base):
    """An officer looked into a difference and says why it stands. It counts while the difference stays the same."""

    __tablename__ = "return_settlement"
    return_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("monthly_return.id"))
    place: Mapped[int] = mapped_column(comment="1 first; the last one counts")
    differences: Mapped[dict[str, list[int]]] = mapped_column(Json, comment="box -> [return, stays], as they were")
    reason: Mapped[str] = mapped_column(String(1000), comment="no child is named")
    settled_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    settled_by: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("return_id", "place"), CheckConstraint("reason <> ''", name="reason"))


class ReturnReminder(Keyed, Base):
    """That somebody was written to about a missing return: once each."""

    __tablename__ = "return_reminder"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    month: Mapped[date]
    who: Mapped[Reminded] = mapped_column(choice(Reminded))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (UniqueConstraint("home_id", "month", "who"),)
