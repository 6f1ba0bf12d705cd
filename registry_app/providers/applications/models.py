"""An application, its answers in all their versions, its papers, what was sent, and what came back as a question."""

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
from registry_app.providers.applications.states import (
    LIVE,
    Decision,
    Helper,
    PaperMeans,
    State,
    Track,
    Turn,
    turn,
)
from registry_app.providers.homes.models import Home, Organisation, Service

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE)


class Application(Keyed, Base):
    """One request for an authorisation: started by a person, sent for a home, decided once."""

    __tablename__ = "application"
    number: Mapped[str | None] = mapped_column(String(20), unique=True, comment="A-2026-00042-K, given when sent")
    track: Mapped[Track] = mapped_column(choice(Track))
    state: Mapped[State] = mapped_column(choice(State), default=State.DRAFT, index=True)
    state_since: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, comment="whose turn it is, since then"
    )
    rules_version: Mapped[str] = mapped_column(
        String(10), comment="version of registration.yaml it is made under (R23)"
    )
    form_version: Mapped[str] = mapped_column(String(10), comment="version of the questions")
    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), comment="the home it is for, once known")
    service_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("service.id"), comment="what it asks for, once sent"
    )
    home_name: Mapped[str | None] = mapped_column(String(200), comment="as answered; empty for a family")
    district: Mapped[str | None] = mapped_column(String(6), index=True, comment="as answered; district code")
    suitability: Mapped[dict[str, Any]] = mapped_column(
        Json, default=dict, comment="answers of the four first questions"
    )
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="first sending; clocks start here")
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="last time questions went back")
    return_by: Mapped[date | None] = mapped_column(comment="last day to answer the questions")
    returns: Mapped[int] = mapped_column(default=0, comment="how often it went back; once is allowed")
    stood_still_days: Mapped[int] = mapped_column(
        default=0, comment="days of past returns, taken off the office's clock"
    )
    due_on: Mapped[date | None] = mapped_column(comment="somebody must do something by then; empty: nobody must")
    vetted_on: Mapped[date | None] = mapped_column(comment="every outcome of the vetting was on record")
    gate_on: Mapped[date | None] = mapped_column(comment="last look at the ways children can complain")
    hear_from: Mapped[date | None] = mapped_column(comment="first day on which the hearing may be held")
    heard_on: Mapped[date | None] = mapped_column(comment="the applicant was heard")
    completed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    completed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    vetting_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    visited_on: Mapped[date | None]
    recommended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recommended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    recommendation: Mapped[Decision | None] = mapped_column(choice(Decision, name="recommendation"))
    recommendation_text: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_on: Mapped[date | None]
    decision: Mapped[Decision | None] = mapped_column(choice(Decision, name="decision"))
    reasons: Mapped[list[str] | None] = mapped_column(Json, comment="numbered facts; a refusal is never without")
    reopened_on: Mapped[date | None] = mapped_column(
        comment="its decision was set aside; the clocks of what is done anew start here"
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    lapsed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    applicant: Mapped[User] = relationship(foreign_keys=applicant_id)
    organisation: Mapped[Organisation | None] = relationship()
    home: Mapped[Home | None] = relationship()
    service: Mapped[Service | None] = relationship()
    recommended_by: Mapped[User | None] = relationship(foreign_keys=recommended_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    withdrawn_by: Mapped[User | None] = relationship(foreign_keys=withdrawn_by_id)
    parts: Mapped[list["ApplicationPart"]] = relationship(
        back_populates="application", order_by="ApplicationPart.section"
    )
    papers: Mapped[list["ApplicationPaper"]] = relationship(
        back_populates="application", order_by="ApplicationPaper.code, ApplicationPaper.given_at, ApplicationPaper.id"
    )
    flags: Mapped[list["ApplicationFlag"]] = relationship(
        back_populates="application", order_by="ApplicationFlag.raised_at, ApplicationFlag.id"
    )
    sendings: Mapped[list["ApplicationSending"]] = relationship(
        back_populates="application", order_by="ApplicationSending.no"
    )
    helps: Mapped[list["ApplicationHelp"]] = relationship(
        back_populates="application", order_by="ApplicationHelp.began_at, ApplicationHelp.id"
    )

    @property
    def turn(self) -> Turn:
        """Whose turn it is; since `state_since`."""
        return turn(self.state)

    @property
    def open_flags(self) -> list["ApplicationFlag"]:
        """Questions that have not been answered."""
        return [flag for flag in self.flags if flag.answered_at is None]

    __table_args__ = (
        CheckConstraint("(number IS NULL) = (submitted_at IS NULL)", name="number_when_sent"),
        CheckConstraint(
            "state IN ('DRAFT', 'WITHDRAWN') OR (number IS NOT NULL AND home_id IS NOT NULL "
            "AND organisation_id IS NOT NULL)",
            name="sent_for_a_home",
        ),
        CheckConstraint("state <> 'DRAFT' OR number IS NULL", name="draft_not_sent"),
        CheckConstraint("state <> 'RETURNED' OR (returned_at IS NOT NULL AND return_by IS NOT NULL)", name="return"),
        CheckConstraint("state IN ('DRAFT', 'DECIDED', 'WITHDRAWN', 'LAPSED') OR due_on IS NOT NULL", name="due"),
        CheckConstraint("returns >= 0 AND stood_still_days >= 0", name="counts"),
        CheckConstraint(
            "state NOT IN ('RECOMMENDED', 'DECIDED') OR (recommended_by_id IS NOT NULL AND recommended_at IS NOT NULL "
            "AND recommendation IS NOT NULL AND recommendation_text IS NOT NULL)",
            name="recommended",
        ),
        CheckConstraint(
            "state <> 'DECIDED' OR (decided_by_id IS NOT NULL AND decided_on IS NOT NULL AND decision IS NOT NULL "
            "AND reasons IS NOT NULL)",
            name="decided",
        ),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> recommended_by_id", name="two_persons"),
        CheckConstraint(
            "state <> 'WITHDRAWN' OR (withdrawn_at IS NOT NULL AND withdrawn_by_id IS NOT NULL)", name="withdrawn"
        ),
        CheckConstraint("state <> 'LAPSED' OR lapsed_at IS NOT NULL", name="lapsed"),
        Index(
            "uq_application_live_home", "home_id", unique=True,
            sqlite_where=text(f"state IN ({_LIVE})"), postgresql_where=text(f"state IN ({_LIVE})"),
        ),
        Index("ix_application_queue", "state", "due_on", "id"),
    )  # fmt: skip


class ApplicationAnswer(Keyed, Base):
    """One answer in one version. A change adds a row; the last one is the answer, the others are its history."""

    __tablename__ = "application_answer"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    section: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(comment="1 first")
    value: Mapped[Any] = mapped_column(
        Json, nullable=True, comment="plain answers; empty for sealed ones and for not known"
    )
    words_sealed: Mapped[bytes | None] = sealed_column("JSON of an answer that names a person, an address or a number")
    not_known: Mapped[bool] = mapped_column(default=False, comment="'I do not know yet': lawful, keeps the part open")
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    changed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    replaced_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="empty: this is the answer")
    application: Mapped[Application] = relationship()
    changed_by: Mapped[User] = relationship()
    words = Sealed("words_sealed")
    __table_args__ = (
        UniqueConstraint("application_id", "section", "field", "version"),
        CheckConstraint("version > 0", name="version"),
        Index(
            "uq_application_answer_current", "application_id", "section", "field", unique=True,
            sqlite_where=text("replaced_at IS NULL"), postgresql_where=text("replaced_at IS NULL"),
        ),
    )  # fmt: skip


class ApplicationPart(Keyed, Base):
    """The applicant's own word on a section: finished, or to be gone on with later."""

    __tablename__ = "application_part"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    section: Mapped[str] = mapped_column(String(40))
    finished: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    changed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    application: Mapped[Application] = relationship(back_populates="parts")
    __table_args__ = (UniqueConstraint("application_id", "section"),)


class ApplicationPaper(Keyed, Base):
    """A paper D01-D18 as given: a file, or the promise to bring it. Replaced and removed ones stay, with their day."""

    __tablename__ = "application_paper"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    code: Mapped[str] = mapped_column(String(4), comment="registration.yaml `documents`")
    means: Mapped[PaperMeans] = mapped_column(choice(PaperMeans))
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="a paper brought was seen in the office")
    seen_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    application: Mapped[Application] = relationship(back_populates="papers")
    file: Mapped[StoredFile | None] = relationship()
    __table_args__ = (
        CheckConstraint("(means = 'UPLOAD') = (file_id IS NOT NULL)", name="file"),
        CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name="seen"),
        Index("ix_application_paper_listing", "application_id", "code", "given_at"),
    )


class PaperLink(Keyed, Base):
    """A link that lets a phone that is not signed in add one file to one paper, once. Only its hash is kept."""

    __tablename__ = "application_paper_link"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    code: Mapped[str] = mapped_column(String(4), comment="the only paper it opens")
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="taken back before it was used")
    came_dark: Mapped[bool] = mapped_column(default=False, comment="the photo that came was too dark to read")
    application: Mapped[Application] = relationship()
    made_by: Mapped[User] = relationship()
    __table_args__ = (CheckConstraint("used_at IS NULL OR ended_at IS NULL", name="used_or_ended"),)

    def runs(self, now: datetime) -> bool:
        """Whether it was neither used nor taken back, and its minutes are not over."""
        return self.used_at is None and self.ended_at is None and now < self.expires_at


class ApplicationFlag(Keyed, Base):
    """A question of the office at one answer or one paper (section `papers`, field D01-D18); only these unlock."""

    __tablename__ = "application_flag"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    section: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(Text, comment="what is asked, in plain words, to the applicant")
    raised_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    raised_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="went to the applicant; empty while prepared")
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the answers were sent back")
    reply_sealed: Mapped[bytes | None] = sealed_column("why the applicant leaves the answer as it is")
    application: Mapped[Application] = relationship(back_populates="flags")
    raised_by: Mapped[User] = relationship()
    reply = Sealed("reply_sealed")
    __table_args__ = (
        CheckConstraint("answered_at IS NULL OR sent_at IS NOT NULL", name="answered_after_sent"),
        Index(
            "uq_application_flag_open", "application_id", "section", "field", unique=True,
            sqlite_where=text("answered_at IS NULL"), postgresql_where=text("answered_at IS NULL"),
        ),
    )  # fmt: skip


class ApplicationSending(Keyed, Base):
    """What was sent, frozen: the first sending, and each time the answers went back."""

    __tablename__ = "application_sending"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    no: Mapped[int] = mapped_column(comment="1 the application, 2 the answers to the questions")
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    content_sealed: Mapped[bytes] = sealed_column("canonical JSON of everything that was sent", nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), comment="of that JSON, told on the receipt")
    application: Mapped[Application] = relationship(back_populates="sendings")
    sent_by: Mapped[User] = relationship()
    content = Sealed("content_sealed")
    __table_args__ = (UniqueConstraint("application_id", "no"), CheckConstraint("no > 0", name="no"))


class ApplicationHelp(Keyed, Base):
    """Somebody fills it in beside the applicant. What is sent was read back, and signed on paper or by a code."""

    __tablename__ = "application_help"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[Helper] = mapped_column(choice(Helper))
    helper_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id"), index=True, comment="the officer; a trusted person has no account of this"
    )
    name_sealed: Mapped[bytes] = sealed_column("who helps", nullable=False)
    who_sealed: Mapped[bytes | None] = sealed_column("what the person is to the applicant")
    from_paper: Mapped[bool] = mapped_column(default=False, comment="typed in from the printed form")
    began_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    began_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    read_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    by_code: Mapped[bool | None] = mapped_column(comment="signed by a code sent to the applicant; else on paper")
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), comment="photo of the signed sheet")
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    application: Mapped[Application] = relationship(back_populates="helps")
    file: Mapped[StoredFile | None] = relationship()
    name = Sealed("name_sealed")
    who = Sealed("who_sealed")
    __table_args__ = (
        CheckConstraint("(kind = 'OFFICER') = (helper_id IS NOT NULL)", name="officer_signs_in"),
        CheckConstraint("signed_at IS NULL OR read_back_at IS NOT NULL", name="read_before_signed"),
        CheckConstraint("(signed_at IS NULL) = (by_code IS NULL)", name="signed_how"),
        CheckConstraint("by_code IS NULL OR by_code = (file_id IS NULL)", name="signed_on_paper"),
    )
