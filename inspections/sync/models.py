"""Phones, what each inspector's phone said of a visit, its photographs, and where two inspectors differ.

A record keeps the last content of one person whole and sealed, whatever becomes of it in the visit. Content that may
not count by itself lies beside it, in lines that are never changed but for what a person decided about them.
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspections.models import Visit
from inspections.sync.states import Because, RecordState, Settled
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice


class OfVisit:
    """Something of a visit, for the rules of who may see it."""

    if TYPE_CHECKING:
        visit: Mapped[Visit]

    @property
    def district(self) -> str:
        return self.visit.district

    @property
    def home(self) -> Any:
        return self.visit.home


class FieldPhone(Keyed, Base):
    """One inspector's phone, known by a key it made itself. Without its half nobody opens the store on it."""

    __tablename__ = "field_phone"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str] = mapped_column(String(60), comment="what its owner calls it")
    half_sealed: Mapped[bytes | None] = sealed_column("the office's half of the key of the phone's store")
    first_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    readable_until: Mapped[datetime] = mapped_column(UTCDateTime, comment="then the phone forgets its half")
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    revoked_reason: Mapped[str | None] = mapped_column(String(500))
    half = Sealed("half_sealed")
    user: Mapped[User] = relationship(foreign_keys=user_id)
    revoked_by: Mapped[User | None] = relationship(foreign_keys=revoked_by_id)
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (half_sealed IS NOT NULL) AND (revoked_at IS NULL) = "
                        "(revoked_by_id IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)", name="revoked"),
    )  # fmt: skip


class VisitRecord(OfVisit, Keyed, Base):
    """What one person filled of one visit on one phone: the last content that counts, and where it stands."""

    __tablename__ = "visit_record"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    phone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("field_phone.id"))
    state: Mapped[RecordState] = mapped_column(choice(RecordState))
    because: Mapped[list[str]] = mapped_column(Json, default=list, comment="Because: what it waits for")
    seq: Mapped[int] = mapped_column(comment="number of the last content; a lower one that comes late changes nothing")
    final: Mapped[bool]
    content_sealed: Mapped[bytes] = sealed_column("everything the person filled", nullable=False)
    digest: Mapped[str] = mapped_column(String(64), comment="hash of the content, however it was written")
    sent_sha256: Mapped[str] = mapped_column(String(64), comment="hash of the bytes as they came")
    files: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, comment="id, sha256, kind, criterion each")
    goes_without: Mapped[str | None] = mapped_column(String(500), comment="why it goes without photos or a colleague")
    receipt: Mapped[str] = mapped_column(String(9), unique=True)
    first_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    clock_off: Mapped[int | None] = mapped_column(comment="seconds by which the phone was ahead; empty: not said")
    content = Sealed("content_sealed")
    visit: Mapped[Visit] = relationship()
    user: Mapped[User] = relationship()
    phone: Mapped[FieldPhone] = relationship()
    __table_args__ = (
        CheckConstraint("seq > 0", name="seq"),
        CheckConstraint("state NOT IN ('FILES', 'WAITS', 'AT_THE_OFFICE') OR final", name="only_what_is_final_waits"),
        CheckConstraint("state <> 'ASIDE'", name="aside_lies_beside"),
    )  # fmt: skip


class PutAside(OfVisit, Keyed, Base):
    """Content that came but may not count by itself: kept whole until a person takes it in or leaves it beside."""

    __tablename__ = "visit_put_aside"
    record_id: Mapped[uuid.UUID] = mapped_column(index=True, comment="the key under which the phone sent it")
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    phone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("field_phone.id"))
    because: Mapped[Because] = mapped_column(choice(Because))
    sentence: Mapped[str] = mapped_column(String(500), default="", comment="what the rules said, in English")
    seq: Mapped[int]
    content_sealed: Mapped[bytes] = sealed_column("everything the person filled", nullable=False)
    digest: Mapped[str] = mapped_column(String(64))
    sent_sha256: Mapped[str] = mapped_column(String(64))
    receipt: Mapped[str] = mapped_column(String(9), unique=True)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    clock_off: Mapped[int | None]
    settled: Mapped[Settled | None] = mapped_column(choice(Settled))
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    settled_reason: Mapped[str | None] = mapped_column(String(500))
    content = Sealed("content_sealed")
    visit: Mapped[Visit] = relationship()
    user: Mapped[User] = relationship(foreign_keys=user_id)
    phone: Mapped[FieldPhone] = relationship()
    settled_by: Mapped[User | None] = relationship(foreign_keys=settled_by_id)
    __table_args__ = (
        UniqueConstraint("record_id", "digest"),
        CheckConstraint("(settled IS NULL) = (settled_at IS NULL) AND (settled IS NULL) = (settled_by_id IS NULL) "
                        "AND (settled IS NULL) = (settled_reason IS NULL)", name="settled_whole"),
    )  # fmt: skip


class RecordFile(Keyed, Base):
    """A photograph of a record; it may come before its record. The picture itself is built anew and sealed."""

    __tablename__ = "visit_record_file"
    record_id: Mapped[uuid.UUID] = mapped_column(index=True, comment="may not be at the office yet, so no foreign key")
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    phone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("field_phone.id"))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), comment="of the bytes as they came")
    size: Mapped[int]
    receipt: Mapped[str] = mapped_column(String(9), unique=True)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    aside: Mapped[bool] = mapped_column(default=False, comment="from a blocked phone: counts only once it is taken in")
    file: Mapped[StoredFile] = relationship()


class Clash(OfVisit, Keyed, Base):
    """A criterion that people of one team answered differently: every value with its author; the lead chooses."""

    __tablename__ = "visit_clash"
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(8))
    sides_sealed: Mapped[bytes] = sealed_column("each person's answer, by the person's key", nullable=False)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    chosen_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), comment="whose answer holds")
    sides = Sealed("sides_sealed")
    visit: Mapped[Visit] = relationship()
    __table_args__ = (
        CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL) AND (settled_at IS NULL) = "
                        "(chosen_of_id IS NULL)", name="settled"),
        Index("uq_visit_clash_open", "visit_id", "criterion", unique=True,
              sqlite_where=text("settled_at IS NULL"), postgresql_where=text("settled_at IS NULL")),
    )  # fmt: skip
