"""Sums with two roads to the same number. A report in which one does not agree says so on its first page."""

from dataclasses import dataclass

from registry_app.pages.court.child_tables import NO_HOME, NOT_KNOWN_THEN, ChildFacts
from registry_app.pages.court.home_tables import HomeFacts
from registry_app.placements.states import Basis, Exit


@dataclass(frozen=True)
class Check:
    """A sum that must agree: what it says by a code, and its two sides."""

    code: str
    left: int
    right: int

    @property
    def agrees(self) -> bool:
        return self.left == self.right


def checks(of: HomeFacts, young: ChildFacts) -> tuple[Check, ...]:
    """Every sum of the report with its two sides."""
    return (*_homes(of), *_children(of, young), *_ways(young))


def _homes(of: HomeFacts) -> tuple[Check, ...]:
    known = len({home.row.id for home in of.each})
    listed = sum(bool(home.lists) for home in of.each if not home.household)
    return (
        Check("HOMES_BY_PLACE", sum(line.all for line in of.places.values()), known),
        Check("HOMES_BY_RUN_BY", sum(line.all for line in of.run_by.values()), known),
        Check("HOMES_BY_VISIT", sum(line.all for line in of.visits.values()), known),
        Check("HOMES_ON_A_LIST", listed + of.on_none, of.whole.homes),
        Check("MEASURES", sum(line[0] for line in of.measures.values()), sum(len(h.measures) for h in of.each)),
        Check("FINDINGS", sum(x[1] + x[2] for x in of.findings.values()), sum(len(h.findings) for h in of.each)),
        Check("BOOK", sum(line[0] for line in of.book.values()), sum(len(h.book) for h in of.each)),
    )


def _children(of: HomeFacts, young: ChildFacts) -> tuple[Check, ...]:
    elsewhere = sum(young.places[key].all for key in (NOT_KNOWN_THEN, NO_HOME))
    return (
        Check("CHILDREN_BY_SEX", young.whole.all, young.present),
        Check("CHILDREN_BY_BASIS", sum(line.all for line in young.bases.values()), young.present),
        Check("CHILDREN_BY_AGE", sum(line.all for line in young.ages.values()), young.present),
        Check("CHILDREN_BY_PLACE", sum(line.all for line in young.places.values()), young.present),
        Check("CHILDREN_BY_PAPERS", sum(line.all for line in young.papers.values()), young.present),
        Check("CHILDREN_IN_HOMES", sum(home.children for home in of.each) + elsewhere, young.present),
    )


def _ways(young: ChildFacts) -> tuple[Check, ...]:
    came, left = young.came.values(), young.left.values()
    came_ever, left_ever = sum(two.ever for two in came), sum(two.ever for two in left)
    at_start = young.before + young.on_the_way_before
    year = at_start + sum(two.year for two in came) - sum(two.year for two in left)
    return (
        Check("CAME_AND_LEFT", came_ever - left_ever - young.on_the_way, young.present),
        Check("CAME_AND_LEFT_IN_THE_YEAR", year - young.on_the_way, young.present),
        Check("ARRIVALS", sum(two.ever for two in young.brought.values()), young.came[Basis.ARRIVAL].ever),
        Check("DESTINATIONS", sum(two.ever for two in young.to.values()), left_ever),
        Check("DEATHS", sum(line.ever for line in young.deaths.values()), young.left[Exit.DIED].ever),
        Check("GRAVES", sum(x.buried + x.not_buried for x in young.deaths.values()), young.left[Exit.DIED].ever),
    )
