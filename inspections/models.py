"""A visit, its team, its answers, what it found, and what was said and done about it.

Answers and facts of a visit never change once the report is submitted; the database itself refuses (`laws.py`).
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspections.states import (
    ActionState,
    Entry,
    Mark,
    Severity,
    Signature,
    TeamRole,
    VerifiedBy,
    VisitState,
    VisitType,
)
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.applications.models import Application
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Grade

_DONE = "('SUBMITTED', 'COMMENTED', 'REVIEWED', 'PUBLISHED')"
_REVIEWED = "('REVIEWED', 'PUBLISHED')"


class Visit(Keyed, Base):
    """One visit of one home, read for ever under the version of the standards in force on its day (rule I12)."""

    __tablename__ = "visit"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"), index=True)
    type: Mapped[VisitType] = mapped_column(choice(VisitType))
    state: Mapped[VisitState] = mapped_column(choice(VisitState), default=VisitState.PLANNED)
    care_type: Mapped[CareType] = mapped_column(choice(CareType))
    framework_version: Mapped[str] = mapped_column(String(10), comment="version of the standards of care")
    planned_for: Mapped[date] = mapped_column(comment="never shown to providers")
    announced: Mapped[bool] = mapped_column(comment="with notice; may change only until arrival")
    why: Mapped[str] = mapped_column(String(500), default="", comment="why this home now")
    scope: Mapped[list[str]] = mapped_column(Json, comment="ids of the criteria asked, in order")
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    planned_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    team_lacks: Mapped[list[str]] = mapped_column(Json, default=list, comment="TeamLack of the best team available")
    acknowledged_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    acknowledged_reason: Mapped[str | None] = mapped_column(String(500))
    cancelled_reason: Mapped[str | None] = mapped_column(String(500))

    arrived_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    arrival_recorded_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="when it reached this register; a phone without signal tells it later"
    )
    entry: Mapped[Entry | None] = mapped_column(choice(Entry))
    opened_by: Mapped[str | None] = mapped_column(String(120), comment="who opened the door, by role")
    entry_note_sealed: Mapped[bytes | None] = sealed_column("what was said at the door")
    records_refused: Mapped[bool] = mapped_column(default=False)
    talks_refused: Mapped[bool] = mapped_column(default=False, comment="private talks with children refused")
    dangers: Mapped[list[str] | None] = mapped_column(Json, comment="Danger seen; empty list: looked, none; null: not")
    danger_told: Mapped[str | None] = mapped_column(String(200), comment="who was called about the danger, and when")
    children_present: Mapped[int | None]
    children_heard: Mapped[int | None]
    children_coached: Mapped[int | None] = mapped_column(comment="said that somebody told them what to say")
    sample_size: Mapped[int | None] = mapped_column(comment="how many the rule asks to hear")
    sample_reason: Mapped[str | None] = mapped_column(String(500), comment="why fewer were heard")
    sample_reason_accepted: Mapped[bool | None] = mapped_column(comment="by the reviewer; L9 stands until then")
    danger_criteria: Mapped[list[str]] = mapped_column(Json, default=list, comment="S8.2, S10.2 where danger was seen")

    manager_comment_sealed: Mapped[bytes | None] = sealed_column("what the manager said at the end of the visit")
    signature: Mapped[Signature | None] = mapped_column(choice(Signature))
    signed_by_sealed: Mapped[bytes | None] = sealed_column("who signed, or why nobody did")
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    comments_until: Mapped[date | None] = mapped_column(comment="last day for the home to comment on facts")
    computed_grade: Mapped[Grade | None] = mapped_column(choice(Grade, name="computed_grade"), comment="by the rules")
    overall: Mapped[str | None] = mapped_column(String(5), comment="percent with one decimal, never a binary float")
    standards: Mapped[dict[str, str] | None] = mapped_column(Json, comment="standard -> percent with one decimal")
    limited_by: Mapped[list[dict[str, Any]] | None] = mapped_column(Json, comment="entries as `registry score` gives")
    protection_met: Mapped[bool | None]

    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reviewed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    review_note: Mapped[str | None] = mapped_column(Text)
    lowered_to: Mapped[Grade | None] = mapped_column(choice(Grade, name="lowered_to"))
    lowered_reason: Mapped[str | None] = mapped_column(String(1000))
    grade: Mapped[Grade | None] = mapped_column(choice(Grade, name="grade"), comment="as reviewed")
    published_on: Mapped[date | None]
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    issue: Mapped[int] = mapped_column(default=1, comment="of the report; one more with each approved correction")
    scan_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), comment="typed in from this paper")

    entry_note, manager_comment = Sealed("entry_note_sealed"), Sealed("manager_comment_sealed")
    signed_by = Sealed("signed_by_sealed")
    scan: Mapped[StoredFile | None] = relationship()
    home: Mapped[Home] = relationship()
    application: Mapped[Application | None] = relationship()
    planned_by: Mapped[User] = relationship(foreign_keys=planned_by_id)
    acknowledged_by: Mapped[User | None] = relationship(foreign_keys=acknowledged_by_id)
    submitted_by: Mapped[User | None] = relationship(foreign_keys=submitted_by_id)
    reviewed_by: Mapped[User | None] = relationship(foreign_keys=reviewed_by_id)
    published_by: Mapped[User | None] = relationship(foreign_keys=published_by_id)
    team: Mapped[list["TeamMember"]] = relationship(back_populates="visit", order_by="TeamMember.role, TeamMember.id")
    answers: Mapped[list["Answer"]] = relationship(
        "inspections.models.Answer", back_populates="visit", order_by="inspections.models.Answer.place"
    )
    comment: Mapped["ProviderComment | None"] = relationship(back_populates="visit")

    __table_args__ = (
        CheckConstraint("type <> 'PRE_REGISTRATION' OR application_id IS NOT NULL", name="before_registration"),
        CheckConstraint("state IN ('PLANNED', 'CANCELLED') OR (arrived_at IS NOT NULL AND entry IS NOT NULL)",
                        name="arrived"),
        CheckConstraint("state <> 'CANCELLED' OR cancelled_reason IS NOT NULL", name="cancelled_has_reason"),
        CheckConstraint("(acknowledged_by_id IS NULL) = (acknowledged_reason IS NULL)", name="acknowledged"),
        CheckConstraint(
            f"(state IN {_DONE}) = (submitted_at IS NOT NULL AND submitted_by_id IS NOT NULL AND signature IS NOT NULL "
            "AND comments_until IS NOT NULL AND standards IS NOT NULL AND limited_by IS NOT NULL)", name="submitted",
        ),
        CheckConstraint(f"(state IN {_REVIEWED}) = (reviewed_at IS NOT NULL AND reviewed_by_id IS NOT NULL)",
                        name="reviewed"),
        CheckConstraint(f"state NOT IN {_REVIEWED} OR type <> 'FULL' OR grade IS NOT NULL", name="full_is_graded"),
        CheckConstraint("(state = 'PUBLISHED') = (published_on IS NOT NULL AND published_by_id IS NOT NULL)",
                        name="published"),
        CheckConstraint("(lowered_to IS NULL) = (lowered_reason IS NULL)", name="lowered_has_reason"),
        CheckConstraint("lowered_to IS NULL OR (computed_grade IS NOT NULL AND lowered_to > computed_grade "
                        "AND grade = lowered_to)", name="only_lowered"),
        CheckConstraint("lowered_to IS NOT NULL OR grade IS NULL OR grade = computed_grade", name="never_raised"),
        CheckConstraint("children_heard <= children_present AND children_coached <= children_heard "
                        "AND children_present >= 0 AND children_coached >= 0", name="children"),
        Index("ix_visit_queue", "state", "planned_for", "id"),
        Index("ix_visit_of_home", "home_id", "type", "published_on"),
    )  # fmt: skip

    @property
    def district(self) -> str:
        """The district of the home, for the rules of who may see it."""
        return self.home.district

    @property
    def organisation(self) -> Any:
        """Who answers for the home, for the rules of who signs in for it."""
        return self.home.organisation

    @property
    def day(self) -> date:
        """The day of the visit: of the arrival, or the planned one until then."""
        return clock.local(self.arrived_at).date() if self.arrived_at else self.planned_for

    @property
    def lead(self) -> User:
        return next(member.user for member in self.team if member.role is TeamRole.LEAD)

    @property
    def obstructed(self) -> bool:
        """Access, records or private talks with children were refused (L8)."""
        return self.entry is Entry.REFUSED or self.records_refused or self.talks_refused


class TeamMember(Keyed, Base):
    """An inspector on a visit; exactly one leads."""

    __tablename__ = "visit_team_member"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[TeamRole] = mapped_column(choice(TeamRole))
    visit: Mapped[Visit] = relationship(back_populates="team")
    user: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("visit_id", "user_id"),
        Index("uq_visit_team_member_lead", "visit_id", unique=True,
              sqlite_where=text("role = 'LEAD'"), postgresql_where=text("role = 'LEAD'")),
    )  # fmt: skip


class Answer(Keyed, Base):
    """What was seen of one criterion. `mark` empty: not seen yet, but something was noted."""

    __tablename__ = "visit_answer"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"))
    criterion: Mapped[str] = mapped_column(String(8))
    place: Mapped[int] = mapped_column(comment="place of the criterion in the order of the standards")
    mark: Mapped[Mark | None] = mapped_column(choice(Mark))
    na_reason: Mapped[str] = mapped_column(String(500), default="")
    methods: Mapped[list[str]] = mapped_column(Json, default=list)
    note_sealed: Mapped[bytes | None] = sealed_column("what the inspector noted")
    put_right: Mapped[bool] = mapped_column(default=False, comment="put right before the team left")
    version: Mapped[int] = mapped_column(default=1, comment="grows with every save; a stale save is refused")
    saved_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    note = Sealed("note_sealed")
    visit: Mapped[Visit] = relationship(back_populates="answers")
    saved_by: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("visit_id", "criterion"),
        CheckConstraint("version > 0 AND place > 0", name="counts"),
    )


class Finding(Keyed, Base):
    """A criterion at 0 or 1, or a danger seen: what the home has to do about it, by when, and where that stands."""

    __tablename__ = "inspection_finding"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the home; the address of the action")
    criterion: Mapped[str] = mapped_column(String(8))
    severity: Mapped[Severity] = mapped_column(choice(Severity))
    state: Mapped[ActionState] = mapped_column(choice(ActionState), default=ActionState.OPEN)
    found_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    safe_by: Mapped[date | None] = mapped_column(comment="the children are safe by then")
    plan_by: Mapped[date | None]
    fix_by: Mapped[date]
    cause_by: Mapped[date | None] = mapped_column(comment="the cause is mended by then (CRITICAL)")
    verify_by: Mapped[date | None]
    repeated: Mapped[bool] = mapped_column(default=False, comment="at 0 or 1 in two inspections running: one level up")
    late_level_on: Mapped[date | None] = mapped_column(comment="went one level up for being overdue")
    froze_admissions: Mapped[bool] = mapped_column(default=False, comment="admissions were open before it")
    verified_on: Mapped[date | None]
    verified_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    verified_how: Mapped[VerifiedBy | None] = mapped_column(choice(VerifiedBy))
    verified_note: Mapped[str | None] = mapped_column(String(1000))
    returned_note: Mapped[str | None] = mapped_column(String(1000), comment="why the last proof was not enough")
    home: Mapped[Home] = relationship()
    visit: Mapped[Visit] = relationship()
    verified_by: Mapped[User | None] = relationship()
    proofs: Mapped[list["Proof"]] = relationship(back_populates="finding", order_by="Proof.given_at, Proof.id")
    __table_args__ = (
        UniqueConstraint("home_id", "number"),
        CheckConstraint(
            "(state = 'VERIFIED') = (verified_on IS NOT NULL AND verified_by_id IS NOT NULL "
            "AND verified_how IS NOT NULL)", name="verified",
        ),
        Index("uq_inspection_finding_open", "home_id", "criterion", unique=True,
              sqlite_where=text("state <> 'VERIFIED'"), postgresql_where=text("state <> 'VERIFIED'")),
        Index("ix_inspection_finding_open_by_day", "state", "fix_by"),
    )  # fmt: skip

    @property
    def district(self) -> str:
        return self.home.district

    @property
    def organisation(self) -> Any:
        return self.home.organisation


class Proof(Keyed, Base):
    """What the home gives to show that an action is done: words, and a photo or paper."""

    __tablename__ = "finding_proof"
    finding_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection_finding.id"), index=True)
    note_sealed: Mapped[bytes] = sealed_column("what was done, in the home's words", nullable=False)
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    note = Sealed("note_sealed")
    finding: Mapped[Finding] = relationship(back_populates="proofs")
    file: Mapped[StoredFile | None] = relationship()
    given_by: Mapped[User] = relationship()


class ProviderComment(Keyed, Base):
    """What the home says about the facts of a report, once, within the term; shown beside the report for ever."""

    __tablename__ = "visit_comment"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), unique=True)
    words_sealed: Mapped[bytes | None] = sealed_column("the home's words; empty: nothing to correct")
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    visit: Mapped[Visit] = relationship(back_populates="comment")
    given_by: Mapped[User] = relationship()
