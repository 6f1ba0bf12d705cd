"""The secret an app on the phone shares with the register, the codes on paper, and what two persons took away."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime


class SecondFactor(Keyed, Base):
    """One app of one person, kept once its first code was right."""

    __tablename__ = "second_factor"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), unique=True)
    secret_sealed: Mapped[bytes] = sealed_column("the shared secret, as base32", nullable=False)
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    last_step: Mapped[int] = mapped_column(default=0, comment="30 seconds each since 1970; a code counts once")
    secret = Sealed("secret_sealed")


class RecoveryCode(Keyed, Base):
    """A code on paper; only its keyed hash is stored, and it works once."""

    __tablename__ = "recovery_code"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True, info={"sensitive": True})
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SecondTaken(Keyed, Base):
    """A lost phone: one officer asks that the second step be taken away, another one agrees."""

    __tablename__ = "second_factor_taken"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    reason: Mapped[str] = mapped_column(String(400))
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    agreed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="selectin")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="selectin")
    __table_args__ = (
        CheckConstraint("(agreed_by_id IS NULL) = (agreed_at IS NULL)", name="agreed"),
        CheckConstraint("agreed_by_id IS NULL OR agreed_by_id <> asked_by_id", name="by_two"),
        CheckConstraint("user_id <> asked_by_id AND (agreed_by_id IS NULL OR agreed_by_id <> user_id)", name="not_own"),
        Index("ix_second_factor_taken_one_open", "user_id", unique=True, sqlite_where=text("agreed_at IS NULL"),
              postgresql_where=text("agreed_at IS NULL")),
    )  # fmt: skip
