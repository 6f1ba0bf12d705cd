"""What was looked at on the day on which a relative was approved, and the letter of it."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.files import StoredFile
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.homes.models import Home
from registry_app.providers.kin.states import Relation, Woman
from registry_app.providers.powers.states import Mode


class KinApproval(Keyed, Base):
    """The same-day checks of one approval. It was recommended only, while the power is not in force. Never changed."""

    __tablename__ = "kin_approval"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"), index=True)
    no: Mapped[int] = mapped_column("times", comment="1, or 2: once more 28 days")
    mode: Mapped[Mode] = mapped_column(choice(Mode))
    authorisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("authorisation.id"), unique=True)
    on: Mapped[date] = mapped_column("approved_on")
    until: Mapped[date] = mapped_column("valid_until", comment="the last day, which still counts")
    relation: Mapped[Relation] = mapped_column(choice(Relation))
    children: Mapped[int]
    adults: Mapped[int] = mapped_column(comment="every adult of the household, all named among its people")
    woman: Mapped[Woman] = mapped_column(choice(Woman))
    visiting_sealed: Mapped[bytes | None] = sealed_column("the woman who visits every day")
    home_seen_by: Mapped[str] = mapped_column(String(120), comment="the officer who saw the home on that day")
    child_said_sealed: Mapped[bytes] = sealed_column("what the child said when asked", nullable=False)
    police_seen: Mapped[bool] = mapped_column(comment="police certificates; they may be pending")
    references_seen: Mapped[bool] = mapped_column(comment="two references; they may be pending")
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    power_lines: Mapped[dict[str, list[str]]] = mapped_column(Json, comment="language -> what the letter says of power")
    rules_version: Mapped[str] = mapped_column(String(10))
    visiting, child_said = Sealed("visiting_sealed"), Sealed("child_said_sealed")
    home: Mapped[Home] = relationship()
    by: Mapped[User] = relationship()
    authorisation: Mapped[Authorisation | None] = relationship()
    letters: Mapped[list["KinLetter"]] = relationship(order_by="KinLetter.language")
    __table_args__ = (
        UniqueConstraint("home_id", "times", "mode"),
        CheckConstraint("times BETWEEN 1 AND 2", name="times"),
        CheckConstraint("(mode = 'ACT') = (authorisation_id IS NOT NULL)", name="carried_out"),
        CheckConstraint("approved_on <= valid_until", name="term"),
        CheckConstraint("children > 0 AND adults > 0", name="counts"),
        CheckConstraint("(woman = 'VISITS_DAILY') = (visiting_sealed IS NOT NULL)", name="woman_named"),
        CheckConstraint("home_seen_by <> ''", name="seen"),
    )

    @property
    def district(self) -> str:
        """Where the family lives; rules about districts ask it."""
        return self.home.district


class KinLetter(Keyed, Base):
    """The letter to the family in one language, or to the office that holds the power, as it was given."""

    __tablename__ = "kin_letter"
    approval_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("kin_approval.id"))
    language: Mapped[str] = mapped_column(String(2))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
    __table_args__ = (
        UniqueConstraint("approval_id", "language"),
        CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
    )
