"""A measure about a home, its letters and how they were served, the home's answer and appeal, each child's plan."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.i18n import label
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.measures.states import (
    AppealOutcome,
    Ground,
    MeasureKind,
    MeasureState,
    NextPlace,
    PaperKind,
    ServedBy,
)
from registry_app.placements.models import Stay
from registry_app.providers.authorisations.states import ConditionCode
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers.states import Mode

ONE_OPEN = "state IN ('PROPOSED', 'NOTICED', 'WAITING', 'IN_FORCE') AND kind NOT IN ('ADVICE', 'CONDITION')"


class Measure(Keyed, Base):
    """One step about one home, from its preparation to its end. Its letters are kept as they were given."""

    __tablename__ = "measure"
    number: Mapped[str] = mapped_column(String(20), unique=True, comment="M-2026-00042-K, gap-free in its year")
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    kind: Mapped[MeasureKind] = mapped_column(choice(MeasureKind))
    state: Mapped[MeasureState] = mapped_column(choice(MeasureState), default=MeasureState.PROPOSED)
    standing_before: Mapped[Standing] = mapped_column(choice(Standing), comment="of the home when it was prepared")
    grounds: Mapped[list[str]] = mapped_column(Json, comment="codes of Ground")
    reasons: Mapped[str] = mapped_column(Text, comment="what happened, with dates; no child is named")
    condition: Mapped[ConditionCode | None] = mapped_column(choice(ConditionCode))
    condition_detail: Mapped[str] = mapped_column(String(300), default="")
    in_danger: Mapped[bool] = mapped_column(default=False, comment="children are at risk: an appeal holds nothing back")
    immediate: Mapped[bool] = mapped_column(default=False, comment="ordered alone by the head of the Authority (R18)")
    prepared_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    prepared_on: Mapped[date] = mapped_column(default=clock.today)
    notice_on: Mapped[date | None]
    answer_until: Mapped[date | None] = mapped_column(comment="last day on which the home may answer")
    answer: Mapped[str] = mapped_column(Text, default="", comment="what the home answered")
    answered_on: Mapped[date | None]
    hearing_notice_on: Mapped[date | None]
    heard_on: Mapped[date | None]
    heard: Mapped[str] = mapped_column(Text, default="", comment="what the home said, in short")
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_on: Mapped[date | None]
    mode: Mapped[Mode | None] = mapped_column(choice(Mode))
    power_lines: Mapped[dict[str, Any] | None] = mapped_column(Json, comment="what the letter says of the power")
    power_basis: Mapped[str | None] = mapped_column(String(200), comment="as the table of powers had it on that day")
    outside_member: Mapped[str] = mapped_column(String(120), default="")
    plan: Mapped[str] = mapped_column(Text, default="", comment="what happens to the children, in words")
    until: Mapped[date | None] = mapped_column(comment="last day; empty: until it is lifted or done")
    effective_on: Mapped[date | None] = mapped_column(comment="when a closing takes effect, if each child has a plan")
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_on: Mapped[date | None]
    court_reference: Mapped[str] = mapped_column(String(120), default="")
    appeal_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(500), default="")
    rules_version: Mapped[str] = mapped_column(String(10))
    home: Mapped[Home] = relationship()
    prepared_by: Mapped[User] = relationship(foreign_keys=[prepared_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=[confirmed_by_id])
    papers: Mapped[list["MeasurePaper"]] = relationship(order_by="MeasurePaper.kind")
    served: Mapped[list["ServiceProof"]] = relationship(order_by="ServiceProof.on_day")
    appeal: Mapped["MeasureAppeal | None"] = relationship(back_populates="measure")
    plans: Mapped[list["ClosingPlan"]] = relationship(back_populates="measure")

    @property
    def ground_words(self) -> list[str]:
        """The grounds as sentences."""
        return [label(Ground(code)) for code in self.grounds]

    @property
    def district(self) -> str:
        """The district of the home, for the rules of who may see it."""
        return self.home.district

    @property
    def to_be_heard(self) -> bool:
        """Ordered by one person alone, and nobody has confirmed it: the home is heard after it began."""
        return self.immediate and self.confirmed_on is None and self.mode is Mode.ACT

    @property
    def written_to_home(self) -> date | None:
        """The day of the first letter to the home; a recommendation to an office is none."""
        return self.notice_on or (self.decided_on if self.mode is not Mode.RECOMMEND else None)

    __table_args__ = (
        CheckConstraint(
            "state IN ('PROPOSED', 'NOTICED', 'DROPPED') OR (decided_on IS NOT NULL AND decided_by_id IS NOT NULL)",
            name="decided",
        ),
        CheckConstraint("state NOT IN ('WAITING', 'IN_FORCE') OR mode IS NULL OR mode = 'ACT'", name="with_power"),
        CheckConstraint("state <> 'NOTICED' OR notice_on IS NOT NULL", name="noticed"),
        CheckConstraint("state <> 'WAITING' OR effective_on IS NOT NULL", name="waits_for_a_day"),
        CheckConstraint(
            "(state IN ('DROPPED', 'LIFTED', 'ENDED', 'SET_ASIDE')) = (ended_on IS NOT NULL)", name="ended"
        ),
        CheckConstraint(
            "immediate OR kind = 'VOLUNTARY_CLOSURE' OR decided_by_id IS NULL OR decided_by_id <> prepared_by_id",
            name="two_people",
        ),
        CheckConstraint(
            "confirmed_by_id IS NULL OR (immediate AND confirmed_by_id <> decided_by_id)", name="confirmed_by_another"
        ),
        CheckConstraint("kind <> 'CONDITION' OR condition IS NOT NULL", name="condition"),
        CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answer"),
        CheckConstraint("heard_on IS NULL OR (heard <> '' AND hearing_notice_on <= heard_on)", name="heard"),
        Index("ix_measure_due", "state", "kind", "until", "effective_on"),
        Index(
            "uq_measure_one_open", "home_id", "kind", unique=True,
            sqlite_where=text(ONE_OPEN), postgresql_where=text(ONE_OPEN),
        ),
    )  # fmt: skip


class MeasurePaper(Keyed, Base):
    """A letter of a measure in one language, byte for byte as it was given."""

    __tablename__ = "measure_paper"
    measure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("measure.id"))
    kind: Mapped[PaperKind] = mapped_column(choice(PaperKind))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (UniqueConstraint("measure_id", "kind", "language"),)


class ServiceProof(Keyed, Base):
    """That a letter reached the home: on which day, how, whom, and the photograph or receipt that proves it."""

    __tablename__ = "measure_service"
    measure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    on_day: Mapped[date]
    how: Mapped[ServedBy] = mapped_column(choice(ServedBy))
    to_whom: Mapped[str] = mapped_column(String(160), comment="who took it, or where it was pasted or printed")
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    file: Mapped[StoredFile] = relationship()
    recorded_by: Mapped[User] = relationship()
    __table_args__ = (CheckConstraint("to_whom <> ''", name="to_somebody"),)


class MeasureAppeal(Keyed, Base):
    """The home's appeal: one a measure, heard by the body that the letter names."""

    __tablename__ = "measure_appeal"
    measure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("measure.id"), unique=True)
    filed_on: Mapped[date] = mapped_column(default=clock.today)
    filed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    words: Mapped[str] = mapped_column(Text)
    decide_by: Mapped[date]
    outcome: Mapped[AppealOutcome | None] = mapped_column(choice(AppealOutcome))
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    body: Mapped[str] = mapped_column(String(160), default="", comment="who decided the appeal")
    reasons: Mapped[str] = mapped_column(Text, default="")
    measure: Mapped[Measure] = relationship(back_populates="appeal")
    __table_args__ = (
        CheckConstraint(
            "(outcome IS NULL) = (decided_on IS NULL) AND (outcome IS NULL) = (decided_by_id IS NULL)", name="decided"
        ),
        CheckConstraint("outcome IS NULL OR (body <> '' AND reasons <> '')", name="reasoned"),
    )


class ClosingPlan(Keyed, Base):
    """Where one child goes before a home closes (R19). A later word replaces it."""

    __tablename__ = "closing_plan"
    measure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("measure.id"))
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"))
    place: Mapped[NextPlace] = mapped_column(choice(NextPlace))
    by_day: Mapped[date] = mapped_column(comment="by when the child is there")
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    measure: Mapped[Measure] = relationship(back_populates="plans")
    stay: Mapped[Stay] = relationship()
    officer: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("measure_id", "stay_id"),)
