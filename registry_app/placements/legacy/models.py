"""The list of a home, its rows, and each review of a stay that was there before the register.

Names are sealed as they are typed. A row becomes a child under a code when the second person signs, in one transaction.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.legacy.rules import Facts
from registry_app.placements.legacy.states import LegalPaper, ListState, Parents, ReviewOutcome
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import AgeMethod, Sex
from registry_app.providers.homes.models import Home


class LegacyList(Keyed, Base):
    """The children present in one home. A later list of the same home holds only those the first left out."""

    __tablename__ = "legacy_list"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    number: Mapped[int] = mapped_column(comment="1, 2 … of this home")
    state: Mapped[ListState] = mapped_column(choice(ListState), default=ListState.DRAFT, index=True)
    begun_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    home_signed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    home_signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unit_signed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    unit_signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_back: Mapped[str | None] = mapped_column(String(500), comment="what the unit asked to be put right")
    home: Mapped[Home] = relationship()
    home_signer: Mapped[User | None] = relationship(foreign_keys=[home_signed_by])
    unit_signer: Mapped[User | None] = relationship(foreign_keys=[unit_signed_by])
    rows: Mapped[list["LegacyRow"]] = relationship(back_populates="of_list", order_by="LegacyRow.place")
    __table_args__ = (
        UniqueConstraint("home_id", "number"),
        UniqueConstraint("id", "home_id"),
        CheckConstraint(
            "(state = 'DRAFT') = (home_signed_by IS NULL) AND (home_signed_by IS NULL) = (home_signed_at IS NULL)",
            name="home_signed",
        ),
        CheckConstraint(
            "(state IN ('UNIT_SIGNED', 'CLOSED')) = (unit_signed_by IS NOT NULL) "
            "AND (unit_signed_by IS NULL) = (unit_signed_at IS NULL)",
            name="unit_signed",
        ),
        CheckConstraint(
            "(state = 'CLOSED') = (closed_by IS NOT NULL) AND (closed_by IS NULL) = (closed_at IS NULL)", name="closed"
        ),
        CheckConstraint("unit_signed_by IS NULL OR unit_signed_by <> home_signed_by", name="two_persons"),
        Index(
            "uq_legacy_list_open",
            "home_id",
            unique=True,
            sqlite_where=text("state IN ('DRAFT', 'HOME_SIGNED')"),
            postgresql_where=text("state IN ('DRAFT', 'HOME_SIGNED')"),
        ),
    )

    @property
    def district(self) -> str:
        """The district of the home, for the rules of who may see it."""
        return self.home.district


class LegacyRow(Keyed, Base):
    """One child who was there. `due_on` is the next review; the first one lies within 18 months."""

    __tablename__ = "legacy_row"
    list_id: Mapped[uuid.UUID] = mapped_column(index=True)
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    place: Mapped[int] = mapped_column(comment="row 1, 2 … of the list")
    number: Mapped[str] = mapped_column(String(20), comment="of the home's own book", info={"sensitive": True})
    same: Mapped[str] = mapped_column(String(20), comment="the number in one writing", info={"sensitive": True})
    sex: Mapped[Sex] = mapped_column(choice(Sex))
    born_earliest: Mapped[date]
    born_latest: Mapped[date] = mapped_column(comment="the younger bound")
    birth_year: Mapped[int | None] = mapped_column(comment="as it was typed; empty: the two ages were")
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    age_method: Mapped[AgeMethod] = mapped_column(choice(AgeMethod))
    since: Mapped[date]
    origin: Mapped[str] = mapped_column(String(12), comment="SD-HYD, or OUT-PB … OUT-UNKNOWN")
    parents: Mapped[Parents] = mapped_column(choice(Parents))
    paper: Mapped[LegalPaper] = mapped_column(choice(LegalPaper))
    paper_number: Mapped[str] = mapped_column(String(60), default="")
    siblings: Mapped[str] = mapped_column(String(4), default="", comment="the same letter: brothers and sisters")
    siblings_elsewhere: Mapped[bool] = mapped_column(default=False)
    disability: Mapped[bool] = mapped_column(default=False)
    name_sealed: Mapped[bytes | None] = sealed_column("the child's name")
    child_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("child.id"), unique=True)
    due_on: Mapped[date | None] = mapped_column(index=True, comment="the stay is reviewed by this day")
    reviewed_on: Mapped[date | None] = mapped_column(comment="the last review")
    same_child_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("child.id"), unique=True, comment="the child under a code already that this row says again"
    )
    told_apart: Mapped[bool] = mapped_column(
        default=False, comment="the home was asked, and says that it is none of the children who have a code"
    )
    name = Sealed("name_sealed")
    of_list: Mapped[LegacyList] = relationship(back_populates="rows", foreign_keys=[list_id])
    home: Mapped[Home] = relationship(foreign_keys=[home_id], viewonly=True)
    child: Mapped[Child | None] = relationship(foreign_keys=[child_id])
    same_child: Mapped[Child | None] = relationship(foreign_keys=[same_child_id])
    __table_args__ = (
        CheckConstraint("same_child_id IS NULL OR NOT told_apart", name="one_answer"),
        CheckConstraint(
            "same_child_id IS NULL OR child_id IS NULL OR child_id = same_child_id", name="same_child_is_kept"
        ),
        ForeignKeyConstraint(
            ["list_id", "home_id"], ["legacy_list.id", "legacy_list.home_id"], name="fk_legacy_row_list_of_this_home"
        ),
        UniqueConstraint("list_id", "place"),
        UniqueConstraint("home_id", "same", name="uq_legacy_row_once_a_home"),
        CheckConstraint("born_earliest <= born_latest", name="birth"),
        CheckConstraint("since >= born_earliest", name="since"),
        CheckConstraint("(birth_year IS NULL) = (age_from IS NOT NULL AND age_to IS NOT NULL)", name="year_or_ages"),
        CheckConstraint("length(same) > 0", name="number"),
        CheckConstraint(
            "paper NOT IN ('COURT_ORDER', 'GUARDIAN_CERTIFICATE') OR length(paper_number) > 0", name="paper_number"
        ),
        CheckConstraint("(child_id IS NULL) = (due_on IS NULL)", name="child_has_day"),
        CheckConstraint("reviewed_on IS NULL OR child_id IS NOT NULL", name="reviewed"),
    )

    def facts(self) -> Facts:
        """What decides the order, as the list says it."""
        return Facts(self.born_latest, self.parents, self.disability, self.since, self.siblings_elsewhere)

    @property
    def district(self) -> str:
        return self.home.district


class LegacyReview(Keyed, Base):
    """One review of such a stay: it continues, or the panel has to decide. Written once, never a basis DECISION."""

    __tablename__ = "legacy_review"
    row_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("legacy_row.id"), index=True)
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"))
    item_id: Mapped[uuid.UUID] = mapped_column(unique=True, comment="key of the panel's item that it rests on")
    held_on: Mapped[date]
    outcome: Mapped[ReviewOutcome] = mapped_column(choice(ReviewOutcome))
    together: Mapped[bool] = mapped_column(comment="confirmed with others in one vote")
    next_on: Mapped[date]
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    stay: Mapped[Stay] = relationship()
    row: Mapped[LegacyRow] = relationship()
    __table_args__ = (
        CheckConstraint("next_on > held_on", name="next"),
        CheckConstraint("NOT together OR outcome = 'CONTINUES'", name="together"),
    )
