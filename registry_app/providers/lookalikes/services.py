"""Mapping a place, looking at it, and what follows: outside until the next look, or a home that must register."""

from datetime import date
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.providers.findings import services as findings
from registry_app.providers.findings.states import TOLD
from registry_app.providers.homes.checks import only_these, real_district
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.lookalikes import queries, rules
from registry_app.providers.lookalikes.models import LookAlike, LookAlikeCheck
from registry_app.providers.lookalikes.states import LIFE, LookAlikeKind, LookAlikeState

FACTS = frozenset({"name_ur", "name_sd", "taluka", "address"})


def number(count: int) -> str:
    """`L-00042-K`: the number of a place that is no home."""
    body = f"L-{count:05d}"
    return f"{body}-{codes.check_letter(body)}"


@transactional
def record(
    *,
    kind: LookAlikeKind,
    name: str,
    district: str,
    ownership: Ownership,
    known_from: KnownFrom,
    known_since: date | None = None,
    actor: Any,
    **facts: Any,
) -> LookAlike:
    """A place that somebody found; it waits for its first look. `facts`: name_ur, name_sd, taluka, address."""
    only_these(facts, FACTS)
    real_district(district)
    _in_reach(district, actor)
    if known_from not in TOLD:
        raise DomainError(_("Choose who told of the home."), "known_from")
    since = known_since or clock.today()
    if since > clock.today():
        raise DomainError(_("The date must be today or earlier."), "known_since")
    made = LookAlike(
        number=number(codes.next_number("look-alike")), kind=kind, name=name, district=district, ownership=ownership,
        known_from=known_from, known_since=since, next_check_on=rules.first_check_by(queries.book(), since),
        recorded_by_id=getattr(actor, "id", None), **facts,
    )  # fmt: skip
    with audit.deed("look-alike:record", made, actor):
        pass
    return made


def _in_reach(district: str, actor: Any) -> None:
    """A district officer maps places of the own district only."""
    if actor is None or actor.has(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR):
        return
    if not actor.reaches(district, Role.DISTRICT_OFFICER):
        raise DomainError(_("Choose a district that is yours."), "district")


@transactional
def check(
    place: LookAlike, seen: rules.Seen, *, on: date, why: str, next_check_on: date | None = None, actor: Any
) -> LookAlikeCheck:
    """Somebody looked. The rule says what follows, not the officer: outside until the next look, or it must register.

    A place that must register becomes a home of the register, known and not registered, under a number of its own.
    """
    place = _open(place)
    _possible(place, seen, on, why)
    book = queries.book(on)
    found = rules.reasons(book, seen)
    verdict = LookAlikeState.MUST_REGISTER if found else LookAlikeState.OUTSIDE
    again = None if found else _next(book, on, next_check_on)
    home = _register(place, seen, on, why, actor) if found else None
    look = LookAlikeCheck(
        place_id=place.id, on=on, sleep=seen.sleep, without_family=seen.without_family, not_home=seen.not_home,
        parents_decide=seen.parents_decide, verdict=verdict, reasons=" ".join(found), next_check_on=again,
        by_id=actor.id, rules_version=book["version"],
    )  # fmt: skip
    look.why = why.strip()
    with audit.deed("look-alike:check", look, actor):
        pass
    target = LIFE.target(place.state, "find_care" if found else "find_outside")
    with audit.deed("look-alike:find-care" if found else "look-alike:find-outside", place, actor):
        place.state, place.checked_on, place.next_check_on = target, on, again
        place.home_id = home.id if home else None
    db.session.refresh(place, ["checks", "home"])
    return look


def _open(place: LookAlike, action: str = "find_outside") -> LookAlike:
    place = locked(place)
    try:
        LIFE.target(place.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    return place


def _possible(place: LookAlike, seen: rules.Seen, on: date, why: str) -> None:
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    if place.checked_on is not None and on < place.checked_on:
        raise DomainError(_("There is a later look already. Write the day of a new one."), "on")
    wrong = rules.impossible(seen)
    if wrong:
        sentence = gettext("You wrote %(part)s, but only %(all)s children sleep there. Which is right?")
        raise DomainError(sentence % {"part": getattr(seen, wrong), "all": seen.sleep}, wrong)
    if not why.strip():
        raise DomainError(_("Write in short what you saw."), "why")


def _next(book: rules.Book, on: date, wanted: date | None) -> date:
    last = rules.last_next_check(book, on)
    again = wanted or last
    if not max(on, clock.today()) < again <= last:
        raise DomainError(
            _("Choose a day to look again: after today, and within a year of this look."), "next_check_on"
        )
    return again


def _register(place: LookAlike, seen: rules.Seen, on: date, why: str, actor: Any) -> Home:
    """The same place as a home that is known and not registered; who told of it and who looked go with it."""
    return findings.record_known(
        name=place.name, name_ur=place.name_ur, name_sd=place.name_sd, district=place.district, taluka=place.taluka,
        address=place.address, ownership=place.ownership, known_from=place.known_from, known_since=on, actor=actor,
        told={"children": seen.sleep, "note": f"{place.number}: {why.strip()}"},
    )  # fmt: skip


@transactional
def close(place: LookAlike, *, reason: str, actor: Any) -> LookAlike:
    """The place is there no more, or children sleep there no more."""
    place = _open(place, "close")
    if not reason.strip():
        raise DomainError(_("Say why, in short."), "reason")
    with audit.deed("look-alike:close", place, actor, reason=reason.strip()):
        place.state, place.closed_on, place.next_check_on = LookAlikeState.CLOSED, clock.today(), None
    return place
