"""A home sends a notice of arrival: recorded always, once, with its children and their stays, and the offices told."""

import hashlib
import hmac
import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes, files, keys
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import services as placements
from registry_app.placements.arrivals import queries, rules
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice
from registry_app.placements.arrivals.states import BroughtBy, Condition, Found, Group, Via
from registry_app.placements.states import AgeMethod, Basis, Sex
from registry_app.providers.homes.models import Home
from registry_app.providers.telling import offices_for, people_of, tell

NOT_KNOWN = "OUT-UNKNOWN"
"""Where the child is from is rarely known at the door; the unit finds out."""
FAULTS = {
    "NAME_OF_MANY": _("Child %(line)s: a name belongs to one child. Give this child a line of its own."),
    "PHOTO_OF_MANY": _("Child %(line)s: a photo belongs to one child. Give this child a line of its own."),
    "NOBODY": _("Write at least one child."),
    "TOO_MANY": _("These are too many for one notice. Send two."),
}


@dataclass(frozen=True)
class OneLine:
    """A child as it was seen at the door; or several of whom only sex and age are known."""

    sex: Sex
    age: int
    condition: Condition
    found: Found = Found.NOT_SAID
    name: str = ""
    siblings: str = ""
    count: int = 1
    photo: bytes | None = None


@dataclass(frozen=True)
class Told:
    """What a notice says. `said_at` is a time that somebody typed; `written_at` is the phone's own clock."""

    home: Home
    brought_by: BroughtBy
    lines: Sequence[OneLine]
    via: Via = Via.HOME
    post: str = ""
    post_phone: str = ""
    together: Group | None = None
    police_station: str = ""
    diary_number: str = ""
    hospital: str = ""
    note_left: bool = False
    words: str = ""
    said_at: datetime | None = None
    written_at: datetime | None = None


class OtherContent(DomainError):
    """A notice with this key is here already and says something else; nothing was written over."""

    def __init__(self) -> None:
        super().__init__(_("This notice was sent already and said something else. Begin a new one."))


def content(told: Told, kid: str) -> str:
    """A keyed hash of what a notice says, under a named key: the same twice is the same notice."""
    facts = [
        str(told.home.id), told.brought_by, told.via, told.post, told.post_phone, told.together, told.police_station,
        told.diary_number, told.hospital, told.note_left, told.words, told.said_at and told.said_at.isoformat(),
        told.written_at and told.written_at.isoformat(),
    ]  # fmt: skip
    lines = [
        [one.sex, one.age, one.condition, one.found, one.name, one.siblings, one.count,
         hashlib.sha256(one.photo).hexdigest() if one.photo else ""]
        for one in told.lines
    ]  # fmt: skip
    written = json.dumps([facts, lines], ensure_ascii=False).encode()
    return f"{kid}:{hmac.new(keys.ring().derive('arrival-content', kid), written, hashlib.sha256).hexdigest()}"


def _again(notice_id: uuid.UUID, told: Told) -> ArrivalNotice | None:
    """The notice that was sent before under this key; OtherContent when it said something else."""
    there = db.session.get(ArrivalNotice, notice_id)
    if there is not None and not hmac.compare_digest(
        there.content_hash, content(told, there.content_hash.partition(":")[0])
    ):
        raise OtherContent
    return there


@transactional
def send(
    notice_id: uuid.UUID, told: Told, *, actor: Any, clock_off: timedelta = timedelta(0)
) -> tuple[ArrivalNotice, bool]:
    """Record an arrival; (the notice, whether it is new). DomainError for what was typed wrong, never for a full or
    frozen home: where a child sleeps is a fact (README G0)."""
    told = replace(told, home=locked(told.home))
    if there := _again(notice_id, told):
        return there, False
    book, now = queries.book(), clock.now()
    _look_at(book, told)
    conditions = [one.condition for one in told.lines]
    off = clock_off if told.written_at else timedelta(0)
    if told.said_at and told.said_at < now - rules.LONGEST:
        raise DomainError(_("No child has been here that long. Look at the year."), "day")
    arrived = rules.arrived_at(book, said=told.said_at, written=told.written_at, offset=off, now=now)
    number = _number(now)
    # Whoever waited for the number may have waited for the very same notice, told about another home.
    if _again(notice_id, told):
        raise OtherContent
    notice = ArrivalNotice(
        id=notice_id, number=number, home_id=told.home.id, via=told.via, post=told.post or None,
        post_phone=told.post_phone or None, together=told.together, children=sum(one.count for one in told.lines),
        brought_by=told.brought_by, police_station=told.police_station or None, diary_number=told.diary_number or None,
        hospital=told.hospital or None, note_left=told.note_left, arrived_at=arrived, written_at=told.written_at,
        clock_off=int(off.total_seconds()), received_at=now, seen_by=rules.seen_by(book, now, conditions),
        sent_by_id=actor.id, content_hash=content(told, keys.ring().current),
    )  # fmt: skip
    notice.words = told.words or None
    with audit.deed("arrival:send", notice, actor):
        notice.no_unit = not offices_for(told.home, Role.CPO, Role.CPU_HEAD)
    _take_in(notice, told, actor)
    _tell(notice)
    return notice, True


def _number(now: datetime) -> str:
    year = clock.local(now).year
    body = f"AN-{year}-{codes.next_number(f'arrival:{year}'):05d}"
    return f"{body}-{codes.check_letter(body)}"


def _look_at(book: rules.Book, told: Told) -> None:
    rows = [rules.Row(one.count, one.name, one.siblings, one.photo is not None) for one in told.lines]
    for line, fault in rules.row_faults(book, rows):
        raise DomainError(FAULTS[fault] % {"line": line + 1} if line >= 0 else FAULTS[fault])
    if sum(row.count for row in rows) > 1 and told.together is None:
        raise DomainError(_("Say why several children came together."), "together")
    if rules.needs_post(told.via) and not (told.post and told.post_phone):
        raise DomainError(_("Write the post or hospital, the name of the person, and a number to call back."), "post")


def _take_in(notice: ArrivalNotice, told: Told, actor: Any) -> None:
    """Each child under a code of its own, with a stay on basis ARRIVAL."""
    position, siblings = 0, defaultdict[str, uuid.UUID](uuid.uuid4)
    earliest_latest = {one.age: rules.born(one.age, clock.today()) for one in told.lines}
    for one in told.lines:
        for _turn in range(one.count):
            position += 1
            earliest, latest = earliest_latest[one.age]
            child = placements.know_child(
                sex=one.sex, born_earliest=earliest, born_latest=latest, age_method=AgeMethod.ESTIMATED,
                home_district=NOT_KNOWN, sibling_group=siblings[one.siblings.upper()] if one.siblings else None,
                unaccompanied=None if told.brought_by is BroughtBy.RELATIVE else True, name=one.name or None,
                actor=actor,
            )  # fmt: skip
            stay = placements.record_stay(
                child, basis=Basis.ARRIVAL, actor=actor, home=told.home, started_at=notice.arrived_at,
                brought_by=told.brought_by.value, diary_number=told.diary_number or None,
            )  # fmt: skip
            arrival = Arrival(
                notice_id=notice.id, position=position, child_id=child.id, stay_id=stay.id, condition=one.condition,
                found=one.found, photo_id=_keep_photo(one.photo, position, actor),
            )  # fmt: skip
            with audit.deed("arrival:take-in", arrival, actor):
                pass


def _keep_photo(photo: bytes | None, position: int, actor: Any) -> uuid.UUID | None:
    if photo is None:
        return None
    media_type, clean = files.rebuilt(photo, pictures_only=True)
    stored = files.keep(clean, media_type=media_type, name=f"{position}.jpg", actor=actor)
    db.session.flush()
    return stored.id


def _tell(notice: ArrivalNotice) -> None:
    """The unit of the district and the helpline at once; the home when somebody else sent it. No word of a child."""
    home = notice.home
    unit = holding(Role.SWD_DIRECTOR) if notice.no_unit else offices_for(home, Role.CPO, Role.CPU_HEAD)
    facts = {"number": notice.number, "home": home.register_number}
    subject = _("Arrival at home %(home)s", **facts)
    body = _(
        "Notice %(number)s of an arrival at home %(home)s. Sign in and see by when somebody must be there.", **facts
    )
    tell([*unit, *holding(Role.DESK)], subject, body, f"arrival:{notice.id}")
    if notice.via is not Via.HOME:
        words = _("Notice %(number)s about an arrival was sent for your home. Sign in and read the receipt.", **facts)
        tell(people_of(home), subject, words, f"arrival-home:{notice.id}")
