"""One course that one person took. It belongs to the person, so that nobody is trained twice in two homes."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.training import rules
from registry_app.providers.training.states import Course, Standing
from registry_app.providers.vetting.models import Person


class Training(Keyed, Base):
    """A home or an officer writes it down; an officer sees the certificate. One course on one day is one line."""

    __tablename__ = "training"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    course: Mapped[Course] = mapped_column(choice(Course))
    held_on: Mapped[date] = mapped_column(comment="its last day")
    hours: Mapped[int]
    given_by: Mapped[str] = mapped_column(String(160), comment="the body that taught")
    expires_on: Mapped[date | None] = mapped_column(comment="last day it counts; empty: it does not expire")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    seen_on: Mapped[date | None] = mapped_column(comment="when an officer saw the certificate")
    seen_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    person: Mapped[Person] = relationship()
    seen_by: Mapped[User | None] = relationship(foreign_keys=[seen_by_id])
    __table_args__ = (
        UniqueConstraint("person_id", "course", "held_on"),
        CheckConstraint("hours BETWEEN 1 AND 2000", name="hours"),
        CheckConstraint("given_by <> ''", name="given_by"),
        CheckConstraint("expires_on IS NULL OR expires_on >= held_on", name="expiry"),
        CheckConstraint("(seen_on IS NULL) = (seen_by_id IS NULL)", name="seen"),
    )

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return Standing(rules.standing(self.seen_on is not None, self.expires_on, clock.today()))
