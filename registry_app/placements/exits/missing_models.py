"""A missing child: the police write an FIR within four hours; the number is written once, and lateness is told once."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime


class MissingChild(Keyed, Base):
    """What waits since a stay ended as MISSING (gatekeeping.yaml LC17)."""

    __tablename__ = "missing_child"
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), unique=True)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="four hours after the child went missing")
    fir_number: Mapped[str | None] = mapped_column(String(60))
    fir_on: Mapped[date | None]
    fir_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    late_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the head of the unit was told")
    __table_args__ = (
        CheckConstraint(
            "(fir_number IS NULL) = (fir_on IS NULL) AND (fir_number IS NULL) = (fir_by IS NULL) AND fir_number <> ''",
            name="fir_is_whole",
        ),
    )
