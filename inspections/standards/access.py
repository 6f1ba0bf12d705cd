"""Who reads the versions of the standards, who drafts them and who adopts them (SCPP 5.3.1(h), 5.3.2(h)).

The working group writes; SCPA approves, and never a person who wrote on the same draft.
"""

from typing import Any

from inspections.standards.states import Permission, VersionState
from registry_app.accounts.access import holds
from registry_app.accounts.states import Role

READERS = holds(
    Role.TWG, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.INSPECTOR, Role.REVIEWER, Role.DISTRICT_OFFICER, Role.LAW_OFFICER,
    Role.AUDITOR,
)  # fmt: skip


def is_draft(_actor: Any, version: Any) -> bool:
    return bool(version.state is VersionState.DRAFT)


def did_not_write(actor: Any, version: Any) -> bool:
    """The actor never wrote on this version."""
    return str(actor.id) not in version.edited_by


POLICY = {
    Permission.LIST: [[READERS]],
    Permission.VIEW: [[READERS]],
    Permission.DRAFT: [[holds(Role.TWG)]],
    Permission.EDIT: [[holds(Role.TWG), is_draft]],
    Permission.APPROVE: [[holds(Role.SCPA_DG), did_not_write]],
}
