"""Who may look into an application, recommend, decide, and change an authorisation afterwards.

Preparing, visiting, looking at the complaint gate, recommending and deciding are done by different people, and a tie to
the home closes all of it (registration.yaml `meta.authority`; README 1.1).
"""

from typing import Any

from sqlalchemy import select

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.providers.applications.access import DISTRICT_ROLES as QUEUE_DISTRICT_ROLES
from registry_app.providers.applications.access import PROVINCE_ROLES as QUEUE_PROVINCE_ROLES
from registry_app.providers.applications.access import not_the_applicant, was_sent
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations import rules
from registry_app.providers.authorisations.models import (
    CrmCheck,
    PreRegistrationVisit,
    Ruling,
    SetAside,
    VettingRecord,
)
from registry_app.providers.authorisations.states import Permission
from registry_app.providers.homes.access import DISTRICT_ROLES, PROVINCE_ROLES, is_provider, signs_in_for
from registry_app.providers.homes.states import Ownership
from registry_app.providers.need import queries as need
from registry_app.providers.powers.states import Mode
from registry_app.providers.ties.access import no_tie


def people_of(application: Application) -> rules.People:
    """Who prepared, visited, looked at the gate and recommended, as keys."""

    def those(column: Any, of: Any) -> frozenset[str]:
        return frozenset(str(key) for key in db.session.scalars(select(column).where(of == application.id)))

    vetted = those(VettingRecord.recorded_by_id, VettingRecord.application_id)
    return rules.People(
        prepared=vetted | _opined(application) | _completed(application),
        recommended=frozenset({str(application.recommended_by_id)} if application.recommended_by_id else ()),
        inspected=those(PreRegistrationVisit.recorded_by_id, PreRegistrationVisit.application_id),
        looked_at_gate=those(CrmCheck.officer_id, CrmCheck.application_id),
        decided=frozenset({str(application.decided_by_id)} if application.decided_by_id else ()),
        undid=_undone(application),
    )


def _completed(application: Application) -> frozenset[str]:
    return frozenset({str(application.completed_by_id)} if application.completed_by_id else ())


def _opined(application: Application) -> frozenset[str]:
    """Who wrote the opinion on need that the decision has to answer."""
    opinion = need.opinion_on(application)
    return frozenset({str(opinion.by_id)} if opinion else ())


def _undone(application: Application) -> frozenset[str]:
    """Who set the last decision on it aside; empty while none was."""
    found = db.session.scalar(
        select(SetAside.by_id)
        .join(Ruling, SetAside.ruling_id == Ruling.id)
        .where(Ruling.application_id == application.id, SetAside.mode == Mode.ACT)
        .order_by(SetAside.at.desc())
        .limit(1)
    )
    return frozenset({str(found)} if found else ())


def kept_apart_to_decide(actor: Any, application: Any) -> bool:
    """The decider took no earlier step on this application."""
    return not rules.may_not_decide(str(actor.id), people_of(application))


def kept_apart_to_set_aside(actor: Any, application: Any) -> bool:
    """The actor neither decided nor took an earlier step on this application."""
    return not rules.may_not_set_aside(str(actor.id), people_of(application))


def kept_apart_to_recommend(actor: Any, application: Any) -> bool:
    """The one who recommends did not prepare the application."""
    return str(actor.id) not in people_of(application).prepared


def run_by_swd(_actor: Any, application: Any) -> bool:
    """The home belongs to the Social Welfare Department itself."""
    return application.home is not None and application.home.run_by is Ownership.SWD


def not_run_by_swd(actor: Any, application: Any) -> bool:
    return not run_by_swd(actor, application)


def not_own_wing(actor: Any, application: Any) -> bool:
    """A home that SCPA runs is decided by the full Authority, without the wing that runs it (powers.yaml)."""
    scpa = application.home is not None and application.home.run_by is Ownership.SCPA
    return not (scpa and actor.has(Role.SCPA_DG, Role.REGISTRY_OFFICER))


def of_own_home(actor: Any, subject: Any) -> bool:
    """The subject's home is one the actor signs in for."""
    return signs_in_for(actor, subject.home)


_AS_OFFICE = [was_sent, no_tie, not_the_applicant]
_READERS = [
    [is_provider, of_own_home],
    [holds(*PROVINCE_ROLES), no_tie],
    [in_district(*DISTRICT_ROLES), no_tie],
]

POLICY = {
    Permission.QUEUE: [[holds(*QUEUE_PROVINCE_ROLES, *QUEUE_DISTRICT_ROLES)]],
    Permission.VIEW: [
        [holds(*QUEUE_PROVINCE_ROLES), *_AS_OFFICE],
        [in_district(*QUEUE_DISTRICT_ROLES), *_AS_OFFICE],
    ],
    Permission.LIST_HOMES: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.VIEW_HOME: [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]],
    Permission.RECORD_VETTING: [[holds(Role.REGISTRY_OFFICER), *_AS_OFFICE]],
    Permission.RECORD_CRM: [[in_district(Role.CPU_HEAD), *_AS_OFFICE]],
    Permission.RECORD_VISIT: [
        [holds(Role.SWD_DIRECTOR), *_AS_OFFICE, not_run_by_swd],
        [in_district(Role.DISTRICT_OFFICER), *_AS_OFFICE, not_run_by_swd],
        [holds(Role.REGISTRY_OFFICER), *_AS_OFFICE, run_by_swd],
    ],
    Permission.RECOMMEND: [
        [holds(Role.SWD_DIRECTOR), *_AS_OFFICE, not_run_by_swd, kept_apart_to_recommend],
        [in_district(Role.DISTRICT_OFFICER), *_AS_OFFICE, not_run_by_swd, kept_apart_to_recommend],
        [holds(Role.REGISTRY_OFFICER, Role.SCPA_DG), *_AS_OFFICE, run_by_swd, kept_apart_to_recommend],
    ],
    Permission.RECORD_HEARING: [[holds(Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG), *_AS_OFFICE]],
    Permission.DECIDE: [[holds(Role.AUTHORISER, Role.SCPA_DG), *_AS_OFFICE, kept_apart_to_decide, not_own_wing]],
    Permission.SET_ASIDE: [
        [holds(Role.AUTHORISER, Role.SCPA_DG), *_AS_OFFICE, kept_apart_to_set_aside, not_own_wing],
    ],
    Permission.VIEW_CERTIFICATE: _READERS,
    Permission.SUSPEND: [[holds(Role.SCPA_DG), no_tie]],
    Permission.REINSTATE: [[holds(Role.SCPA_DG), no_tie]],
    Permission.CANCEL: [[holds(Role.SCPA_DG), no_tie]],
    Permission.CLOSE: [[holds(Role.REGISTRY_OFFICER), no_tie]],
    Permission.EXPIRE: [[holds(Role.REGISTRY_OFFICER), no_tie]],
}
