"""What an applicant types: the four first questions, one step of a part, a paper, the declaration."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired

from registry_app.core.forms import (
    CnicField,
    DayField,
    Form,
    PhoneField,
    at_most,
    not_in_future,
    options,
    required,
    tidy,
)
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import wording
from registry_app.providers.applications.fields import CountField, OneOf, PointField, RowsField
from registry_app.providers.applications.questions import Question, Step
from registry_app.providers.applications.states import Track

CHOOSE = _("Choose one answer.")


class SleepForm(Form):
    answer = RadioField(
        _("Do children who are not your own sleep there?"),
        [required(CHOOSE)],
        choices=options([("YES", _("Yes")), ("SOON", _("Not yet, but soon")), ("NO", _("No"))]),
    )


class NumberForm(Form):
    answer = RadioField(
        _("How many children, now or soon?"),
        [required(CHOOSE)],
        choices=options([("ONE_TO_THREE", _("1 to 3")), ("FOUR_TO_TEN", _("4 to 10")), ("MORE", _("More than 10"))]),
    )


class RunByForm(Form):
    answer = RadioField(
        _("Who runs it?"),
        [required(CHOOSE)],
        choices=options(
            [
                ("FAMILY", _("A family, in its own home")),
                ("BODY", _("An organisation, a trust, a faith body or a private person")),
                ("GOVERNMENT", _("A department of government")),
                ("LOOK_ALIKE", _("A madrasah, hostel or centre that cares for children in place of their parents")),
                ("FAMILY_SENDS", _("A school or hostel; the parents care for the children and take them home")),
            ]
        ),
    )


class RegisteredForm(Form):
    answer = RadioField(
        _("Is it in this register already?"),
        [required(CHOOSE)],
        choices=options(
            [
                ("NO", _("No, or we do not know")),
                ("NOTICE", _("We got a notice to apply")),
                ("OTHER_LAW", _("It is registered under another law only")),
                ("YES", _("Yes, we have a certificate of this register")),
            ]
        ),
    )


CHECKS: tuple[tuple[str, type[Form]], ...] = (
    ("sleep", SleepForm),
    ("number", NumberForm),
    ("run_by", RunByForm),
    ("registered", RegisteredForm),
)


class StartForm(Form):
    home = RadioField(_("Which home is it for?"), [required(CHOOSE)])


class PartForm(Form):
    finished = RadioField(
        _("Is this part finished?"), [required(CHOOSE)], choices=options([("yes", _("Yes")), ("no", _("No, later"))])
    )


class PaperForm(Form):
    file = FileField(_("Photo or PDF"))


class SendForm(Form):
    declared = BooleanField(_("What I wrote is true. I know that false answers can end an authorisation."))


class ReplyForm(Form):
    reply = TextAreaField(_("Why it is right as it is"), [required(), at_most(1000)])


class WithdrawForm(Form):
    reason = TextAreaField(_("Why? You need not say."), [at_most(500)])
    sure = BooleanField(_("I want to take this application back."), [DataRequired(_("Tick the box if you are sure."))])


def _box(question: Question, track: Track) -> Any:
    name = gettext(question.label)
    match question.kind:
        case "long":
            return TextAreaField(name, [at_most(question.max)])
        case "number":
            return CountField(name, low=question.low, high=question.high)
        case "yesno" | "choice":
            return OneOf(name, choices=options(wording.choices(question, track)))
        case "many":
            return SelectMultipleField(name, choices=options(wording.choices(question, track)))
        case "district":
            return SelectField(name, choices=options([("", gettext("Choose a district")), *wording.districts()]))
        case "date":
            return DayField(name, [not_in_future] if question.past else [])
        case "cnic":
            return CnicField(name)
        case "phone":
            return PhoneField(name)
        case "point":
            return PointField(name)
        case "rows":
            return RowsField(name, parts=question.rows)
    return StringField(name, [at_most(question.max)])


class StepForm(Form):
    """One step; the boxes are added from the book by `step_form`."""

    not_known = BooleanField(_("I do not know yet"))
    seen = HiddenField()
    asked: tuple[Question, ...] = ()

    def given(self) -> dict[str, Any]:
        """field -> answer as JSON can carry it; None where the box is empty."""
        return {question.id: _plain(question, self[question.id].data) for question in self.asked}

    def versions(self) -> dict[str, int]:
        """field -> version of the answer that this page showed."""
        pairs = (pair.partition(":") for pair in (self.seen.data or "").split(",") if pair)
        return {name: int(number) for name, _colon, number in pairs if number.isascii() and number.isdigit()}


def _plain(question: Question, data: Any) -> Any:
    if isinstance(data, date):
        return data.isoformat()
    if isinstance(data, str):
        kept = "".join(sign for sign in data if sign.isprintable() or sign in "\n\t").strip()
        return (kept if question.kind == "long" else tidy(kept)) or None
    return data if data not in (None, []) else None


def step_form(
    step: Step, allowed: Collection[str], track: Track, stored: Mapping[str, Any], seen: Mapping[str, int], blank: bool
) -> StepForm:
    """The form of a step: the boxes of the `allowed` fields, filled from `stored` (values as JSON carries them).

    `seen`: the versions shown; `blank`: the boxes left empty were said to be not known yet.
    """
    asked = tuple(question for question in step.fields if question.id in allowed)
    kind = type("StepForm", (StepForm,), {question.id: _box(question, track) for question in asked})
    values = {q.id: _typed(q, stored.get(q.id)) for q in asked}
    shown = ",".join(f"{name}:{number}" for name, number in seen.items())
    form: StepForm = kind(data={**values, "seen": shown, "not_known": blank})
    form.asked = asked
    return form


def _typed(question: Question, value: Any) -> Any:
    return date.fromisoformat(value) if question.kind == "date" and value else value
