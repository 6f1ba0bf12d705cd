"""Short messages about the rota. None names anybody: each says to sign in and look."""

from registry_app.accounts.states import Role
from registry_app.core.i18n import lazy as _
from registry_app.placements.rota.models import StandDown
from registry_app.providers.homes.models import Home
from registry_app.providers.telling import offices_for, people_of, tell

TOLD = (Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG)


def stand_down(one: StandDown) -> None:
    """The home, SWD and SCPA: somebody must be away from the children within the hour."""
    offices = offices_for(one.home, *TOLD, *((Role.CPU_HEAD,) if one.home.household else ()))
    tell(
        [*people_of(one.home), *offices],
        _("Urgent: within one hour"),
        _("Somebody at a home may not be with children. Within one hour: make sure they are away, and write it down."),
        f"stand-down:{one.id}",
    )


def overdue(one: StandDown) -> None:
    """SWD and SCPA: an hour went by, and nobody said that the person is away."""
    tell(
        offices_for(one.home, *TOLD, Role.CPU_HEAD),
        _("Urgent: an hour has passed"),
        _("Nobody has said that a person who is not clear is away from the children. Call the home now."),
        f"stand-down-late:{one.id}",
    )


def struck(home: Home, key: str) -> None:
    """The home: shifts were struck, and need somebody else."""
    tell(
        people_of(home),
        _("Shifts of your rota were struck"),
        _("Somebody on your rota may not be with children now. Sign in and put others on the shifts."),
        f"struck:{home.id}:{key}",
    )
