"""What a home writes when it asks for a change, what the officer found, and what is decided."""

import uuid
from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, options, required
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.changes.change_services import ASKED_FOR, OF_SERVICE
from registry_app.providers.changes.states import Answer, ChangeKind
from registry_app.providers.homes.models import Service
from registry_app.providers.homes.states import FAMILY_CARE, CareType, Ownership, Sexes

CHOOSE = _("Choose one.")
NUMBER = _("Write a whole number, like 12.")
DAY = _("Write the day.")


class AskForm(Form):
    """Built by `ask_form` with the boxes that this kind of change needs."""

    on = DayField(_("From which day?"), [required(DAY)])
    why = TextAreaField(_("Why, and what else the office should know"), [required(), at_most(2000)])

    def wanted(self, kind: ChangeKind) -> dict[str, Any]:
        """What shall be different, by name, as it is kept."""
        found = {name: self[name].data for name in ASKED_FOR[kind]}
        return {name: getattr(value, "value", value) for name, value in found.items()}


_BOXES: dict[str, Any] = {
    "name": lambda: StringField(_("Full name"), [required(), at_most(200)]),
    "ownership": lambda: ChoiceField(_("Who runs it"), [required(CHOOSE)], kind=Ownership),
    "reach": lambda: StringField(
        _("Mobile number or mail address of the new owner"),
        [required(), at_most(254)],
        description=_("The new owner is invited there once the change is approved."),
    ),
    "address": lambda: TextAreaField(_("New address"), [required(), at_most(500)]),
    "care_type": lambda: ChoiceField(
        _("Kind of care"),
        [required(CHOOSE)],
        kind=CareType,
        members=[one for one in CareType if one not in FAMILY_CARE],
    ),
    "sexes": lambda: ChoiceField(_("Which children"), [required(CHOOSE)], kind=Sexes),
    "age_from": lambda: IntegerField(_("Youngest age"), [required(NUMBER), NumberRange(0, 21, NUMBER)]),
    "age_to": lambda: IntegerField(_("Oldest age"), [required(NUMBER), NumberRange(0, 21, NUMBER)]),
    "capacity": lambda: IntegerField(
        _("How many places there shall be"), [required(NUMBER), NumberRange(1, 500, NUMBER)]
    ),
}


def ask_form(kind: ChangeKind, services: Sequence[Service]) -> Any:
    """The form for this kind of change."""

    class Asked(AskForm):
        pass

    names = list(ASKED_FOR[kind])
    for name in names:
        setattr(Asked, name, _BOXES[name]())
    if kind in OF_SERVICE:
        listed = [(str(one.id), f"{label(one.care_type)}, {label(one.sexes)}") for one in services]
        field = SelectField(_("Which care?"), [required(CHOOSE)], choices=options(listed), coerce=uuid.UUID)
        setattr(Asked, "service", field)  # noqa: B010 - a class built at run time
        names.insert(0, "service")
    form: Any = Asked()
    form.order = names
    return form


class LookForm(Form):
    visited_on = DayField(_("Day on which the home was seen"), [Optional(), not_in_future])
    beds = IntegerField(_("Beds"), [Optional(), NumberRange(0, 1000, NUMBER)])
    square_feet = IntegerField(_("Square feet of all sleeping rooms"), [Optional(), NumberRange(0, 200000, NUMBER)])
    found = TextAreaField(_("What you found"), [required(), at_most(4000)])
    advice = ChoiceField(_("What do you advise?"), [required(CHOOSE)], kind=Answer, radios=True)


class DecideForm(Form):
    answer = ChoiceField(_("What do you decide?"), [required(CHOOSE)], kind=Answer, radios=True)
    reasons = TextAreaField(
        _("Reasons"), [required(_("Write the reasons, rule by rule.")), at_most(4000)],
        description=_("One reason a line. They are numbered in the letter."),
    )  # fmt: skip
