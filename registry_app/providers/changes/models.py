"""A change that a home asks for, what was found, and what was decided or recommended."""

import json
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.changes.states import Answer, ChangeKind, ChangeState
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.powers.states import Mode


class Change(Keyed, Base):
    """One change of one home. What is wanted lies sealed, because it may name people and addresses."""

    __tablename__ = "change"
    number: Mapped[str] = mapped_column(String(20), unique=True, comment="C-2026-00042-K")
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    state: Mapped[ChangeState] = mapped_column(choice(ChangeState), default=ChangeState.ASKED, index=True)
    on: Mapped[date] = mapped_column("from_day", comment="wanted from this day; of a manager, since this day")
    late: Mapped[bool] = mapped_column(default=False, comment="told after the days for telling")
    wanted_sealed: Mapped[bytes] = sealed_column("what is wanted, as JSON", nullable=False)
    why_sealed: Mapped[bytes] = sealed_column("why, in the home's words", nullable=False)
    asked_on: Mapped[date] = mapped_column(default=clock.today)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    looked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    looked_on: Mapped[date | None]
    visited_on: Mapped[date | None]
    beds: Mapped[int | None]
    square_feet: Mapped[int | None]
    advice: Mapped[Answer | None] = mapped_column(choice(Answer, name="advice"))
    took_effect_on: Mapped[date | None] = mapped_column(comment="the day on which another owner came in")
    found: Mapped[str] = mapped_column(Text, default="", comment="what the office found")
    why = Sealed("why_sealed")
    wanted_text = Sealed("wanted_sealed")
    home: Mapped[Home] = relationship()
    service: Mapped[Service | None] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=asked_by_id)
    looked_by: Mapped[User | None] = relationship(foreign_keys=looked_by_id)
    rulings: Mapped[list["ChangeRuling"]] = relationship(back_populates="change", order_by="ChangeRuling.mode")
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('LOOKED_INTO', 'APPROVED', 'REFUSED') OR (looked_by_id IS NOT NULL AND looked_on IS NOT "
            "NULL AND advice IS NOT NULL AND found <> '')",
            name="looked_into",
        ),
        CheckConstraint(
            "took_effect_on IS NULL OR (kind = 'OWNER' AND state = 'APPROVED' AND took_effect_on >= from_day)",
            name="took_effect",
        ),
        CheckConstraint("looked_by_id <> asked_by_id", name="two_persons"),
        CheckConstraint("beds >= 0 AND square_feet >= 0", name="space"),
        Index(
            "uq_change_open", "home_id", "kind", unique=True,
            sqlite_where=text("state IN ('ASKED', 'LOOKED_INTO')"),
            postgresql_where=text("state IN ('ASKED', 'LOOKED_INTO')"),
        ),
    )  # fmt: skip

    @property
    def waits_for_its_day(self) -> bool:
        """Another owner is approved, and has not come in yet."""
        return self.kind is ChangeKind.OWNER and self.state is ChangeState.APPROVED and self.took_effect_on is None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is wanted, by name."""
        read: dict[str, Any] = json.loads(self.wanted_text or "{}")
        return read

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district


class ChangeRuling(Keyed, Base):
    """The decision, or while the power is not in force the recommendation to the office that holds it."""

    __tablename__ = "change_ruling"
    change_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("change.id"))
    mode: Mapped[Mode] = mapped_column(choice(Mode))
    answer: Mapped[Answer] = mapped_column(choice(Answer))
    on: Mapped[date] = mapped_column("ruled_on")
    reasons: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    looked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    power_lines: Mapped[dict[str, list[str]]] = mapped_column(Json, comment="language -> what the letter says of power")
    ruled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    change: Mapped[Change] = relationship(back_populates="rulings")
    by: Mapped[User] = relationship(foreign_keys=by_id)
    letters: Mapped[list["ChangeLetter"]] = relationship(order_by="ChangeLetter.language")
    __table_args__ = (
        UniqueConstraint("change_id", "mode"),
        CheckConstraint("by_id <> looked_by_id", name="two_persons"),
        CheckConstraint("reasons <> ''", name="reasons"),
    )


class ChangeLetter(Keyed, Base):
    """The letter of a ruling in one language, as it was sent."""

    __tablename__ = "change_letter"
    ruling_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("change_ruling.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("ruling_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )
