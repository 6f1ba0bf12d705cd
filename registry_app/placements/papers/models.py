"""What was found of a child's B-Form, and since when; a newer word stands beside the older. No number is kept here."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.models import Child
from registry_app.placements.papers.states import BForm


class BFormStep(Keyed, Base):
    """From this day on it is so."""

    __tablename__ = "child_b_form_step"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … of this child")
    status: Mapped[BForm] = mapped_column(choice(BForm))
    since: Mapped[date]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    child: Mapped[Child] = relationship()
    __table_args__ = (UniqueConstraint("child_id", "number"), CheckConstraint("number > 0", name="number"))
