"""People are put on shifts and taken off; who is not clear is struck, and must be away within the hour."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.placements.rota import alerts, queries, rules
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.placements.rota.states import Part, Refusal, Struck
from registry_app.providers.homes.models import Home
from registry_app.providers.offenders.services import words_of
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting.models import Post
from registry_app.providers.vetting.queries import Member


@transactional
def put_on(home: Home, post: Post, day: date, part: Part, *, actor: Any) -> RotaShift:
    """Somebody in post is put on a shift; the rota refuses who is not clear, with the reason in words (R10)."""
    home = locked(home)
    _plannable(home, day)
    shift = queries.one_shift(home, day, part)
    found = {member.post.id: (member, why) for member, why in queries.choices(home, shift)}
    if any(line.person_id == post.person_id for line in shift.lines):
        raise DomainError(_("This person is on this shift already."), "post")
    if post.id not in found:
        raise DomainError(_("Choose somebody who works at your home."), "post")
    member, why = found[post.id]
    if why is not None:
        raise DomainError(label(Refusal(why)), "post")
    return _put(home, member, day, part, actor)


def _put(home: Home, member: Member, day: date, part: Part, actor: Any) -> RotaShift:
    if _elsewhere(member.post.person_id, day, part):
        raise DomainError(_("This person is on a shift in another home then."), "post")
    line = RotaShift(
        home_id=home.id, post_id=member.post.id, person_id=member.post.person_id, on_day=day, part=part,
        added_by_id=getattr(actor, "id", None),
    )  # fmt: skip
    with audit.deed("rota:put-on", line, actor):
        pass
    return line


def _elsewhere(person_id: UUID, day: date, part: Part) -> bool:
    return any(line.on_day == day and line.part is part for line in queries.coming_of(person_id, day))


def _plannable(home: Home, day: date) -> None:
    today = clock.today()
    if home.household:
        raise DomainError(_("A family has no rota."))
    if not today <= day <= today + timedelta(days=queries.book()["days_ahead"]):
        raise DomainError(_("Choose a day from today on, at most eight weeks ahead."))


@transactional
def take_off(line: RotaShift, *, actor: Any) -> RotaShift:
    """The home takes somebody off; never the last woman of a night with girls while others stay (S2.4)."""
    line = locked(line)
    if line.struck_at is not None:
        raise DomainError(_("This person is on this shift no longer."))
    if line.on_day < clock.today():
        raise DomainError(_("This day is over. What was is kept."))
    shift = queries.one_shift(line.home, line.on_day, line.part)
    rest = [one for row, one in zip(shift.lines, shift.people, strict=True) if row.id != line.id]
    if rules.leaves_men_alone(line.part, rest, queries.children(line.home).girls):
        raise DomainError(_("Girls live here. Put another woman on this night first."))
    return _strike(line, Struck.TAKEN_OFF, actor)


def _strike(line: RotaShift, why: Struck, actor: Any) -> RotaShift:
    with audit.deed("rota:strike", line, actor):
        line.struck_at, line.struck, line.struck_by_id = clock.now(), why, getattr(actor, "id", None)
    return line


@transactional
def copy_week(home: Home, first: date, *, actor: Any) -> tuple[int, int]:
    """Put the people of the week before on the same shifts of this week. Gives how many came, and how many did not.

    Women first, so that a night with girls is never refused for the order in which it is copied.
    """
    home, today = locked(home), clock.today()
    if home.household:
        raise DomainError(_("A family has no rota."))
    last = today + timedelta(days=queries.book()["days_ahead"])
    before = [shift for shift in queries.week(home, first - timedelta(days=7)) if shift.lines]
    numbers, girls, members = queries.book(), queries.children(home).girls, people.staff(home)
    by_post = {member.post.id: member for member in members}
    there = {(shift.day, shift.part): list(shift.people) for shift in queries.week(home, first)}
    aid, came, refused = queries.first_aiders(members), 0, 0
    for shift in before:
        day = shift.day + timedelta(days=7)
        if not today <= day <= last:
            continue
        for line in sorted(shift.lines, key=lambda row: not row.post.person.woman):
            member, on = by_post.get(line.post_id), there[day, shift.part]
            if _elsewhere(line.person_id, day, shift.part):
                continue
            if member is None or rules.refusal(numbers, queries.candidate(member), day, shift.part, on, girls):
                refused += 1
                continue
            _put(home, member, day, shift.part, actor)
            on.append(rules.OnShift(member.post.kind.value, member.post.person.woman, line.person_id in aid))
            came += 1
    return came, refused


@transactional
def not_clear(person_id: UUID) -> None:
    """Somebody became not clear: future shifts are struck, the home, SWD and SCPA told, and it is due in one hour."""
    posts = people.living_posts_of([person_id]).get(person_id, [])
    rows = people.recorded([person_id]).get(person_id, [])
    away = {post.home_id: post.home for post in posts if _outcome(post, rows) == "NOT_CLEAR"}
    lines = [line for line in queries.coming_of(person_id, clock.today()) if line.home_id in away]
    for line in lines:
        _strike(line, Struck.NOT_CLEAR, None)
    known = queries.open_of(person_id)
    for home in away.values():
        if home.id not in known:
            _open(person_id, home)


def _outcome(post: Post, rows: Sequence[Any]) -> str:
    return people.member(post, rows, clock.today()).outcome


def _open(person_id: UUID, home: Home) -> StandDown:
    now = clock.now()
    one = StandDown(
        person_id=person_id, home_id=home.id, opened_at=now, due_at=rules.stand_down_by(queries.book(), now)
    )
    with audit.deed("rota:stand-down", one, None):
        pass
    alerts.stand_down(one)
    return one


@transactional
def close_stand_down(one: StandDown, *, words: str, actor: Any) -> StandDown:
    """Somebody says where the person is now, and who covers. A late word is taken; the page shows that it was late."""
    one = locked(one)
    if one.done_at is not None:
        raise DomainError(_("This was written down already."))
    with audit.deed("rota:close-stand-down", one, actor), db.session.no_autoflush:
        one.words = words_of(words, "words")
        one.done_at, one.done_by_id = clock.now(), actor.id
    return one


@transactional
def left(person_id: UUID, home_id: UUID) -> None:
    """Somebody holds no post in the home any more, or another one: shifts after the last day of the post are struck."""
    for line in queries.coming_of(person_id, clock.today()):
        ended = line.post.left_on
        if line.home_id == home_id and ended is not None and line.on_day > ended:
            _strike(line, Struck.LEFT, None)


@transactional
def strike_due(on: date | None = None) -> int:
    """Every night: who may not be with children any more, because a check ended, stands on no shift. Gives how many."""
    on = on or clock.today()
    lines = queries.coming(on)
    away = _may_not(lines, on)
    struck: dict[UUID, Home] = {}
    for line in lines:
        if line.post_id in away:
            _strike(line, Struck.NOT_CLEAR, None)
            struck[line.home_id] = line.home
    for home in struck.values():
        alerts.struck(home, on.isoformat())
    audit.note("rota:look", None, None, changes={"struck": [None, sum(line.post_id in away for line in lines)]})
    return sum(line.post_id in away for line in lines)


def _may_not(lines: Iterable[RotaShift], on: date) -> Collection[UUID]:
    """Keys of the posts on these lines whose people may not be with children on the day."""
    posts = {line.post_id: line.post for line in lines}
    rows = people.recorded({post.person_id for post in posts.values()})
    return {
        key for key, post in posts.items() if not people.member(post, rows.get(post.person_id, []), on).with_children
    }


@transactional
def tell_overdue() -> int:
    """SWD and SCPA hear once of each that is open past its hour. Gives how many they heard of now."""
    late = queries.overdue()
    for one in late:
        with audit.deed("rota:tell-overdue", one, None):
            one.late_told_at = clock.now()
        alerts.overdue(one)
    return len(late)
