"""Pairs of homes that may be one."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Home
from registry_app.providers.twins.states import Verdict, Why


class Twin(Keyed, Base):
    """Two records that may be one home; `first` has the older register number."""

    __tablename__ = "twin"
    first_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    second_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    why: Mapped[str] = mapped_column(String(40), comment="what they share: NAME PLACE PEOPLE")
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict), default=Verdict.OPEN, index=True)
    reason: Mapped[str | None] = mapped_column(String(500), comment="why the person thinks so")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    first: Mapped[Home] = relationship(foreign_keys=[first_id])
    second: Mapped[Home] = relationship(foreign_keys=[second_id])
    decider: Mapped[User | None] = relationship()
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two"),
        CheckConstraint(
            "(verdict = 'OPEN') = (decided_at IS NULL) AND (verdict = 'OPEN') = (reason IS NULL)", name="decided"
        ),
    )

    @property
    def reasons(self) -> list[Why]:
        """What the two share."""
        return [Why(word) for word in self.why.split()]
