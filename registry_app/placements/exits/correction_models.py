"""A wrongly recorded leaving is not edited: what is true stands on a line beside it, with why and by whom."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime
from registry_app.placements.exits.models import Leaving, leaving_checks
from registry_app.placements.states import Exit

_LIVING = text("approved IS NOT FALSE")


class ExitCorrection(Leaving, Keyed, Base):
    """How the child really left, proposed by one officer and approved by the head of the unit, who is another person.

    That the child never left reads NEW_BASIS from the moment of the wrong leaving: there a new stay goes on.
    """

    __tablename__ = "exit_correction"
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    reason_sealed: Mapped[bytes] = sealed_column("why the first line was wrong", nullable=False)
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    approved: Mapped[bool | None] = mapped_column(comment="empty until the head of the unit has decided")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason = Sealed("reason_sealed")
    proposer: Mapped[User] = relationship(foreign_keys=[proposed_by])
    decider: Mapped[User | None] = relationship(foreign_keys=[decided_by])
    __table_args__ = (
        CheckConstraint("exit IS NOT NULL AND exit <> 'MOVED_PLACEMENT'", name="says_how"),
        CheckConstraint(
            "(approved IS NULL) = (decided_by IS NULL) AND (approved IS NULL) = (decided_at IS NULL)", name="decided"
        ),
        CheckConstraint("decided_by <> proposed_by", name="second_person"),
        *leaving_checks(begins=False),
        Index("uq_exit_correction_living", "stay_id", unique=True, sqlite_where=_LIVING, postgresql_where=_LIVING),
    )

    @property
    def never_left(self) -> bool:
        return self.exit is Exit.NEW_BASIS
