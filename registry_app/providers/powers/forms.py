"""Changing a power: which office, on which paper, how far it carries, from when."""

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, optional, options, required
from registry_app.core.i18n import label, language
from registry_app.core.i18n import lazy as _
from registry_app.providers.powers import queries
from registry_app.providers.powers.services import SETTINGS
from registry_app.providers.powers.states import Act, PowerStatus


def _offices() -> list[Any]:
    return options((office.key, office.title_in(language())) for office in queries.offices())


class PowerForm(Form):
    """A dated change of who holds a power, and on which paper."""

    holder = SelectField(_("Office that holds the power"), choices=_offices)
    basis = StringField(
        _("Law, rule or clause"), [optional(), at_most(200)], description=_("Empty as long as there is none.")
    )
    status = ChoiceField(
        _("How far it carries"), [required(_("Choose one."))], kind=PowerStatus, empty=None,
        members=[one for one in PowerStatus if one is not PowerStatus.IN_FORCE_DEMO],
    )  # fmt: skip
    since = DayField(
        _("From which day"), [required(_("Write the day."))],
        description=_("Recorded wrongly today? Write the same day again: it is put right while nothing rests on it."),
    )  # fmt: skip


def power_form(known: Any) -> PowerForm:
    """The form for one act, filled with what counts now."""
    return PowerForm(data={"holder": known.holder, "basis": known.basis, "status": known.status})


class ProposalForm(Form):
    """How far something is made public; built by `proposal_form`."""

    since = DayField(_("From which day"), [required(_("Write the day."))])
    why = TextAreaField(_("Why"), [required(_("Write the reason.")), at_most(2000)])


def proposal_form(act: Act, known: Any) -> ProposalForm:
    """The form for one act that publishes, filled with what counts now."""
    kinds = sorted(SETTINGS[act])

    class Asked(ProposalForm):
        pass

    named = options((one.value, label(one)) for one in kinds)
    field = RadioField(_("What is made public"), [required(_("Choose one."))], choices=named)
    setattr(Asked, "setting", field)  # noqa: B010 - a field of the class being made
    return Asked(data={"setting": known.setting})
