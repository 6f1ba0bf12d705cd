"""The proposal that stands in the form of a plan: kind, team, and with or without notice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inspections import queries
from inspections.due import book as books
from inspections.due import queries as due
from inspections.due import rules, teams
from inspections.due.rules import Share
from inspections.framework import Framework
from inspections.models import TeamMember, Visit
from inspections.states import OPEN, VisitType
from registry_app.accounts.states import Agency
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership, Sexes


@dataclass(frozen=True)
class Proposal:
    """`team`: the best one available, None when nobody may lead. `told`: with notice. `share`: the district's year;
    `must_be_without`: a full visit with notice would leave fewer than half without."""

    kind: VisitType
    team: teams.Team | None
    told: bool
    share: Share
    must_be_without: bool


def of(actor: Any, home: Home, framework: Framework, kind: VisitType, on: date) -> Proposal:
    """What is proposed for a visit of this kind at this home."""
    share = due.of_district(actor, home.district, on.year)
    told = framework.visit_types[kind.value].announced == "yes"
    without = rules.must_be_without(books.in_force_on(on), share)
    return Proposal(kind, teams.best(framework, need(home, framework, kind), candidates(home)), told, share, without)


def need(home: Home, framework: Framework, kind: VisitType) -> teams.Need:
    """What the team rule asks of a visit to this home."""
    care_types = {service.care_type.value for service in home.services}
    return teams.Need(
        kind.value, facility=not home.household and rules.is_facility(framework, care_types),
        girls_home=any(service.sexes is not Sexes.BOYS for service in home.services),
    )  # fmt: skip


def candidates(home: Home) -> list[teams.Candidate]:
    """Who may go to this home, with what the team rule asks and how many visits they have before them."""
    busy = select(TeamMember.user_id, func.count()).join(Visit, Visit.id == TeamMember.visit_id)
    visits = {user: many for user, many in db.session.execute(  # noqa: C416 - a row is no pair to the type checker
        busy.where(Visit.state.in_(OPEN)).group_by(TeamMember.user_id))}  # fmt: skip
    last = queries.last_lead(home)
    return [
        teams.Candidate(
            key=user.id, name=user.name, woman=bool(user.woman), health_professional=user.health_professional,
            may_lead=home.run_by is not Ownership.SWD or user.agency is Agency.SCPA, led_last=user.id == last,
            busy=visits.get(user.id, 0),
        )
        for user in queries.inspectors(home)
    ]  # fmt: skip
