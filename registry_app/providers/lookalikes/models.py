"""Places that are no homes of the register, and each look at one of them."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.lookalikes.states import InPlaceOfParents, LookAlikeKind, LookAlikeState


class LookAlike(Keyed, Base):
    """A place where children sleep that may be no home. In a table of its own, so that nothing counts it as one."""

    __tablename__ = "look_alike"
    number: Mapped[str] = mapped_column(String(12), unique=True, comment="L-00042-K")
    kind: Mapped[LookAlikeKind] = mapped_column(choice(LookAlikeKind), index=True)
    name: Mapped[str] = mapped_column(String(200))
    name_ur: Mapped[str | None] = mapped_column(String(200))
    name_sd: Mapped[str | None] = mapped_column(String(200))
    ownership: Mapped[Ownership] = mapped_column(choice(Ownership))
    district: Mapped[str] = mapped_column(String(6), comment="district code, SD-HYD")
    taluka: Mapped[str | None] = mapped_column(String(80))
    address_sealed: Mapped[bytes | None] = sealed_column("street address; never public")
    known_from: Mapped[KnownFrom] = mapped_column(choice(KnownFrom))
    known_since: Mapped[date] = mapped_column(default=clock.today)
    state: Mapped[LookAlikeState] = mapped_column(choice(LookAlikeState), default=LookAlikeState.MAPPED, index=True)
    checked_on: Mapped[date | None] = mapped_column(comment="the day of the last look")
    next_check_on: Mapped[date | None] = mapped_column(index=True, comment="by when it is looked at, or again")
    home_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("home.id"), unique=True, comment="the home under which it goes on, once it must register"
    )
    closed_on: Mapped[date | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    home: Mapped[Home | None] = relationship()
    checks: Mapped[list["LookAlikeCheck"]] = relationship(
        back_populates="place", order_by="LookAlikeCheck.on.desc(), LookAlikeCheck.created_at.desc()"
    )
    address = Sealed("address_sealed")
    __table_args__ = (
        CheckConstraint("known_from <> 'APPLICATION'", name="told"),
        CheckConstraint("(state = 'MUST_REGISTER') = (home_id IS NOT NULL)", name="registers_as_home"),
        CheckConstraint("(state = 'CLOSED') = (closed_on IS NOT NULL)", name="closed_has_day"),
        CheckConstraint("state NOT IN ('OUTSIDE', 'MUST_REGISTER') OR checked_on IS NOT NULL", name="looked_at"),
        CheckConstraint("state <> 'MAPPED' OR checked_on IS NULL", name="mapped_is_new"),
        CheckConstraint("(state IN ('MAPPED', 'OUTSIDE')) = (next_check_on IS NOT NULL)", name="has_next_look"),
        Index("ix_look_alike_listing", "district", "number"),
    )

    def name_in(self, language: str) -> str:
        """Its name in a language, or as it is known where nobody gave one."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language) or self.name


class LookAlikeCheck(Keyed, Base):
    """One look at a place: what was counted, what follows by rule, who looked, and when somebody looks again."""

    __tablename__ = "look_alike_check"
    place_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("look_alike.id"), index=True)
    on: Mapped[date] = mapped_column("looked_on")
    sleep: Mapped[int] = mapped_column(comment="children who sleep there")
    without_family: Mapped[int] = mapped_column(comment="of them, with nobody to go home to")
    not_home: Mapped[int] = mapped_column(comment="of them, taken home by no family in six months")
    parents_decide: Mapped[bool]
    verdict: Mapped[LookAlikeState] = mapped_column(choice(LookAlikeState), comment="OUTSIDE or MUST_REGISTER")
    reasons: Mapped[str] = mapped_column(String(80), default="", comment="InPlaceOfParents, separated by spaces")
    why_sealed: Mapped[bytes] = sealed_column("what the officer saw, in words", nullable=False)
    next_check_on: Mapped[date | None]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    rules_version: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    place: Mapped[LookAlike] = relationship(back_populates="checks")
    by: Mapped[User] = relationship()
    why = Sealed("why_sealed")
    __table_args__ = (
        CheckConstraint("verdict IN ('OUTSIDE', 'MUST_REGISTER')", name="verdict"),
        CheckConstraint("sleep >= 0 AND without_family BETWEEN 0 AND sleep AND not_home BETWEEN 0 AND sleep",
                        name="counts"),
        CheckConstraint("(verdict = 'OUTSIDE') = (next_check_on IS NOT NULL)", name="outside_has_next_look"),
        CheckConstraint("(verdict = 'MUST_REGISTER') = (reasons <> '')", name="reasons"),
        CheckConstraint(
            "verdict <> 'OUTSIDE' OR sleep = 0 OR (without_family = 0 AND not_home = 0 AND parents_decide)",
            name="no_care_outside",
        ),
        CheckConstraint("next_check_on IS NULL OR next_check_on > looked_on", name="later"),
    )  # fmt: skip

    @property
    def why_care(self) -> list[InPlaceOfParents]:
        """Why it gives care in place of parents."""
        return [InPlaceOfParents(word) for word in self.reasons.split()]
