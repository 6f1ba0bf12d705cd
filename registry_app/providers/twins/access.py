"""Who sees pairs of records, and who says whether they are one home."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.ties.access import no_tie
from registry_app.providers.twins.states import Permission


def no_tie_to_either(actor: Any, subject: Any) -> bool:
    """The actor has no tie to either home of the pair."""
    return subject is None or (no_tie(actor, subject.first) and no_tie(actor, subject.second))


POLICY = {
    Permission.VIEW: [
        [
            holds(
                Role.REGISTRY_OFFICER,
                Role.SCPA_DG,
                Role.SWD_DIRECTOR,
                Role.DISTRICT_OFFICER,
                Role.LAW_OFFICER,
                Role.AUDITOR,
            )
        ]
    ],
    Permission.DECIDE: [[holds(Role.REGISTRY_OFFICER), no_tie_to_either]],
}
