"""What the worker does: sends what waits, ends what is over, each daily duty once a day however many workers run."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from flask import current_app
from sqlalchemy import String, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column

from complaints.duty import services as duty
from inspections import clockwork as inspections
from registry_app.core import clock, gateways, outbox, sessions
from registry_app.core.db import Base, db, transactional
from registry_app.core.types import UTCDateTime
from registry_app.measures import clockwork as measures
from registry_app.placements import limits
from registry_app.placements.arrivals import following as arrivals
from registry_app.placements.exits import missing
from registry_app.placements.incidents import services as incidents
from registry_app.placements.returns import services as returns
from registry_app.placements.rota import services as rota
from registry_app.providers.applications import office_services as applications
from registry_app.providers.applications import overdue_services
from registry_app.providers.authorisations import standing_services
from registry_app.providers.changes import change_services as changes
from registry_app.providers.kin import approval_services as kin
from registry_app.providers.need import services as need
from registry_app.providers.offenders import services as offenders
from registry_app.providers.twins import services as twins
from registry_app.providers.vetting import search_services
from registry_app.providers.vetting import services as vetting


class DutyDone(Base):
    """A daily duty that was done, so that a second worker leaves it."""

    __tablename__ = "duty_done"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


Duty = Callable[[date], object]


def _sweep_sessions(_day: date) -> int:
    return sessions.sweep(clock.now())


# Each runs inside one transaction with its mark; a duty that fails leaves no mark and runs again. The packages' own
# duties (expiries, reminders, clocks) are added here by name.
DAILY: dict[str, Duty] = {
    "complaints:duty-gaps": duty.alarm,
    "applications:lapse": applications.lapse_due,
    "applications:late": overdue_services.tell_late,
    "need:late": need.tell_late,
    "arrivals:remind": arrivals.remind,
    "authorisations:expire": standing_services.expire_due,
    "authorisations:remind": standing_services.remind_due,
    # An entry whose term is over must be gone before the people of homes are searched for.
    "offenders:expire": offenders.expire_due,
    "people:search-list": search_services.search_all,
    # After the search and the expiries: what ended tonight is not carried over, and nobody found tonight takes over.
    "changes:take-effect": changes.take_effect,
    "people:remind": vetting.remind_due,
    # After the search: whoever it found, or whose check ended, stands on no shift.
    "rota:strike": rota.strike_due,
    "returns:remind": returns.remind_due,
    "kin:remind": kin.remind_due,
    "measures:run": measures.run,
    "inspections:chase": inspections.run,
    "stays:tell-limits": limits.tell_heads,
    "sessions:sweep": _sweep_sessions,
    "twins:look": twins.look_at_new,
}


@transactional
def do_once(name: str, day: date) -> bool:
    """Do a daily duty unless it was done; True when it was done now."""
    insert = pg_insert if db.engine.dialect.name == "postgresql" else sqlite_insert
    mark = insert(DutyDone).values(name=name, day=day, at=clock.now()).on_conflict_do_nothing()
    # The row that was stored, not a count of rows: PostgreSQL's driver gives none for this statement.
    if db.session.scalar(mark.returning(DutyDone.name)) is None:
        return False
    DAILY[name](day)
    return True


def send_waiting() -> int:
    """Send the mails and text messages that are due; the number sent."""
    send = gateways.sender(current_app.config["SETTINGS"])
    return sum(outbox.send_one(key, send) for key in outbox.waiting(clock.now()))


def run_due() -> Iterator[str]:
    """Everything that is due now; a line for each thing done.

    A duty that fails keeps no other from being done; what failed is raised together at the end (ExceptionGroup).
    """
    sent = send_waiting()
    if sent:
        yield f"sent {sent}"
    # Due within the hour, so it does not wait for the night; each is told once.
    rota.tell_overdue()
    # A message of danger that nobody took goes on to the next person after a quarter of an hour.
    duty.chase()
    # Children who came in the night and were not seen by morning; each told once.
    arrivals.escalate()
    # Missing children whose FIR number is not written after four hours; each told once.
    missing.escalate()
    # A report about a child in danger is answered within the hour, so this is no daily duty.
    chased = incidents.chase(clock.now())
    if chased:
        yield f"incidents:chase {chased}"
    today = clock.today()
    failed: list[Exception] = []
    for name in DAILY:
        try:
            done = do_once(name, today)
        except Exception as error:  # Whatever it was, the duties after it are done first.
            error.add_note(f"duty {name}")
            failed.append(error)
        else:
            if done:
                yield name
    if failed:
        raise ExceptionGroup("Duties of the day failed and will be tried again.", failed)


def done_on(day: date) -> list[str]:
    """Names of the duties done on a day."""
    return list(db.session.scalars(select(DutyDone.name).where(DutyDone.day == day).order_by(DutyDone.name)))
