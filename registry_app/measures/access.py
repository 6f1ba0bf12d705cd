"""Who prepares, decides and answers a measure; nobody decides what they prepared, nor about their own wing's home."""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.measures.book import book
from registry_app.measures.models import Measure
from registry_app.measures.states import COURT_KINDS, DECIDED, MeasureKind, MeasureState, Permission
from registry_app.providers.homes.access import DISTRICT_ROLES, PROVINCE_ROLES, is_provider, leads, signs_in_for
from registry_app.providers.homes.states import Ownership
from registry_app.providers.powers.holders import holding_role
from registry_app.providers.powers.states import Act
from registry_app.providers.ties.access import no_tie

SWD_ROLES = (Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER)
SCPA_WING = (Role.SCPA_DG, Role.REGISTRY_OFFICER)


def act_of(kind: MeasureKind, book: Any) -> Act | None:
    """The act of powers.yaml that a kind of measure rests on; None for what the holder does."""
    name = book["kinds"][kind.value]["act"]
    return Act(name) if name else None


def in_anothers_place(act: Act, run_by: Ownership) -> bool:
    """The office that holds the power runs the home itself, so that another one decides."""
    return deciding_role(act, run_by) is not holding_role(act)


def deciding_role(act: Act, run_by: Ownership) -> Role:
    """Who takes this act about a home of this owner: whoever signs in for the office that holds the power.

    Nobody judges a home of their own: SWD's are decided by SCPA (TRK-C), SCPA's by the full Authority without the wing
    that runs them. Both with an outside member (`rules.lacks`).
    """
    role = holding_role(act)
    if run_by is Ownership.SWD and role in SWD_ROLES:
        return Role.SCPA_DG
    return Role.AUTHORISER if run_by is Ownership.SCPA and role in SCPA_WING else role


def office_decides(actor: Any, subject: Any) -> bool:
    """The actor decides this measure today, for the office that holds its power or in the place of that office."""
    act = act_of(subject.kind, book())
    if act is None:
        return False
    role = deciding_role(act, subject.home.run_by)
    reaches = actor.reaches(subject.district, role) if role is Role.DISTRICT_OFFICER else actor.has(role)
    return bool(reaches)


def not_own_directorate(actor: Any, subject: Any) -> bool:
    """SWD decides nothing about a home it runs, nor the wing of SCPA that runs one about SCPA's (SCPP 4(1))."""
    home = getattr(subject, "home", subject)
    if home.run_by is Ownership.SWD:
        return not actor.has(*SWD_ROLES)
    return not (home.run_by is Ownership.SCPA and actor.has(*SCPA_WING))


def not_prepared_by(actor: Any, subject: Any) -> bool:
    return bool(subject.prepared_by_id != actor.id)


def not_decided_by(actor: Any, subject: Any) -> bool:
    return bool(subject.decided_by_id != actor.id and subject.prepared_by_id != actor.id)


def ordered_alone(_actor: Any, subject: Any) -> bool:
    """A suspension that the head of the Authority ordered without a second person (R18)."""
    return bool(subject.immediate)


def told(_actor: Any, subject: Measure) -> bool:
    """The home was told: by notice or by decision. A file for the court and a recommendation stay with the offices."""
    if subject.kind in COURT_KINDS and subject.state is MeasureState.PROPOSED:
        return False
    return subject.notice_on is not None or subject.state in DECIDED


def of_own_home(actor: Any, subject: Any) -> bool:
    return signs_in_for(actor, subject.home)


def speaks_for_its_home(actor: Any, subject: Any) -> bool:
    """The actor is an owner or the manager of the home: its other staff read the letters."""
    return leads(actor, subject.home)


def closes_itself(_actor: Any, subject: Any) -> bool:
    """The holder's own notice of closing, which is the holder's to take back."""
    return bool(subject.kind is MeasureKind.VOLUNTARY_CLOSURE)


_OFFICE = [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]]
_PREPARE = [
    [holds(Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR), no_tie, not_own_directorate],
    [in_district(Role.DISTRICT_OFFICER), no_tie, not_own_directorate],
]

POLICY = {
    Permission.LIST: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.VIEW: _OFFICE,
    Permission.PREPARE: _PREPARE,
    Permission.FOLLOW: _PREPARE,
    Permission.DECIDE: [[office_decides, no_tie, not_prepared_by, not_own_directorate]],
    # What was ordered alone is let go by its author too, or by who may confirm it: an error must not hold for 14 days.
    Permission.LIFT: [
        [office_decides, no_tie, not_prepared_by, not_own_directorate],
        [holds(Role.AUTHORISER, Role.SCPA_DG), no_tie, ordered_alone],
    ],
    Permission.SUSPEND_AT_ONCE: [[holds(Role.SCPA_DG), no_tie]],
    Permission.CONFIRM: [[holds(Role.AUTHORISER, Role.SCPA_DG), no_tie, not_decided_by, not_own_directorate]],
    Permission.DECIDE_APPEAL: [[holds(Role.LAW_OFFICER), no_tie, not_decided_by]],
    Permission.PLAN_CHILDREN: [
        [in_district(Role.CPO, Role.CPU_HEAD, Role.DISTRICT_OFFICER), no_tie],
        [holds(Role.SWD_DIRECTOR), no_tie],
    ],
    Permission.LIST_OWN: [[is_provider, signs_in_for]],
    Permission.VIEW_OWN: [[is_provider, of_own_home, told]],
    Permission.ANSWER: [[is_provider, speaks_for_its_home, told]],
    Permission.CLOSE_OWN: [[is_provider, leads]],
    Permission.TAKE_BACK: [[is_provider, speaks_for_its_home, closes_itself]],
    Permission.RUN_CLOCK: [],
}
