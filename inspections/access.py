"""Who may plan, make, read, review and publish a visit, and who may prove and verify what it found.

A tie to the home closes every office door; nobody inspects or reviews what their own directorate runs; nobody reviews
a visit they were on; a home sees nothing of a visit before its report (rules I6, I10; SCPP 5.3.1(k)).
"""

from typing import Any

from inspections.models import Visit
from inspections.states import AT_THE_OFFICE, Permission
from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.homes.access import is_provider, leads, signs_in_for
from registry_app.providers.ties.access import no_tie

DIRECTORS = (Role.SWD_DIRECTOR, Role.SCPA_DG)
READERS = (Role.REVIEWER, Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.LAW_OFFICER, Role.AUDITOR)
DISTRICT_PLANNERS = (Role.DISTRICT_OFFICER,)
DISTRICT_READERS = (Role.INSPECTOR, Role.CPU_HEAD)


def _home(subject: Any) -> Any:
    return subject if getattr(subject, "__tablename__", "") == "home" else subject.home


def on_team(actor: Any, visit: Any) -> bool:
    """The actor is on the visit's team."""
    return any(member.user_id == actor.id for member in visit.team)


def not_on_team(actor: Any, visit: Any) -> bool:
    return not on_team(actor, visit)


def at_office(_actor: Any, visit: Any) -> bool:
    """The report was submitted."""
    return visit.state in AT_THE_OFFICE


def other_directorate(actor: Any, subject: Any) -> bool:
    """The home is not run by the actor's own department: SWD not at SWD's, SCPA not at SCPA's."""
    return bool(actor.agency.value != _home(subject).run_by.value)


def seen_by_provider(actor: Any, subject: Any) -> bool:
    """A home itself, or a report that was submitted: never a plan."""
    return not isinstance(subject, Visit) or at_office(actor, subject)


def not_reviewer_nor_publisher(actor: Any, visit: Any) -> bool:
    """An appeal is decided by people not involved (inspection_process, grade appeal)."""
    return actor.id not in (visit.reviewed_by_id, visit.published_by_id)


_SPEAKER = [is_provider, leads, seen_by_provider]
_PROVIDER = [is_provider, signs_in_for, seen_by_provider]
_PLANNERS = [[in_district(Role.INSPECTOR, *DISTRICT_PLANNERS), no_tie], [holds(*DIRECTORS), no_tie]]
_OUTSIDER = [not_on_team, no_tie, other_directorate]

POLICY = {
    Permission.DAY: [[holds(Role.INSPECTOR)]],
    Permission.PLAN: [[holds(Role.INSPECTOR, *DISTRICT_PLANNERS, *DIRECTORS)]],
    Permission.PLAN_HERE: _PLANNERS,
    Permission.CHANGE_TEAM: _PLANNERS,
    Permission.BRIEF: [[holds(Role.INSPECTOR), on_team, no_tie]],
    Permission.FILL: [[holds(Role.INSPECTOR), on_team, no_tie, other_directorate]],
    Permission.CANCEL: [
        [holds(Role.INSPECTOR), on_team, no_tie],
        [in_district(*DISTRICT_PLANNERS), no_tie],
        [holds(*DIRECTORS), no_tie],
    ],
    Permission.ACKNOWLEDGE: [
        [in_district(*DISTRICT_PLANNERS), not_on_team, no_tie],
        [holds(*DIRECTORS), not_on_team, no_tie],
    ],
    Permission.QUEUE: [[holds(*DIRECTORS, *READERS, *DISTRICT_PLANNERS, *DISTRICT_READERS)]],
    Permission.VIEW: [
        [holds(*DIRECTORS), no_tie],
        [in_district(*DISTRICT_PLANNERS), no_tie],
        [holds(*READERS), at_office, no_tie],
        [in_district(*DISTRICT_READERS), at_office, no_tie],
        [holds(Role.INSPECTOR), on_team, no_tie],
    ],
    Permission.REVIEW: [
        [holds(Role.REVIEWER, *DIRECTORS), *_OUTSIDER],
        [in_district(*DISTRICT_PLANNERS), *_OUTSIDER],
    ],
    Permission.PUBLISH: [[holds(Role.REVIEWER, *DIRECTORS), *_OUTSIDER]],
    Permission.VIEW_AS_PROVIDER: [_PROVIDER],
    Permission.COMMENT: [_SPEAKER],
    Permission.VIEW_ACTION: [
        [holds(*DIRECTORS, *READERS), no_tie],
        [in_district(*DISTRICT_PLANNERS, *DISTRICT_READERS), no_tie],
    ],
    Permission.PROVE: [_PROVIDER],
    Permission.ANSWER_COMMENT: [[holds(Role.INSPECTOR), on_team, no_tie, other_directorate]],
    Permission.PROPOSE_CORRECTION: [
        [holds(Role.REVIEWER, *DIRECTORS), no_tie, other_directorate],
        [holds(Role.INSPECTOR), on_team, no_tie, other_directorate],
    ],
    Permission.DECIDE_CORRECTION: [[holds(Role.REVIEWER, *DIRECTORS), *_OUTSIDER]],
    Permission.APPEAL: [_SPEAKER],
    Permission.DECIDE_APPEAL: [
        [holds(Role.REVIEWER, Role.LAW_OFFICER, *DIRECTORS), *_OUTSIDER, not_reviewer_nor_publisher]
    ],
    Permission.VERIFY: [[in_district(Role.INSPECTOR), no_tie, other_directorate]],
}
