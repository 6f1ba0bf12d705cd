"""What officers write down: questions, outcomes, checks, visits, recommendations, hearings, decisions, known homes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    not_in_future,
    optional,
    options,
    required,
)
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations.states import (
    OUTCOMES,
    ConditionCode,
    CrmCheckKey,
    VettedGroup,
    VettingCheckCode,
    VettingOutcome,
    outcome_words,
)

IN_PLACE = [("yes", _("In place")), ("no", _("Not in place"))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CHOOSE = _("Choose one.")


def chosen(field: DayField) -> date:
    """The day of a box that may not stay empty, after the form was found good."""
    assert field.data is not None
    return field.data


class OutcomeField(SelectField):
    """What is recommended or decided; its data is the Decision."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("coerce", lambda value: Decision(value) if value else None)
        super().__init__(*args, choices=lambda: options((one.value, outcome_words(one)) for one in OUTCOMES), **kwargs)


class QuestionForm(Form):
    note = TextAreaField(
        _("What should the applicant change or add?"),
        [required(_("Write what the applicant should change.")), at_most(1000)],
        description=_("One thing, in plain words. The applicant reads exactly this."),
    )


class OutcomesForm(Form):
    """One list for each outcome that must be clear; built by `outcomes_form`."""

    def outcomes(self) -> dict[tuple[VettedGroup, VettingCheckCode], VettingOutcome]:
        """What was chosen, by group and check."""
        chosen = {}
        for field in self:
            if isinstance(field, ChoiceField) and field.data is not None:
                who, check = field.short_name.split("-")
                chosen[VettedGroup(who), VettingCheckCode(check)] = field.data
        return chosen


def outcomes_form(
    table: Sequence[tuple[VettedGroup, VettingCheckCode, VettingOutcome | None]],
) -> OutcomesForm:
    """The form for the outcomes that are asked here, filled with what is known."""

    class Asked(OutcomesForm):
        pass

    for who, check, known in table:
        field = ChoiceField(
            f"{label(who)}: {label(check)}", [required(CHOOSE)], kind=VettingOutcome, default=known, empty=None
        )
        setattr(Asked, f"{who.value}-{check.value}", field)
    return Asked()


class GateForm(Form):
    """One pair of radios for each check that is asked; built by `gate_form`."""

    on = DayField(_("Day on which you looked"), [required(_("Write the day.")), not_in_future])
    note = TextAreaField(_("What is missing, if anything"), [optional(), at_most(2000)])

    def results(self) -> dict[CrmCheckKey, bool]:
        """What was seen, by check."""
        return {key: self[key.value].data == "yes" for key in CrmCheckKey if key.value in self}


def gate_form(keys: Sequence[str]) -> GateForm:
    """The form for the checks that are asked here."""

    class Asked(GateForm):
        pass

    for key in keys:
        setattr(Asked, key, RadioField(label(CrmCheckKey(key)), [required(CHOOSE)], choices=options(IN_PLACE)))
    return Asked()


class VisitForm(Form):
    on = DayField(_("Day of the visit"), [required(_("Write the day.")), not_in_future])
    critical_zero = RadioField(
        _("Was any critical criterion not met at all (0)?"), [required(CHOOSE)], choices=options(YES_NO)
    )


class RecommendationForm(Form):
    recommendation = OutcomeField(_("What do you recommend?"), [required(CHOOSE)])
    text = TextAreaField(_("Why"), [required(_("Write why you recommend this.")), at_most(4000)])


class HearingForm(Form):
    notice_on = DayField(
        _("Day of the notice to the applicant"), [required(_("Write the day.")), not_in_future],
        description=_("The hearing is at least 14 days later."),
    )  # fmt: skip
    held_on = DayField(_("Day of the hearing, once it was held"), [Optional(), not_in_future])
    said = TextAreaField(_("What the applicant said, in short"), [optional(), at_most(4000)])


def _steps_again() -> list[Any]:
    return options(
        [
            (State.RECOMMENDED.value, _("The decision only")),
            (State.VISITED.value, _("The recommendation, then the decision")),
            (State.VETTING.value, _("Vetting and visit, then the rest")),
        ]
    )


class SetAsideForm(Form):
    reason = TextAreaField(
        _("Why is this decision set aside?"), [required(_("Write the reason.")), at_most(4000)],
        description=_("The applicant reads exactly this. Name the rule that was not kept."),
    )  # fmt: skip
    back_to = RadioField(_("What is done anew?"), [required(CHOOSE)], choices=_steps_again)


class DecisionForm(Form):
    """The decision; one box of places a service and one line a condition are added by `decision_form`."""

    outcome = OutcomeField(_("What do you decide?"), [required(CHOOSE)])
    reasons = TextAreaField(
        _("Reasons"), [required(_("Write the reasons, rule by rule.")), at_most(8000)],
        description=_("One reason a line. They are numbered in the letter."),
    )  # fmt: skip
    until = DayField(
        _("Last day, if earlier than usual"), [Optional()],
        description=_("Leave it empty for the usual term of the kind you choose."),
    )  # fmt: skip
    need_answer = TextAreaField(_("Is this home needed in the district? Answer the opinion on need"), [at_most(4000)])
    outside_member = StringField(_("Outside member who took part"), [at_most(120)])
    child_plan = TextAreaField(_("What happens to the children who live there"), [at_most(4000)])
    appeal_note = TextAreaField(_("How the applicant can appeal"), [at_most(2000)])

    def conditions(self) -> list[dict[str, str]]:
        """The conditions that were ticked, with what was added."""
        return [
            {"code": code.value, "detail": self[f"detail_{code.value}"].data or ""}
            for code in ConditionCode
            if self[f"condition_{code.value}"].data
        ]

    @property
    def condition_rows(self) -> list[tuple[Any, Any]]:
        """(tick, words) for each condition there is."""
        return [(self[f"condition_{code.value}"], self[f"detail_{code.value}"]) for code in ConditionCode]

    def place_rows(self) -> list[Any]:
        """The boxes of places, one a service."""
        return [field for field in self if field.short_name.startswith("places_")]


def decision_form(services: Sequence[Any], proposed: Mapping[str, Any]) -> DecisionForm:
    """The form for the services of this home; `proposed` are the first values of its boxes."""

    class Asked(DecisionForm):
        pass

    for code in ConditionCode:
        setattr(Asked, f"condition_{code.value}", BooleanField(label(code)))
        setattr(Asked, f"detail_{code.value}", StringField(_("More about it"), [at_most(300)]))
    for service in services:
        name = f"{label(service.care_type)}, {label(service.sexes)}"
        field = IntegerField(name, [required(_("Write a number, like 12."))], default=service.capacity)
        setattr(Asked, f"places_{service.id.hex}", field)
    return Asked(data=proposed)


class SurvivorsForm(Form):
    """What the public may see of a home, and why."""

    shelters = RadioField(
        _("Does it shelter survivors of abuse?"),
        [required(_("Choose one answer."))],
        choices=options(
            [
                ("yes", _("Yes: the public sees its number and district only")),
                ("no", _("No: the public sees what it sees of every home")),
            ]
        ),
    )
    reason = StringField(_("Why"), [required(_("Say why, in short.")), at_most(300)])
