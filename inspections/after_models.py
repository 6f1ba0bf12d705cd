"""What is written beside a report once it came in: the team's answers, the kept papers, corrections and an appeal."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspections.models import Visit
from inspections.states import CorrectionState, GradeAppealState, Mark
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice


class CommentAnswer(Keyed, Base):
    """What the team says to one point of the home's comment; shown beside it for ever."""

    __tablename__ = "visit_comment_answer"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"))
    place: Mapped[int] = mapped_column(comment="of the point in the comment, from 1")
    words_sealed: Mapped[bytes] = sealed_column("the team's answer", nullable=False)
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    given_by: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("visit_id", "place"), CheckConstraint("place > 0", name="place"))


class KeptPaper(Keyed, Base):
    """The report as it was given out: one paper a language and issue, byte for byte."""

    __tablename__ = "visit_paper"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"))
    issue: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("visit_id", "issue", "language"),
        CheckConstraint("issue > 0 AND language IN ('en', 'ur', 'sd')", name="issue"),
    )


class Correction(Keyed, Base):
    """A wrong answer of a published report: old and new, who, why, and the second person who decided (rule I11)."""

    __tablename__ = "visit_correction"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(8))
    old_mark: Mapped[Mark] = mapped_column(choice(Mark, name="old_mark"))
    new_mark: Mapped[Mark] = mapped_column(choice(Mark, name="new_mark"))
    reason: Mapped[str] = mapped_column(String(1000))
    state: Mapped[CorrectionState] = mapped_column(choice(CorrectionState), default=CorrectionState.PROPOSED)
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    refused_reason: Mapped[str | None] = mapped_column(String(1000))
    visit: Mapped[Visit] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys=proposed_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    __table_args__ = (
        CheckConstraint("old_mark <> new_mark", name="changes"),
        CheckConstraint("(state = 'PROPOSED') = (decided_by_id IS NULL AND decided_at IS NULL)", name="decided"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="second_person"),
        CheckConstraint("(state = 'REFUSED') = (refused_reason IS NOT NULL)", name="refused_has_reason"),
        Index("uq_visit_correction_proposed", "visit_id", "criterion", unique=True,
              sqlite_where=text("state = 'PROPOSED'"), postgresql_where=text("state = 'PROPOSED'")),
    )  # fmt: skip


class GradeAppeal(Keyed, Base):
    """What the home brings against a published grade, once; decided by people who had no part in it."""

    __tablename__ = "visit_appeal"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), unique=True)
    state: Mapped[GradeAppealState] = mapped_column(choice(GradeAppealState), default=GradeAppealState.FILED)
    words_sealed: Mapped[bytes] = sealed_column("why the grade is wrong, in the home's words", nullable=False)
    filed_on: Mapped[date]
    filed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    decide_by: Mapped[date]
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reasons: Mapped[str | None] = mapped_column(String(2000))
    words = Sealed("words_sealed")
    visit: Mapped[Visit] = relationship()
    filed_by: Mapped[User] = relationship(foreign_keys=filed_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    __table_args__ = (
        CheckConstraint("(state = 'FILED') = (decided_on IS NULL AND decided_by_id IS NULL AND reasons IS NULL)",
                        name="decided"),
    )  # fmt: skip
