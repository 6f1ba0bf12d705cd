"""What is written down about a measure: by the offices, and by the people of the home."""

from wtforms import BooleanField, FileField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    choices,
    not_in_future,
    not_in_past,
    optional,
    required,
)
from registry_app.core.i18n import lazy as _
from registry_app.measures.states import (
    CANCELLATION_GROUNDS,
    ROUTE,
    AppealOutcome,
    Ground,
    MeasureKind,
    NextPlace,
    ServedBy,
)
from registry_app.providers.authorisations.states import ConditionCode

DAY = _("Write the day.")
CHOOSE = _("Choose one.")


class PrepareForm(Form):
    """A new measure; the boxes of a condition only where one is prepared."""

    grounds = SelectMultipleField(_("Grounds"), validate_choice=True)
    reasons = TextAreaField(
        _("What happened, with dates"), [required(_("Write what happened, with dates.")), at_most(4000)],
        description=_("One reason a line. The home reads it. No names of children."),
    )  # fmt: skip
    in_danger = BooleanField(_("Children are at risk now: an appeal must not hold this back"))


class ConditionForm(PrepareForm):
    condition = ChoiceField(_("Condition"), [required(CHOOSE)], kind=ConditionCode)
    condition_detail = StringField(_("More about it"), [at_most(300)])


def prepare_form(kind: MeasureKind) -> PrepareForm:
    """The form for a measure of this kind, with the grounds that fit it."""
    form = ConditionForm() if kind is MeasureKind.CONDITION else PrepareForm()
    fitting = (Ground.NOT_REGISTERED, Ground.DID_NOT_APPLY) if kind in ROUTE else CANCELLATION_GROUNDS
    form.grounds.choices = choices((*fitting, Ground.CRITICAL_DANGER))
    return form


class NotifyForm(Form):
    hearing_on = DayField(_("Day of the hearing"), [Optional(), not_in_past])


class HearForm(Form):
    heard_on = DayField(_("Day of the hearing"), [required(DAY), not_in_future])
    heard = TextAreaField(
        _("What was said, in short"), [required(_("Write what was said, or that nobody came.")), at_most(4000)]
    )


class ServeForm(Form):
    on_day = DayField(_("Day"), [required(DAY), not_in_future])
    how = ChoiceField(_("How it reached the home"), [required(CHOOSE)], kind=ServedBy)
    to_whom = StringField(
        _("Who took it, or where it was pasted or printed"),
        [required(_("Write who took it, or where it was pasted or printed.")), at_most(160)],
    )
    upload = FileField(_("Photo or receipt"))


class ReasonForm(Form):
    reason = TextAreaField(_("Reason"), [required(_("Write the reason.")), at_most(500)])


class DecideForm(Form):
    until = DayField(_("Last day, if earlier than usual"), [Optional(), not_in_past])
    plan = TextAreaField(_("What happens to the children who live there"), [optional(), at_most(4000)])
    outside_member = StringField(_("Outside member who took part"), [at_most(120)])


class CloseForm(DecideForm):
    effective_on = DayField(_("Takes effect on"), [required(DAY), not_in_past])


class CourtForm(DecideForm):
    court_reference = StringField(_("Court and number"), [at_most(120)])


class CourtCloseForm(CloseForm, CourtForm):
    pass


def decide_form(kind: MeasureKind, **known: str) -> DecideForm:
    """The boxes that deciding this kind of measure asks for, with what is `known` from a recommendation."""
    forms: dict[MeasureKind, type[DecideForm]] = {
        MeasureKind.CANCELLATION: CloseForm,
        MeasureKind.CLOSURE_ORDER: CourtCloseForm,
        MeasureKind.COURT_FILE: CourtForm,
        MeasureKind.PROSECUTION: CourtForm,
    }
    return forms.get(kind, DecideForm)(data=known)


class SuspendForm(Form):
    reasons = TextAreaField(
        _("What the danger is"), [required(_("Write what happened, with dates.")), at_most(4000)],
        description=_("One reason a line. The home reads it. No names of children."),
    )  # fmt: skip
    plan = TextAreaField(_("What happens to the children who live there"), [optional(), at_most(4000)])


class ConfirmForm(Form):
    until = DayField(_("Last day"), [required(DAY), not_in_past])


class PlanForm(Form):
    place = ChoiceField(_("Where the child goes"), [required(CHOOSE)], kind=NextPlace)
    by_day = DayField(_("By which day"), [required(DAY), not_in_past])


class AppealDecisionForm(Form):
    outcome = ChoiceField(_("What was decided"), [required(CHOOSE)], kind=AppealOutcome)
    body = StringField(_("Who decided the appeal"), [required(), at_most(160)])
    decided_on = DayField(_("Day"), [required(DAY), not_in_future])
    reasons = TextAreaField(_("Reasons"), [required(), at_most(4000)])


class WordsForm(Form):
    """What the home answers, or why it appeals."""

    words = TextAreaField(_("Your words"), [required(), at_most(8000)])


class PaperForm(WordsForm):
    """What came from the home on paper, written down by an office."""

    words = TextAreaField(_("What the home wrote"), [required(), at_most(8000)])
    came_on = DayField(_("On which day did it come?"), [required(DAY), not_in_future])


class ClosingForm(Form):
    effective_on = DayField(_("On which day do you want to close?"), [required(DAY), not_in_past])
    reasons = TextAreaField(_("Why you close"), [required(_("Write the reason.")), at_most(2000)])
