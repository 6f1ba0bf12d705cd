"""What changes about a child over time, as lines beside it: the age as it was known, siblings as they were linked."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.children.states import Faith, FaithNeed, Speech
from registry_app.placements.states import AgeMethod


class CareNeeds:
    """What care must know of a child; the faith only together with the need for which it is recorded."""

    speech: Mapped[Speech | None] = mapped_column(choice(Speech), comment="language in which the child is spoken to")
    faith: Mapped[Faith | None] = mapped_column(choice(Faith), info={"sensitive": True})
    faith_need: Mapped[FaithNeed | None] = mapped_column(choice(FaithNeed), comment="why the faith is recorded")


CARE_CHECKS = (CheckConstraint("(faith IS NULL) = (faith_need IS NULL)", name="faith_has_need"),)


class AgeLine(Keyed, Base):
    """How old the child was taken to be, from when on and why; a correction is a newer line."""

    __tablename__ = "child_age_line"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    born_earliest: Mapped[date]
    born_latest: Mapped[date]
    method: Mapped[AgeMethod] = mapped_column(choice(AgeMethod))
    reason_sealed: Mapped[bytes | None] = sealed_column("why it was corrected; empty on the first line")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reason = Sealed("reason_sealed")
    officer: Mapped[User | None] = relationship()
    __table_args__ = (CheckConstraint("born_earliest <= born_latest", name="birth"),)


class SiblingLine(Keyed, Base):
    """Two children were linked as brothers or sisters, or the link was taken back, and why."""

    __tablename__ = "child_sibling_line"
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    other_code: Mapped[str] = mapped_column(String(12), comment="code of the other child")
    linked: Mapped[bool] = mapped_column(comment="false: taken back")
    reason_sealed: Mapped[bytes] = sealed_column("why", nullable=False)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reason = Sealed("reason_sealed")
    officer: Mapped[User] = relationship()
