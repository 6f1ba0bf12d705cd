"""The best team that is available for a visit, and what even it lacks: named for whoever approves it, never refused.

Who may not go at all (a tie in 24 months, the own directorate's home, not clear, another district) is no candidate;
only such a conflict of interest refuses. Plain Python.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from inspections import rules
from inspections.framework import Framework
from inspections.states import TeamLack


@dataclass(frozen=True)
class Candidate:
    """An inspector who may go. `busy`: visits planned or under way; `led_last`: led the last visit of this home."""

    key: Any
    name: str
    woman: bool
    health_professional: bool
    may_lead: bool = True
    led_last: bool = False
    busy: int = 0


@dataclass(frozen=True)
class Need:
    """What the team rule asks about the visit."""

    type: str
    facility: bool
    girls_home: bool


@dataclass(frozen=True)
class Team:
    """A proposal: the lead, who else goes, and what the approver has to agree to."""

    lead: Candidate
    members: tuple[Candidate, ...]
    lacks: tuple[TeamLack, ...]


def lacks(framework: Framework, need: Need, lead: Candidate, team: Iterable[Candidate]) -> tuple[TeamLack, ...]:
    """What a team lacks by the rule of the standards, and the same lead twice running."""
    found = rules.team_problems(
        framework, need.type,
        [rules.TeamMember(one.woman, one.health_professional, one is lead) for one in team],
        facility=need.facility, girls_home=need.girls_home,
    )  # fmt: skip
    again = (TeamLack.SAME_INSPECTOR,) if lead.led_last else ()
    return (*(TeamLack(code) for code in found), *again)


def best(framework: Framework, need: Need, candidates: Sequence[Candidate]) -> Team | None:
    """The team that lacks least, and of those the one whose people have the fewest visits; None when nobody may lead.

    A facility's full visit takes as many people as the rule asks; another visit takes one.
    """
    terms = framework.terms["team"]
    size = terms["facility_members"] if need.facility and need.type == terms["visit_type"] else 1
    pool = _enough_of_each(candidates, size)
    found: list[tuple[Any, Team]] = []
    for people in combinations(pool, min(size, len(pool))):
        for lead in (one for one in people if one.may_lead):
            wanting = lacks(framework, need, lead, people)
            team = Team(lead, tuple(one for one in people if one is not lead), wanting)
            names = (lead.name, *sorted(one.name for one in team.members))
            found.append(((len(wanting), sum(one.busy for one in people), names), team))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _enough_of_each(candidates: Sequence[Candidate], size: int) -> list[Candidate]:
    """People of whom the rule asks the same are alike, so that of each sort the least busy few are enough."""
    sorts: dict[Any, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda each: (each.busy, each.name, str(each.key))):
        sorts[one.woman, one.health_professional, one.may_lead, one.led_last].append(one)
    return [one for alike in sorts.values() for one in alike[:size]]
