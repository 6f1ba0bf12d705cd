"""Who proposes, serves, decides and asks. The proposer never decides; who decided never says how the appeal ended.

`VIEW` opens an entry with its words; everybody outside gets yes or no, and only to an identity number.
"""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.offenders import rules
from registry_app.providers.offenders.states import Permission
from registry_app.providers.powers.holders import holds_power
from registry_app.providers.powers.states import Act

PROPOSERS = (
    Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER, Role.CPU_HEAD, Role.LAW_OFFICER,
)  # fmt: skip
KEEPERS = (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.LAW_OFFICER)
ASKERS = (
    Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER, Role.CPO,
    Role.CPU_HEAD, Role.PANEL_CHAIR, Role.COMPLAINT_OFFICER, Role.LAW_OFFICER,
)  # fmt: skip


def is_proposer(actor: Any, entry: Any) -> bool:
    """The actor made this proposal."""
    return bool(entry is not None and entry.proposed_by_id == actor.id)


def not_the_proposer(actor: Any, entry: Any) -> bool:
    return not rules.may_not_decide(str(actor.id), proposed_by=str(entry.proposed_by_id))


def no_earlier_word(actor: Any, entry: Any) -> bool:
    """The actor neither proposed nor decided."""
    return not rules.may_not_decide_appeal(
        str(actor.id), proposed_by=str(entry.proposed_by_id), decided_by=str(entry.decided_by_id)
    )


_KEEPS = holds(*KEEPERS)
_PROPOSES = holds(*PROPOSERS)
# powers.yaml gives the listing to the Authority; taking a mistake off the list belongs to the same office.
_LISTS = holds_power(Act.LIST_OFFENDER)

POLICY = {
    Permission.LIST: [[_KEEPS], [_PROPOSES]],
    Permission.VIEW: [[_KEEPS], [_PROPOSES, is_proposer]],
    Permission.PROPOSE: [[_PROPOSES]],
    Permission.WITHDRAW: [[_PROPOSES, is_proposer]],
    Permission.NOTIFY: [[holds(Role.REGISTRY_OFFICER, Role.LAW_OFFICER)]],
    Permission.RECORD_ANSWER: [[holds(Role.REGISTRY_OFFICER, Role.LAW_OFFICER)]],
    Permission.DECIDE: [[_LISTS, not_the_proposer]],
    Permission.RECORD_APPEAL: [[holds(Role.REGISTRY_OFFICER, Role.LAW_OFFICER)]],
    Permission.DECIDE_APPEAL: [[holds(Role.LAW_OFFICER), no_earlier_word]],
    Permission.CORRECT: [[_LISTS, not_the_proposer]],
    Permission.EXPIRE: [[_KEEPS]],
    Permission.ASK: [[holds(*ASKERS)]],
    Permission.QUESTIONS: [[holds(Role.DPO, Role.AUDITOR)]],
}
