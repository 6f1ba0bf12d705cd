"""Pairs are noted by the program and decided by a person; nothing is ever thrown away."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, tuple_

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing
from registry_app.providers.twins import queries, rules
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import LIFE, Verdict

AT_ONCE = 400
DAYS_BACK = 3
Pair = tuple[uuid.UUID, uuid.UUID]


@transactional
def look(new: Sequence[Home], *, actor: Any) -> list[Twin]:
    """Note which homes the new ones may be; a pair that is noted already keeps what was said of it."""
    compared = [home for home in new if not home.household]
    if not compared:
        return []
    people = queries.digests()
    marks = {mark for home in compared for mark in people.get(home.id, ())}
    known = [
        queries.record(home, people.get(home.id, frozenset()))
        for home in queries.comparable({home.district for home in compared}, marks)
    ]
    keys = {home.id for home in compared}
    order = {record.key: place for place, record in enumerate(known)}
    found: dict[Pair, str] = {}
    for one, other, why in rules.pairs((record for record in known if record.key in keys), known):
        first, second = sorted((one, other), key=order.__getitem__)
        found.setdefault((first, second), " ".join(why))
    return _note(found, actor)


@transactional
def look_at_new(_day: date) -> int:
    """The nightly look at homes that came in otherwise, such as by applying; the number of pairs noted."""
    came = Home.created_at >= clock.now() - timedelta(days=DAYS_BACK)
    new = select(Home).where(came, Home.standing != Standing.RECORDED_TWICE).order_by(Home.register_number)
    return len(look(db.session.scalars(new).all(), actor=None))


def _note(found: dict[Pair, str], actor: Any) -> list[Twin]:
    noted: set[Pair] = set()
    pairs = list(found)
    for start in range(0, len(pairs), AT_ONCE):
        there = select(Twin.first_id, Twin.second_id).where(
            tuple_(Twin.first_id, Twin.second_id).in_(pairs[start : start + AT_ONCE])
        )
        noted |= {(row[0], row[1]) for row in db.session.execute(there)}
    made = [Twin(first_id=pair[0], second_id=pair[1], why=why) for pair, why in found.items() if pair not in noted]
    db.session.add_all(made)
    db.session.flush()
    for twin in made:
        audit.note("twin:note", twin, actor, changes={"why": [None, twin.why]})
    return made


@transactional
def say_same(twin: Twin, keep: Home, reason: str, *, actor: Any) -> Twin:
    """The two are one home. The record of `keep` stays; the other one is seen under it, and nothing of it is lost."""
    twin = _may(twin, "say_same")
    other = twin.second if keep.id == twin.first_id else twin.first
    other = locked(other)
    keep = locked(keep)
    if other.standing is not Standing.KNOWN_UNREGISTERED or other.present or other.organisation.members:
        raise DomainError(
            _(
                "%(number)s is more than known: people sign in for it, children live there, or steps were taken. Keep "
                "that record.",
                number=other.register_number,
            ),
            "keep",
        )
    if db.session.scalars(select(Home.id).where(Home.same_as_id == other.id)).first():
        raise DomainError(
            _("Another record was put under %(number)s. Keep that record.", number=other.register_number), "keep"
        )
    if keep.standing is Standing.RECORDED_TWICE:
        raise DomainError(
            _("%(number)s was itself recorded twice. Decide on the record that stays.", number=keep.register_number),
            "keep",
        )
    homes.set_standing(other, Standing.RECORDED_TWICE, actor, reason, same_as_id=keep.id)
    return _say(twin, "say_same", reason, actor)


@transactional
def say_different(twin: Twin, reason: str, *, actor: Any) -> Twin:
    """The two are two homes."""
    return _say(_may(twin, "say_different"), "say_different", reason, actor)


@transactional
def look_again(twin: Twin, reason: str, *, actor: Any) -> Twin:
    """What was said of a pair was wrong: it is open again, and two records are two."""
    twin = _may(twin, "look_again")
    for home in (twin.first, twin.second):
        if twin.verdict is Verdict.SAME and home.same_as_id in (twin.first_id, twin.second_id):
            homes.set_standing(home, Standing.KNOWN_UNREGISTERED, actor, reason, same_as_id=None)
    return _say(twin, "look_again", reason, actor)


def _may(twin: Twin, action: str) -> Twin:
    twin = locked(twin)
    LIFE.target(twin.verdict, action)
    return twin


def _say(twin: Twin, action: str, reason: str, actor: Any) -> Twin:
    target = LIFE.target(twin.verdict, action)
    decided = target is not Verdict.OPEN
    # Asked before the first change: a person read anew would send half a verdict to the database.
    by = actor.id if decided else None
    with audit.deed(f"twin:{action.replace('_', '-')}", twin, actor, reason=reason):
        twin.verdict, twin.reason = target, reason if decided else None
        twin.decided_by, twin.decided_at = by, clock.now() if decided else None
    return twin
