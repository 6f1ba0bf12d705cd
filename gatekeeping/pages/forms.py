"""What is typed while a case is prepared, heard and decided."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import NumberRange

from gatekeeping.cases.states import (
    Answer,
    Ground,
    Hearing,
    LegalCare,
    Profession,
    Relation,
    Screening,
    Source,
)
from gatekeeping.decisions.states import Choice, Outcome
from registry_app.core import clock
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
from registry_app.placements.forms import places
from registry_app.placements.states import AgeMethod, Rung, Sex
from registry_app.providers.homes.states import CareType


def yes_no(words: Any, *, unknown: bool = False) -> RadioField:
    """Yes or no; with `unknown` also 'not known', which is kept as nothing."""
    answers = [("yes", _("Yes")), ("no", _("No"))] + ([("", _("Not known"))] if unknown else [])
    rules = [optional()] if unknown else [required(_("Choose one."))]
    return RadioField(words, rules, choices=lambda: answers, default="" if unknown else None)


def said_yes(field: Any) -> bool | None:
    """The answer to a yes-or-no question: True, False, or None where nothing is known."""
    return {"yes": True, "no": False}.get(field.data or "")


def several(words: Any, kind: type[StrEnum], members: Iterable[StrEnum] | None = None) -> SelectMultipleField:
    """Tick boxes over an enum."""
    return SelectMultipleField(words, choices=lambda: choices(list(members or kind)), validate_choice=True)


class PlanForm(Form):
    on_day = DayField(_("Day of the meeting"), [required(_("Write the day.")), not_in_past], default=clock.today)
    urgent = BooleanField(_("Urgent, by phone: three members are enough"))


class ReferralForm(Form):
    child_code = StringField(_("Code of the child, when there is one"), [optional(), at_most(12)])
    sex = ChoiceField(_("Girl or boy"), [optional()], kind=Sex, radios=True)
    age = IntegerField(_("About how old?"), [optional(), NumberRange(0, 17, _("Write 0 to 17."))])
    age_method = ChoiceField(_("How is the age known?"), [optional()], kind=AgeMethod, radios=True)
    home_district = SelectField(_("Where is the child from?"), [optional()], choices=places)
    name = StringField(_("Name"), [optional(), at_most(120)])
    unaccompanied = BooleanField(_("No parent or usual carer is with the child"))
    district = SelectField(_("District of the Child Protection Unit"), [required(_("Choose one."))])
    source = ChoiceField(_("Who referred the child?"), [required(_("Choose one."))], kind=Source)
    referrer = StringField(_("Name and phone of who referred"), [optional(), at_most(200)])
    referrer_home = SelectField(_("Which home referred?"), [optional()])
    danger = yes_no(_("Is the child in danger now?"))
    screening = ChoiceField(_("What does the child need now?"), [required(_("Choose one."))], kind=Screening)
    legal_care = ChoiceField(_("Who has the care of the child by law?"), [required(_("Choose one."))], kind=LegalCare)
    whereabouts = StringField(
        _("Where is the child now, and with whom?"), [required(_("Write where the child is.")), at_most(300)]
    )
    story = TextAreaField(_("What happened?"), [required(_("Write what happened.")), at_most(4000)])


class ScreeningForm(Form):
    """What an officer saw who looked at a child that was found without any basis."""

    danger = yes_no(_("Is the child in danger now?"))
    screening = ChoiceField(
        _("What does the child need now?"), [required(_("Choose one."))], kind=Screening, radios=True
    )
    story = TextAreaField(_("What did you see?"), [required(_("Write what you saw.")), at_most(4000)])


class AssessmentForm(Form):
    on_day = DayField(_("When did you see the child?"), [required(_("Write the day.")), not_in_future])
    necessary = yes_no(_("Must the child live away from the parents now?"))
    grounds = several(_("Why?"), Ground)
    harm = TextAreaField(
        _("What is the harm, and the risk now?"), [required(_("Write the harm and the risk.")), at_most(4000)]
    )
    help_tried = TextAreaField(
        _("What help was tried? Day, by whom, result"), [required(_("Write what help was tried.")), at_most(4000)]
    )
    second_profession = ChoiceField(_("Who else assessed?"), [optional()], kind=Profession)
    parent_objects = yes_no(_("Does a parent or guardian object?"), unknown=True)
    tracing_exhausted = yes_no(_("Is the search for the family finished, with nobody found?"), unknown=True)
    in_conflict_with_law = yes_no(_("Is the child accused of an offence?"), unknown=True)
    age_disputed = BooleanField(_("The age is disputed"))


class FamilyForm(Form):
    relation = ChoiceField(_("Who?"), [required(_("Choose one."))], kind=Relation)
    name = StringField(_("Name"), [required(), at_most(120)])
    answer = ChoiceField(_("What did they say?"), [required(_("Choose one."))], kind=Answer)
    asked_on = DayField(_("On which day?"), [optional(), not_in_future])
    note = StringField(_("Their words, and what help would change them"), [optional(), at_most(500)])


class RungForm(Form):
    finding = RadioField(_("What did you find?"), [required(_("Choose one."))])
    code = RadioField(_("Ruled out because"), [optional()])
    evidence = TextAreaField(_("What shows it?"), [optional(), at_most(2000)])
    on_day = DayField(_("On which day?"), [optional(), not_in_future], default=clock.today)
    owner = SelectField(_("Who finds out?"), [optional()])
    due_on = DayField(_("By which day?"), [optional()])


class ChildViewForm(Form):
    on_day = DayField(_("When was the child heard?"), [required(_("Write the day.")), not_in_future])
    how = ChoiceField(_("How?"), [required(_("Choose one."))], kind=Hearing, radios=True)
    asked_by = StringField(
        _("Who asked? Somebody the child trusts, not from a home"), [required(_("Write who asked.")), at_most(120)]
    )
    alone = yes_no(_("Out of hearing of family and home?"))
    explained = yes_no(_("Was the child told what happens, and who will tell the result?"))
    language = StringField(_("In which language?"), [required(_("Write the language.")), at_most(40)])
    words = TextAreaField(
        _("The child's own words, or signs"), [required(_("Write what the child said or showed.")), at_most(2000)]
    )
    wants = TextAreaField(
        _("What does the child want? Brothers and sisters, visits, school"), [optional(), at_most(1000)]
    )
    objects_to = several(_("Which kinds of care does the child not want?"), Rung)


class MatchForm(Form):
    home = StringField(_("Home"), [optional()])
    reason = TextAreaField(_("Why this one?"), [required(_("Write why.")), at_most(1000)])
    school_changes = yes_no(_("Will the school change?"), unknown=True)
    culture_mismatch = yes_no(_("Is the language or custom another one?"), unknown=True)
    religion_mismatch = yes_no(_("Is the religion another one?"), unknown=True)
    siblings_together = yes_no(_("Do brothers and sisters stay together?"), unknown=True)
    shares_unit = yes_no(
        _("Does the child share a unit with unrelated children of the other sex, aged 10 or more?"), unknown=True
    )
    escort_is_woman = yes_no(_("Does a vetted woman go with the child?"), unknown=True)


class CloseForm(Form):
    reason = StringField(_("Why is it closed?"), [required(), at_most(500)])


class InterestForm(Form):
    member = SelectField(_("Which member?"), [required(_("Choose one."))])
    case = SelectField(_("Which child?"), [required(_("Choose one."))])
    note = StringField(_("What is the tie?"), [required(_("Write what the tie is.")), at_most(300)])


class ViewForm(Form):
    view = ChoiceField(_("Your own view"), [required(_("Choose one."))], kind=Choice, radios=True)
    reason = StringField(_("Why, in one line"), [required(_("Write why.")), at_most(200)])


class DecideForm(Form):
    outcome = ChoiceField(_("Decision"), [required(_("Choose one."))], kind=Outcome, radios=True)
    reasons = TextAreaField(_("Reasons"), [required(_("Write the reasons of the decision.")), at_most(3000)])
    conditions = TextAreaField(_("Conditions"), [optional(), at_most(2000)])
    dissent = TextAreaField(_("Who sees it otherwise, and why"), [optional(), at_most(2000)])
    question = StringField(_("Question to be answered first"), [optional(), at_most(500)])
    review_on = DayField(_("Review day"), [optional()])
    task = StringField(_("Work with the family: what"), [optional(), at_most(300)])
    task_owner = SelectField(_("By whom"), [optional()])
    task_due = DayField(_("By when"), [optional()])


class OverrideForm(Form):
    rule = SelectField(_("Which rule?"), [required(_("Choose one."))])
    ground = SelectField(_("On which ground? For an exception only"), [optional()])
    until = DayField(_("Until which day? For an exception only"), [optional()])
    reason = TextAreaField(_("Reason, at least 30 letters"), [required(_("Write why.")), at_most(1000)])


class EmergencyForm(Form):
    home = SelectField(_("Which home or family?"), [required(_("Choose one."))])
    care_type = ChoiceField(
        _("Kind of care"),
        [required(_("Choose one."))],
        kind=CareType,
        members=[CareType.KINSHIP, CareType.FOSTER, CareType.EMERGENCY, CareType.SMALL_GROUP, CareType.RESIDENTIAL],
    )
    danger = TextAreaField(_("What is the danger tonight?"), [required(_("Write the danger.")), at_most(2000)])
    tried = TextAreaField(_("What was tried before? Relatives first"), [required(_("Write it.")), at_most(2000)])
    escort_is_woman = yes_no(_("Does a vetted woman go with the child?"), unknown=True)
    shares_unit = yes_no(
        _("Does the child share a unit with unrelated children of the other sex, aged 10 or more?"), unknown=True
    )
    in_conflict_with_law = yes_no(_("Is the child accused of an offence?"), unknown=True)


class TellForm(Form):
    told_on = DayField(_("When was the child told?"), [required(_("Write the day.")), not_in_future])
    reaction = TextAreaField(_("What did the child say or show?"), [required(_("Write it.")), at_most(1000)])
