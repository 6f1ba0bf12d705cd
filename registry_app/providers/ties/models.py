"""A tie between a person and a home: for as long as it runs and 24 months after, it beats every role."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.types import choice


class TieKind(StrEnum):
    """gatekeeping.yaml `auto_detect`, standards_of_care.yaml `independence check`."""

    STAFF = "STAFF"
    BOARD = "BOARD"
    OWNER = "OWNER"
    DONOR = "DONOR"
    LANDLORD = "LANDLORD"
    SUPPLIER = "SUPPLIER"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


labels(
    {
        TieKind.STAFF: _("Works or worked there"),
        TieKind.BOARD: _("Sits or sat on its board"),
        TieKind.OWNER: _("Owns it"),
        TieKind.DONOR: _("Gives money to it"),
        TieKind.LANDLORD: _("Owns its building"),
        TieKind.SUPPLIER: _("Sells to it"),
        TieKind.FAMILY: _("Is family of its people"),
        TieKind.OTHER: _("Another tie"),
    }
)


class Tie(Keyed, Base):
    """`until` empty: it runs. Found by the system or declared by the person; never removed, only ended."""

    __tablename__ = "tie"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    kind: Mapped[TieKind] = mapped_column(choice(TieKind))
    note: Mapped[str] = mapped_column(String(300), default="")
    declared: Mapped[bool] = mapped_column(default=True, comment="said by the person; else found by the system")
    since: Mapped[date] = mapped_column(default=clock.today)
    until: Mapped[date | None]
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="period"),)
