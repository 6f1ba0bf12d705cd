"""Posters and cards with a token each, the talks held before a poster hangs, and the numbered slips of the box."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from complaints.doors.states import Kind
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Home


class Briefing(Keyed, Base):
    """Trustees and staff heard what a poster is for before it hangs (complaints.yaml `before_the_poster`)."""

    __tablename__ = "door_briefing"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    held_on: Mapped[date]
    trustees: Mapped[int] = mapped_column(comment="how many trustees or owners were there")
    staff: Mapped[int] = mapped_column(comment="how many of the staff were there")
    words_sealed: Mapped[bytes] = sealed_column("who spoke, and what was asked", nullable=False)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    __table_args__ = (
        UniqueConstraint("id", "home_id"),
        CheckConstraint("trustees > 0 AND staff > 0", name="both_were_there"),
    )


class Door(Keyed, Base):
    """A poster of a home or a card for a child of a family. A card knows the household, never the child."""

    __tablename__ = "child_door"
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    serial: Mapped[str] = mapped_column(String(16), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True, comment="hash of the token in its address")
    token_sealed: Mapped[bytes] = sealed_column("the token, so that it can be printed again", nullable=False)
    made_on: Mapped[date] = mapped_column(default=clock.today)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    ended_on: Mapped[date | None] = mapped_column(comment="torn, lost or taken down; its token opens no home any more")
    hung_on: Mapped[date | None] = mapped_column(comment="the day of the photo that shows it on the wall")
    hung_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    briefing_id: Mapped[uuid.UUID | None]
    given_on: Mapped[date | None] = mapped_column(comment="the day a child got the card")
    given_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    token = Sealed("token_sealed")
    home: Mapped[Home] = relationship()
    __table_args__ = (
        ForeignKeyConstraint(
            ["briefing_id", "home_id"], ["door_briefing.id", "door_briefing.home_id"],
            name="fk_child_door_briefing_same_home",
        ),
        # No poster hangs without a photo of it and a talk held before.
        CheckConstraint(
            "(hung_on IS NULL) = (photo_id IS NULL) AND (hung_on IS NULL) = (briefing_id IS NULL)",
            name="hangs_with_photo_and_briefing",
        ),
        CheckConstraint("kind = 'POSTER' OR hung_on IS NULL", name="only_posters_hang"),
        CheckConstraint("kind = 'CARD' OR given_on IS NULL", name="only_cards_are_given"),
        Index("ix_child_door_of_home", "home_id", "kind"),
    )  # fmt: skip

    @property
    def organisation(self) -> object:
        """Who answers for the home, for the rules of who signs in for it."""
        return self.home.organisation

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district


class Slip(Keyed, Base):
    """A numbered slip: the half for the box carries the serial, the stub the nine digits, which nobody keeps."""

    __tablename__ = "box_slip"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    serial: Mapped[str] = mapped_column(String(16), unique=True)
    code_lookup: Mapped[str] = mapped_column(
        String(64), unique=True, info={"sensitive": True}, comment="slow keyed hash of the number on the stub"
    )
    printed_on: Mapped[date] = mapped_column(default=clock.today)
    printed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    used: Mapped[bool] = mapped_column(default=False, info={"sensitive": True}, comment="its message was entered")
    home: Mapped[Home] = relationship()
