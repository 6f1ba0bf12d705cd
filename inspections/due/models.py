"""The day that an inspector put together: chosen homes in the order in which they will be seen."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core.db import Base, Keyed
from registry_app.core.types import Json


class DayPlan(Keyed, Base):
    """One person's day. It promises nothing and no home sees it; a visit is planned with its team on its own page."""

    __tablename__ = "visit_day_plan"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    day: Mapped[date]
    homes: Mapped[list[str]] = mapped_column(Json, default=list, comment="keys of the homes, the first stop first")
    __table_args__ = (UniqueConstraint("user_id", "day"),)
