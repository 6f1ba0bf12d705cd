"""A pack of a home, one sheet for each child in it, and the lines of what happened. Lines are written once."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.models import Child, Stay
from registry_app.placements.nadra.states import OPEN_STATES, Given, Office, Refusal, SheetState, StepKind
from registry_app.providers.homes.models import Home

_OPEN = "state IN (" + ", ".join(f"'{one}'" for one in OPEN_STATES) + ")"
_TO_OFFICE = "kind IN ('SENT', 'COPIED')"


class NadraPack(Keyed, Base):
    """Sheets that a home signs and sends together."""

    __tablename__ = "nadra_pack"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the home, without a gap")
    prepared_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    prepared_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    home: Mapped[Home] = relationship()
    prepared_by: Mapped[User] = relationship()
    sheets: Mapped[list["NadraSheet"]] = relationship(back_populates="pack", order_by="NadraSheet.number")
    __table_args__ = (
        UniqueConstraint("home_id", "number"),
        UniqueConstraint("id", "home_id"),
        CheckConstraint("number > 0", name="number"),
    )

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district

    @property
    def organisation(self) -> object:
        """Who answers for the home, for the rules of who signs in for it."""
        return self.home.organisation


class NadraSheet(Keyed, Base):
    """The head's sheet for one child. Where it stands moves; whose it is never changes."""

    __tablename__ = "nadra_sheet"
    pack_id: Mapped[uuid.UUID]
    home_id: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the pack")
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("child.id"), index=True)
    stay_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    again_of_id: Mapped[uuid.UUID | None] = mapped_column(comment="the child's earlier sheet that did not succeed")
    state: Mapped[SheetState] = mapped_column(choice(SheetState), default=SheetState.PREPARED)
    state_on: Mapped[date] = mapped_column(comment="the day from which it stands so")
    refusal: Mapped[Refusal | None] = mapped_column(choice(Refusal))
    given: Mapped[Given | None] = mapped_column(choice(Given))
    pack: Mapped[NadraPack] = relationship(back_populates="sheets")
    child: Mapped[Child] = relationship()
    stay: Mapped[Stay] = relationship()
    steps: Mapped[list["NadraStep"]] = relationship(back_populates="sheet", order_by="NadraStep.number")
    __table_args__ = (
        ForeignKeyConstraint(["pack_id", "home_id"], ["nadra_pack.id", "nadra_pack.home_id"]),
        # An earlier sheet is one of the same child.
        ForeignKeyConstraint(
            ["again_of_id", "child_id"], ["nadra_sheet.id", "nadra_sheet.child_id"], name="fk_nadra_sheet_again"
        ),
        UniqueConstraint("id", "child_id"),
        UniqueConstraint("pack_id", "number"),
        UniqueConstraint("pack_id", "child_id"),
        UniqueConstraint("again_of_id"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(state = 'REFUSED') = (refusal IS NOT NULL)", name="refused_has_reason"),
        CheckConstraint("(state IN ('REGISTERED', 'CONFIRMED')) = (given IS NOT NULL)", name="registered_has_paper"),
        CheckConstraint("again_of_id IS NULL OR again_of_id <> id", name="again_of_another"),
        Index(
            "uq_nadra_sheet_one_open", "child_id", unique=True, sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)
        ),
        Index("ix_nadra_sheet_state", "state", "state_on"),
    )  # fmt: skip

    @property
    def home(self) -> Home:
        return self.pack.home

    @property
    def district(self) -> str:
        return self.pack.home.district

    @property
    def organisation(self) -> object:
        return self.pack.home.organisation

    @property
    def ended_at(self) -> datetime | None:
        """When the child left the home; its name is printed only before."""
        return self.stay.ended_at


class NadraStep(Keyed, Base):
    """What happened to a sheet, on which day, with which office. A later line corrects it."""

    __tablename__ = "nadra_step"
    sheet_id: Mapped[uuid.UUID]
    child_id: Mapped[uuid.UUID]
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … of this sheet")
    kind: Mapped[StepKind] = mapped_column(choice(StepKind))
    on: Mapped[date] = mapped_column("happened_on")
    head_name: Mapped[str | None] = mapped_column(String(120), comment="for SIGNED: who signed as head of the home")
    affidavit_number: Mapped[str | None] = mapped_column(
        String(60), comment="for SIGNED: of the affidavit for NADRA; it makes nobody a guardian"
    )
    office: Mapped[Office | None] = mapped_column(choice(Office))
    office_name: Mapped[str | None] = mapped_column(String(160))
    receipt_number: Mapped[str | None] = mapped_column(String(60))
    given: Mapped[Given | None] = mapped_column(choice(Given))
    refusal: Mapped[Refusal | None] = mapped_column(choice(Refusal))
    words_sealed: Mapped[bytes | None] = sealed_column("what the office said, or why taken back; names no child")
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(comment="the earlier line of this sheet that it corrects")
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    sheet: Mapped[NadraSheet] = relationship(back_populates="steps")
    recorded_by: Mapped[User] = relationship()
    __table_args__ = (
        ForeignKeyConstraint(["sheet_id", "child_id"], ["nadra_sheet.id", "nadra_sheet.child_id"]),
        UniqueConstraint("sheet_id", "number"),
        UniqueConstraint("id", "sheet_id"),
        ForeignKeyConstraint(
            ["corrects_id", "sheet_id"], ["nadra_step.id", "nadra_step.sheet_id"],
            name="fk_nadra_step_corrects_same_sheet",
        ),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(
            "(kind = 'SIGNED') = (head_name IS NOT NULL) AND coalesce(head_name, '-') <> ''", name="signed"
        ),
        CheckConstraint("affidavit_number IS NULL OR kind = 'SIGNED'", name="affidavit"),
        CheckConstraint(
            f"({_TO_OFFICE}) = (office IS NOT NULL) AND ({_TO_OFFICE}) = (office_name IS NOT NULL) "
            f"AND ({_TO_OFFICE}) = (receipt_number IS NOT NULL) "
            "AND coalesce(office_name, '-') <> '' AND coalesce(receipt_number, '-') <> ''",
            name="sent_has_office_and_receipt",
        ),
        CheckConstraint("kind <> 'COPIED' OR office = 'UNION_COUNCIL'", name="copy_goes_to_union_council"),
        CheckConstraint("(kind = 'REGISTERED') = (given IS NOT NULL)", name="registered_has_paper"),
        CheckConstraint("(kind = 'REFUSED') = (refusal IS NOT NULL)", name="refused_has_reason"),
        CheckConstraint(
            "(kind IN ('REFUSED', 'MORE_ASKED', 'TAKEN_BACK')) = (coalesce(length(words_sealed), 0) > 0)", name="words"
        ),
        CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name="corrects_another"),
    )  # fmt: skip
