"""A report that was filed: its very bytes and their digest, kept as they went to the court."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.core.types import UTCDateTime

KEPT = "a filed copy is kept as it was filed"


class CourtFiling(Keyed, Base):
    """One copy that was filed. The same report made again is a new copy beside it."""

    __tablename__ = "court_filing"
    on: Mapped[date] = mapped_column("position_on", comment="the day whose position it gives")
    known_on: Mapped[date] = mapped_column(comment="the last day of which anything was known")
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), comment="of its bytes, printed on no page of its own")
    filed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    filed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    file: Mapped[StoredFile] = relationship()
    filed_by: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("known_on >= position_on", name="known_later"),
        CheckConstraint("length(sha256) = 64", name="digest"),
        Index("ix_court_filing_filed", "filed_at"),
    )


for _when in ("UPDATE", "DELETE"):
    _name = f"court_filing_no_{_when.lower()}"
    _ddls = {
        "sqlite": [sqlite_trigger(_name, "court_filing", _when, None, KEPT)],
        "postgresql": postgres_trigger(_name, "court_filing", _when, None, KEPT),
    }
    for _dialect, _some in _ddls.items():
        for _ddl in _some:
            event.listen(CourtFiling.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
