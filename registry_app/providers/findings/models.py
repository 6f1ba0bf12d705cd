"""Outside lists with their dates, and each telling of a home with its words."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom


class OutsideList(Keyed, Base):
    """A list that somebody else keeps of homes, as it stood on a day. A newer one is another list beside it."""

    __tablename__ = "outside_list"
    source: Mapped[KnownFrom] = mapped_column(choice(KnownFrom))
    title: Mapped[str] = mapped_column(String(200), default="", comment="as its keeper calls it; may be empty")
    dated: Mapped[date] = mapped_column(comment="the day the list itself bears")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (
        UniqueConstraint("source", "dated", "title"),
        CheckConstraint(
            "source IN ('SWD_LIST', 'FEDERAL_LIST', 'COURT_FILING', 'MAPPING', 'DONOR')", name="source_gives_lists"
        ),
    )


class Finding(Keyed, Base):
    """Somebody told of a home: on a list or otherwise. Never changed; a newer telling stands beside it."""

    __tablename__ = "finding"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    source: Mapped[KnownFrom] = mapped_column(choice(KnownFrom))
    on: Mapped[date] = mapped_column(comment="the day of the list, the press report, the visit, the call")
    list_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outside_list.id"))
    list_number: Mapped[str | None] = mapped_column(String(40), comment="the home's number on the list")
    name_written: Mapped[str] = mapped_column(String(200), comment="the name as they wrote it")
    children: Mapped[int | None] = mapped_column(comment="how many children they say live there")
    note_sealed: Mapped[bytes | None] = sealed_column("what else they said")
    person_sealed: Mapped[bytes | None] = sealed_column("the person in charge, as they say")
    phone_sealed: Mapped[bytes | None] = sealed_column("the home's phone, as they say")
    person_digest: Mapped[str | None] = mapped_column(
        String(64), index=True, comment="keyed hash of the person's name by sound, for finding one home twice"
    )
    phone_digest: Mapped[str | None] = mapped_column(String(64), index=True, comment="keyed hash of the phone number")
    fingerprint: Mapped[str | None] = mapped_column(
        String(64), unique=True, comment="of the imported line, so that a file loaded twice adds nothing"
    )
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home_import.id"), index=True)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    home: Mapped[Home] = relationship()
    list: Mapped[OutsideList | None] = relationship()
    recorder: Mapped[User | None] = relationship()
    note = Sealed("note_sealed")
    person = Sealed("person_sealed")
    phone = Sealed("phone_sealed")
    __table_args__ = (
        UniqueConstraint("list_id", "home_id"),
        UniqueConstraint("list_id", "list_number"),
        CheckConstraint("list_id IS NOT NULL OR list_number IS NULL", name="number_of_a_list"),
        CheckConstraint("children >= 0", name="children"),
        CheckConstraint("source <> 'APPLICATION'", name="told"),
        Index("ix_finding_source", "source", "home_id"),
    )
