"""What was done about homes: notices to those that never applied, and the ladder at some that have a certificate."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.chance import at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.demo.staffing import scan
from registry_app.measures import appeals, closing, deciding, services
from registry_app.measures.deciding import Wish
from registry_app.measures.models import Measure
from registry_app.measures.states import Ground, MeasureKind, ServedBy
from registry_app.providers.authorisations.states import ConditionCode
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole

K = MeasureKind
WORDS = "Made up. An inspector saw it on the visit of this year."
AGREED = "Made up. They agree."
LATE = 45
"""Notices given so many days ago and more are over: a show-cause notice follows."""


def _home(place: Place) -> Home:
    return db.session.get_one(Home, place.id)


def _then(day: date, hour: int, deed: Callable[[], Any]) -> Any:
    """Do it as if it were that day."""
    with clock.set_to(at(day, hour)):
        return deed()


def take(people: People, houses: Houses) -> int:
    """All of it; gives how many measures."""
    noticed = [place for place in houses.homes if place.sort is Sort.NOTICED]
    for place in noticed:
        _notices(people, place)
    ladder = houses.of(Sort.AUTHORISED, "SD-HYD")
    _ladder(people, houses, ladder)
    return db.session.scalar(select(func.count()).select_from(Measure)) or 0


def _notices(people: People, place: Place) -> None:
    """Visited, told to apply within 30 days and, where nothing came, asked to show cause."""
    day, actor = place.known_since + timedelta(days=14), people["registrar"]
    home = _home(place)
    _then(day, 9, lambda: homes.record_visited(home, day - timedelta(days=4), actor=None))
    facts: dict[str, Any] = {"reasons": WORDS, "actor": actor}
    first = [Ground.NOT_REGISTERED]
    notice = _then(day, 10, lambda: services.prepare(home, K.NOTICE_TO_APPLY, grounds=first, **facts))
    _then(day, 12, lambda: deciding.decide(notice, Wish(), actor=people["director"]))
    _then(day + timedelta(days=2), 10, lambda: _serve(notice, day + timedelta(days=2), people))
    if (clock.today() - day).days < LATE:
        return
    after, late = day + timedelta(days=40), [Ground.DID_NOT_APPLY]
    cause = _then(after, 10, lambda: services.prepare(home, K.SHOW_CAUSE, grounds=late, **facts))
    _then(after, 12, lambda: deciding.decide(cause, Wish(), actor=people["director"]))


def _serve(measure: Measure, day: date, people: People) -> None:
    services.serve(
        measure, on_day=day, how=ServedBy.BY_HAND, to_whom="Made up: the guard at the gate", actor=people["registrar"],
        upload=FileStorage(scan(), "signed-copy.png"),
    )  # fmt: skip


def _ladder(people: People, houses: Houses, places: list[Place]) -> None:
    """At homes of Hyderabad: advice, a condition that was heard and appealed, a freeze, a notice of cancellation."""
    today, registrar, dg = clock.today(), people["registrar"], people["dg"]
    ground = [Ground.STANDARDS_NOT_KEPT]
    own = _home(houses.managers)
    before = today - timedelta(days=40)
    advice = _then(before, 9, lambda: services.prepare(own, K.ADVICE, grounds=ground, reasons=WORDS, actor=registrar))
    _then(before, 11, lambda: deciding.decide(advice, Wish(), actor=people["director"]))
    others = [_home(place) for place in places if place is not houses.managers][:3]
    condition = _then(before, 9, lambda: services.prepare(
        others[0], K.CONDITION, grounds=ground, reasons=WORDS, actor=registrar, condition=ConditionCode.NAMED_TRAINING,
        condition_detail="Made up: first aid",
    ))  # fmt: skip
    hearing = before + timedelta(days=16)
    _then(before, 12, lambda: deciding.notify(condition, hearing_on=hearing, actor=registrar))
    _then(
        hearing, 12, lambda: services.hear(condition, heard_on=hearing, heard="Made up. They agree.", actor=registrar)
    )
    _then(hearing, 14, lambda: deciding.decide(condition, Wish(), actor=dg))
    _then(today, 8, lambda: appeals.appeal(condition, "Made up. The training was held.", actor=_owner(others[0])))
    freeze = services.prepare(others[1], K.ADMISSIONS_FROZEN, grounds=ground, reasons=WORDS, actor=registrar)
    deciding.decide(freeze, Wish(), actor=dg)
    cancel = services.prepare(own, K.CANCELLATION, grounds=ground, reasons=WORDS, actor=registrar)
    deciding.notify(cancel, hearing_on=today + timedelta(days=20), actor=registrar)
    day = today + timedelta(days=95)
    closing.give_notice_of_closing(
        others[2], effective_on=day, reasons="Made up. The owner retires.", actor=_owner(others[2])
    )


def _owner(home: Home) -> Any:
    return next(one.user for one in home.organisation.members if one.role is MemberRole.OWNER)
