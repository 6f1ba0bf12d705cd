"""A child under a random code, the answers of the ladder, the warrant of a decision, and the stays.

What may never be is refused by the database itself: two open stays of one child; a stay on basis DECISION without a
warrant for this very child, home and care type; a warrant that leaves a lower rung of the ladder unanswered or answers
it with something expired (triggers in `laws.py`). SCPP 4(7), 5.3.3(c).
"""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.children.models import CARE_CHECKS, CareNeeds
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.models import Leaving, leaving_checks
from registry_app.placements.exits.states import CourtType
from registry_app.placements.rules import terms
from registry_app.placements.states import AgeMethod, AnswerStatus, Basis, Rung, Sex, WarrantStatus
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType


class Child(CareNeeds, Keyed, Base):
    """One child, known by a code without meaning (DP01, DP03). The age is a range of possible birth dates."""

    __tablename__ = "child"
    code: Mapped[str] = mapped_column(String(12), unique=True)
    sex: Mapped[Sex] = mapped_column(choice(Sex))
    born_earliest: Mapped[date]
    born_latest: Mapped[date] = mapped_column(comment="the younger bound: the one that protects")
    age_method: Mapped[AgeMethod] = mapped_column(choice(AgeMethod))
    home_district: Mapped[str] = mapped_column(String(12), comment="SD-HYD, or OUT-PB … OUT-UNKNOWN")
    sibling_group: Mapped[uuid.UUID | None] = mapped_column(index=True, comment="brothers and sisters share it")
    unaccompanied: Mapped[bool | None]
    disability: Mapped[bool] = mapped_column(default=False)
    special_needs: Mapped[str] = mapped_column(
        String(300), default="", comment="needs, separated by commas", info={"sensitive": True}
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    stays: Mapped[list["Stay"]] = relationship(back_populates="child", order_by="Stay.started_at")
    __table_args__ = (CheckConstraint("born_earliest <= born_latest", name="birth"), *CARE_CHECKS)

    def age(self, on: date) -> int:
        """Completed years on a day, by the younger bound."""
        born = self.born_latest
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def oldest(self, on: date) -> int:
        """Completed years on a day, by the older bound."""
        born = self.born_earliest
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class ChildIdentity(Keyed, Base):
    """Who the child is: apart, sealed, opened only with its own permission and a reason, each look recorded (DP02)."""

    __tablename__ = "child_identity"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), unique=True)
    name_sealed: Mapped[bytes | None] = sealed_column("the child's name")
    parents_sealed: Mapped[bytes | None] = sealed_column("names of the parents")
    papers_sealed: Mapped[bytes | None] = sealed_column("B-Form or other numbers")
    address_sealed: Mapped[bytes | None] = sealed_column("where the family lives")
    name, parents, papers, address = (
        Sealed("name_sealed"),
        Sealed("parents_sealed"),
        Sealed("papers_sealed"),
        Sealed("address_sealed"),
    )


class LadderReason(Base):
    """What the rules let answer a rung: code, rung, for how many days. Loaded from the rule files, never changed."""

    __tablename__ = "ladder_reason"
    rules_version: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    rung: Mapped[Rung] = mapped_column(choice(Rung), primary_key=True)
    valid_days: Mapped[int | None] = mapped_column(comment="empty: it does not expire")


class LadderAnswer(Keyed, Base):
    """Why one rung of the ladder is no way for this child: a code, evidence, a day and an officer. Never changed."""

    __tablename__ = "ladder_answer"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    rung: Mapped[Rung] = mapped_column(choice(Rung))
    rank: Mapped[int] = mapped_column(comment="place of the rung on the ladder, 0 first")
    status: Mapped[AnswerStatus] = mapped_column(choice(AnswerStatus))
    code: Mapped[str] = mapped_column(String(40), comment="reason code of gatekeeping.yaml")
    evidence_sealed: Mapped[bytes] = sealed_column("what shows it", nullable=False)
    answered_on: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(comment="last day it holds; empty: it does not expire")
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    evidence = Sealed("evidence_sealed")
    officer: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("id", "child_id", "rung"),
        CheckConstraint("code LIKE 'R%'", name="reason_that_can_hold"),
        CheckConstraint("status <> 'NOT_AVAILABLE' OR code = 'R11_NO_APPROVED_CARER_AVAILABLE'", name="search"),
        CheckConstraint("length(evidence_sealed) > 0", name="evidence"),
        CheckConstraint("valid_until IS NULL OR valid_until >= answered_on", name="validity"),
        CheckConstraint(
            "rank = CASE rung " + " ".join(f"WHEN '{rung}' THEN {rank}" for rank, rung in enumerate(Rung)) + " END",
            name="rank_of_rung",
        ),
    )


class Warrant(Keyed, Base):
    """What a decision gives: this child may stay in this home, in this kind of care. Written once."""

    __tablename__ = "warrant"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    care_type: Mapped[CareType] = mapped_column(choice(CareType))
    decided_on: Mapped[date]
    decision_id: Mapped[uuid.UUID] = mapped_column(comment="key of the gatekeeping decision it rests on", unique=True)
    status: Mapped[WarrantStatus] = mapped_column(choice(WarrantStatus))
    court_order: Mapped[str | None] = mapped_column(String(120), comment="reference of the order")
    review_on: Mapped[date]
    rules_version: Mapped[str] = mapped_column(String(20))
    rungs: Mapped[list["WarrantRung"]] = relationship(back_populates="warrant")
    __table_args__ = (
        UniqueConstraint("id", "child_id"),
        UniqueConstraint("id", "child_id", "home_id", "care_type"),
        CheckConstraint("review_on > decided_on", name="review"),
    )


class WarrantRung(Base):
    """One lower rung of a warrant, with the answer that rules it out for this child."""

    __tablename__ = "warrant_rung"
    warrant_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    rung: Mapped[Rung] = mapped_column(choice(Rung), primary_key=True)
    child_id: Mapped[uuid.UUID]
    answer_id: Mapped[uuid.UUID]
    warrant: Mapped[Warrant] = relationship(back_populates="rungs")
    __table_args__ = (
        ForeignKeyConstraint(["warrant_id", "child_id"], ["warrant.id", "warrant.child_id"]),
        ForeignKeyConstraint(
            ["answer_id", "child_id", "rung"], ["ladder_answer.id", "ladder_answer.child_id", "ladder_answer.rung"]
        ),
    )


class Stay(Leaving, Keyed, Base):
    """Where a child sleeps, since when and on what basis. Changed by a new line, never by edit; only ended."""

    __tablename__ = "stay"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), index=True)
    place_sealed: Mapped[bytes | None] = sealed_column("where, when it is no home on the register")
    place_district: Mapped[str | None] = mapped_column(
        String(12), index=True, comment="of that place: whose unit looks after it; a home has its own"
    )
    care_type: Mapped[CareType | None] = mapped_column(choice(CareType))
    basis: Mapped[Basis] = mapped_column(choice(Basis), index=True)
    warrant_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("warrant.id"), comment="a decision begins one stay, once; one may go on after a wrong leaving"
    )
    continues_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("stay.id"), unique=True, comment="the stay whose leaving was written wrongly: it goes on here"
    )
    order_reference: Mapped[str | None] = mapped_column(String(120), comment="court and number, for COURT_DIRECT")
    order_court: Mapped[CourtType | None] = mapped_column(
        choice(CourtType, "order_court"), comment="which kind of court, for COURT_DIRECT"
    )
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), comment="for EMERGENCY")
    brought_by: Mapped[str | None] = mapped_column(String(60), comment="for ARRIVAL: police, hospital, cradle …")
    diary_number: Mapped[str | None] = mapped_column(String(60), comment="for ARRIVAL: of the police station")
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    limit_on: Mapped[date | None] = mapped_column(index=True, comment="by this day it must have another basis or end")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    left_recorded_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="when the leaving was written down; a report of an earlier moment does not know it"
    )
    place = Sealed("place_sealed")
    child: Mapped[Child] = relationship(back_populates="stays")
    home: Mapped[Home | None] = relationship()
    warrant: Mapped[Warrant | None] = relationship(foreign_keys=[warrant_id])
    correction: Mapped["ExitCorrection | None"] = relationship(
        primaryjoin="and_(ExitCorrection.stay_id == Stay.id, ExitCorrection.approved.is_(True))",
        viewonly=True,
        uselist=False,
    )
    __table_args__ = (
        ForeignKeyConstraint(
            ["warrant_id", "child_id", "home_id", "care_type"],
            ["warrant.id", "warrant.child_id", "warrant.home_id", "warrant.care_type"],
            name="fk_stay_warrant_same_child_home_and_care",
        ),
        CheckConstraint("(basis = 'DECISION') = (warrant_id IS NOT NULL)", name="decision_has_warrant"),
        CheckConstraint(
            "basis <> 'DECISION' OR (home_id IS NOT NULL AND care_type IS NOT NULL)", name="decision_has_home"
        ),
        CheckConstraint("basis <> 'EMERGENCY' OR approved_by IS NOT NULL", name="emergency_is_approved"),
        CheckConstraint(
            "basis <> 'COURT_DIRECT' OR (order_reference IS NOT NULL AND order_court IS NOT NULL)",
            name="court_has_order",
        ),
        CheckConstraint("(basis = 'DECISION') = (limit_on IS NULL)", name="every_other_basis_has_its_clock"),
        CheckConstraint("home_id IS NOT NULL OR place_sealed IS NOT NULL", name="somewhere"),
        CheckConstraint("home_id IS NULL OR place_district IS NULL", name="one_district"),
        *leaving_checks(),
        Index(
            "uq_stay_one_open",
            "child_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_stay_present", "home_id", "ended_at"),
        Index(
            "uq_stay_warrant_begins_once",
            "warrant_id",
            unique=True,
            sqlite_where=text("continues_id IS NULL"),
            postgresql_where=text("continues_id IS NULL"),
        ),
    )

    @property
    def leaving(self) -> Leaving:
        """How the child really left: the approved correction, or else what was written first."""
        return (self.correction or self) if self.ended_at else self

    @property
    def never_left(self) -> bool:
        return isinstance(self.leaving, ExitCorrection) and self.leaving.never_left

    @property
    def emergency_day(self) -> int | None:
        """Which day of an emergency stay it is, counted to its end or to today; None on any other basis."""
        if self.basis is not Basis.EMERGENCY:
            return None
        until = clock.local(self.ended_at).date() if self.ended_at else clock.today()
        return (until - self.counted_from).days + 1

    @property
    def counted_from(self) -> date:
        """The first of the days on this basis: that of an earlier line, where a new one did not begin them anew."""
        began = clock.local(self.started_at).date()
        days = None if self.basis is Basis.LEGACY else terms().days.get(self.basis.value)
        return began if days is None or self.limit_on is None else min(began, self.limit_on - timedelta(days=days))

    @property
    def counted_earlier(self) -> date | None:
        """That day, where it is not the day on which this line began."""
        return self.counted_from if self.counted_from < clock.local(self.started_at).date() else None

    @property
    def district(self) -> str | None:
        """Where the child is, for the rules of who may see it: the home's district, or that of the other place."""
        return self.home.district if self.home else self.place_district
