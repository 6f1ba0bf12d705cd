"""What was prepared for a review, its place in a meeting, who knows the family, and each vote; never changed."""

import uuid
from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gatekeeping.bodies.models import Body, Meeting
from gatekeeping.bodies.states import SeatKind
from gatekeeping.cases.states import Hearing
from gatekeeping.decisions.states import Choice
from gatekeeping.reviews.states import ItemState, Why
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import UTCDateTime, choice
from registry_app.placements.legacy.models import LegacyRow
from registry_app.placements.legacy.states import Parents


class Preparation(Keyed, Base):
    """What the child says, what the parents say, and what has changed. The newest counts."""

    __tablename__ = "gatekeeping_review_preparation"
    row_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("legacy_row.id"), index=True)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    on_day: Mapped[date] = mapped_column(comment="the day on which the child was heard")
    how: Mapped[Hearing] = mapped_column(choice(Hearing))
    alone: Mapped[bool] = mapped_column(comment="out of hearing of the home")
    words_sealed: Mapped[bytes] = sealed_column("the child's own words or signs", nullable=False)
    child_objects: Mapped[bool]
    parents: Mapped[Parents] = mapped_column(choice(Parents), comment="as it is known now")
    parent_objects: Mapped[bool]
    changed: Mapped[bool] = mapped_column(comment="something in the child's life or family has changed")
    note_sealed: Mapped[bytes | None] = sealed_column("what has changed")
    words, note = Sealed("words_sealed"), Sealed("note_sealed")
    by: Mapped[User] = relationship()
    __table_args__ = (CheckConstraint("NOT changed OR note_sealed IS NOT NULL", name="what_changed"),)


class ReviewItem(Keyed, Base):
    """One child's review in one meeting: on the list of one vote, or looked at alone."""

    __tablename__ = "gatekeeping_review_item"
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_meeting.id"), index=True)
    row_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("legacy_row.id"), index=True)
    state: Mapped[ItemState] = mapped_column(choice(ItemState), default=ItemState.TOGETHER)
    put_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    put_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    pulled_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    pulled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    why: Mapped[Why | None] = mapped_column(choice(Why), comment="what took it off the one vote")
    together: Mapped[bool] = mapped_column(default=False, comment="confirmed in one vote with others")
    majority: Mapped[str | None] = mapped_column(String(10), comment="simple or two_thirds")
    reasons_sealed: Mapped[bytes | None] = sealed_column("why, when it was looked at alone")
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next_on: Mapped[date | None]
    reasons = Sealed("reasons_sealed")
    meeting: Mapped[Meeting] = relationship()
    row: Mapped[LegacyRow] = relationship()
    votes: Mapped[list["ReviewVote"]] = relationship(order_by="ReviewVote.seat")
    __table_args__ = (
        UniqueConstraint("meeting_id", "row_id"),
        CheckConstraint(
            "(state IN ('CONTINUES', 'NEEDS_DECISION')) = (settled_at IS NOT NULL) "
            "AND (settled_at IS NULL) = (next_on IS NULL)",
            name="settled",
        ),
        CheckConstraint("NOT together OR state = 'CONTINUES'", name="together"),
        CheckConstraint("settled_at IS NULL OR together OR reasons_sealed IS NOT NULL", name="reasons"),
        Index(
            "uq_gatekeeping_review_item_waiting",
            "row_id",
            unique=True,
            sqlite_where=text("state IN ('TOGETHER', 'SINGLE')"),
            postgresql_where=text("state IN ('TOGETHER', 'SINGLE')"),
        ),
    )

    @property
    def body(self) -> Body:
        """The body of its meeting, for the rules of who sits in it and who leads it."""
        return self.meeting.body


class ReviewInterest(Keyed, Base):
    """A member knows this child's family or home: no view, no vote, not counted, in this and every later review."""

    __tablename__ = "gatekeeping_review_interest"
    row_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("legacy_row.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    note: Mapped[str] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (UniqueConstraint("row_id", "user_id"),)


class ReviewVote(Base):
    """One member's vote about one child; in one vote for many it is the same, but nobody's where a conflict stands."""

    __tablename__ = "gatekeeping_review_vote"
    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_review_item.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    seat: Mapped[SeatKind] = mapped_column(choice(SeatKind))
    vote: Mapped[Choice] = mapped_column(choice(Choice))
    user: Mapped[User] = relationship()


MESSAGE = "what a review rests on is never changed"
_SETTLED = "OLD.settled_at IS NOT NULL"
_LAWS = (
    (Preparation, "UPDATE", None), (Preparation, "DELETE", None), (ReviewVote, "UPDATE", None),
    (ReviewVote, "DELETE", None), (ReviewItem, "UPDATE", _SETTLED), (ReviewItem, "DELETE", None),
)  # fmt: skip
for _model, _when, _condition in _LAWS:
    _table: str = _model.__tablename__
    _name = f"{_table}_no_{_when.lower()}"
    _clause = f"WHEN {_condition} " if _condition else ""
    event.listen(
        _model.__table__,
        "after_create",
        DDL(
            f"CREATE TRIGGER {_name} BEFORE {_when} ON {_table} FOR EACH ROW {_clause}"
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        ).execute_if(dialect="sqlite"),
    )
    _refusal = f"RAISE EXCEPTION '{MESSAGE}'; "
    _body = f"IF ({_condition}) THEN {_refusal}END IF; " if _condition else _refusal
    for _statement in (
        f"CREATE OR REPLACE FUNCTION {_name}() RETURNS trigger AS $$ "
        f"BEGIN {_body}RETURN {'OLD' if _when == 'DELETE' else 'NEW'}; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {_name} BEFORE {_when} ON {_table} FOR EACH ROW EXECUTE FUNCTION {_name}()",
    ):
        event.listen(_model.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
