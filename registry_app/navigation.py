"""The menu as data: which doors each role sees, and which one it starts at."""

from dataclasses import dataclass
from typing import Any

from flask import request

from registry_app.accounts.states import Role
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _


@dataclass(frozen=True)
class Door:
    """One link of the menu: words, address and the roles that see it."""

    words: Any
    address: str
    roles: frozenset[Role]


def _door(words: Any, address: str, *roles: Role) -> Door:
    return Door(words, address, frozenset(roles))


R = Role
SHOWN = 8
"""So many doors stand in the header; a role has more only when it holds several."""
DOORS = (
    _door(_("My homes"), "/provider", R.PROVIDER, R.FAMILY_CARER),
    _door(_("Incident reports"), "/provider/incidents", R.PROVIDER, R.FAMILY_CARER),
    _door(_("My day"), "/field", R.INSPECTOR),
    # What came in the night is the first thing of the morning.
    _door(_("Children who came"), "/panel/arrivals", R.CPO, R.CPU_HEAD),
    _door(_("Applications"), "/office/applications", R.REGISTRY_OFFICER, R.AUTHORISER, R.SCPA_DG, R.SWD_DIRECTOR,
          R.DISTRICT_OFFICER, R.CPU_HEAD),
    _door(_("Homes"), "/office/homes", R.REGISTRY_OFFICER, R.AUTHORISER, R.SCPA_DG, R.SWD_DIRECTOR, R.DISTRICT_OFFICER,
          R.CPO, R.CPU_HEAD, R.LAW_OFFICER, R.AUDITOR),
    _door(_("People"), "/office/people", R.REGISTRY_OFFICER, R.AUTHORISER, R.DISTRICT_OFFICER, R.CPU_HEAD),
    _door(_("List of offenders"), "/office/offenders", R.LAW_OFFICER),
    _door(_("List of offenders"), "/office/offenders/questions", R.DPO, R.AUDITOR),
    _door(_("List of offenders"), "/office/offenders/ask", R.CPO, R.PANEL_CHAIR, R.COMPLAINT_OFFICER),
    _door(_("Measures"), "/office/measures", R.REGISTRY_OFFICER, R.AUTHORISER, R.DISTRICT_OFFICER, R.LAW_OFFICER),
    _door(_("Help with applying"), "/office/help", R.REGISTRY_OFFICER, R.DISTRICT_OFFICER, R.CPO, R.CPU_HEAD),
    _door(_("Powers"), "/office/powers", R.LAW_OFFICER),
    _door(_("Inspections"), "/office/inspections", R.REVIEWER, R.SWD_DIRECTOR, R.DISTRICT_OFFICER, R.SCPA_DG),
    _door(_("Panel"), "/panel", R.PANEL_CHAIR, R.PANEL_MEMBER, R.CPO, R.CPU_HEAD),
    _door(_("Messages from children"), "/office/complaints", R.COMPLAINT_OFFICER, R.CPU_HEAD, R.SWD_DIRECTOR,
          R.SCPA_DG),
    _door(_("Incident reports"), "/office/incidents", R.CPU_HEAD, R.COMPLAINT_OFFICER, R.DISTRICT_OFFICER,
          R.SWD_DIRECTOR, R.SCPA_DG),
    _door(_("Write down a message"), "/office/complaints/new", R.INSPECTOR, R.CPO, R.DISTRICT_OFFICER),
    _door(_("Helpline"), "/desk", R.DESK),
    _door(_("A relative tonight"), "/panel/kin", R.CPU_HEAD),
    _door(_("Today"), "/dash", R.SWD_DIRECTOR, R.SCPA_DG, R.TWG),
    _door(_("Silent homes"), "/dash/silence", R.DISTRICT_OFFICER),
    _door(_("Standards of care"), "/office/standards", R.TWG),
    _door(_("Reports"), "/reports", R.SWD_DIRECTOR, R.SCPA_DG, R.TWG, R.DPO, R.AUDITOR),
    _door(_("Record of deeds"), "/office/audit", R.DPO, R.AUDITOR),
    _door(_("Accounts"), "/office/accounts", R.ADMIN),
    _door(_("Phones of inspectors"), "/office/phones", R.ADMIN),
    _door(_("Lost phones"), "/office/lost-phones", R.ADMIN, R.DPO),
)  # fmt: skip


def menu(actor: Any) -> list[tuple[Any, str, bool]]:
    """(words, address, is this the current part) for the header: a person's own doors, or the public ones."""
    if actor.is_authenticated:
        rows = [(door.words, door.address) for door in DOORS if actor.has(*door.roles)]
        # Of two doors that lead to this page, only the nearer one is the current part.
        here = max((address for _words, address in rows if request.path.startswith(address)), key=len, default="")
        return [(words, address, address == here) for words, address in rows[:SHOWN]]
    lang = language()
    rows = [
        (_("Find a home"), f"/{lang}/register"),
        (_("Apply"), f"/{lang}/apply"),
        (_("Tell us"), "/b"),
        (_("Sign in"), "/sign-in"),
    ]
    return [(words, address, request.path.startswith(address)) for words, address in rows]


def start(actor: Any) -> str:
    """Where a person begins after signing in."""
    for door in DOORS:
        if actor.has(*door.roles):
            return door.address
    return "/account"
