"""The registrar's queue and the list of homes: what an officer may see, filtered, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry_app.core.paging import Page, page
from registry_app.places import gazetteer
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import ENDED, IN_OFFICE, State
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing

SIZE = 50
HOMES = 25
"""Homes on a page: so many cards a phone can still be scrolled through."""
OPEN = "open"
TURNS = {"office": IN_OFFICE, "applicant": (State.RETURNED,)}


@dataclass(frozen=True)
class QueueWish:
    """What an officer looks for in the queue: a state, `open`, or anything; a district; whose turn it is."""

    state: str = OPEN
    district: str = ""
    turn: str = ""

    @property
    def open_only(self) -> bool:
        """Whether only what is under way is looked for; all of that has a day by which something must be done."""
        return self.state == OPEN or self.state in {one.value for one in State if one not in (State.DRAFT, *ENDED)}


def _district(given: Any) -> str:
    code = given.get("district", "").strip()
    return code if code in {one.code for one in gazetteer.districts()} else ""


def queue_wish(given: Any) -> QueueWish:
    """The filters in an address's query, only as far as they can mean something."""
    state, turn = given.get("state", OPEN).strip(), given.get("turn", "").strip()
    known = {*(one.value for one in State if one is not State.DRAFT), OPEN, ""}
    return QueueWish(
        state=state if state in known else OPEN,
        district=_district(given),
        turn=turn if turn in TURNS else "",
    )


def queue(actor: Any, wish: QueueWish, token: str | None) -> Page[Application]:
    """Applications that were sent: of those under way the most pressing first, so that the overdue lead; else the
    oldest first."""
    query = select(Application).where(applications.reach(actor), Application.number.is_not(None))
    query = query.options(selectinload(Application.home), selectinload(Application.applicant))
    if wish.state == OPEN:
        query = query.where(Application.state.not_in(ENDED))
    elif wish.state:
        query = query.where(Application.state == State(wish.state))
    if wish.turn:
        query = query.where(Application.state.in_(TURNS[wish.turn]))
    if wish.district:
        query = query.where(Application.district == wish.district)
    pressing = [Application.due_on, Application.number]
    return page(query, pressing if wish.open_only else [Application.number], token, SIZE)


@dataclass(frozen=True)
class HomesWish:
    """What an officer looks for among the homes."""

    q: str = ""
    district: str = ""
    standing: str = ""


def homes_wish(given: Any) -> HomesWish:
    """The filters in an address's query."""
    standing = given.get("standing", "").strip()
    return HomesWish(
        q=" ".join(given.get("q", "").split())[:80],
        district=_district(given),
        standing=standing if standing in set(Standing) else "",
    )


def homes_list(actor: Any, wish: HomesWish, token: str | None) -> Page[Home]:
    """Homes the officer may see, by register number."""
    query = select(Home).where(homes.reach(actor)).options(selectinload(Home.services))
    if wish.district:
        query = query.where(Home.district == wish.district)
    if wish.standing:
        query = query.where(Home.standing == Standing(wish.standing))
    if wish.q:
        number = Home.register_number.startswith(wish.q.upper(), autoescape=True)
        query = query.where(homes.named(wish.q) | number)
    return page(query, [Home.register_number], token, HOMES)
