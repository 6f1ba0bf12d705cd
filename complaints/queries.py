"""Finding messages. Every list for a person starts from `visible_to`, which asks what `access` asks of one."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, not_, or_, select

from complaints.access import grants, no_provider, not_shut_out
from complaints.duty.models import DutyCall
from complaints.models import Answer, CodeTry, Complaint, Exclusion, Reach, ReprisalCheck
from complaints.offices import READERS
from complaints.states import CLOSED, Level, State
from registry_app.accounts.models import User
from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.access import no_tie
from registry_app.providers.ties.queries import untied


def _met(actor: Any, row: type[Reach] | type[Exclusion]) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = []
    for role, district in grants(actor):
        place = or_(row.district.is_(None), row.district == district) if district else None
        clauses.append(row.role == role if place is None else and_(row.role == role, place))
    return or_(*clauses) if clauses else false()


def sees(actor: Any) -> ColumnElement[bool]:
    """The WHERE clause of `access.VIEW`."""
    if actor.has(Role.PROVIDER, Role.FAMILY_CARER):
        return false()
    routed = exists().where(Reach.complaint_id == Complaint.id, _met(actor, Reach))
    called = exists().where(DutyCall.complaint_id == Complaint.id, DutyCall.user_id == actor.id)
    return and_(or_(routed, called, Complaint.investigator_id == actor.id), not_kept_from(actor))


def not_kept_from(actor: Any) -> ColumnElement[bool]:
    """Messages from which the person is not shut out by name, role or tie; not that they may be opened."""
    shut = exists().where(
        Exclusion.complaint_id == Complaint.id, or_(Exclusion.user_id == actor.id, _met(actor, Exclusion))
    )
    return and_(not_(shut), untied(actor, Complaint.home_id))


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the messages this person may see, in no order."""
    return select(Complaint).where(sees(actor))


def one(actor: Any, complaint_id: uuid.UUID) -> Complaint | None:
    """A message by key, if the person may see it; for `guard(load=…)`."""
    found: Complaint | None = db.session.scalars(visible_to(actor).where(Complaint.id == complaint_id)).one_or_none()
    return found


# The next clock that runs, by what was not done yet. The clock of a message that was opened again runs until the child
# is told anew; the answer of before does not stop it.
_AGAIN = (State.REOPENED, State.TRIAGED, State.SAFETY_ACTION, State.INVESTIGATING, State.DECIDED)
DUE = case(
    (Complaint.state.in_(sorted(CLOSED)), None),
    (and_(Complaint.reopened_by.is_not(None), Complaint.state.in_(_AGAIN)), Complaint.reopened_by),
    (Complaint.contact_at.is_(None), Complaint.contact_by),
    (and_(Complaint.safe_by.is_not(None), Complaint.safe_at.is_(None)), Complaint.safe_by),
    (and_(Complaint.start_by.is_not(None), Complaint.started_at.is_(None)), Complaint.start_by),
    (Complaint.told_at.is_(None), Complaint.decision_by),
    else_=None,
)


def queue(
    actor: Any, *, level: Level | None = None, closed: bool = False, limit: int = 200
) -> Sequence[tuple[Complaint, Any]]:
    """(message, when its next thing is due): danger first, then what is due first."""
    rows = select(Complaint, DUE.label("due")).where(sees(actor))
    ended = Complaint.state.in_(sorted(CLOSED))
    rows = rows.where(ended if closed else not_(ended))
    if level:
        rows = rows.where(Complaint.level == level)
    rows = rows.order_by(Complaint.level, DUE.is_(None), DUE, Complaint.id).limit(limit)
    return [(row[0], row[1]) for row in db.session.execute(rows)]


def due(complaint: Complaint) -> datetime | None:
    """When the next thing is due, as the queue says it."""
    found: datetime | None = db.session.scalar(select(DUE).where(Complaint.id == complaint.id))
    return found


def by_lookup(lookup: str) -> Complaint | None:
    """The message whose number was typed."""
    return db.session.scalars(select(Complaint).where(Complaint.code_lookup == lookup)).one_or_none()


def by_token(digest: str) -> Complaint | None:
    """The message that this page already sent."""
    return db.session.scalars(select(Complaint).where(Complaint.sent_token == digest)).one_or_none()


def nameable_homes(district: str) -> Sequence[Home]:
    """Homes of a district that a public page may name: no families, no shelters of survivors."""
    return db.session.scalars(
        select(Home)
        .where(
            Home.district == district,
            Home.household.is_(False),
            Home.shelters_survivors.is_(False),
            Home.closed_on.is_(None),
        )
        .order_by(Home.name, Home.id)
        .limit(60)
    ).all()


def history(home_id: uuid.UUID, since: datetime) -> Sequence[tuple[Level, datetime]]:
    """Levels and days of the earlier messages about a home, for clusters."""
    rows = select(Complaint.level, Complaint.arrived_at).where(
        Complaint.home_id == home_id, Complaint.arrived_at >= since
    )
    return [(row[0], row[1]) for row in db.session.execute(rows)]


def answer_in(complaint: Complaint, language: str) -> Answer | None:
    """The newest answer in the language, or else in any."""
    newest = list(reversed(complaint.answers))
    return next((a for a in newest if a.language == language), newest[0] if newest else None)


def wrong_tries(visit: str, home_id: uuid.UUID | None, now: datetime) -> tuple[int, int]:
    """Numbers that opened nothing in the last hour: of this child's session, and of this home (or of no home)."""
    since = now - timedelta(hours=1)
    own = select(func.count()).where(CodeTry.visit == visit, CodeTry.at > since)
    place = CodeTry.home_id.is_(None) if home_id is None else CodeTry.home_id == home_id
    whole = select(func.count()).where(place, CodeTry.at > since)
    return db.session.scalar(own) or 0, db.session.scalar(whole) or 0


def candidates(complaint: Complaint) -> list[User]:
    """People who could investigate: of an office, reaching the place, without a conflict."""
    found: dict[uuid.UUID, User] = {}
    for role in READERS:
        for user in holding(role, complaint.district):
            found.setdefault(user.id, user)
    return [
        user
        for user in sorted(found.values(), key=lambda u: (u.name, str(u.id)))
        if no_tie(user, complaint) and not_shut_out(user, complaint) and no_provider(user, complaint)
    ]


def left_alone(actor: Any) -> frozenset[uuid.UUID]:
    """Keys of open messages whose investigator has left or lost every office: somebody else must go on."""
    rows = select(Complaint, User).join(User, User.id == Complaint.investigator_id)
    rows = rows.where(sees(actor), Complaint.state.not_in(sorted(CLOSED)))
    found = db.session.execute(rows).unique()
    return frozenset(complaint.id for complaint, user in found if not (user.is_active and user.has(*READERS)))


def checks_due(actor: Any, until: date) -> Sequence[tuple[ReprisalCheck, Complaint]]:
    """Private talks after a decision (14, 30 and 90 days) that are due by `until` and not held, closed ones too."""
    rows = (
        select(ReprisalCheck, Complaint)
        .join(Complaint, Complaint.id == ReprisalCheck.complaint_id)
        .where(sees(actor), ReprisalCheck.held_on.is_(None), ReprisalCheck.due_on <= until)
        .order_by(ReprisalCheck.due_on, ReprisalCheck.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(rows)]


def wants_news(limit: timedelta, now: datetime | None = None) -> Sequence[Complaint]:
    """Answered messages to which the child gave no last word for `limit`."""
    before = (now or clock.now()) - limit
    return db.session.scalars(
        select(Complaint).where(
            Complaint.state == State.RESOLVED, Complaint.asked_at <= before, Complaint.better.is_(None)
        )
    ).all()
