"""Entries of the list with their due process, the letters sent, and every question that was asked."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders.states import Ground, LetterKind, NoticeMeans, Purpose, State
from registry_app.providers.powers.states import Mode


class OffenderEntry(Keyed, Base):
    """One proposal and what became of it. Who it is about, and why, is sealed; the number is found by its hash."""

    __tablename__ = "offender_entry"
    number: Mapped[str] = mapped_column(String(12), unique=True, comment="L-00012-K, for letters; says nothing of whom")
    state: Mapped[State] = mapped_column(choice(State), default=State.PROPOSED, index=True)
    ground: Mapped[Ground] = mapped_column(choice(Ground))
    name_sealed: Mapped[bytes] = sealed_column("name of the person", nullable=False)
    identity_kind: Mapped[IdentityKind] = mapped_column(choice(IdentityKind))
    identity_sealed: Mapped[bytes] = sealed_column("identity number, in its normal form", nullable=False)
    identity_digest: Mapped[str] = mapped_column(String(90), index=True, info={"sensitive": True})
    facts_sealed: Mapped[bytes] = sealed_column("the finding: which body, which case, what was found", nullable=False)
    found_on: Mapped[date] = mapped_column(comment="day of the finding it rests on")
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_as: Mapped[str] = mapped_column(String(40), comment="role of the proposer")
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    noticed_on: Mapped[date | None]
    notice_means: Mapped[NoticeMeans | None] = mapped_column(choice(NoticeMeans))
    noticed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    answer_until: Mapped[date | None] = mapped_column(comment="that day still counts")
    answered_on: Mapped[date | None]
    answer_sealed: Mapped[bytes | None] = sealed_column("what the person answered")
    mode: Mapped[Mode | None] = mapped_column(choice(Mode), comment="decided, or only recommended")
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reasons_sealed: Mapped[bytes | None] = sealed_column("reasons of the decision")
    until: Mapped[date | None] = mapped_column("listed_until", comment="the last day on the list, which still counts")
    power_lines: Mapped[dict[str, list[str]] | None] = mapped_column(Json, comment="language -> what the letter says")
    power_basis: Mapped[str | None] = mapped_column(String(200))
    rules_version: Mapped[str] = mapped_column(String(10))
    appeal_until: Mapped[date | None]
    appealed_on: Mapped[date | None]
    appeal_sealed: Mapped[bytes | None] = sealed_column("what the appeal says")
    appeal_decided_on: Mapped[date | None]
    appeal_decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    appeal_body: Mapped[str | None] = mapped_column(String(120), comment="who decided the appeal")
    appeal_reasons_sealed: Mapped[bytes | None] = sealed_column("reasons of the appeal's outcome")
    ended_on: Mapped[date | None] = mapped_column(comment="first day on which it no longer counts")
    end_sealed: Mapped[bytes | None] = sealed_column("why it was taken back or taken off")
    name, identity, facts = Sealed("name_sealed"), Sealed("identity_sealed"), Sealed("facts_sealed")
    answer, reasons, appeal = Sealed("answer_sealed"), Sealed("reasons_sealed"), Sealed("appeal_sealed")
    appeal_reasons, end = Sealed("appeal_reasons_sealed"), Sealed("end_sealed")
    proposed_by: Mapped[User] = relationship(foreign_keys=proposed_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    letters: Mapped[list["OffenderLetter"]] = relationship(order_by="OffenderLetter.kind, OffenderLetter.language")
    __table_args__ = (
        CheckConstraint("identity_kind <> 'VOUCHED_BY_TWO_CNIC_HOLDERS'", name="by_number"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="proposer_never_decides"),
        CheckConstraint(
            "appeal_decided_by_id IS NULL OR (appeal_decided_by_id <> proposed_by_id "
            "AND appeal_decided_by_id <> decided_by_id)",
            name="appeal_by_another",
        ),
        CheckConstraint(
            "(noticed_on IS NULL) = (answer_until IS NULL) AND (noticed_on IS NULL) = (notice_means IS NULL)",
            name="notice",
        ),
        CheckConstraint("answered_on IS NULL OR answered_on >= noticed_on", name="answer_after_notice"),
        CheckConstraint(
            "decided_on IS NULL OR (noticed_on IS NOT NULL AND reasons_sealed IS NOT NULL "
            "AND (state = 'NOT_LISTED' OR answered_on IS NOT NULL OR decided_on > answer_until))",
            name="heard_before_decided",
        ),
        CheckConstraint(
            "state NOT IN ('LISTED', 'APPEALED', 'REMOVED', 'EXPIRED') OR (mode = 'ACT' "
            "AND decided_on IS NOT NULL AND listed_until IS NOT NULL AND power_basis IS NOT NULL)",
            name="listed_by_decision",
        ),
        CheckConstraint("listed_until IS NULL OR listed_until >= decided_on", name="term"),
        CheckConstraint("state <> 'APPEALED' OR appealed_on IS NOT NULL", name="appealed"),
        CheckConstraint(
            "(state IN ('NOT_LISTED', 'WITHDRAWN', 'REMOVED', 'EXPIRED')) = (ended_on IS NOT NULL)", name="ended"
        ),
        Index(
            "uq_offender_entry_living", "identity_digest", unique=True,
            sqlite_where=text("ended_on IS NULL"), postgresql_where=text("ended_on IS NULL"),
        ),
        Index("ix_offender_entry_due", "state", "listed_until"),
    )  # fmt: skip


class OffenderLetter(Keyed, Base):
    """A letter in one language, byte for byte as it was sent."""

    __tablename__ = "offender_letter"
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offender_entry.id"))
    kind: Mapped[LetterKind] = mapped_column(choice(LetterKind))
    mode: Mapped[Mode] = mapped_column(choice(Mode), comment="of a recommendation, or of what was done")
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("entry_id", "kind", "mode", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )


class OffenderQuestion(Keyed, Base):
    """Who asked about a number, when, and why. The answer was yes or no; the number itself is not kept."""

    __tablename__ = "offender_question"
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    asked_as: Mapped[str] = mapped_column(String(40), comment="role of the person who asked")
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    reason_sealed: Mapped[bytes] = sealed_column("why, in the asker's words", nullable=False)
    identity_digest: Mapped[str] = mapped_column(String(90), index=True, info={"sensitive": True})
    answer: Mapped[bool] = mapped_column(info={"sensitive": True})
    by_page: Mapped[bool] = mapped_column(comment="asked on the page; else by adding a person to a home")
    reason = Sealed("reason_sealed")
    asked_by: Mapped[User] = relationship()
    __table_args__ = (Index("ix_offender_question_asker", "asked_by_id", "asked_at"),)
