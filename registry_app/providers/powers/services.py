"""How powers come into the table and change: from the file, by the legal focal person, for the demonstration."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from registry_app.core import audit, clock, rulebook
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.i18n import write_date
from registry_app.providers.powers import rules
from registry_app.providers.powers.models import Office, Power
from registry_app.providers.powers.states import PUBLISHING, Act, GradePublication, NamingUnregistered, PowerStatus

PACKAGE = "registry_app.providers.powers"
SETTINGS = {act: frozenset(kind) for act, kind in PUBLISHING.items()}


@transactional
def load_reference() -> None:
    """Offices and powers of every shipped version into the tables; what is there already stays as it is."""
    known = set(db.session.scalars(select(Office.key)))
    for version in rulebook.versions(PACKAGE, "offices"):
        for row in rulebook.body(version)["offices"]:
            if row["key"] not in known:
                known.add(row["key"])
                db.session.add(Office(**row))
    db.session.flush()
    there = {(power.act, power.since) for power in db.session.scalars(select(Power))}
    for version in rulebook.versions(PACKAGE, "powers"):
        for row in rulebook.body(version)["powers"]:
            if (Act(row["act"]), version.in_force_from) not in there:
                db.session.add(_from_file(row, version.in_force_from))
    audit.note("power:load", None, None)


def _from_file(row: dict[str, Any], since: date) -> Power:
    return Power(
        act=Act(row["act"]),
        since=since,
        holder=row["holder"],
        basis=None if row["basis"] == "none" else row["basis"],
        status=PowerStatus(row["status"]),
        setting="off" if Act(row["act"]) in SETTINGS else None,
    )


@transactional
def mark_demo() -> None:
    """Every power counts as in force in the demonstration, and every letter says so (powers.yaml `demo`)."""
    for power in db.session.scalars(select(Power).order_by(Power.act)):
        with audit.deed("power:mark-demo", power, None):
            power.status = PowerStatus.IN_FORCE_DEMO
            if power.act is Act.PUBLISH_GRADE:
                power.setting = GradePublication.GRADE
            if power.act is Act.NAME_UNREGISTERED_HOME:
                power.setting = NamingUnregistered.AFTER_NOTICE_AND_TERM


@transactional
def change(
    act: Act, *, holder: str, basis: str | None, status: PowerStatus, since: date | None = None, actor: Any,
) -> Power:  # fmt: skip
    """A dated change of one power; what was decided before it keeps the power it named.

    What was recorded wrongly for today or a later day is corrected by recording that day again, as long as nothing
    rests on it. How far something is made public goes over as it is: two people change it (`publication`).
    """
    since = since or clock.today()
    if db.session.get(Office, holder) is None:
        raise DomainError(_("Choose an office from the list."), "holder")
    if status in (PowerStatus.IN_FORCE, PowerStatus.IN_FORCE_AS_POLICY) and not basis:
        raise DomainError(_("A power in force needs its legal basis: name the law, rule or clause."), "basis")
    if status is PowerStatus.IN_FORCE_DEMO:
        raise DomainError(_("This standing exists only in the demonstration."), "status")
    last = db.session.scalars(
        select(Power).where(Power.act == act).order_by(Power.since.desc()).limit(1).with_for_update(of=Power)
    ).one_or_none()
    if (
        last is not None
        and last.since == since
        and rules.may_correct(since, clock.today(), last.changed_by is not None)
    ):
        return _correct(last, holder=holder, basis=basis, status=status, actor=actor)
    if last is not None and last.since >= since:
        raise DomainError(_("There is a change with this date or a later one. Choose a later date."), "since")
    power = Power(
        act=act, since=since, holder=holder, basis=basis, status=status, changed_by=actor.id, **_setting(act, last)
    )
    with audit.deed("power:change", power, actor):
        pass
    return power


def _correct(power: Power, *, actor: Any, **facts: Any) -> Power:
    """Put right what was recorded wrongly; the record of deeds keeps what stood there before."""
    if _relied_on(power.act, power.since):
        tomorrow = write_date(clock.today() + timedelta(days=1))
        words = _(
            "Something rests on this power today already. Its correction counts from tomorrow: choose %(day)s.",
            day=tomorrow,
        )
        raise DomainError(words, "since")
    with audit.deed("power:correct", power, actor):
        power.changed_by = actor.id
        for name, value in facts.items():
            setattr(power, name, value)
    return power


def _relied_on(act: Act, on: date) -> bool:
    """Whether a decision or a letter of that day named this power; the packages above say so."""
    reliants: Sequence[Callable[[Act, date], bool]] = current_app.extensions["relying_on_powers"]
    return any(rests(act, on) for rests in reliants)


def _setting(act: Act, last: Power | None) -> dict[str, Any]:
    """What is made public stays as it was; what was public only in the demonstration is off."""
    if act not in SETTINGS:
        return {}
    if last is None or last.setting_approved_by is None:
        return {"setting": "off"}
    return {
        "setting": last.setting, "setting_proposed_by": last.setting_proposed_by,
        "setting_approved_by": last.setting_approved_by,
    }  # fmt: skip


@transactional
def name_holder(office: Office, holder: str | None, *, actor: Any) -> None:
    """Who holds an office now."""
    with audit.deed("office:name-holder", office, actor):
        office.holder = holder
