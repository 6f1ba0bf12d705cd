"""An invitation to sign in for an organisation; of its link only the hash is kept."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.providers.homes.models import Organisation
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.team.states import Invited


class Invitation(Keyed, Base):
    """One person asked, by mail or text message, to sign in for an organisation."""

    __tablename__ = "invitation"
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    reach_sealed: Mapped[bytes] = sealed_column("the mail address or phone number it went to", nullable=False)
    role: Mapped[MemberRole] = mapped_column(choice(MemberRole))
    digest: Mapped[str] = mapped_column(String(64), unique=True, comment="hash of the token in the link")
    state: Mapped[Invited] = mapped_column(choice(Invited), default=Invited.OPEN)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    invited_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    accepted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    organisation: Mapped[Organisation] = relationship()
    invited_by: Mapped[User] = relationship(foreign_keys=invited_by_id)
    reach = Sealed("reach_sealed")
    __table_args__ = (
        CheckConstraint("(state = 'OPEN') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("(state = 'ACCEPTED') = (accepted_by_id IS NOT NULL)", name="accepted_by_somebody"),
    )
