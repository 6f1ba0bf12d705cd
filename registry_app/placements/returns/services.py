"""A home sends the return of a month, or corrects it; offices settle what differs; missing ones are chased, once."""

from dataclasses import asdict
from datetime import date
from typing import Any

from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.placements.returns import queries, rules
from registry_app.placements.returns.models import MonthlyReturn, ReturnReminder, ReturnSettlement
from registry_app.placements.returns.states import MonthState, Reminded, Wrong
from registry_app.providers import telling
from registry_app.providers.homes.models import Home


@transactional
def send(home: Home, month: date, figures: rules.Figures, *, actor: Any, note: str = "") -> MonthlyReturn:
    """The return of a month that is over. DomainError with the sum that does not agree, at its box."""
    home = locked(home)
    if month not in queries.months_due(home):
        raise DomainError(_("This month is not over yet, or lies before this home was on the register."))
    there = queries.of_home(home)
    last = there.get(rules.month_before(month))
    if found := rules.wrong(figures, last.staff if last else None, explained=bool(note.strip())):
        field, code = found[0]
        raise DomainError(label(Wrong(code)), field)
    before, now = there.get(month), clock.now()
    sent = MonthlyReturn(
        home_id=home.id, month=month, version=queries.last_version(home, month) + 1, note=note.strip()[:500],
        sent_by_id=actor.id, sent_at=now, first_sent_at=before.first_sent_at if before else now, **asdict(figures),
    )  # fmt: skip
    with audit.deed("return:send", sent, actor):
        pass
    return sent


@transactional
def settle(home: Home, month: date, *, reason: str, actor: Any) -> ReturnSettlement:
    """An officer says why a return may differ from the stays. It holds for the difference as it is now."""
    home = locked(home)
    found = queries.one_month(home, f"{month:%Y-%m}")
    if found is None or found.sent is None or found.state is not MonthState.DIFFERS:
        raise DomainError(_("Nothing differs in this month, or it is settled already."))
    if not reason.strip():
        raise DomainError(_("Fill in this box."), "reason")
    made = ReturnSettlement(
        return_id=found.sent.id, place=len(found.sent.settlements) + 1, differences=found.differences,
        reason=reason.strip(), settled_by_id=actor.id,
    )  # fmt: skip
    with audit.deed("return:settle", made, actor):
        pass
    db.session.expire(found.sent, ["settlements"])
    return made


@transactional
def remind_due(on: date) -> int:
    """After the 5th the homes whose return of the last month is missing are reminded; from the 10th the department has
    them on its list. Each is written once. Gives how many letters went out."""
    month = rules.month_before(on)
    if on <= rules.due(month):
        return 0
    missing = [one for one in queries.everywhere(month) if one.state is MonthState.MISSING]
    done = queries.reminders(month)
    fresh = [one.home for one in missing if (one.home.id, Reminded.HOME) not in done]
    for home in fresh:
        _remind(home, month)
    told = on.day >= rules.TOLD_DAY
    listed = [one.home for one in missing if told and (one.home.id, Reminded.OFFICE) not in done]
    if listed:
        _tell_department(listed, month)
    if fresh or listed:
        audit.note("return:remind", None, None, changes={"homes": [None, len(fresh)], "listed": [None, len(listed)]})
    return len(fresh) + len(listed)


def _remind(home: Home, month: date) -> None:
    db.session.add(ReturnReminder(home_id=home.id, month=month, who=Reminded.HOME))
    telling.tell(
        telling.people_of(home), _("Your monthly return is missing"),
        _("The return of your home for last month has not come. Sign in and send it. If nothing happened, say so."),
        f"return:{home.id}:{month:%Y-%m}",
    )  # fmt: skip


def _tell_department(listed: list[Home], month: date) -> None:
    for home in listed:
        db.session.add(ReturnReminder(home_id=home.id, month=month, who=Reminded.OFFICE))
    telling.tell(
        holding(Role.SWD_DIRECTOR), _("Monthly returns are missing"),
        _("Monthly returns of %(number)s homes are missing. Sign in and look at the list.", number=len(listed)),
        f"returns:{month:%Y-%m}:{len(listed)}",
    )  # fmt: skip
