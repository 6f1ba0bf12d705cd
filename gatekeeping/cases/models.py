"""A case and what is known about it. Newer facts stand beside older ones; the newest counts (steps 1-8)."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gatekeeping.cases.states import (
    Answer,
    Ground,
    Hearing,
    LegalCare,
    Profession,
    Relation,
    Screening,
    Source,
    State,
)
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Rung
from registry_app.providers.homes.models import Home, Organisation, Service


class Case(Keyed, Base):
    """One child before the body of the district, from referral to decision; reviewed, it opens again."""

    __tablename__ = "gatekeeping_case"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    district: Mapped[str] = mapped_column(String(6), index=True, comment="whose Child Protection Unit works on it")
    state: Mapped[State] = mapped_column(choice(State), default=State.OPEN, index=True)
    source: Mapped[Source] = mapped_column(choice(Source))
    referrer_sealed: Mapped[bytes | None] = sealed_column("who referred; never shown to a provider")
    referrer_organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    referred_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    danger: Mapped[bool] = mapped_column(comment="immediate danger when it was referred")
    screening: Mapped[Screening | None] = mapped_column(
        choice(Screening), comment="what a person found that the child needs; empty: nobody has looked yet"
    )
    found_stay_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("stay.id"), comment="the case made itself, because the child was found there without any basis"
    )
    legal_care: Mapped[LegalCare] = mapped_column(choice(LegalCare))
    whereabouts_sealed: Mapped[bytes] = sealed_column("where the child is, with whom", nullable=False)
    story_sealed: Mapped[bytes | None] = sealed_column("what happened; empty: it is told from the stay it was found in")
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), comment="prepares and presents it")
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), comment="the home proposed now")
    possible: Mapped[list[str]] = mapped_column(Json, default=list, comment="rungs found possible: to be chosen first")
    waiting_since: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="when it was sent to the body")
    question: Mapped[str | None] = mapped_column(String(500), comment="what the body asked when it put it off")
    closed_reason: Mapped[str | None] = mapped_column(String(500))
    child: Mapped[Child] = relationship()
    officer: Mapped[User] = relationship()
    home: Mapped[Home | None] = relationship()
    found_stay: Mapped[Stay | None] = relationship()
    referrer_organisation: Mapped[Organisation | None] = relationship()
    interests: Mapped[list["Interest"]] = relationship(back_populates="case")
    referrer, whereabouts, story = Sealed("referrer_sealed"), Sealed("whereabouts_sealed"), Sealed("story_sealed")
    __table_args__ = (
        CheckConstraint("screening IS NOT NULL OR found_stay_id IS NOT NULL", name="screened"),
        CheckConstraint("story_sealed IS NOT NULL OR found_stay_id IS NOT NULL", name="story"),
        CheckConstraint("(state = 'BEFORE_PANEL') = (waiting_since IS NOT NULL)", name="waiting"),
        CheckConstraint("state <> 'CLOSED' OR closed_reason IS NOT NULL", name="closed_has_reason"),
        CheckConstraint("source <> 'HOME' OR referrer_organisation_id IS NOT NULL", name="home_that_refers_is_named"),
        Index(
            "uq_gatekeeping_case_living",
            "child_id",
            unique=True,
            sqlite_where=text("state <> 'CLOSED'"),
            postgresql_where=text("state <> 'CLOSED'"),
        ),
    )


class _OfCase(Keyed):
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_case.id"), index=True)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)


class Assessment(_OfCase, Base):
    """Is leaving the family necessary? In person, by a child protection officer (steps 3 and 5; UNG 57-58)."""

    __tablename__ = "gatekeeping_assessment"
    on_day: Mapped[date]
    necessary: Mapped[bool] = mapped_column(comment="the answer to the first question")
    grounds: Mapped[list[str]] = mapped_column(Json, comment="codes of Ground")
    harm_sealed: Mapped[bytes] = sealed_column("the harm, the risk now, the needs", nullable=False)
    help_tried_sealed: Mapped[bytes] = sealed_column("help offered: day, by whom, result", nullable=False)
    second_profession: Mapped[Profession | None] = mapped_column(choice(Profession), comment="who assessed as well")
    parent_objects: Mapped[bool | None]
    tracing_exhausted: Mapped[bool | None]
    age_disputed: Mapped[bool | None]
    in_conflict_with_law: Mapped[bool | None]
    independent: Mapped[bool] = mapped_column(comment="by an officer with no tie to the home that referred")
    harm, help_tried = Sealed("harm_sealed"), Sealed("help_tried_sealed")

    def named_grounds(self) -> list[Ground]:
        return [Ground(code) for code in self.grounds]


class ChildView(_OfCase, Base):
    """What the child says, in the child's own words (step 7; UNG 6, 57; SCPP 5.3.1(k))."""

    __tablename__ = "gatekeeping_child_view"
    on_day: Mapped[date]
    how: Mapped[Hearing] = mapped_column(choice(Hearing))
    asked_by_sealed: Mapped[bytes] = sealed_column("whom the child trusts, who asked", nullable=False)
    alone: Mapped[bool] = mapped_column(comment="out of hearing of the family and of any home")
    explained: Mapped[bool] = mapped_column(comment="the child was told what happens, and who will tell the result")
    language: Mapped[str] = mapped_column(String(40))
    words_sealed: Mapped[bytes] = sealed_column("the child's own words or signs", nullable=False)
    wants_sealed: Mapped[bytes | None] = sealed_column("wishes: brothers and sisters, contact, place, school")
    objects_to: Mapped[list[str]] = mapped_column(Json, comment="kinds of care the child does not want")
    words, wants, asked_by = Sealed("words_sealed"), Sealed("wants_sealed"), Sealed("asked_by_sealed")


class FamilyMember(_OfCase, Base):
    """One person of the family, or close to it: who was asked, when, how, and what was said (step 4; UNG 65)."""

    __tablename__ = "gatekeeping_family_member"
    relation: Mapped[Relation] = mapped_column(choice(Relation))
    name_sealed: Mapped[bytes] = sealed_column("name", nullable=False)
    asked_on: Mapped[date | None]
    answer: Mapped[Answer] = mapped_column(choice(Answer))
    note_sealed: Mapped[bytes | None] = sealed_column("what was said, and what help would change it")
    name, note = Sealed("name_sealed"), Sealed("note_sealed")
    __table_args__ = (CheckConstraint("answer = 'NOT_ASKED' OR asked_on IS NOT NULL", name="asked_has_day"),)


class Match(_OfCase, Base):
    """The care that is proposed, the list that was shown and the reason for the pick (step 8)."""

    __tablename__ = "gatekeeping_match"
    care_type: Mapped[Rung] = mapped_column(choice(Rung))
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"))
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))
    shown: Mapped[list[dict[str, Any]]] = mapped_column(Json, comment="the list as it stood, with reasons")
    reason: Mapped[str] = mapped_column(String(1000))
    distance_km: Mapped[float | None]
    school_changes: Mapped[bool | None]
    culture_mismatch: Mapped[bool | None]
    religion_mismatch: Mapped[bool | None]
    siblings_together: Mapped[bool | None]
    shares_unit: Mapped[bool | None] = mapped_column(comment="with unrelated children of the other sex, 10 or older")
    escort_is_woman: Mapped[bool | None] = mapped_column(comment="a vetted woman goes with the child")
    home: Mapped[Home | None] = relationship()
    service: Mapped[Service | None] = relationship()
    __table_args__ = (
        CheckConstraint("(home_id IS NULL) = (care_type IN ('PRESERVE', 'REUNIFY'))", name="care_has_home"),
        CheckConstraint("(home_id IS NULL) = (service_id IS NULL)", name="home_has_service"),
    )


class Interest(_OfCase, Base):
    """A member knows this family or home, as the member says or the system found: no view, no vote, not counted."""

    __tablename__ = "gatekeeping_interest"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    note: Mapped[str] = mapped_column(String(300))
    case: Mapped[Case] = relationship(back_populates="interests")
    __table_args__ = (UniqueConstraint("case_id", "user_id"),)


class CaseTask(_OfCase, Base):
    """Somebody finds out, or does, something by a day."""

    __tablename__ = "gatekeeping_task"
    what: Mapped[str] = mapped_column(String(300))
    rung: Mapped[Rung | None] = mapped_column(choice(Rung), comment="the step of the ladder it is about")
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_on: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    owner: Mapped[User] = relationship(foreign_keys=[owner_id])
