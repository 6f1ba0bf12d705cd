"""Who may see, fill, check, recommend and decide an application.

An office never sees a draft. Whoever recommended never decides, and a tie to the home closes every office door (R1,
registration.yaml `meta.authority`: the same person never inspects and decides).
"""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.applications.states import Permission
from registry_app.providers.homes.access import is_provider, leads, signs_in_for
from registry_app.providers.ties.access import no_tie

PROVINCE_ROLES = (
    Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.LAW_OFFICER, Role.AUDITOR,
)  # fmt: skip
HELPERS = (Role.REGISTRY_OFFICER, Role.DISTRICT_OFFICER, Role.CPO, Role.CPU_HEAD)
DISTRICT_ROLES = (Role.DISTRICT_OFFICER, Role.CPU_HEAD)


def is_applicant(actor: Any, application: Any) -> bool:
    """The actor signs in for its organisation, or started it while there is none. A paper stands for its whole."""
    application = getattr(application, "application", application)
    if application is None:
        return False
    started = application.organisation_id is None and application.applicant_id == actor.id
    return bool(started or signs_in_for(actor, application))


def signs(actor: Any, application: Any) -> bool:
    """The actor declares for the applicant: owner or manager, or who started it while there is no organisation."""
    return leads(actor, application) or (application.organisation_id is None and is_applicant(actor, application))


def was_sent(_actor: Any, application: Any) -> bool:
    """It has left the applicant's hands at least once."""
    return application is not None and application.number is not None


def helps(actor: Any, application: Any) -> bool:
    """The actor is the officer who fills it in beside the applicant."""
    application = getattr(application, "application", application)
    return application is not None and any(
        one.helper_id == actor.id and one.ended_at is None for one in application.helps
    )


def not_the_applicant(actor: Any, application: Any) -> bool:
    """The actor neither started it, nor belongs to those it is for, nor ever helped to fill it in."""
    helped = any(one.helper_id == actor.id for one in application.helps)
    return application.applicant_id != actor.id and not helped and not is_applicant(actor, application)


def did_not_recommend(actor: Any, application: Any) -> bool:
    """The decider is not the one who recommended."""
    return bool(application.recommended_by_id != actor.id)


def did_not_decide(actor: Any, application: Any) -> bool:
    """The actor is not the one whose decision stands."""
    return bool(application.decided_by_id != actor.id)


_AS_OFFICE = [was_sent, no_tie, not_the_applicant]

POLICY = {
    Permission.HELP: [[holds(*HELPERS)]],
    Permission.START: [[is_provider]],
    Permission.RENEW: [[is_provider, leads]],
    Permission.VIEW_AS_APPLICANT: [[is_provider, is_applicant], [holds(*HELPERS), helps]],
    Permission.FILL: [[is_provider, is_applicant], [holds(*HELPERS), helps]],
    Permission.SEND: [[is_provider, signs], [holds(*HELPERS), helps]],
    Permission.REPLY: [[is_provider, is_applicant]],
    Permission.ANSWER: [[is_provider, signs]],
    Permission.WITHDRAW: [[is_provider, signs]],
    Permission.VIEW: [
        [is_provider, is_applicant],
        [holds(*PROVINCE_ROLES), *_AS_OFFICE],
        [in_district(*DISTRICT_ROLES), *_AS_OFFICE],
    ],
    Permission.CHECK: [[holds(Role.REGISTRY_OFFICER), *_AS_OFFICE]],
    Permission.VET: [[holds(Role.REGISTRY_OFFICER), *_AS_OFFICE]],
    Permission.RECORD_VISIT: [
        [holds(Role.SWD_DIRECTOR, Role.REVIEWER), *_AS_OFFICE],
        [in_district(Role.DISTRICT_OFFICER), *_AS_OFFICE],
    ],
    Permission.RECOMMEND: [
        [holds(Role.SWD_DIRECTOR), *_AS_OFFICE],
        [in_district(Role.DISTRICT_OFFICER), *_AS_OFFICE],
    ],
    Permission.DECIDE: [[holds(Role.AUTHORISER, Role.SCPA_DG), *_AS_OFFICE, did_not_recommend]],
    Permission.REOPEN: [[holds(Role.AUTHORISER, Role.SCPA_DG), *_AS_OFFICE, did_not_decide]],
    Permission.LAPSE: [[holds(Role.REGISTRY_OFFICER), *_AS_OFFICE]],
}
