"""What inspectors, reviewers and homes type about a visit."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort
from flask_babel import LazyString
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from inspections.models import Visit
from inspections.services import Given
from inspections.states import Danger, Entry, GradeAppealState, Mark, Method, Signature, VerifiedBy, VisitType
from registry_app.accounts.models import User
from registry_app.core.forms import ChoiceField, DayField, Form, at_most, optional, required, tidy
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.states import CareType, Grade

_COUNT = [InputRequired(_("Write a number.")), NumberRange(0, 999, _("Write a number from 0 to 999."))]
YES_NO = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]


def _who_may_go(people: Sequence[User]) -> tuple[list[SelectChoice], list[SelectChoice]]:
    """What the boxes for the lead and for the others offer."""
    named = [SelectChoice(str(user.id), user.name) for user in people]
    return [SelectChoice("", _("Choose")), *named], named


class PlanForm(Form):
    """The day, the kind and the team of a visit; the choices of people and standards are set by the page."""

    type = ChoiceField(_("What kind of visit?"), kind=VisitType, validators=[required()])
    care_type = SelectField(_("Which care?"), validators=[required()])
    on = DayField(_("On which day?"), validators=[required()])
    announced = RadioField(_("Is the home told before?"), choices=YES_NO, validators=[required(_("Choose one."))])
    lead = SelectField(_("Who leads?"), validators=[required(_("Choose who leads."))])
    members = SelectMultipleField(_("Who else goes?"))
    standards = SelectMultipleField(_("Which standards? Only for a theme or after an event."))
    why = TextAreaField(_("Why this home now?"), validators=[optional(), at_most(500)])

    def offer(self, people: Sequence[User], care_types: Sequence[CareType], standards: Mapping[str, str]) -> "PlanForm":
        """Set what may be chosen."""
        self.lead.choices, self.members.choices = _who_may_go(people)
        self.care_type.choices = [SelectChoice(care.value, label(care)) for care in care_types]
        self.standards.choices = [SelectChoice(*pair) for pair in standards.items()]
        return self


class TeamForm(Form):
    """Other people for a planned visit; who may be chosen is set by the page."""

    lead = SelectField(_("Who leads?"), validators=[required(_("Choose who leads."))])
    members = SelectMultipleField(_("Who else goes?"))
    reason = TextAreaField(_("Why does the team change?"), validators=[required(_("Say why.")), at_most(500)])

    def offer(self, people: Sequence[User]) -> "TeamForm":
        """Set who may be chosen."""
        self.lead.choices, self.members.choices = _who_may_go(people)
        return self


class ReasonForm(Form):
    reason = TextAreaField(_("Why?"), validators=[required(_("Say why.")), at_most(500)])


class ArriveForm(Form):
    """At the door."""

    entry = ChoiceField(_("Were you let in?"), kind=Entry, radios=True, validators=[required(_("Choose one."))])
    opened_by = StringField(_("Who opened the door?"), validators=[required(), at_most(120)])
    note = TextAreaField(_("What was said at the door?"), validators=[optional(), at_most(1000)])


class DangerForm(Form):
    """Six questions before anything else, one field each, named by the danger."""

    told = StringField(_("Who was called, and when?"), validators=[optional(), at_most(200)])

    def dangers(self) -> list[Danger]:
        """Those answered with yes."""
        return [danger for danger in Danger if self[danger.value].data == "yes"]


for _danger in Danger:
    setattr(DangerForm, _danger.value, RadioField(
        LazyString(label, _danger), choices=YES_NO, validators=[InputRequired(_("Choose yes or no."))],
    ))  # fmt: skip


class ChildrenForm(Form):
    """Counts only; no name is ever asked for."""

    present = IntegerField(_("How many children are here now?"), validators=_COUNT)
    heard = IntegerField(_("How many did you hear in private?"), validators=_COUNT)
    coached = IntegerField(_("How many said that somebody told them what to say?"), validators=_COUNT)
    reason = TextAreaField(_("If you heard fewer than the rule asks: why?"), validators=[optional(), at_most(500)])
    talks_refused = BooleanField(_("Private talks with children were refused or disturbed"))
    records_refused = BooleanField(_("Records were refused"))


class CloseForm(Form):
    """What was read back, and who signed."""

    manager_comment = TextAreaField(_("What does the manager say?"), validators=[optional(), at_most(2000)])
    signature = ChoiceField(_("Did the manager sign?"), kind=Signature, radios=True,
                            validators=[required(_("Choose one."))])  # fmt: skip
    signed_by = StringField(_("Name of who signed, or why nobody did"), validators=[required(), at_most(200)])


class ReviewForm(Form):
    """Confirm, or lower with a reason."""

    lower_to = RadioField(_("The grade"), validators=[optional()], default="")
    lower_reason = TextAreaField(_("Why is the grade lowered?"), validators=[optional(), at_most(1000)])
    note = TextAreaField(_("Note of the reviewer"), validators=[optional(), at_most(2000)])
    accept_sample_reason = BooleanField(_("I accept the reason why fewer children were heard."))
    confirm_na = BooleanField(_("I confirm the answers that do not apply."))

    def offer(self, visit: Visit) -> "ReviewForm":
        """Only lower grades may be chosen."""
        grade = visit.computed_grade
        lower = [g for g in Grade if grade is not None and g.value > grade.value]
        confirm = _("Confirm what the rules say")
        self.lower_to.choices = [
            SelectChoice("", confirm),
            *(SelectChoice(g.value, _("Lower to %(grade)s", grade=g.value)) for g in lower),
        ]
        return self


class CommentForm(Form):
    words = TextAreaField(_("Which fact is wrong, and what is right?"), validators=[optional(), at_most(4000)])


class AppealForm(Form):
    words = TextAreaField(_("Why is the grade wrong?"), validators=[required(_("Say why.")), at_most(4000)])


class CorrectionForm(Form):
    """Which answer of a published report is wrong."""

    criterion = SelectField(_("Which criterion?"), validators=[required(_("Choose one."))])
    mark = RadioField(_("What is right?"), validators=[required(_("Choose one."))])
    reason = TextAreaField(_("Why?"), validators=[required(_("Say why.")), at_most(1000)])

    def offer(self, visit: Visit) -> "CorrectionForm":
        """The criteria of the visit and the answers that can be corrected into each other."""
        self.criterion.choices = [SelectChoice("", _("Choose")), *(SelectChoice(c, c) for c in visit.scope)]
        marks = (Mark.NOT_MET, Mark.PARTLY, Mark.MET, Mark.EMBEDDED)
        self.mark.choices = [SelectChoice(mark.value, f"{mark.value} · {label(mark)}") for mark in marks]
        return self


class AppealDecisionForm(Form):
    outcome = RadioField(_("What is decided?"), validators=[required(_("Choose one."))])
    reasons = TextAreaField(_("Why?"), validators=[required(_("Say why.")), at_most(2000)])

    def offer(self) -> "AppealDecisionForm":
        """The two ends of an appeal."""
        ends = (GradeAppealState.STANDS, GradeAppealState.WRONG_FACT)
        self.outcome.choices = [SelectChoice(end.value, label(end)) for end in ends]
        return self


class TypedForm(Form):
    """A visit that was written on the printed form: its day, the door, and the scan of the paper."""

    on = DayField(_("On which day was the visit?"), validators=[required()])
    entry = ChoiceField(_("Were you let in?"), kind=Entry, radios=True, validators=[required(_("Choose one."))])
    opened_by = StringField(_("Who opened the door?"), validators=[required(), at_most(120)])
    upload = FileField(_("Scan of the paper"))


class ProofForm(Form):
    """What the home did about an action."""

    note = TextAreaField(_("What did you do?"), validators=[required(_("Say what you did.")), at_most(2000)])
    upload = FileField(_("Photo or paper"))


class VerifyForm(Form):
    """What an inspector makes of it."""

    how = ChoiceField(_("How do you know?"), kind=VerifiedBy, radios=True, validators=[required(_("Choose one."))])
    note = TextAreaField(_("What did you see?"), validators=[optional(), at_most(1000)])


def answers_given(posted: Any, criteria: Sequence[str]) -> dict[str, Given]:
    """The cards of one page as typed; status 400 for an answer that is none."""
    return {criterion: _given(posted, criterion.replace(".", "-")) for criterion in criteria}


def _given(posted: Any, key: str) -> Given:
    mark, version = posted.get(key, ""), posted.get(f"{key}-version", "0")
    if mark not in {"", *Mark}:
        # No page sends this; taken for "not seen yet" it would wipe the answer that is there.
        abort(400)
    return Given(
        mark=Mark(mark) if mark else None,
        na_reason=tidy(posted.get(f"{key}-why", "")),
        methods=tuple(method for method in Method if method.value in posted.getlist(f"{key}-how")),
        note=posted.get(f"{key}-note", "").strip(),
        put_right=posted.get(f"{key}-right") == "y",
        danger_seen=posted.get(f"{key}-danger") == "y",
        version=int(version) if re.fullmatch("[0-9]{1,9}", version) else 0,
    )
