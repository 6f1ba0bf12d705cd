"""Measures for tests: homes of every standing, and a measure at each place of its life."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import time_machine
from PIL import Image
from werkzeug.datastructures import FileStorage

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.measures import closing, reports, services
from registry_app.measures.deciding import Wish, decide, notify
from registry_app.measures.models import Measure
from registry_app.measures.rules import UNREGISTERED
from registry_app.measures.states import Ground, MeasureKind, NextPlace
from registry_app.providers.authorisations.states import ConditionCode
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.services import add_member
from registry_app.providers.homes.states import MemberRole
from tests.builders import authorisations as built
from tests.builders import homes
from tests.builders.people import person

K = MeasureKind
DECIDERS = {K.CANCELLATION: Role.AUTHORISER, K.CLOSURE_ORDER: Role.AUTHORISER}
SWD = frozenset(
    {K.PUBLIC_NOTICE, K.NOTICE_TO_APPLY, K.SHOW_CAUSE, K.COURT_FILE, K.ADVICE, K.IMPROVEMENT_NOTICE, K.PROSECUTION}
)


@contextmanager
def blank_letters() -> Iterator[None]:
    """Letters of one line, for tests that do not read them."""
    with built.without_setting(), patch.object(reports, "letter", lambda *_given, **_more: b"%PDF-1.4 blank"):
        yield


def scan() -> FileStorage:
    """A white sheet, as if photographed: proof that a letter was served."""
    sheet = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(sheet, "PNG")
    sheet.seek(0)
    return FileStorage(sheet, "signed-copy.png")


def home_for(kind: MeasureKind, *members: User) -> Home:
    """A home that a measure of this kind fits."""
    if kind in (K.PUBLIC_NOTICE, K.NOTICE_TO_APPLY, K.SHOW_CAUSE, K.COURT_FILE):
        return homes.home(*members)
    return built.authorised(*members[:1]).home


def decider(kind: MeasureKind) -> User:
    """Somebody of the office that holds the power of this kind."""
    if kind in SWD:
        return person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    return person(DECIDERS.get(kind, Role.SCPA_DG), agency=Agency.SCPA)


def prepared(kind: MeasureKind = K.ADVICE, home: Home | None = None, **facts: Any) -> Measure:
    """A measure that an officer prepared."""
    if kind is K.CONDITION:
        facts = {"condition": ConditionCode.LOWER_CAPACITY, "condition_detail": "20 places", **facts}
    facts = {"grounds": [Ground.LAW_BROKEN], "reasons": "On 3 November the fire exit was locked.", **facts}
    actor = facts.pop("actor", None) or person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    if home is None:
        home = home_for(kind)
        owed(home, kind)
    return services.prepare(home, kind, actor=actor, **facts)


def noticed(kind: MeasureKind = K.CANCELLATION, **facts: Any) -> Measure:
    """The home has notice of it."""
    measure = prepared(kind, **facts)
    return notify(measure, hearing_on=clock.today() + timedelta(days=20), actor=measure.prepared_by)


@contextmanager
def later(days: int) -> Iterator[None]:
    """Inside, it is so many days later."""
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        yield


def owed(home: Home, kind: MeasureKind) -> None:
    """What a home without authorisation is owed before this step, each with its term over: two months ago and less."""
    back = {K.NOTICE_TO_APPLY: 60, K.SHOW_CAUSE: 25}
    if home.standing not in UNREGISTERED:
        return
    for step in services.numbers()["kinds"][kind.value].get("after", ()):
        with time_machine.travel(clock.now() - timedelta(days=back[K(step)]), tick=False):
            decide(prepared(K(step), home), wish(K(step)), actor=decider(K(step)))


def heard(kind: MeasureKind, **facts: Any) -> Measure:
    """Prepared and, where the kind asks for it, noticed 20 days ago and heard today; call it inside `later`."""
    with time_machine.travel(clock.now() - timedelta(days=20), tick=False):
        home = facts.pop("home", None) or home_for(kind)
        owed(home, kind)
        needs = services.numbers()["kinds"][kind.value]["hearing_days"]
        measure = noticed(kind, home=home, **facts) if needs else prepared(kind, home=home, **facts)
    if not needs:
        return measure
    return services.hear(measure, heard_on=clock.today(), heard="The manager spoke.", actor=measure.prepared_by)


def wish(kind: MeasureKind) -> Wish:
    """What the decider writes for this kind."""
    closing_kind = kind in (K.CANCELLATION, K.CLOSURE_ORDER)
    return Wish(effective_on=clock.today() + timedelta(days=30) if closing_kind else None, plan="With their families.")


def decided(kind: MeasureKind, **facts: Any) -> Measure:
    """Decided by somebody else on a power in force."""
    return decide(heard(kind, **facts), wish(kind), actor=decider(kind))


def closing_home(home: Home, actor: Any) -> Measure:
    """The holder's own notice of closing, for 90 days from today."""
    day = clock.today() + timedelta(days=90)
    return closing.give_notice_of_closing(home, effective_on=day, reasons="The owner retires.", actor=actor)


def speaker(measure: Measure) -> User:
    """Somebody who leads the home and speaks for it."""
    user = person(Role.PROVIDER)
    add_member(measure.home.organisation, user, MemberRole.MANAGER, actor=None)
    return user


def plan(measure: Measure, stay: Any, actor: Any) -> None:
    """A plan for one child."""
    closing.plan_for(measure, stay.id, place=NextPlace.FAMILY, by_day=clock.today(), actor=actor)
