"""How many homes and families each district has, for the map and its list: one question, however many there are."""

from dataclasses import dataclass, replace

from sqlalchemy import case, func, select

from registry_app.core.db import db
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import GONE
from registry_app.providers.register.queries import Eyes, carrying

STEPS = (1, 2, 5, 10)
"""From so many authorised homes on a district is drawn one step darker."""


@dataclass(frozen=True)
class InDistrict:
    """Figures of one district, or of all of Karachi: homes known and authorised today, families authorised today."""

    code: str
    homes: int = 0
    authorised: int = 0
    families: int = 0

    @property
    def level(self) -> int:
        """0 to 4, by the authorised homes."""
        return sum(self.authorised >= step for step in STEPS)

    def __add__(self, other: "InDistrict") -> "InDistrict":
        return replace(
            self,
            homes=self.homes + other.homes,
            authorised=self.authorised + other.authorised,
            families=self.families + other.families,
        )


def by_district(look: Eyes) -> dict[str, InDistrict]:
    """Every district of Sindh, those without a home as well. Homes that closed are not counted."""
    authorised = func.count(case((carrying(look.today), 1)))
    query = (
        select(Home.district, Home.household, func.count(), authorised)
        .where(Home.standing.not_in(GONE))
        .group_by(Home.district, Home.household)
    )
    found = {one.code: InDistrict(one.code) for one in gazetteer.districts()}
    for district, household, known, given in db.session.execute(query):
        more = InDistrict(district, families=given) if household else InDistrict(district, known, given)
        found[district] += more
    return found


def together(code: str, some: list[InDistrict]) -> InDistrict:
    """Several districts as one, such as the seven of Karachi."""
    return sum(some, InDistrict(code))
