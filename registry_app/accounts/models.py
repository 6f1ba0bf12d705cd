"""A person who signs in, the roles they hold and where, and the links by which they first come in."""

import uuid
from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.i18n import label
from registry_app.core.types import UTCDateTime, choice


class User(Keyed, UserMixin, Base):
    """One person, one login. `email` or `phone` is what they sign in with."""

    __tablename__ = "user_account"
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True, comment="lower case")
    phone: Mapped[str | None] = mapped_column(String(20), unique=True, comment="+92…")
    password_hash: Mapped[str | None] = mapped_column(String(200), info={"sensitive": True})
    password_set_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(2), default="en")
    agency: Mapped[Agency] = mapped_column(choice(Agency), default=Agency.OTHER)
    woman: Mapped[bool | None] = mapped_column(comment="asked where the rules ask for a woman; empty when not said")
    health_professional: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="user", lazy="selectin", order_by="RoleGrant.role")
    __table_args__ = (
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held today."""
        return frozenset(grant.role for grant in self.grants if grant.runs(clock.today()))

    def has(self, *roles: Role) -> bool:
        """Whether the person holds any of these roles today."""
        return self.is_active and not self.roles.isdisjoint(roles)

    def districts(self, *roles: Role) -> frozenset[str] | None:
        """District codes these roles reach; None when one of them reaches all of Sindh."""
        running = [g for g in self.grants if g.role in roles and g.runs(clock.today())]
        if any(g.district is None for g in running):
            return None
        return frozenset(g.district for g in running if g.district)

    def reaches(self, district: str | None, *roles: Role) -> bool:
        """Whether one of these roles is held for this district (or for all of Sindh)."""
        if not self.has(*roles):
            return False
        held = self.districts(*roles)
        return held is None or district in held

    @property
    def role_label(self) -> str:
        """The first role in words, for the top of each page."""
        held = sorted(self.roles)
        return label(held[0]) if held else ""

    @property
    def acting_role(self) -> str:
        """The role an audit line names: the first one held."""
        held = sorted(self.roles)
        return held[0].value if held else "none"


class RoleGrant(Keyed, Base):
    """A role held by a person, for one district or for all of Sindh (empty), from one day to another."""

    __tablename__ = "role_grant"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role), index=True)
    district: Mapped[str | None] = mapped_column(String(6), index=True, comment="district code; empty: all of Sindh")
    since: Mapped[date] = mapped_column(default=clock.today)
    until: Mapped[date | None]
    user: Mapped[User] = relationship(back_populates="grants")
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="period"),
        UniqueConstraint("user_id", "role", "district", "since"),
    )

    def runs(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


class OneTimeLink(Keyed, Base):
    """A link or code used once: the first password, or proof that a phone is theirs. Only its hash is kept."""

    __tablename__ = "one_time_link"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignInAttempt(Keyed, Base):
    """A wrong password, counted by a hash of the name tried, so that guessing slows down in every process at once."""

    __tablename__ = "sign_in_attempt"
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (Index("ix_sign_in_attempt_recent", "digest", "at"),)
