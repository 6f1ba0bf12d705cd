"""What is looked at before a decision, the decision itself, and the authorisation with its certificate."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations.states import (
    AuthorisationStanding,
    CrmCheckKey,
    Kind,
    VettedGroup,
    VettingCheckCode,
    VettingOutcome,
)
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.powers.states import Mode


class VettingRecord(Keyed, Base):
    """What a check said about a group of people; a later word replaces it, and the earlier one stays to be read."""

    __tablename__ = "vetting_record"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    who: Mapped[VettedGroup] = mapped_column(choice(VettedGroup))
    check: Mapped[VettingCheckCode] = mapped_column("check_code", choice(VettingCheckCode))
    outcome: Mapped[VettingOutcome] = mapped_column(choice(VettingOutcome))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    replaced_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="empty: this is what counts")
    recorded_by: Mapped[User] = relationship()
    __table_args__ = (
        Index(
            "uq_vetting_record_current", "application_id", "who", "check_code", unique=True,
            sqlite_where=text("replaced_at IS NULL"), postgresql_where=text("replaced_at IS NULL"),
        ),
    )  # fmt: skip


class CrmCheck(Keyed, Base):
    """One look at the ways children can complain (SCPP 5.3.2(j)); the last one counts. Empty: not asked of a family."""

    __tablename__ = "crm_check"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"), index=True)
    on: Mapped[date] = mapped_column("checked_on")
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    posters: Mapped[bool | None]
    private_phone: Mapped[bool | None]
    locked_box: Mapped[bool | None]
    non_reprisal: Mapped[bool | None]
    named_contact: Mapped[bool | None]
    childrens_session: Mapped[bool | None]
    open_register: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Text, default="")
    officer: Mapped[User] = relationship()
    __table_args__ = (Index("ix_crm_check_latest", "home_id", "checked_on", "recorded_at"),)

    @property
    def results(self) -> dict[str, bool]:
        """What was asked, by check."""
        found = {key.value: getattr(self, key.value.lower()) for key in CrmCheckKey}
        return {key: bool(seen) for key, seen in found.items() if seen is not None}

    @property
    def passed(self) -> bool:
        """Every check that was asked is in place."""
        return bool(self.results) and all(self.results.values())


class PreRegistrationVisit(Keyed, Base):
    """That the home was visited before it may be authorised, and whether a critical criterion stood at 0."""

    __tablename__ = "pre_registration_visit"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    on: Mapped[date] = mapped_column("visited_on")
    critical_zero: Mapped[bool]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[User] = relationship()


class Hearing(Keyed, Base):
    """No refusal and no condition unheard: when notice was given, and when the applicant was heard (step 8)."""

    __tablename__ = "hearing"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    notice_on: Mapped[date]
    held_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(Text, default="", comment="what the applicant said, in short")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    undone_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("ruling.id"), comment="the decision it came before, once that was set aside; then it counts no more"
    )
    __table_args__ = (
        Index(
            "uq_hearing_current", "application_id", unique=True,
            sqlite_where=text("undone_id IS NULL"), postgresql_where=text("undone_id IS NULL"),
        ),
        CheckConstraint("held_on IS NULL OR held_on >= notice_on", name="order"),
        CheckConstraint("held_on IS NULL OR said <> ''", name="said"),
    )  # fmt: skip


class Ruling(Keyed, Base):
    """What was decided, or, while the power is not in force, recommended to the office that holds it; its reasons."""

    __tablename__ = "ruling"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    mode: Mapped[Mode] = mapped_column(choice(Mode))
    outcome: Mapped[Decision] = mapped_column(choice(Decision, name="outcome"))
    on: Mapped[date] = mapped_column("ruled_on")
    until: Mapped[date | None] = mapped_column("valid_until")
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recommended_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    reasons: Mapped[str] = mapped_column(Text)
    conditions: Mapped[list[dict[str, str]] | None] = mapped_column(Json, comment="[{code, detail}]; empty: none")
    child_plan: Mapped[str] = mapped_column(Text, default="")
    appeal_note: Mapped[str] = mapped_column(Text, default="")
    appeal_until: Mapped[date | None]
    need_answer: Mapped[str] = mapped_column(Text, default="")
    outside_member: Mapped[str] = mapped_column(String(120), default="")
    power_lines: Mapped[dict[str, list[str]]] = mapped_column(Json, comment="language -> what the letter says of power")
    power_basis: Mapped[str | None] = mapped_column(String(200), comment="as the table of powers had it on that day")
    rules_version: Mapped[str] = mapped_column(String(10))
    ruled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    application: Mapped[Application] = relationship()
    by: Mapped[User] = relationship(foreign_keys=by_id)
    letters: Mapped[list["RulingLetter"]] = relationship(order_by="RulingLetter.language")
    set_aside_on: Mapped[date | None] = mapped_column(comment="it counts no more since this day; it stays to be read")
    set_asides: Mapped[list["SetAside"]] = relationship(back_populates="ruling", order_by="SetAside.at")
    __table_args__ = (
        Index(
            "uq_ruling_standing", "application_id", "mode", unique=True,
            sqlite_where=text("set_aside_on IS NULL"), postgresql_where=text("set_aside_on IS NULL"),
        ),
        CheckConstraint("set_aside_on IS NULL OR (set_aside_on >= ruled_on AND mode = 'ACT')", name="set_aside"),
        CheckConstraint("by_id <> recommended_by_id", name="two_persons"),
        CheckConstraint("reasons <> ''", name="reasons"),
        CheckConstraint("(outcome = 'REFUSED') = (valid_until IS NULL)", name="until"),
        CheckConstraint("valid_until IS NULL OR valid_until >= ruled_on", name="order"),
        CheckConstraint(
            "outcome <> 'REFUSED' OR (appeal_note <> '' AND appeal_until IS NOT NULL)", name="refusal_can_be_appealed"
        ),
        CheckConstraint("outcome <> 'CONDITIONAL' OR conditions IS NOT NULL", name="conditions"),
    )  # fmt: skip


class SetAside(Keyed, Base):
    """Why a decision was set aside, by another person; or, while the power is not in force, what was written of it."""

    __tablename__ = "set_aside"
    ruling_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("ruling.id"))
    mode: Mapped[Mode] = mapped_column(choice(Mode))
    on: Mapped[date] = mapped_column("set_aside_on", default=clock.today)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    decided_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), comment="whose decision it was")
    reason: Mapped[str] = mapped_column(Text)
    back_to: Mapped[State] = mapped_column(choice(State, name="back_to"), comment="the step that is taken anew")
    recommendation_text: Mapped[str] = mapped_column(Text, comment="what the decision rested on, as it was then")
    power_lines: Mapped[dict[str, list[str]]] = mapped_column(Json, comment="language -> what the letter says of power")
    power_basis: Mapped[str | None] = mapped_column(String(200))
    ruling: Mapped[Ruling] = relationship(back_populates="set_asides")
    by: Mapped[User] = relationship(foreign_keys=by_id)
    letters: Mapped[list["SetAsideLetter"]] = relationship(order_by="SetAsideLetter.language")
    __table_args__ = (
        UniqueConstraint("ruling_id", "mode"),
        CheckConstraint("by_id <> decided_by_id", name="two_persons"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("back_to IN ('RECOMMENDED', 'VISITED', 'VETTING')", name="step"),
    )


class SetAsideLetter(Keyed, Base):
    """The letter by which a decision was set aside, in one language, as it was sent."""

    __tablename__ = "set_aside_letter"
    set_aside_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("set_aside.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("set_aside_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )


class RulingLetter(Keyed, Base):
    """The letter of a ruling in one language, as it was sent."""

    __tablename__ = "ruling_letter"
    ruling_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("ruling.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("ruling_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )


class Authorisation(Keyed, Base):
    """One service may give care, under one certificate number, from one day to another. Its facts never change."""

    __tablename__ = "authorisation"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    standing: Mapped[AuthorisationStanding] = mapped_column(
        choice(AuthorisationStanding), default=AuthorisationStanding.IN_FORCE
    )
    certificate_number: Mapped[str] = mapped_column(String(20), unique=True, comment="SCPA-2026-00042-K")
    year: Mapped[int] = mapped_column(comment="of the number")
    serial: Mapped[int] = mapped_column(comment="of the number: 1, 2, 3 … in its year, without a gap")
    start: Mapped[date] = mapped_column("valid_from")
    until: Mapped[date] = mapped_column("valid_until", comment="the last day, which still counts")
    capacity: Mapped[int] = mapped_column(comment="places authorised")
    conditions: Mapped[list[dict[str, str]] | None] = mapped_column(Json, comment="[{code, detail}]; empty: none")
    ruling_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("ruling.id"), index=True)
    decided_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    decided_on: Mapped[date]
    power_basis: Mapped[str | None] = mapped_column(String(200))
    rules_version: Mapped[str] = mapped_column(String(10))
    made_up: Mapped[bool] = mapped_column(comment="given in the demonstration, with made-up data")
    suspended_on: Mapped[date | None]
    ended_on: Mapped[date | None] = mapped_column(comment="first day on which it no longer counts")
    replaced_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("authorisation.id"))
    home: Mapped[Home] = relationship()
    service: Mapped[Service] = relationship()
    ruling: Mapped[Ruling | None] = relationship()
    decided_by: Mapped[User] = relationship()
    papers: Mapped[list["CertificatePaper"]] = relationship(order_by="CertificatePaper.language")
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("valid_from <= valid_until", name="term"),
        CheckConstraint("serial > 0 AND capacity > 0", name="counts"),
        CheckConstraint("(kind = 'KIN_TEMPORARY') = (ruling_id IS NULL)", name="decided"),
        CheckConstraint("kind <> 'CONDITIONAL' OR conditions IS NOT NULL", name="conditions"),
        CheckConstraint("(standing = 'SUSPENDED') = (suspended_on IS NOT NULL)", name="suspended"),
        CheckConstraint("(standing IN ('IN_FORCE', 'SUSPENDED')) = (ended_on IS NULL)", name="ended"),
        CheckConstraint("replaced_by_id IS NULL OR standing = 'EXPIRED'", name="replaced"),
        CheckConstraint("standing <> 'SET_ASIDE' OR ruling_id IS NOT NULL", name="set_aside"),
        Index(
            "uq_authorisation_living_service", "service_id", unique=True,
            sqlite_where=text("standing IN ('IN_FORCE', 'SUSPENDED')"),
            postgresql_where=text("standing IN ('IN_FORCE', 'SUSPENDED')"),
        ),
        Index("ix_authorisation_due", "standing", "valid_until"),
    )  # fmt: skip

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district


class CertificatePaper(Keyed, Base):
    """The certificate in one language, byte for byte as it was given."""

    __tablename__ = "certificate_paper"
    authorisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("authorisation.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("authorisation_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )
