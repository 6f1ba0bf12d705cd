"""The list of offenders searched every night, on every new person and on every new entry; what a match sets going."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.providers import identity
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.offenders import queries as offenders
from registry_app.providers.offenders import services as offender_services
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.vetting import alerts, queries, rules
from registry_app.providers.vetting.access import did_not_propose
from registry_app.providers.vetting.events import MatchFound, MayNotBeWithChildren
from registry_app.providers.vetting.models import OffenderMatch, Person, PlaceCheck
from registry_app.providers.vetting.states import BLOCKING, MATCH_LIFE, MatchState


def _new_pairs(on: date, *where: ColumnElement[bool]) -> Sequence[tuple[Person, OffenderEntry]]:
    """People in post whose number counts in the list and who are not matched with that entry yet."""
    known = select(OffenderMatch.id).where(
        OffenderMatch.person_id == Person.id, OffenderMatch.entry_id == OffenderEntry.id
    )
    query = (
        select(Person, OffenderEntry)
        .join(OffenderEntry, OffenderEntry.identity_digest == Person.identity_digest)
        .where(offenders.counting(on), Person.id.in_(queries.in_post()), ~known.exists(), *where)
        .order_by(Person.id)
    )
    return [(person, entry) for person, entry in db.session.execute(query)]


@transactional
def search_all(on: date | None = None) -> int:
    """The nightly search: everybody in post against everybody on the list. Gives how many new matches there are."""
    on = on or clock.today()
    _rehash(on)
    found = _new_pairs(on)
    for person, entry in found:
        _open(person, entry)
    with_number = Person.identity_digest.is_not(None) & Person.id.in_(queries.in_post())
    db.session.execute(update(Person).where(with_number).values(searched_on=on))
    db.session.expire_all()
    audit.note("person:search-list", None, None, changes={"matches": [None, len(found)]})
    return len(found)


def _rehash(on: date) -> None:
    """Numbers hashed by an earlier key are hashed by the present one, so that both sides can meet."""
    offender_services.rehash(on)
    for person in offenders.with_old_key(Person):
        with audit.deed("person:rehash", person, None):
            person.identity_digest = identity.digest(person.identity_kind, person.identity or "")
    db.session.flush()


@transactional
def search_person(person: Person, *, on: date) -> None:
    """Search for one person now: new in a home, or in one home more."""
    if person.identity_digest is None or person.identity is None:
        return
    entry = offenders.matching(person.identity_kind, person.identity, on)
    with audit.deed("person:search", person, None):
        person.searched_on = on
    standing = [match for match in person.matches if match.state in BLOCKING]
    if entry is not None and all(match.entry_id != entry.id for match in person.matches):
        standing.append(_open(person, entry))
    for match in standing:
        _open_places(match)
    _keep_on_homes(person.id)


@transactional
def entry_listed(entry_id: UUID) -> None:
    """An entry began to count: nobody waits for the night."""
    for person, entry in _new_pairs(clock.today(), OffenderEntry.id == entry_id):
        _open(person, entry)


@transactional
def entry_unlisted(entry_id: UUID) -> None:
    """An entry counts no longer: what rested on it is lifted."""
    for match in db.session.scalars(
        select(OffenderMatch).where(OffenderMatch.entry_id == entry_id, OffenderMatch.state.in_(BLOCKING))
    ).all():
        _move(match, "lift", None)
        _keep_on_homes(match.person_id)


def _open(person: Person, entry: OffenderEntry) -> OffenderMatch:
    """NOT_CLEAR at once, SWD and SCPA told, every place of work to be looked at, and days to answer."""
    today = clock.today()
    match = OffenderMatch(
        person_id=person.id, entry_id=entry.id, answer_until=rules.answer_by(queries.book(today), today)
    )
    with audit.deed("match:find", match, None):
        pass
    db.session.refresh(person, ["matches"])
    _open_places(match)
    posts = queries.living_posts(person.id)
    alerts.match_found(str(match.id), sorted({post.home.district for post in posts}))
    _keep_on_homes(person.id)
    publish(MatchFound(match.id))
    publish(MayNotBeWithChildren(person.id))
    return match


def _open_places(match: OffenderMatch) -> None:
    there = set(db.session.scalars(select(PlaceCheck.home_id).where(PlaceCheck.match_id == match.id)))
    hours = queries.book()["match"]["check_hours"]
    for post in queries.living_posts(match.person_id):
        if post.home_id in there:
            continue
        there.add(post.home_id)
        place = PlaceCheck(match_id=match.id, home_id=post.home_id, due_at=clock.now() + timedelta(hours=hours))
        with audit.deed("match:open-place", place, None):
            pass
        alerts.outcome_changed(post.home, str(match.id))


def _keep_on_homes(person_id: UUID) -> None:
    for post in queries.living_posts(person_id):
        keep_on_home(post.home)


@transactional
def keep_on_home(home: Home) -> None:
    """Keep on the home how many of its people are matched; placements ask it (HB08)."""
    count = queries.matches_at(home.id)
    if home.offender_matches != count:
        homes.record_offender_matches(home, count, actor=None)


def _move(match: OffenderMatch, action: str, actor: Any, **facts: Any) -> OffenderMatch:
    match = locked(match)
    try:
        target = MATCH_LIFE.target(match.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    with audit.deed(f"match:{action}", match, actor), db.session.no_autoflush:
        for name, value in facts.items():
            setattr(match, name, value)
        match.state = target
    return match


@transactional
def record_answer(match: OffenderMatch, *, on: date, answer: str, actor: Any) -> OffenderMatch:
    """What the person said; a late answer is taken as long as nobody has judged."""
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    if on < clock.local(match.found_at).date():
        raise DomainError(_("This day lies before the step it follows."), "on")
    return _move(match, "answer", actor, answered_on=on, answer=offender_services.words_of(answer, "answer"))


@transactional
def judge(match: OffenderMatch, *, is_person: bool, reasons: str, actor: Any) -> OffenderMatch:
    """Whether it is this person: not before the answer or the end of its days, never by the proposer of the entry.

    That it is another person may be said at any time: nobody waits in vain.
    """
    today = clock.today()
    if not did_not_propose(actor, match):
        raise NotAllowed(_("You made this proposal. Another person must decide."))
    found_on = clock.local(match.found_at).date()
    if is_person and not rules.may_confirm_on(queries.book(), found_on, match.answered_on is not None, today):
        raise DomainError(_("The person has not answered, and the days for the answer are not over."))
    match = _move(
        match, "confirm" if is_person else "refute", actor, judged_on=today, judged_by_id=actor.id,
        reasons=offender_services.words_of(reasons, "reasons"),
    )  # fmt: skip
    if match.state is MatchState.REFUTED:
        _keep_on_homes(match.person_id)
    return match


@transactional
def record_place(place: PlaceCheck, *, found: str, actor: Any) -> PlaceCheck:
    """An officer looked at a place where a matched person works."""
    place = locked(place)
    if place.done_at is not None:
        raise DomainError(_("This place was looked at already."))
    with audit.deed("match:check-place", place, actor), db.session.no_autoflush:
        place.found = offender_services.words_of(found, "found")
        place.done_at, place.done_by_id = clock.now(), actor.id
    return place
