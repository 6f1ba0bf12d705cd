"""Villages with their houses, people who are invited, leave and hand over, and homes that were helped to apply."""

from datetime import timedelta
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.applications import SUITABILITY
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People, Sign
from registry_app.demo.plan import Sort
from registry_app.providers.applications import help_services
from registry_app.providers.applications import services as applications
from registry_app.providers.applications.states import Helper, Track
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.team import queries
from registry_app.providers.team import services as team

HYD = "SD-HYD"


def houses_of_villages(people: People, houses: Houses) -> int:
    """A village of small group homes in Hyderabad, and one in Karachi that is residential by the rule."""
    small, large = houses.of(Sort.AUTHORISED, HYD)[2], houses.of(Sort.AUTHORISED, "SD-KEA")[0]
    half = (small.capacity + 1) // 2
    _houses(small, people, True, [_house("1", half), _house("2", small.capacity - half)])
    quarter = large.capacity // 4
    rows = [_house("Mango", quarter), _house("Neem", quarter, own_kitchen=False), _house("Palm", quarter)]
    _houses(large, people, False, [*rows, _house("Acacia", large.capacity - 3 * quarter, own_carer=False)])
    return 2


def _houses(place: Place, people: People, school: bool, rows: list[dict[str, Any]]) -> None:
    home = db.session.get_one(Home, place.id)
    homes.set_units(home, rows, actor=people["registrar"], community_school=school)


def _house(name: str, places: int, **facts: bool) -> dict[str, Any]:
    return {"name": name, "places": places, "own_carer": True, "own_kitchen": True, "own_door": True, **facts}


def teams(people: People, houses: Houses) -> int:
    """At the home of manager@: one who came in by a link, one whose link was taken back, one who waits, one who left.

    At its neighbour the owner handed over.
    """
    place = houses.managers
    body = db.session.get_one(Home, place.id).organisation
    owner = place.user or people["manager"]
    came = people.add(Sign("invited1", Role.PROVIDER, True))
    with clock.set_to(clock.now() - timedelta(days=40)):
        link = team.invite(body, MemberRole.MANAGER, mail=came.email, phone=None, language="ur", actor=owner)
        team.accept(link, actor=came)
        team.invite(body, MemberRole.STAFF, mail=None, phone="+923005550111", language="sd", actor=came)
        team.take_back(queries.waiting(body)[0], actor=came)
    team.invite(body, MemberRole.STAFF, mail="invited2@example.org", phone=None, language="en", actor=owner)
    team.leave(body, place.staff[-1], actor=owner)
    other = houses.of(Sort.AUTHORISED, HYD)[1]
    if other.user is not None:
        body = db.session.get_one(Home, other.id).organisation
        team.hand_over(body, other.staff[0], actor=other.user)
    return 5


def helped(people: People) -> int:
    """Three drafts: one typed in from paper by an officer, one read back, one with a trusted person beside it."""
    officer = people.of("district", HYD)
    made = []
    for number, track in enumerate((Track.FACILITIES, Track.LOOK_ALIKES, Track.FAMILY), start=1):
        role = Role.FAMILY_CARER if track is Track.FAMILY else Role.PROVIDER
        user = people.add(Sign(f"helped{number}", role, number % 2 == 0, language=("ur", "sd", "en")[number - 1]))
        user.phone = f"+92300555020{number}"
        db.session.flush()
        made.append(applications.start(track=track, suitability=SUITABILITY, actor=user))
    help_services.help_of(made[0], Helper.OFFICER, name=officer.name, from_paper=True, actor=officer)
    help_services.help_of(made[1], Helper.OFFICER, name=officer.name, actor=officer)
    help_services.read_back(made[1], actor=officer)
    help_services.help_of(
        made[2], Helper.TRUSTED, name="Made-up Teacher", who="The teacher of the village", actor=made[2].applicant
    )
    return len(made)
