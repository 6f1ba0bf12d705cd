"""Who may see and change what is kept about a home."""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.providers.homes.states import MemberRole, Permission
from registry_app.providers.ties.access import no_tie

PROVINCE_ROLES = (
    Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.LAW_OFFICER, Role.REVIEWER, Role.TWG,
    Role.AUDITOR, Role.DPO,
)  # fmt: skip
DISTRICT_ROLES = (Role.DISTRICT_OFFICER, Role.CPO, Role.CPU_HEAD, Role.PANEL_CHAIR, Role.INSPECTOR)
PROVIDER_ROLES = (Role.PROVIDER, Role.FAMILY_CARER)

is_provider = holds(*PROVIDER_ROLES)


def signs_in_for(actor: Any, subject: Any) -> bool:
    """The actor belongs today to the organisation the subject belongs to (a home, or a thing with `organisation`)."""
    organisation = getattr(subject, "organisation", None)
    if organisation is None:
        return False
    today = clock.today()
    return any(m.user_id == actor.id and (m.until is None or m.until >= today) for m in organisation.members)


def leads(actor: Any, subject: Any) -> bool:
    """The actor is today an owner or the manager there: who signs for the home. Its other staff fill in and read."""
    organisation = getattr(subject, "organisation", None)
    today = clock.today()
    return organisation is not None and any(
        m.user_id == actor.id and m.role is not MemberRole.STAFF and (m.until is None or m.until >= today)
        for m in organisation.members
    )


POLICY = {
    Permission.VIEW: [
        [is_provider, signs_in_for],
        [holds(*PROVINCE_ROLES), no_tie],
        [in_district(*DISTRICT_ROLES), no_tie],
    ],
    Permission.VIEW_AS_PROVIDER: [[is_provider, signs_in_for]],
    Permission.PORTAL: [[is_provider]],
    Permission.EDIT: [[holds(Role.REGISTRY_OFFICER), no_tie]],
    Permission.RECORD_KNOWN: [[holds(Role.REGISTRY_OFFICER, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR)]],
    Permission.SET_STANDING: [[holds(Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG), no_tie]],
    Permission.DECLARE_TIE: [[holds(*(set(Role) - set(PROVIDER_ROLES)))]],
}
