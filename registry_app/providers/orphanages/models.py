"""What is known of certificates under the Orphanages Act; a newer one stands beside the older."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.types import UTCDateTime
from registry_app.providers.homes.models import Home


class OrphanagesCertificate(Keyed, Base):
    """The board's certificate for a home, as an officer saw it on paper. This register gives none (powers.yaml)."""

    __tablename__ = "orphanages_certificate"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    given_on: Mapped[date]
    until: Mapped[date | None] = mapped_column("valid_until", comment="the last day; empty where the paper names none")
    withdrawn_on: Mapped[date | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    home: Mapped[Home] = relationship()
    __table_args__ = (
        CheckConstraint("number <> ''", name="number"),
        CheckConstraint("valid_until IS NULL OR valid_until >= given_on", name="term"),
        CheckConstraint("withdrawn_on IS NULL OR withdrawn_on >= given_on", name="withdrawn"),
    )
