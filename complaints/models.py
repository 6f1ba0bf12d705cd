"""A message, and all that happens about it. Words are sealed; who may see it is rows, so that lists can ask them."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from complaints.duty.models import DutyCall
from complaints.states import (
    LIFE,
    About,
    AgeBand,
    Better,
    CallKind,
    Category,
    Channel,
    Consent,
    Danger,
    Finding,
    Ground,
    Level,
    Office,
    ReplyBy,
    Sex,
    State,
)
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import Base, Keyed
from registry_app.core.sealing import Sealed, sealed_column
from registry_app.core.types import Json, UTCDateTime, choice
from registry_app.providers.homes.models import Home


def _user(comment: str = "") -> Mapped[Any]:
    return mapped_column(ForeignKey("user_account.id"), comment=comment or None)


class Complaint(Keyed, Base):
    """One message, from whoever it came. `id` is random and the only thing that stands in an address of the office."""

    __tablename__ = "complaint"
    home_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("home.id"), index=True)
    district: Mapped[str | None] = mapped_column(String(6), index=True, comment="district code, when known")
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    by_child: Mapped[bool] = mapped_column(comment="told by the child alone (CM03)")
    language: Mapped[str] = mapped_column(String(2))
    category: Mapped[Category] = mapped_column(choice(Category, "category"))
    about: Mapped[About] = mapped_column(choice(About, "about"))
    danger: Mapped[Danger | None] = mapped_column(choice(Danger, "danger"))
    story_sealed: Mapped[bytes | None] = sealed_column("what the child wrote, word for word")
    voice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), comment="sealed recording")
    age: Mapped[AgeBand] = mapped_column(choice(AgeBand, "age"), default=AgeBand.NOT_SAID)
    sex: Mapped[Sex] = mapped_column(choice(Sex, "sex"), default=Sex.NOT_SAID)
    helps: Mapped[list[str]] = mapped_column(Json, default=list, comment="what the child needs help for")
    wants: Mapped[list[str]] = mapped_column(Json, default=list)
    reply_by: Mapped[ReplyBy] = mapped_column(choice(ReplyBy, "reply_by"), default=ReplyBy.NUMBER)
    phone_sealed: Mapped[bytes | None] = sealed_column("a phone that is only the child's own")
    source_sealed: Mapped[bytes | None] = sealed_column("who passed it on, and the number of their letter")
    consent: Mapped[Consent] = mapped_column(choice(Consent, "consent"), default=Consent.NOT_ASKED)
    ground: Mapped[Ground | None] = mapped_column(choice(Ground, "ground"), comment="CR05")

    state: Mapped[State] = mapped_column(choice(State, "state"), default=LIFE.initial, index=True)
    level: Mapped[Level] = mapped_column(choice(Level, "level"))
    reasons_sealed: Mapped[bytes | None] = sealed_column("why this level; may hold a word of the child")
    rules_version: Mapped[str] = mapped_column(String(10))
    lower_to: Mapped[Level | None] = mapped_column(choice(Level, "lower_to"), comment="asked for, not yet agreed")
    lower_by_id: Mapped[uuid.UUID | None] = _user("who asked to lower; somebody else agrees")
    lower_why_sealed: Mapped[bytes | None] = sealed_column("why it should be lower")

    received_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    arrived_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="clocks start here")
    contact_by: Mapped[datetime] = mapped_column(UTCDateTime)
    safe_by: Mapped[datetime | None] = mapped_column(UTCDateTime)
    start_by: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="investigation starts")
    decision_by: Mapped[datetime] = mapped_column(UTCDateTime)
    reopened_by: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="48 hours after it was reopened")
    contact_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    safe_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    times_reopened: Mapped[int] = mapped_column(default=0)

    office: Mapped[Office] = mapped_column(choice(Office, "office"), comment="who handles it now")
    taken_by_id: Mapped[uuid.UUID | None] = _user("who confirmed the triage")
    investigator_id: Mapped[uuid.UUID | None] = _user()
    plan_sealed: Mapped[bytes | None] = sealed_column("plan of the inquiry")
    heard_sealed: Mapped[bytes | None] = sealed_column("what the child said, or why not heard")
    accused_sealed: Mapped[bytes | None] = sealed_column("the accused's answer, taken apart")
    evidence_sealed: Mapped[bytes | None] = sealed_column("list of evidence")
    finding: Mapped[Finding | None] = mapped_column(choice(Finding, "finding"))
    decided_by_id: Mapped[uuid.UUID | None] = _user()
    told_by_id: Mapped[uuid.UUID | None] = _user()
    told_sealed: Mapped[bytes | None] = sealed_column("what was said to the child, how, and the reaction")
    by_number_only: Mapped[bool] = mapped_column(default=False, comment="the answer was placed for the number")
    appeal_sealed: Mapped[bytes | None] = sealed_column("who appeals, and why")
    better: Mapped[Better | None] = mapped_column(choice(Better, "better"), comment="the child's last word")
    better_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="'is it better now?' was last put")
    signed_off_by_id: Mapped[uuid.UUID | None] = _user("supervisor who closed it as not confirmed")

    code_lookup: Mapped[str | None] = mapped_column(
        String(64), unique=True, info={"sensitive": True}, comment="slow keyed hash of the answer number"
    )
    sent_token: Mapped[str | None] = mapped_column(
        String(64),
        unique=True,
        info={"sensitive": True},
        comment="hash of the page's token: pressing Send twice is once",
    )

    story = Sealed("story_sealed")
    phone = Sealed("phone_sealed")
    source = Sealed("source_sealed")
    reasons = Sealed("reasons_sealed")
    lower_why = Sealed("lower_why_sealed")
    plan = Sealed("plan_sealed")
    heard = Sealed("heard_sealed")
    accused = Sealed("accused_sealed")
    evidence = Sealed("evidence_sealed")
    told = Sealed("told_sealed")
    appeal = Sealed("appeal_sealed")

    home: Mapped[Home | None] = relationship()
    reaches: Mapped[list["Reach"]] = relationship(cascade="all, delete-orphan")
    exclusions: Mapped[list["Exclusion"]] = relationship(cascade="all, delete-orphan")
    tasks: Mapped[list["Task"]] = relationship(order_by="Task.kind, Task.id")
    safety: Mapped[list["SafetyAction"]] = relationship(order_by="SafetyAction.at")
    answers: Mapped[list["Answer"]] = relationship(
        "complaints.models.Answer", order_by="complaints.models.Answer.written_at"
    )
    additions: Mapped[list["Addition"]] = relationship(order_by="Addition.at")
    checks: Mapped[list["ReprisalCheck"]] = relationship(order_by="ReprisalCheck.due_on")
    steps: Mapped[list["Step"]] = relationship(order_by="Step.at")
    calls: Mapped[list[DutyCall]] = relationship(order_by=DutyCall.called_at)
    readings: Mapped[list["Reading"]] = relationship(order_by="Reading.at")
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('DECIDED', 'CHILD_TOLD', 'RESOLVED', 'CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED', 'APPEALED') "
            "OR decided_at IS NOT NULL",
            name="decided_has_day",
        ),
        CheckConstraint(
            "state NOT IN ('CHILD_TOLD', 'RESOLVED', 'CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED') OR told_at IS NOT NULL",
            name="told_has_day",
        ),
        CheckConstraint("state <> 'CLOSED_BETTER' OR better = 'better'", name="better_is_the_childs_word"),
        CheckConstraint(
            "state <> 'CLOSED_NOT_CONFIRMED' OR signed_off_by_id IS NOT NULL", name="not_confirmed_is_signed"
        ),
        CheckConstraint(
            "state NOT IN ('CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED') OR closed_at IS NOT NULL", name="closed_has_day"
        ),
        CheckConstraint("state <> 'INVESTIGATING' OR investigator_id IS NOT NULL", name="somebody_investigates"),
        CheckConstraint("(lower_to IS NULL) = (lower_by_id IS NULL)", name="lowering_has_asker"),
        CheckConstraint(
            "NOT by_child OR finding IS NULL OR finding <> 'MALICIOUS_ADULT_REPORT'", name="child_believed"
        ),
        Index("ix_complaint_queue", "level", "contact_by"),
        Index("ix_complaint_of_home", "home_id", "arrived_at"),
    )


class Reach(Keyed, Base):
    """A role, in a district or (empty) in any, that a message is routed or copied to."""

    __tablename__ = "complaint_reach"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    district: Mapped[str | None] = mapped_column(String(6))
    handles: Mapped[bool] = mapped_column(comment="works it; else has a copy to read")


class Exclusion(Keyed, Base):
    """A role in a district (empty: in any), or one person, that never sees a message, whatever else they are."""

    __tablename__ = "complaint_exclusion"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    role: Mapped[Role | None] = mapped_column(choice(Role, "role"))
    district: Mapped[str | None] = mapped_column(String(6))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    __table_args__ = (CheckConstraint("(role IS NULL) <> (user_id IS NULL)", name="role_or_person"),)


class Task(Keyed, Base):
    """Something that must be done: named by triage, or an action of the decision with its own words and owner."""

    __tablename__ = "complaint_task"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30), comment="a task of triage, or `action` of the decision")
    words_sealed: Mapped[bytes | None] = sealed_column("what is to be done")
    owner: Mapped[str] = mapped_column(String(120), default="")
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    done_by_id: Mapped[uuid.UUID | None] = _user()
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    verified_by_id: Mapped[uuid.UUID | None] = _user()
    words = Sealed("words_sealed")
    __table_args__ = (
        CheckConstraint("verified_by_id IS NULL OR verified_by_id <> done_by_id", name="verified_by_another"),
    )


class SafetyAction(Keyed, Base):
    """What was done to make the child safe, by whom and when."""

    __tablename__ = "complaint_safety_action"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    act: Mapped[str] = mapped_column(String(30))
    words_sealed: Mapped[bytes | None] = sealed_column("how, and what the child wanted")
    person: Mapped[str] = mapped_column(String(120), comment="who does it")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[uuid.UUID] = _user()
    words = Sealed("words_sealed")


class Answer(Keyed, Base):
    """Short sentences for the child, one row for a language; the newest of a language is read."""

    __tablename__ = "complaint_answer"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    words_sealed: Mapped[bytes] = sealed_column("what was done", nullable=False)
    not_done_sealed: Mapped[bytes | None] = sealed_column("what could not be done, and why")
    written_by_id: Mapped[uuid.UUID] = _user()
    written_as: Mapped[Role] = mapped_column(choice(Role, "written_as"), comment="the role the child is shown")
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")
    not_done = Sealed("not_done_sealed")


class Addition(Keyed, Base):
    """What the child added under the same number."""

    __tablename__ = "complaint_addition"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    words_sealed: Mapped[bytes | None] = sealed_column("the child's words")
    voice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    better: Mapped[Better | None] = mapped_column(choice(Better, "better"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    words = Sealed("words_sealed")


class ReprisalCheck(Keyed, Base):
    """A private talk 14, 30 and 90 days after the decision: was the child made to pay for telling?"""

    __tablename__ = "complaint_reprisal_check"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    due_on: Mapped[date]
    held_on: Mapped[date | None]
    held_by_id: Mapped[uuid.UUID | None] = _user()
    reprisal: Mapped[bool | None]
    words_sealed: Mapped[bytes | None] = sealed_column("what was seen and said")
    words = Sealed("words_sealed")
    __table_args__ = (CheckConstraint("(held_on IS NULL) = (reprisal IS NULL)", name="held_has_result"),)


class Step(Keyed, Base):
    """One thing that happened, never changed afterwards."""

    __tablename__ = "complaint_step"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    action: Mapped[str] = mapped_column(String(40))
    state: Mapped[State] = mapped_column(choice(State, "state"), comment="where it stood afterwards")
    level: Mapped[Level] = mapped_column(choice(Level, "level"))
    actor_id: Mapped[uuid.UUID | None] = _user("empty: the child or the system")
    actor: Mapped[User | None] = relationship()


class Reading(Keyed, Base):
    """Who opened it, for those who work it."""

    __tablename__ = "complaint_reading"
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id"), index=True)
    reader_id: Mapped[uuid.UUID] = _user()
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reader: Mapped[User] = relationship()


class CodeTry(Keyed, Base):
    """A number that opened nothing: counted for a child's session and for a home, with no address and no device."""

    __tablename__ = "complaint_code_try"
    visit: Mapped[str] = mapped_column(String(64), comment="random mark of the child's session")
    home_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    __table_args__ = (
        Index("ix_complaint_code_try_visit", "visit", "at"),
        Index("ix_complaint_code_try_home", "home_id", "at"),
    )


class DeskCall(Keyed, Base):
    """A call at 1121 and what became of it."""

    __tablename__ = "desk_call"
    kind: Mapped[CallKind] = mapped_column(choice(CallKind, "kind"), index=True)
    number_hash: Mapped[str | None] = mapped_column(String(64), comment="keyed hash of the caller's number")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    operator_id: Mapped[uuid.UUID] = _user()


def _forbid(action: str) -> DDL:
    return DDL(
        f"CREATE TRIGGER complaint_step_no_{action} BEFORE {action} ON complaint_step "
        "BEGIN SELECT RAISE(ABORT, 'steps are append-only'); END"
    )


PG_FUNCTION = DDL(
    "CREATE OR REPLACE FUNCTION complaint_step_append_only() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'steps are append-only'; END $$ LANGUAGE plpgsql"
)
PG_TRIGGER = DDL(
    "CREATE TRIGGER complaint_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON complaint_step "
    "FOR EACH STATEMENT EXECUTE FUNCTION complaint_step_append_only()"
)
for _ddl in (_forbid("UPDATE"), _forbid("DELETE")):
    event.listen(Step.__table__, "after_create", _ddl.execute_if(dialect="sqlite"))
for _ddl in (PG_FUNCTION, PG_TRIGGER):
    event.listen(Step.__table__, "after_create", _ddl.execute_if(dialect="postgresql"))


# The audit says that something about a message changed; what it is about stays with those who may open it.
for _column in Complaint.__table__.columns:
    if _column.name not in {"id", "state", "level", "times_reopened"}:
        _column.info["sensitive"] = True
for _model in (Task, SafetyAction, Answer, Addition, ReprisalCheck):
    for _column in _model.__table__.columns:
        if _column.name not in {"id", "complaint_id"}:
            _column.info["sensitive"] = True
