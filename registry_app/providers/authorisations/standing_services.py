"""What happens to an authorisation after it was given: it is replaced, suspended, ended, and a home follows it."""

from datetime import date, timedelta
from typing import Any

from registry_app.core import audit, clock, outbox
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import LIFE, AuthorisationStanding
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode

A = AuthorisationStanding
AFTER = {
    A.EXPIRED: Standing.EXPIRED,
    A.CANCELLED: Standing.CANCELLED,
    A.CLOSED_VOLUNTARILY: Standing.CLOSED_VOLUNTARILY,
    # Its application is open again.
    A.SET_ASIDE: Standing.IN_PROCESS,
}


@transactional
def move(
    authorisation: Authorisation, action: str, *, actor: Any, on: date | None = None, reason: str | None = None
) -> Authorisation:
    """Take one arrow of the lifecycle; DomainError when it is not possible from where it stands."""
    authorisation, on = locked(authorisation), on or clock.today()
    try:
        target = LIFE.target(authorisation.standing, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where the authorisation stands.")) from error
    with audit.deed(f"authorisation:{action}", authorisation, actor, reason=reason):
        authorisation.standing = target
        authorisation.suspended_on = on if target is A.SUSPENDED else None
        authorisation.ended_on = on if target in AFTER else None
    return authorisation


def _act(act: Act, on: date) -> None:
    if powers.may_act(act, on) is Mode.RECOMMEND:
        raise DomainError(_("This power is not in force. Write to the office that holds it; nothing is changed here."))


@transactional
def suspend(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation:
    """No child may be placed while it is suspended (R17, R18)."""
    _act(Act.SUSPEND, clock.today())
    authorisation = move(authorisation, "suspend", actor=actor, reason=_reason(reason))
    keep_on_home(authorisation.home, actor=actor)
    return authorisation


@transactional
def reinstate(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation:
    """The suspension ends and the authorisation carries on to its own last day.

    No power is asked for: a suspension whose time is over ends also while nobody may order a new one.
    """
    if authorisation.until < clock.today():
        raise DomainError(_("Its last day is over. It cannot be taken up again."))
    authorisation = move(authorisation, "reinstate", actor=actor, reason=_reason(reason))
    keep_on_home(authorisation.home, actor=actor)
    return authorisation


@transactional
def cancel(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation:
    """It ends for good; the measure it follows named its grounds and its power when it was decided."""
    authorisation = move(authorisation, "cancel", actor=actor, reason=_reason(reason))
    keep_on_home(authorisation.home, actor=actor, ended=A.CANCELLED)
    return authorisation


@transactional
def restore(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation:
    """A cancellation was set aside on appeal: the authorisation carries on to its own last day."""
    if authorisation.until < clock.today():
        raise DomainError(_("Its last day is over. It cannot be taken up again."))
    authorisation = move(authorisation, "restore", actor=actor, reason=_reason(reason))
    keep_on_home(authorisation.home, actor=actor)
    return authorisation


@transactional
def set_conditions(authorisation: Authorisation, conditions: list[dict[str, str]], *, reason: str, actor: Any) -> None:
    """The conditions that count from today; the paper at the door stays as it was given, `/verify` says these."""
    authorisation = locked(authorisation)
    with audit.deed("authorisation:set-conditions", authorisation, actor, reason=_reason(reason)):
        authorisation.conditions = conditions or None


@transactional
def close(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation:
    """The holder closes the service."""
    authorisation = move(authorisation, "close", actor=actor, reason=_reason(reason))
    keep_on_home(authorisation.home, actor=actor, ended=A.CLOSED_VOLUNTARILY)
    return authorisation


@transactional
def set_aside(authorisation: Authorisation, *, reason: str, actor: Any) -> Authorisation | None:
    """The decision it rests on counts no more, so it ends; what it replaced carries on, and is returned, if it can.

    The home follows with `keep_on_home` once all of a decision's authorisations have ended.
    """
    move(authorisation, "set_aside", actor=actor, reason=_reason(reason))
    older = queries.replaced_by(authorisation)
    if older is None or older.until < clock.today():
        return None
    with audit.deed("authorisation:let-go", older, actor):
        older.replaced_by_id = None
    move(older, "revive", actor=actor, reason=_reason(reason))
    if older.service.capacity != older.capacity:
        homes.edit_service(older.service, capacity=older.capacity, actor=actor, reason=_reason(reason))
    return older


def _reason(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Write the reason."), "reason")
    return reason.strip()[:500]


@transactional
def replace(service: Service, newer: Authorisation, *, actor: Any) -> None:
    """A service has one authorisation at a time: the earlier one ends on the day the newer one begins."""
    older = queries.of_service(service)
    if older is not None:
        move(older, "expire", actor=actor, on=newer.start)
    db.session.add(newer)
    db.session.flush()
    if older is not None:
        with audit.deed("authorisation:replace", older, actor):
            older.replaced_by_id = newer.id


@transactional
def keep_on_home(home: Home, *, actor: Any, ended: AuthorisationStanding = A.EXPIRED) -> Home:
    """Keep on the home what its neighbours need: its longest certificate, or that none stands any more.

    `ended`: what the last authorisation that fell away became, when none is left.
    """
    standing = queries.living([home.id])[home.id]
    in_force = [one for one in standing if one.standing is A.IN_FORCE]
    if in_force:
        longest = in_force[0]
        return homes.authorise(
            home, certificate_number=longest.certificate_number, authorised_from=longest.start,
            authorised_until=longest.until, actor=actor,
        )  # fmt: skip
    if home.standing not in (Standing.AUTHORISED, Standing.SUSPENDED):
        return home
    return homes.set_standing(home, Standing.SUSPENDED if standing else AFTER[ended], actor)


def expire_due(on: date | None = None) -> int:
    """End every authorisation whose last day is over; no grace (R6). Each by itself. Gives how many ended."""
    on = on or clock.today()
    return sum(_expire(key, on) for key in queries.due(on))


@transactional
def _expire(key: Any, on: date) -> bool:
    authorisation = db.session.get(Authorisation, key, with_for_update={"of": Authorisation}, populate_existing=True)
    if authorisation is None or not rules.due_to_expire(authorisation.standing, authorisation.until, on):
        return False
    move(authorisation, "expire", actor=None, on=authorisation.until + timedelta(days=1))
    keep_on_home(authorisation.home, actor=None)
    return True


@transactional
def remind_due(on: date | None = None) -> int:
    """Write to each holder 180, 120, 90, 60, 30 and 7 days before the last day. Gives how many letters were due."""
    on = on or clock.today()
    days = queries.book(on)["reminders"]["days_before"]
    ending = queries.ending([on + timedelta(days=left) for left in days])
    for authorisation in ending:
        for member in authorisation.home.organisation.members:
            if member.user.email and (member.until is None or member.until >= on):
                audit.note("authorisation:remind", authorisation, None)
                _remind(authorisation, member.user, (authorisation.until - on).days)
    return len(ending)


def _remind(authorisation: Authorisation, user: Any, left: int) -> None:
    outbox.mail(
        user.email,
        user.language,
        _("Your certificate ends in %(days)s days", days=left),
        _(
            "The certificate %(number)s ends in %(days)s days. Sign in and apply for a new one in good time.",
            number=authorisation.certificate_number,
            days=left,
        ),
        once_key=f"certificate-ends:{authorisation.id}:{left}:{user.id}",
    )
