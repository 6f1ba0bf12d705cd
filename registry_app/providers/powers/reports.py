"""The lines that every letter and certificate carries: which power, on which basis, held by which office."""

from dataclasses import dataclass
from datetime import date

from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.providers.powers import queries, rules
from registry_app.providers.powers.states import Act, Mode, PowerStatus


@dataclass(frozen=True)
class Authority:
    """`lines` in the page's language, the first one first in the letter; `basis` as the file has it."""

    mode: Mode
    office: str
    basis: str | None
    lines: tuple[str, ...]


def authority(act: Act, on: date | None = None) -> Authority:
    """What a letter about `act` says of its power on the day `on` (README 1.4), in the language of the moment."""
    power = queries.power(act, on)
    office = power.office.title_in(language())
    # Isolated, so that its brackets and full stops stay in place within Urdu and Sindhi.
    basis = f"\u2066{power.basis}\u2069" if power.basis else _("none yet")
    facts = {"act": label(act), "office": office, "basis": basis}
    if not rules.may_act(power.status):
        lines = [
            _("This is a recommendation to: %(office)s.", **facts),
            _("That office holds the power, but its legal basis is not in force."),
            _("Power: %(act)s. Basis: %(basis)s.", **facts),
        ]
        return Authority(Mode.RECOMMEND, office, power.basis, tuple(lines))
    lines = [_("Power: %(act)s. Office: %(office)s. Basis: %(basis)s.", **facts)]
    if power.status is PowerStatus.IN_FORCE_DEMO:
        lines.append(_("For this demonstration every power counts as in force. This line says nothing about the law."))
    if power.status is PowerStatus.IN_FORCE_AS_POLICY:
        lines.append(_("This power rests on the policy, not on an Act."))
    return Authority(Mode.ACT, office, power.basis, tuple(lines))
