"""Rules about the actor alone, from which every other package builds its clauses."""

from collections.abc import Callable
from typing import Any

from registry_app.accounts.states import Permission, Role


def signed_in(actor: Any, _subject: Any) -> bool:
    return bool(actor.is_authenticated)


def holds(*roles: Role) -> Callable[[Any, Any], bool]:
    """A rule: the actor holds one of these roles today."""

    def rule(actor: Any, _subject: Any) -> bool:
        return bool(actor.is_authenticated and actor.has(*roles))

    rule.__name__ = "holds_" + "_or_".join(role.value.lower() for role in roles)
    return rule


def in_district(*roles: Role) -> Callable[[Any, Any], bool]:
    """A rule: the actor holds one of these roles for the district the subject stands in (`subject.district`)."""

    def rule(actor: Any, subject: Any) -> bool:
        return bool(actor.is_authenticated and actor.reaches(getattr(subject, "district", None), *roles))

    rule.__name__ = "in_district_" + "_or_".join(role.value.lower() for role in roles)
    return rule


def is_self(actor: Any, subject: Any) -> bool:
    return subject is None or actor.id == subject.id


POLICY = {
    Permission.OWN_ACCOUNT: [[signed_in]],
    Permission.MANAGE: [[holds(Role.ADMIN)]],
    Permission.LOST_PHONE: [[holds(Role.ADMIN, Role.DPO)]],
}
