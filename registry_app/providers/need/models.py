"""Notices of intent, and opinions of the Authority on need: about a notice, or about an application itself."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.applications.models import Application
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.need.states import IntentState, Need


class IntentNotice(Keyed, Base):
    """Somebody means to open a home and asks, before building, whether one is needed there."""

    __tablename__ = "intent_notice"
    number: Mapped[str] = mapped_column(String(20), unique=True, comment="N-2026-00042-K")
    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    district: Mapped[str] = mapped_column(String(6), comment="district code")
    care_type: Mapped[CareType] = mapped_column(choice(CareType))
    sexes: Mapped[Sexes] = mapped_column(choice(Sexes))
    places: Mapped[int]
    why: Mapped[str] = mapped_column(Text, comment="why a home is needed there, in the applicant's words")
    state: Mapped[IntentState] = mapped_column(choice(IntentState), default=IntentState.GIVEN)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    answer_by: Mapped[date] = mapped_column(comment="last day for the opinion, 15 working days after")
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="answered, or taken back")
    applicant: Mapped[User] = relationship()
    opinion: Mapped["NeedOpinion | None"] = relationship(back_populates="notice")
    __table_args__ = (
        CheckConstraint("places > 0", name="places"),
        CheckConstraint("why <> ''", name="why"),
        CheckConstraint("(state = 'GIVEN') = (ended_at IS NULL)", name="ended"),
        Index("ix_intent_notice_queue", "state", "answer_by", "number"),
    )


class NeedOpinion(Keyed, Base):
    """Whether the Authority declares a need, and why. It is written once; the decider answers it in writing."""

    __tablename__ = "need_opinion"
    notice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("intent_notice.id"), unique=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"), unique=True)
    need: Mapped[Need] = mapped_column(choice(Need))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    on: Mapped[date] = mapped_column("given_on", default=clock.today)
    by: Mapped[User] = relationship()
    notice: Mapped[IntentNotice | None] = relationship(back_populates="opinion")
    application: Mapped[Application | None] = relationship()
    __table_args__ = (
        CheckConstraint("(notice_id IS NULL) <> (application_id IS NULL)", name="about_one"),
        CheckConstraint("words <> ''", name="words"),
    )
