"""Changes that homes of Hyderabad ask for: one just asked, one looked into, one approved."""

from datetime import timedelta

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.changes import change_services as services
from registry_app.providers.changes import queries
from registry_app.providers.changes.models import Change
from registry_app.providers.changes.states import Answer, ChangeKind
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership


def ask(people: People, houses: Houses) -> int:
    """What the manager's home and its neighbours ask for."""
    places = [one for one in houses.of(Sort.AUTHORISED, "SD-HYD") if one.user is not None][:3]
    changes = []
    for days, place in zip((3, 9, 20), places, strict=False):
        home = db.session.get_one(Home, place.id)
        with clock.set_to(clock.now() - timedelta(days=days)):
            changes.append(
                services.ask(
                    home, ChangeKind.BUILDING_WORK, on=clock.today() + timedelta(days=40),
                    why="Made up. Two more washrooms and a ramp at the door.", wanted={}, actor=place.user,
                )
            )  # fmt: skip
    for change in changes[1:]:
        _look(change, people)
    for change in changes[2:]:
        services.decide(
            change, answer=Answer.APPROVE, reasons="Made up. The children sleep safely while the work goes on.",
            actor=people["authoriser"],
        )  # fmt: skip
    changes.append(_another_owner(houses))
    return sum(len(queries.of_home(change.home)) for change in changes)


def _another_owner(houses: Houses) -> Change:
    """Who takes over a home of Karachi is invited once this is approved."""
    place = next(one for one in houses.of(Sort.AUTHORISED, "SD-KEA") if one.user is not None)
    wanted = {
        "name": "Canal Trust (made up)",
        "ownership": Ownership.TRUST.value,
        "reach": "new.owner@example.org",
    }
    with clock.set_to(clock.now() - timedelta(days=2)):
        return services.ask(
            db.session.get_one(Home, place.id), ChangeKind.OWNER, on=clock.today() + timedelta(days=30),
            why="Made up. The founder is old; a trust goes on.", wanted=wanted, actor=place.user,
        )  # fmt: skip


def _look(change: Change, people: People) -> None:
    with clock.set_to(clock.now() - timedelta(days=2)):
        services.look(
            change, found="Made up. Seen with the plan of the work in hand.", advice=Answer.APPROVE,
            visited_on=clock.today(), actor=people["registrar"],
        )  # fmt: skip
