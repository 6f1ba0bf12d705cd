"""Planning shifts and leave; calling the next person about a message of danger; the alarm about empty hours."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from complaints.access import no_provider, not_shut_out
from complaints.duty import queries, rules
from complaints.duty.models import DutyCall, DutyLeave, DutyShift
from complaints.models import Complaint
from complaints.states import CLOSED, Level
from registry_app.accounts.models import User
from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, outbox
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.places.gazetteer import Division
from registry_app.providers.ties.access import no_tie

MOST_DAYS = 15


def _moment(day: date, hour: int) -> datetime:
    """The full hour of a day in Sindh; hour 24 is the midnight after it."""
    return datetime.combine(day, time(), clock.KARACHI) + timedelta(hours=hour)


@transactional
def plan(
    division: Division, user: User, *, first_day: date, days: int, from_hour: int, to_hour: int, place: int, actor: Any
) -> list[DutyShift]:
    """The same shift on each of so many days. A shift that ends at or before its start ends on the next day."""
    if division not in queries.of_planner(actor):
        raise DomainError(_("You plan only the roster of your own division."), "division")
    if user.id not in {one.id for one in queries.able(division)}:
        raise DomainError(_("This person does not work in the division. Choose another."), "person")
    if not 1 <= days <= MOST_DAYS:
        raise DomainError(_("Plan between 1 and %(most)s days at once.", most=MOST_DAYS), "days")
    made = []
    for number in range(days):
        day = first_day + timedelta(days=number)
        start, end = _moment(day, from_hour), _moment(day, to_hour if to_hour > from_hour else to_hour + 24)
        if _taken(division.code, place, start, end):
            raise DomainError(_("Somebody stands there already on %(day)s.", day=day.isoformat()), "first_day")
        shift = DutyShift(
            division=division.code, user_id=user.id, starts_at=start, ends_at=end, place=place, planned_by_id=actor.id
        )
        with audit.deed("duty:plan", shift, actor):
            pass
        made.append(shift)
    return made


def _taken(division: str, place: int, start: datetime, end: datetime) -> bool:
    return any(one.place == place for one in queries.shifts(division, start, end))


@transactional
def take_off(shift: DutyShift, *, actor: Any) -> None:
    """The shift is empty again; the alarm says so."""
    changes = {"shift": [shift.starts_at.isoformat(), None]}
    audit.note("duty:take-off", shift, actor, changes=changes)
    db.session.delete(shift)


@transactional
def leave(user: User, cover: User, *, first_day: date, last_day: date, actor: Any) -> DutyLeave:
    """Another person stands in all shifts of these days."""
    if last_day < first_day:
        raise DomainError(_("The last day cannot be before the first."), "last_day")
    if cover.id == user.id:
        raise DomainError(_("Another person must stand in."), "cover")
    made = DutyLeave(user_id=user.id, cover_id=cover.id, first_day=first_day, last_day=last_day, planned_by_id=actor.id)
    with audit.deed("duty:leave", made, actor):
        pass
    return made


def _free(user: User, complaint: Complaint) -> bool:
    """Without a conflict: it beats the roster as it beats every role."""
    return no_tie(user, complaint) and not_shut_out(user, complaint) and no_provider(user, complaint)


def line(complaint: Complaint) -> list[User]:
    """Who is called, one after the other: those on duty, then the heads of the district, then SWD and SCPA."""
    wanted = queries.on_duty(queries.division_of(complaint.district))
    if complaint.district:
        wanted += holding(Role.CPU_HEAD, complaint.district)
    wanted += [*holding(Role.SWD_DIRECTOR), *holding(Role.SCPA_DG)]
    found = {user.id: user for user in wanted if _free(user, complaint)}
    return list(found.values())


def someone_comes(complaint: Complaint) -> bool:
    """Whether a child may be told that someone comes today: somebody without a conflict is on duty now."""
    return any(_free(user, complaint) for user in queries.on_duty(queries.division_of(complaint.district)))


@transactional
def call_next(complaint: Complaint) -> DutyCall | None:
    """Call the next person about a message of danger, unless somebody answered or the last call is still young."""
    made = queries.calls(complaint.id)
    if any(one.answered_at for one in made) or not rules.goes_on([one.called_at for one in made], clock.now()):
        return None
    called = {one.user_id for one in made}
    user = next((one for one in line(complaint) if one.id not in called), None)
    if user is None:
        return None
    call = DutyCall(complaint_id=complaint.id, user_id=user.id)
    with audit.deed("duty:call", call, None):
        pass
    _write(user, f"duty-call:{call.id}", _("Act now"), _("Somebody may be in danger. Sign in within 15 minutes."))
    return call


def _write(user: User, key: str, subject: Any, body: Any) -> None:
    """A text message and a mail, neither with a word of what happened; kept out of every list of what was sent."""
    if user.phone:
        outbox.sms(user.phone, user.language, body, once_key=f"{key}:sms", confidential=True)
    if user.email:
        outbox.mail(user.email, user.language, subject, body, once_key=f"{key}:mail", confidential=True)


@transactional
def answer(complaint: Complaint, *, actor: Any) -> None:
    """Somebody takes it: nobody else is called."""
    call = next((one for one in queries.calls(complaint.id) if one.user_id == actor.id), None)
    if call is None:
        call = DutyCall(complaint_id=complaint.id, user_id=actor.id)
    with audit.deed("duty:answer", call, actor):
        call.answered_at = call.answered_at or clock.now()


def chase() -> int:
    """Every open message of danger whose child nobody has reached is called on; gives how many calls were made."""
    rows = select(Complaint).where(
        Complaint.level == Level.P1, Complaint.contact_at.is_(None), Complaint.state.not_in(sorted(CLOSED))
    )
    return sum(call_next(one) is not None for one in db.session.scalars(rows.order_by(Complaint.arrived_at)).all())


@transactional
def alarm(on: date) -> int:
    """Tell SWD and SCPA about divisions with empty hours in the next two weeks; gives how many divisions."""
    empty = [one for one in gazetteer.divisions() if queries.gaps(one.code)]
    heads = [*holding(Role.SWD_DIRECTOR), *holding(Role.SCPA_DG)] if empty else []
    for user in heads:
        names = ", ".join(one.name_in(user.language) for one in empty)
        body = _("These divisions have hours without anybody on duty: %(names)s. Sign in and fill them.", names=names)
        if user.email:
            outbox.mail(user.email, user.language, _("Nobody is on duty"), body, once_key=f"duty-gaps:{on}:{user.id}")
    audit.note("duty:alarm", None, None, changes={"divisions": [None, len(empty)]})
    return len(empty)
