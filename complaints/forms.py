"""What the offices and the desk fill in."""

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from complaints.states import (
    About,
    AgeBand,
    Category,
    Channel,
    Consent,
    Danger,
    Finding,
    Ground,
    Help,
    Level,
    ReplyBy,
    SafeAct,
    Sex,
    Want,
)
from registry_app.core.forms import ChoiceField, DayField, Form, PhoneField, at_most, choices, optional, required
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import lazy as _


class TriageForm(Form):
    level = ChoiceField(_("Level"), kind=Level, radios=True, validators=[required(_("Choose the level."))])
    category = ChoiceField(_("What it is about"), kind=Category, validators=[required(_("Choose what it is about."))])
    about = ChoiceField(_("Whom it is about"), kind=About, validators=[required(_("Choose whom it is about."))])
    consent = ChoiceField(
        _("Consent"), kind=Consent, radios=True, validators=[required(_("Say whether the child agreed."))]
    )
    ground = ChoiceField(
        _("Lawful ground without consent"), kind=Ground, empty=_("None of these"), validators=[optional()]
    )
    reply_by = ChoiceField(
        _("How to reach the child safely"), kind=ReplyBy, validators=[required(_("Choose how to reach the child."))]
    )


class LowerForm(Form):
    level = ChoiceField(_("Lower to"), kind=Level, validators=[required(_("Choose the level."))])
    why = TextAreaField(_("Why is it less urgent?"), validators=[required(), at_most(1000)])


class SafeForm(Form):
    act = ChoiceField(_("What is done now"), kind=SafeAct, radios=True, validators=[required(_("Choose one."))])
    words = TextAreaField(_("How, and what the child wants"), validators=[required(), at_most(2000)])
    person = StringField(_("Who does it"), validators=[required(), at_most(120)])


class InvestigateForm(Form):
    investigator = SelectField(_("Who inquires"), validators=[required(_("Choose a person."))])
    plan = TextAreaField(_("Plan"), validators=[required(), at_most(4000)])


class HandOverForm(Form):
    investigator = SelectField(_("Who goes on with it"), validators=[required(_("Choose a person."))])
    why = TextAreaField(_("Why it is handed over"), validators=[required(), at_most(1000)])


class DecideForm(Form):
    finding = ChoiceField(_("Finding"), kind=Finding, radios=True, validators=[required(_("Choose the finding."))])
    heard = TextAreaField(
        _("What the child said, or why the child was not heard"), validators=[required(), at_most(4000)]
    )
    accused = TextAreaField(_("What the accused answered, taken apart"), validators=[required(), at_most(4000)])
    evidence = TextAreaField(_("Evidence"), validators=[required(), at_most(4000)])


class ActionForm(Form):
    words = TextAreaField(_("What is to be done"), validators=[required(), at_most(1000)])
    owner = StringField(_("Who does it"), validators=[required(), at_most(120)])
    due_on = DayField(_("By which day"), validators=[required(_("Write the day."))])


class AnswerForm(Form):
    language = SelectField(_("Language"), choices=lambda: list(LANGUAGES.items()))
    words = TextAreaField(_("Answer for the child"), validators=[required(), at_most(1000)])
    not_done = TextAreaField(_("What could not be done, and why"), validators=[optional(), at_most(600)])


class TellForm(Form):
    by_number = BooleanField(_("The child is known only by number; the answer is placed there"))
    told = TextAreaField(_("Who told the child, how, and what the child said"), validators=[optional(), at_most(2000)])


class WordsForm(Form):
    words = TextAreaField(_("Why"), validators=[required(), at_most(2000)])


class ReviewForm(WordsForm):
    finding = ChoiceField(_("Finding"), kind=Finding, radios=True, validators=[required(_("Choose the finding."))])


class CheckForm(Form):
    reprisal = RadioField(
        _("Was the child made to pay for telling?"),
        choices=lambda: [("no", _("No")), ("yes", _("Yes"))],
        validators=[required(_("Choose yes or no."))],
    )
    words = TextAreaField(_("What you saw and heard"), validators=[required(), at_most(2000)])


class NothingForm(Form):
    """A press of a button."""


class CallForm(Form):
    """The same questions as the pictures, in the order of a talk; only what it is about must be said."""

    danger = ChoiceField(_("Are you in danger right now?"), kind=Danger, radios=True, validators=[optional()])
    category = ChoiceField(_("What is it about?"), kind=Category, validators=[required(_("Choose what it is about."))])
    story = TextAreaField(_("The child's own words"), validators=[optional(), at_most(4000)])
    district = SelectField(_("District"), validators=[optional()])
    home_number = StringField(_("Register number of the home, if known"), validators=[optional(), at_most(12)])
    about = ChoiceField(_("Whom it is about"), kind=About, validators=[optional()], empty=_("Not known or not said"))
    age = ChoiceField(_("Age"), kind=AgeBand, validators=[optional()], empty=_("Not said"))
    sex = ChoiceField(_("Girl or boy"), kind=Sex, validators=[optional()], empty=_("Not said"))
    helps = SelectMultipleField(_("Help the child needs"), choices=lambda: choices(Help))
    wants = SelectMultipleField(_("What the child wants"), choices=lambda: choices(Want))
    reply_by = ChoiceField(_("How the child wants the answer"), kind=ReplyBy, validators=[optional()])
    phone = PhoneField(_("A phone that is only the child's own"), validators=[optional()])


# The desk and the child's own page have doors of their own; signals of the system are filed by the program.
BY_OFFICERS = tuple(one for one in Channel if one not in (Channel.CH01, Channel.CH02, Channel.CH14))


class EntryForm(CallForm):
    """What came by box, letter, visit, walk-in, text message or through somebody else, written down by an officer."""

    channel = ChoiceField(_("How it came"), kind=Channel, members=BY_OFFICERS,
                          validators=[required(_("Choose how it came."))])  # fmt: skip
    slip = StringField(_("Serial number of the slip, when it came in the box"), validators=[optional(), at_most(16)])
    teller = RadioField(
        _("Who told it?"),
        choices=lambda: [("child", _("The child itself")), ("other", _("Somebody else"))],
        validators=[required(_("Choose who told it."))],
    )
    source = StringField(_("Who passed it on, and the number of their letter"), validators=[optional(), at_most(200)])
    consent = ChoiceField(_("Consent"), kind=Consent, empty=_("Not asked yet"), validators=[optional()])


class NumberForm(Form):
    number = StringField(_("The nine digits"), validators=[required(_("Write the nine digits.")), at_most(60)])
