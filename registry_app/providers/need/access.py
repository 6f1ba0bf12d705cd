"""Who asks whether a home is needed, and who answers: never on one's own notice, nor of a home one is tied to."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.applications.access import PROVINCE_ROLES, not_the_applicant, was_sent
from registry_app.providers.homes.access import is_provider
from registry_app.providers.need.states import Permission
from registry_app.providers.ties.access import no_tie

WRITERS = (Role.REGISTRY_OFFICER, Role.SCPA_DG)


def gave_it(actor: Any, notice: Any) -> bool:
    """The actor gave this notice."""
    return bool(notice.applicant_id == actor.id)


def did_not_give_it(actor: Any, notice: Any) -> bool:
    return not gave_it(actor, notice)


POLICY = {
    Permission.LIST_OWN: [[is_provider]],
    Permission.GIVE: [[is_provider]],
    Permission.VIEW_OWN: [[is_provider, gave_it]],
    Permission.WITHDRAW: [[is_provider, gave_it]],
    Permission.LIST: [[holds(*PROVINCE_ROLES)]],
    Permission.VIEW: [[holds(*PROVINCE_ROLES), did_not_give_it]],
    Permission.ANSWER: [[holds(*WRITERS), did_not_give_it]],
    Permission.OPINE: [[holds(*WRITERS), was_sent, no_tie, not_the_applicant]],
}
