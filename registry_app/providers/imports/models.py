"""What each import did, so that its report can be read again."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import Json, UTCDateTime


class HomeImport(Keyed, Base):
    """One file that was loaded. The file itself is not kept; its hash says which one it was."""

    __tablename__ = "home_import"
    number: Mapped[int] = mapped_column(unique=True, comment="1, 2, 3 …")
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    loaded: Mapped[int] = mapped_column(comment="homes that are new on the register")
    listed: Mapped[int] = mapped_column(comment="homes that were known, and are now known from this list too")
    known: Mapped[int] = mapped_column(comment="lines that say nothing new")
    left_out: Mapped[int] = mapped_column(comment="bad lines")
    faults: Mapped[list[dict[str, Any]]] = mapped_column(Json, comment="line, column, reason and its facts, in order")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    recorder: Mapped[User | None] = relationship()
    __table_args__ = (CheckConstraint("loaded >= 0 AND listed >= 0 AND known >= 0 AND left_out >= 0", name="counts"),)
