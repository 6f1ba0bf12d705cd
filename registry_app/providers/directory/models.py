"""A service of the directory, and what it answered when it was asked for a place."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.directory.states import Answered, Days, RunBy, ServiceKind


class ListedService(Keyed, Base):
    """One service at one place. The focal person lies sealed; the public sees the office's own number."""

    __tablename__ = "listed_service"
    name: Mapped[str] = mapped_column(String(160))
    name_ur: Mapped[str] = mapped_column(String(160), default="")
    name_sd: Mapped[str] = mapped_column(String(160), default="")
    kind: Mapped[ServiceKind] = mapped_column(choice(ServiceKind))
    run_by: Mapped[RunBy] = mapped_column(choice(RunBy))
    district: Mapped[str | None] = mapped_column(String(6), index=True, comment="district code; empty: all of Sindh")
    phone: Mapped[str] = mapped_column(String(20), default="", comment="the office's own number, public")
    place: Mapped[str] = mapped_column(String(200), default="", comment="where it is; empty when that is not public")
    days: Mapped[Days] = mapped_column(choice(Days))
    opens: Mapped[str] = mapped_column(String(5), default="", comment="HH:MM; empty when open day and night")
    closes: Mapped[str] = mapped_column(String(5), default="")
    may_refer: Mapped[list[str]] = mapped_column(Json, comment="codes of MayRefer")
    agreed_until: Mapped[date | None] = mapped_column(comment="last day of the written agreement")
    focal_sealed: Mapped[bytes | None] = sealed_column("name of the focal person")
    focal_phone_sealed: Mapped[bytes | None] = sealed_column("number of the focal person")
    public: Mapped[bool] = mapped_column(default=True)
    made_up: Mapped[bool] = mapped_column(default=False, comment="belongs to the demonstration and says so")
    checked_on: Mapped[date] = mapped_column(default=clock.today, comment="when somebody last saw that it is right")
    ended_on: Mapped[date | None] = mapped_column(comment="it is listed no more since this day")
    focal, focal_phone = Sealed("focal_sealed"), Sealed("focal_phone_sealed")
    answers: Mapped[list["PlaceAnswer"]] = relationship(order_by="PlaceAnswer.asked_at.desc()")
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("(days = 'ALWAYS') = (opens = '') AND (days = 'ALWAYS') = (closes = '')", name="hours"),
        Index("ix_listed_service_by_kind", "kind", "district"),
    )

    def name_in(self, code: str) -> str:
        """The name in a language, or the one it has."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(code) or self.name


class PlaceAnswer(Keyed, Base):
    """What the service said when it was asked for a place; a new answer is a new line."""

    __tablename__ = "place_answer"
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listed_service.id"), index=True)
    answered: Mapped[Answered] = mapped_column(choice(Answered))
    places: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    asked_by: Mapped[User] = relationship()
    __table_args__ = (CheckConstraint("places IS NULL OR (answered = 'FREE' AND places > 0)", name="places"),)
