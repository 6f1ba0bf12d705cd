"""Where a version of the standards of care stands, and what may happen to it (SCPP 5.3.1(h), 5.3.2(h))."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST = "standards:list"
    VIEW = "standards:view"
    DRAFT = "standards:draft"
    EDIT = "standards:edit"
    APPROVE = "standards:approve"


class VersionState(StrEnum):
    """`in force` is no state of its own: an approved version is in force from its day until a later one's day."""

    DRAFT = "DRAFT"
    APPROVED = "APPROVED"
    WITHDRAWN = "WITHDRAWN"


V = VersionState
LIFE: Lifecycle[VersionState] = Lifecycle(
    V.DRAFT,
    move("approve", V.DRAFT, V.APPROVED, Permission.APPROVE),
    move("discard", V.DRAFT, V.WITHDRAWN, Permission.EDIT),
    move("withdraw", V.APPROVED, V.WITHDRAWN, Permission.APPROVE),
)

labels(
    {
        V.DRAFT: _("Draft of the working group"),
        V.APPROVED: _("Approved by SCPA"),
        V.WITHDRAWN: _("Withdrawn"),
    }
)
