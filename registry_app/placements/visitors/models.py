"""An entry with the action it opens, and the steps of that action. Both are written once."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.visitors import rules
from registry_app.placements.visitors.states import Owner, Standing, Step, Visitor
from registry_app.providers.homes.models import Home


class BookEntry(Keyed, Base):
    """What a visitor with an office said in a home. Never edited and never hidden: a later entry corrects it."""

    __tablename__ = "visitors_book_entry"
    home_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("home.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the home, without a gap")
    visitor: Mapped[Visitor] = mapped_column(choice(Visitor))
    visitor_name: Mapped[str] = mapped_column(String(160), comment="office or court, and the visitor's own name")
    visited_on: Mapped[date]
    said_sealed: Mapped[bytes] = sealed_column("what the visitor said or wrote; names no child", nullable=False)
    order_reference: Mapped[str] = mapped_column(String(120), default="", comment="court or office, number, year")
    task_sealed: Mapped[bytes] = sealed_column("what is to be done", nullable=False)
    owner: Mapped[Owner] = mapped_column(choice(Owner), comment="who does it")
    due_on: Mapped[date] = mapped_column(comment="by this day, which still counts")
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(comment="the earlier entry of this home that it corrects")
    by_home: Mapped[bool] = mapped_column(comment="written by the home; else by an officer")
    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    said, task = Sealed("said_sealed"), Sealed("task_sealed")
    home: Mapped[Home] = relationship(overlaps="corrects")
    written_by: Mapped[User] = relationship()
    corrects: Mapped["BookEntry | None"] = relationship(
        remote_side="BookEntry.id", foreign_keys="BookEntry.corrects_id",
        primaryjoin="BookEntry.corrects_id == BookEntry.id",
    )  # fmt: skip
    steps: Mapped[list["BookStep"]] = relationship(
        back_populates="entry", order_by="BookStep.taken_at, BookStep.number"
    )
    __table_args__ = (
        UniqueConstraint("home_id", "number"),
        UniqueConstraint("id", "home_id"),
        # Only an entry of the same home can be corrected.
        ForeignKeyConstraint(
            ["corrects_id", "home_id"], ["visitors_book_entry.id", "visitors_book_entry.home_id"],
            name="fk_visitors_book_entry_corrects_same_home",
        ),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("visitor_name <> ''", name="visitor_has_name"),
        CheckConstraint("length(said_sealed) > 0 AND length(task_sealed) > 0", name="words"),
        CheckConstraint("due_on >= visited_on", name="due"),
        CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name="corrects_another"),
        Index("ix_visitors_book_entry_due", "due_on", "id"),
    )  # fmt: skip

    @property
    def standing(self) -> Standing:
        """How far the action is."""
        return Standing(rules.standing([step.kind.value for step in self.steps]))

    @property
    def done_on(self) -> date | None:
        """The day on which an officer saw it done."""
        last = self.steps[-1] if self.steps else None
        return clock.local(last.taken_at).date() if last and last.kind is Step.DONE else None

    @property
    def late(self) -> bool:
        """Not done, and its day is over."""
        return rules.late(self.due_on, self.done_on, clock.today())

    @property
    def district(self) -> str:
        """Where the home stands; rules about districts ask it."""
        return self.home.district

    @property
    def organisation(self) -> object:
        """Who answers for the home, for the rules of who signs in for it."""
        return self.home.organisation


class BookStep(Keyed, Base):
    """One step of an action: who said what of it, and when."""

    __tablename__ = "visitors_book_step"
    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visitors_book_entry.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … of this entry")
    kind: Mapped[Step] = mapped_column(choice(Step))
    words_sealed: Mapped[bytes] = sealed_column("what was done, or what is missing; names no child", nullable=False)
    taken_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    entry: Mapped[BookEntry] = relationship(back_populates="steps")
    taken_by: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("entry_id", "number"),
        CheckConstraint("number > 0 AND length(words_sealed) > 0", name="counts"),
        Index(
            "uq_visitors_book_step_done", "entry_id", unique=True,
            sqlite_where=text("kind = 'DONE'"), postgresql_where=text("kind = 'DONE'"),
        ),
    )  # fmt: skip
