"""NADRA packs of some homes: made, signed, sent, answered in every way, tried again, and waiting for too long."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.chance import at
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.placements.models import Stay
from registry_app.placements.nadra import queries, services
from registry_app.placements.nadra.models import NadraPack, NadraSheet
from registry_app.placements.nadra.states import Given, Office, Refusal, StepKind
from registry_app.providers.homes.models import Home

HEAD, NADRA_OFFICE = "Head of the home (made up)", "Registration centre (made up)"
COUNCIL = "Union council 7 (made up)"
WORDS = "Made up. Told at the counter."
REASONS = (Refusal.PARENTS_ASKED, Refusal.HEAD_NOT_ACCEPTED, Refusal.PARENTS_ASKED, Refusal.PAPERS_MISSING)
OTHERS = 6


def ask(people: People, houses: Houses) -> int:
    """Every state in the home of manager@; in a few more homes one pack each."""
    made = _managers(people, houses)
    others = [one for one in houses.first(Sort.AUTHORISED) if one.user is not None and one is not houses.managers]
    for number, place in enumerate(others[:OTHERS]):
        home, sent = db.session.get_one(Home, place.id), clock.today() - timedelta(days=20 + 12 * number)
        young = _young(home, sent)[:3]
        if not young:
            continue
        pack = _sent(home, young, sent, place.user)
        made += 1
        if number % 2 and len(pack.sheets) > 1:
            _answered(pack.sheets[0], StepKind.REFUSED, sent + timedelta(days=9), place.user,
                      refusal=REASONS[number % len(REASONS)], words=WORDS)  # fmt: skip
    return made


def _managers(people: People, houses: Houses) -> int:
    home, actor, today = db.session.get_one(Home, houses.managers.id), houses.manager, clock.today()
    old = today - timedelta(days=75)
    first = _sent(home, _young(home, old)[:6], old, actor)
    told = old + timedelta(days=14)
    answers: tuple[tuple[StepKind, dict[str, Any]], ...] = (
        (StepKind.REGISTERED, {"given": Given.B_FORM}),
        (StepKind.REFUSED, {"refusal": Refusal.PARENTS_ASKED, "words": WORDS}),
        (StepKind.MORE_ASKED, {"words": "Made up. A copy of the home's certificate was asked for."}),
        (StepKind.REGISTERED, {"given": Given.B_FORM}),
        (StepKind.REGISTERED, {"given": Given.BIRTH_REGISTRATION}),
    )
    for sheet, (kind, facts) in zip(first.sheets, answers, strict=False):
        _answered(sheet, kind, told, actor, **facts)
    with clock.set_to(at(told + timedelta(days=5), 11)):
        for sheet in first.sheets[0:1]:
            services.confirm(sheet, actor=people.of("cpo", home.district))
    again = [sheet.stay for sheet in first.sheets[1:2]]
    day = today - timedelta(days=18)
    second = _sent(home, again, day, actor) if again else None
    if second is not None:
        with clock.set_to(at(day + timedelta(days=1), 10)):
            services.copy(second, on=clock.today(), office_name=COUNCIL, receipt_number="UC-118", actor=actor)
    return 2 + _not_sent(home, actor, today)


def _not_sent(home: Home, actor: Any, today: date) -> int:
    """A pack that is signed, and one just made with a sheet that was taken back."""
    made = 0
    for days, signed in ((4, True), (1, False)):
        day = today - timedelta(days=days)
        young = _young(home, day)[:2]
        if not young:
            continue
        with clock.set_to(at(day, 10)):
            pack, made = services.prepare(home, young, actor=actor), made + 1
            if signed:
                services.sign(pack, on=day, head_name=HEAD, actor=actor)
            elif len(pack.sheets) > 1:
                services.take_back(pack.sheets[1], words="Made up. The family came with the B-Form.", actor=actor)
    return made


def _young(home: Home, day: date) -> list[Stay]:
    """Children who lived there on this day and for whom a sheet may be made."""
    return [one.stay for one in queries.without_papers(home)
            if one.free and clock.local(one.stay.started_at).date() < day - timedelta(days=2)]  # fmt: skip


def _sent(home: Home, young: Sequence[Stay], day: date, actor: Any) -> NadraPack:
    with clock.set_to(at(day - timedelta(days=2), 10)):
        pack = services.prepare(home, young, actor=actor)
    with clock.set_to(at(day - timedelta(days=1), 10)):
        services.sign(pack, on=clock.today(), head_name=HEAD, affidavit_number="31/2026 (made up)", actor=actor)
    with clock.set_to(at(day, 12)):
        services.send(pack, on=day, office=Office.NADRA, office_name=NADRA_OFFICE, actor=actor,
                      receipt_number=f"N-{pack.number}{day:%d%m}")  # fmt: skip
    return pack


def _answered(sheet: NadraSheet, kind: StepKind, day: date, actor: Any, **facts: Any) -> None:
    with clock.set_to(at(day, 12)):
        services.answer(sheet, kind, on=day, actor=actor, **facts)
