"""Views before the talk, overrides, the decision with its votes, and what the child was told. Never changed later."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import SeatKind
from gatekeeping.cases.models import Case
from gatekeeping.decisions.states import Choice, Office, Outcome
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.placements.states import Rung
from registry_app.providers.homes.models import Home


class FirstView(Keyed, Base):
    """A member's own view before the talk, so that nobody follows the chair. Shown to all only together."""

    __tablename__ = "gatekeeping_first_view"
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_case.id"))
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_meeting.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    view: Mapped[Choice] = mapped_column(choice(Choice))
    reason_sealed: Mapped[bytes] = sealed_column("the reason in one line", nullable=False)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reason = Sealed("reason_sealed")
    user: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("case_id", "meeting_id", "user_id"),)


class Override(Keyed, Base):
    """An office lifts an exception rule on a ground, or lets a warning pass with a reason. It cannot be edited."""

    __tablename__ = "gatekeeping_override"
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_case.id"), index=True)
    rule: Mapped[str] = mapped_column(String(4), comment="BX01-BX06 or W01-W14", index=True)
    ground: Mapped[str | None] = mapped_column(String(60), comment="of the exception")
    reason: Mapped[str] = mapped_column(String(1000))
    office: Mapped[Office] = mapped_column(choice(Office))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[date | None] = mapped_column(comment="last day of an exception")
    by: Mapped[User] = relationship()
    __table_args__ = (
        CheckConstraint("length(reason) >= 30", name="typed_reason"),
        CheckConstraint(
            "(rule LIKE 'BX%') = (ground IS NOT NULL) AND (rule LIKE 'BX%') = (until IS NOT NULL)", name="exception"
        ),
    )


class Decision(Keyed, Base):
    """What the body decided, with everything it rested on. After it is read aloud and locked nothing changes."""

    __tablename__ = "gatekeeping_decision"
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_case.id"), index=True)
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_meeting.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome), index=True)
    care_type: Mapped[Rung] = mapped_column(choice(Rung))
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), index=True)
    decided_on: Mapped[date] = mapped_column(index=True)
    reasons_sealed: Mapped[bytes] = sealed_column("why", nullable=False)
    conditions_sealed: Mapped[bytes | None] = sealed_column("what must be done or kept")
    dissent_sealed: Mapped[bytes | None] = sealed_column("who saw it otherwise, and why")
    question: Mapped[str | None] = mapped_column(String(500), comment="what has to be answered first (DEFER)")
    review_on: Mapped[date | None]
    proposal: Mapped[dict[str, Any]] = mapped_column(Json, comment="what was judged, as `registry gatekeep` takes it")
    judgement: Mapped[dict[str, Any]] = mapped_column(Json, comment="what the rules answered")
    rules_version: Mapped[str] = mapped_column(String(20))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    locked_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="read aloud and confirmed")
    locked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    case: Mapped[Case] = relationship()
    meeting: Mapped[Meeting] = relationship()
    home: Mapped[Home | None] = relationship()
    votes: Mapped[list["PanelVote"]] = relationship(order_by="PanelVote.seat")
    reasons, conditions, dissent = Sealed("reasons_sealed"), Sealed("conditions_sealed"), Sealed("dissent_sealed")
    __table_args__ = (
        CheckConstraint(
            "outcome NOT IN ('APPROVE', 'APPROVE_WITH_CONDITIONS') "
            "OR (review_on IS NOT NULL AND review_on > decided_on)",
            name="review",
        ),
        CheckConstraint("outcome <> 'DEFER' OR question IS NOT NULL", name="question"),
        CheckConstraint("outcome <> 'APPROVE_WITH_CONDITIONS' OR conditions_sealed IS NOT NULL", name="conditions"),
        CheckConstraint("(locked_at IS NULL) = (locked_by IS NULL)", name="locked"),
        CheckConstraint(
            "outcome NOT IN ('APPROVE', 'APPROVE_WITH_CONDITIONS') OR "
            "(home_id IS NULL) = (care_type IN ('PRESERVE', 'REUNIFY'))",
            name="care_has_home",
        ),
    )


class PanelVote(Base):
    """One member's vote in one decision."""

    __tablename__ = "gatekeeping_vote"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_decision.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    seat: Mapped[SeatKind] = mapped_column(choice(SeatKind))
    vote: Mapped[Choice] = mapped_column(choice(Choice))
    user: Mapped[User] = relationship()


class Telling(Keyed, Base):
    """The child was told: when, by whom, how the child took it (step 11, T15; GC12 para 45)."""

    __tablename__ = "gatekeeping_telling"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatekeeping_decision.id"), index=True)
    told_on: Mapped[date]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    reaction_sealed: Mapped[bytes] = sealed_column("what the child said or showed", nullable=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reaction = Sealed("reaction_sealed")


# What was decided is never changed: the only update is the lock, once.
_KEPT = (
    "case_id", "meeting_id", "outcome", "care_type", "home_id", "decided_on", "reasons_sealed", "conditions_sealed",
    "dissent_sealed", "question", "review_on", "rules_version", "recorded_by",
)  # fmt: skip
MESSAGE = "a decision is never changed; a later one is a new entry"


def _law(table: str, when: str, condition: dict[str, str] | None) -> None:
    name = f"{table}_no_{when.lower()}"
    model = next(m for m in (FirstView, Override, Decision, PanelVote) if m.__tablename__ == table)
    on_sqlite = f"WHEN {condition['sqlite']} " if condition else ""
    event.listen(
        model.__table__,
        "after_create",
        DDL(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW {on_sqlite}"
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        ).execute_if(dialect="sqlite"),
    )
    refusal = f"RAISE EXCEPTION '{MESSAGE}'; "
    body = f"IF ({condition['postgresql']}) THEN {refusal}END IF; " if condition else refusal
    result = "OLD" if when == "DELETE" else "NEW"
    for statement in (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ "
        f"BEGIN {body}RETURN {result}; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ):
        event.listen(model.__table__, "after_create", DDL(statement).execute_if(dialect="postgresql"))


_law(
    "gatekeeping_decision",
    "UPDATE",
    {
        "sqlite": "OLD.locked_at IS NOT NULL OR " + " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in _KEPT),
        "postgresql": "OLD.locked_at IS NOT NULL OR " + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in _KEPT),
    },
)
_law("gatekeeping_decision", "DELETE", None)
for _table in ("gatekeeping_first_view", "gatekeeping_override", "gatekeeping_vote"):
    for _when in ("UPDATE", "DELETE"):
        _law(_table, _when, None)
