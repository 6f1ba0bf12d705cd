"""What a home writes about its packs, and the reason with which a sheet is opened for printing."""

from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, optional, options, required
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import lazy as _
from registry_app.placements.nadra.models import NadraPack, NadraSheet
from registry_app.placements.nadra.states import Given, Office, Refusal, SheetState, StepKind

CHOOSE, DAY = _("Choose one."), _("Write the day.")
ANSWERS = (StepKind.REGISTERED, StepKind.REFUSED, StepKind.MORE_ASKED)


class PrepareForm(Form):
    """Built by `prepare_form` with the children who need a sheet."""

    children = SelectMultipleField(
        _("For which children?"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


def prepare_form(young: list[Any]) -> PrepareForm:
    form = PrepareForm()
    form.children.choices = options([(one.stay.child.code, one.stay.child.code) for one in young if one.free])
    return form


class SignForm(Form):
    on = DayField(_("On which day did the head sign?"), [required(DAY), not_in_future])
    head_name = StringField(_("Name of the head who signed"), [required(), at_most(120)])
    affidavit_number = StringField(_("Number of the affidavit for NADRA, if there is one"), [optional(), at_most(60)])


class CopyForm(Form):
    """The copy for the union council."""

    on = DayField(_("On which day was it handed in?"), [required(DAY), not_in_future])
    office_name = StringField(_("Name of the office"), [required(), at_most(160)])
    receipt_number = StringField(_("Number of the receipt"), [required(), at_most(60)])


class SendForm(CopyForm):
    office = ChoiceField(_("To which office?"), [required(CHOOSE)], kind=Office, radios=True)


class AnswerForm(Form):
    kind = ChoiceField(_("What did the office answer?"), [required(CHOOSE)], kind=StepKind, members=ANSWERS,
                       radios=True)  # fmt: skip
    on = DayField(_("On which day?"), [required(DAY), not_in_future])
    given = ChoiceField(_("If registered: what did the office give?"), [optional()], kind=Given)
    refusal = ChoiceField(_("If refused: for which reason?"), [optional()], kind=Refusal)
    words = TextAreaField(_("What the office said or asked for"), [optional(), at_most(1000)])

    def typed(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        return {
            "on": self.on.data, "given": self.given.data or None, "refusal": self.refusal.data or None,
            "words": self.words.data or "",
        }  # fmt: skip


class TakeBackForm(Form):
    words = TextAreaField(_("Why is the sheet taken back?"), [required(), at_most(1000)])


class PrintForm(Form):
    """Built by `print_form` with the sheets whose children still live in the home."""

    sheet = SelectField(_("Which sheet?"), [optional()])
    language = SelectField(_("In which language?"), [required(CHOOSE)])
    reason = StringField(
        _("Why do you print the names?"), [required(_("Write the reason. It is recorded.")), at_most(300)]
    )


def printable(pack: NadraPack) -> list[NadraSheet]:
    """The sheets that may still be printed: the child lives there, and the sheet was not taken back."""
    return [one for one in pack.sheets if one.ended_at is None and one.state is not SheetState.TAKEN_BACK]


def print_form(pack: NadraPack) -> PrintForm:
    form = PrintForm()
    each = [(str(one.number), one.child.code) for one in printable(pack)]
    form.sheet.choices = options([("", _("All sheets of this pack")), *each])
    form.language.choices = options(list(LANGUAGES.items()))
    if not form.is_submitted():
        form.language.data = language()
    return form
