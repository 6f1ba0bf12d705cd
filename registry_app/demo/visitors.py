"""What magistrates, judges and others said in some homes, and how far the actions are."""

from datetime import timedelta
from typing import Any

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.chance import at
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.placements.visitors import services
from registry_app.placements.visitors.states import Owner, Step, Visitor
from registry_app.providers.homes.models import Home

SAID = (
    (Visitor.MAGISTRATE, "Judicial Magistrate III (made up)", Owner.HOME, "Made up. The kitchen drain smells.",
     "Made up. Have the drain repaired and show the bill.", "C.M. 12/2026 (made up)"),
    (Visitor.DEPUTY_COMMISSIONER, "Office of the Deputy Commissioner (made up)", Owner.SWD,
     "Made up. The school fees of six girls are not paid.", "Made up. Pay the fees and tell the school.", ""),
    (Visitor.COMMISSION, "Commission on the Rights of the Child (made up)", Owner.CPU,
     "Made up. Children asked when they may see their families.", "Made up. Make a list of family visits.", ""),
    (Visitor.JUDGE, "District and Sessions Judge (made up)", Owner.SCPA,
     "Made up. The certificate at the door has ended.", "Made up. Say whether it is renewed.", "S.P. 4/2026 (made up)"),
)  # fmt: skip
DAYS = ((390, 20, 12), (150, 20, 18), (60, 20, None), (9, 20, None))
"""(days ago, days to do it, days until it was seen done) of the first, second … entry."""


def write(people: People, houses: Houses) -> int:
    """Entries in the home of manager@, by turns of the home and an officer, and one in each of a few more."""
    officer, book = people["registrar"], 0
    for number, (when, said) in enumerate(zip(DAYS, SAID, strict=True)):
        by_home = number % 2 == 1
        book += _entry(people, _home(houses.managers), said, when, by_home, houses.manager if by_home else officer)
    others = [*houses.first(Sort.FEDERAL)[:2], *houses.first(Sort.NOTICED)[:1], *houses.first(Sort.SWD_RUN)[:1]]
    for number, place in enumerate(others):
        book += _entry(people, _home(place), SAID[number], DAYS[-1 - number % 3], False, officer)
    return book


def _home(place: Any) -> Home:
    return db.session.get_one(Home, place.id)


def _entry(people: People, home: Home, said: Any, when: Any, by_home: bool, actor: Any) -> int:
    visitor, name, owner, words, task, order = said
    days, term, done = when
    day = max(clock.today() - timedelta(days=days), home.known_since)
    with clock.set_to(at(day, 12)):
        entry = services.write(
            home, visitor=visitor, visitor_name=name, visited_on=day, said=words, task=task, owner=owner,
            due_on=day + timedelta(days=term), by_home=by_home, actor=actor, order_reference=order,
        )  # fmt: skip
    if done:
        with clock.set_to(at(day + timedelta(days=done), 10)):
            services.follow(entry, Step.DONE, "Made up. Seen on the spot.", actor=people["registrar"])
    elif by_home:
        with clock.set_to(at(day + timedelta(days=2), 10)):
            services.follow(entry, Step.REPORTED, "Made up. Asked for and answered.", actor=actor)
    return 1
