"""What is written down at each step of the due process, and the question that outsiders may put."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    name_rules,
    not_in_future,
    options,
    required,
)
from registry_app.core.i18n import lazy as _
from registry_app.providers.identity import NUMBERED, IdentityKind
from registry_app.providers.offenders.states import Ground, NoticeMeans, Purpose

CHOOSE = _("Choose one.")
DAY = _("Write the day.")
SEALED = _("It is stored encrypted.")


class CardForm(Form):
    """A card and its number, asked in every form that names somebody."""

    kind = ChoiceField(_("Which card?"), [required(CHOOSE)], kind=IdentityKind, members=NUMBERED, empty=None)
    number = StringField(
        _("Number on the card"), [required(), at_most(40)], render_kw={"autocomplete": "off"},
        description=_("With or without dashes. It is stored encrypted."),
    )  # fmt: skip


class QuestionForm(CardForm):
    purpose = ChoiceField(_("What do you ask it for?"), [required(CHOOSE)], kind=Purpose, radios=True)
    reason = TextAreaField(
        _("Why do you ask?"), [required(_("Write why you ask.")), at_most(1000)],
        description=_("It is kept with your name, whatever the answer."),
    )  # fmt: skip


class ProposalForm(CardForm):
    name = StringField(_("Full name, as on the card"), name_rules(), render_kw={"autocomplete": "off"})
    ground = ChoiceField(_("Ground"), [required(CHOOSE)], kind=Ground, radios=True)
    found_on = DayField(_("Day of the finding"), [required(DAY), not_in_future])
    facts = TextAreaField(
        _("What it rests on"), [required(), at_most(8000)],
        description=_("Which body, which case, what it found. The person reads exactly this. No child's name."),
    )  # fmt: skip


class NoticeForm(Form):
    on = DayField(_("Day on which the notice reached the person"), [required(DAY), not_in_future])
    means = ChoiceField(_("How it reached the person"), [required(CHOOSE)], kind=NoticeMeans, radios=True)


class AnswerForm(Form):
    on = DayField(_("Day of the answer"), [required(DAY), not_in_future])
    answer = TextAreaField(_("What the person said"), [required(), at_most(8000)], description=SEALED)


class DecisionForm(Form):
    put_on = RadioField(
        _("What do you decide?"), [required(CHOOSE)],
        choices=options([("yes", _("Put on the list")), ("no", _("Do not put on the list"))]),
    )  # fmt: skip
    reasons = TextAreaField(_("Reasons"), [required(), at_most(8000)], description=SEALED)
    until = DayField(
        _("Last day, if another than usual"), [Optional()],
        description=_("Usually ten years. Every entry ends; a new proposal may follow."),
    )  # fmt: skip

    def leave_off_only(self) -> None:
        """Before the person was heard nobody can be put on the list; to leave somebody off needs no waiting."""
        self.put_on.choices = [("no", _("Do not put on the list"))]
        del self.until


class AppealForm(Form):
    on = DayField(_("Day of the appeal"), [required(DAY), not_in_future])
    appeal = TextAreaField(_("What the appeal says"), [required(), at_most(8000)], description=SEALED)


class AppealDecisionForm(Form):
    outcome = RadioField(
        _("How did it end?"), [required(CHOOSE)],
        choices=options([("allow", _("Allowed: taken off the list")), ("uphold", _("Refused: the entry stands"))]),
    )  # fmt: skip
    body = StringField(_("Who decided it"), [required(), at_most(120)])
    reasons = TextAreaField(_("Reasons"), [required(), at_most(8000)], description=SEALED)


class EndForm(Form):
    reason = TextAreaField(_("Why"), [required(_("Write the reason.")), at_most(4000)], description=SEALED)


def fields(form: Any) -> list[Any]:
    """The boxes of a form, the name first where one is asked."""
    return [field for field in form if field.type != "CSRFTokenField"]
