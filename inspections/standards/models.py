"""One version of the standards of care, with everything that a visit is read under."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspections.standards.states import VersionState
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import Json, UTCDateTime, choice


class StandardsVersion(Keyed, Base):
    """`book` and `terms` have the shape of the two shipped files; the first version is those files."""

    __tablename__ = "standards_version"
    number: Mapped[str] = mapped_column(String(10), unique=True)
    state: Mapped[VersionState] = mapped_column(choice(VersionState), default=VersionState.DRAFT)
    book: Mapped[dict[str, Any]] = mapped_column(Json, comment="the standards, as the shipped file has them")
    terms: Mapped[dict[str, Any]] = mapped_column(Json, comment="the numbers that the standards say in words")
    last_ids: Mapped[dict[str, int]] = mapped_column(Json, comment="standard -> highest criterion ever; none is reused")
    shipped: Mapped[bool] = mapped_column(default=False, comment="came with the program, so nobody here approved it")
    drafted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    edited_by: Mapped[list[str]] = mapped_column(Json, default=list, comment="keys of all who wrote on the draft")
    tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tried: Mapped[dict[str, Any] | None] = mapped_column(Json, comment="what past visits would have got under it")
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_reason: Mapped[str | None] = mapped_column(String(500))
    in_force_from: Mapped[date | None]
    withdrawn_from: Mapped[date | None] = mapped_column(comment="first day on which it is no longer in force")
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))
    drafted_by: Mapped[User | None] = relationship(foreign_keys=drafted_by_id)
    approved_by: Mapped[User | None] = relationship(foreign_keys=approved_by_id)
    __table_args__ = (
        CheckConstraint("shipped OR drafted_by_id IS NOT NULL", name="drafted"),
        CheckConstraint("(approved_by_id IS NULL) = (approved_at IS NULL)", name="approved_by"),
        CheckConstraint(
            "state <> 'APPROVED' OR (in_force_from IS NOT NULL AND (shipped OR approved_by_id IS NOT NULL))",
            name="approved",
        ),
        CheckConstraint("state <> 'DRAFT' OR (in_force_from IS NULL AND approved_by_id IS NULL)", name="draft"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> drafted_by_id", name="another_approves"),
        CheckConstraint(
            "(state = 'WITHDRAWN') = (withdrawn_from IS NOT NULL AND withdrawn_reason IS NOT NULL)", name="withdrawn"
        ),
        CheckConstraint("withdrawn_from >= in_force_from", name="period"),
    )
