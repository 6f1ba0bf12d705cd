"""What the working group and SCPA type about a version of the standards."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from inspections.standards import rules
from inspections.states import Method
from registry_app.core.forms import DayField, Form, at_most, optional, required
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.states import CareType

_NUMBER = [InputRequired(_("Write a number.")), NumberRange(0, 999, _("Write a number from 0 to 999."))]


class CriterionForm(Form):
    """One criterion, whole: an inspector reads it in three languages."""

    text = TextAreaField(_("What is looked at, in English"), validators=[required(), at_most(600)])
    text_ur = TextAreaField(_("The same in Urdu"), validators=[optional(), at_most(600)])
    text_sd = TextAreaField(_("The same in Sindhi"), validators=[optional(), at_most(600)])
    weight = SelectField(_("Weight of the criterion"), choices=["1", "2", "3"], validators=[required()])
    critical = BooleanField(_("Critical: not met means grade D"))
    fails_if = TextAreaField(_("It fails if"), validators=[optional(), at_most(600)])
    methods = SelectMultipleField(_("How is it found out?"), validators=[required(_("Choose from the list."))])
    applies_to = SelectMultipleField(
        _("For which care does it count?"), validators=[required(_("Choose from the list."))]
    )

    def offer(self) -> "CriterionForm":
        """Set what may be chosen."""
        self.methods.choices = [SelectChoice(one.value, label(one)) for one in Method]
        self.applies_to.choices = [SelectChoice(one.value, label(one)) for one in CareType]
        return self

    def facts(self) -> dict[str, Any]:
        """The criterion as a version keeps it."""
        said = {"ur": self.text_ur.data or "", "sd": self.text_sd.data or ""}
        return {
            "text": self.text.data, "said": {code: words for code, words in said.items() if words},
            "weight": int(self.weight.data), "critical": self.critical.data,
            "fails_if": (self.fails_if.data or "") if self.critical.data else "",
            "methods": list(self.methods.data or ()), "applies_to": list(self.applies_to.data or ()),
        }  # fmt: skip


def of_criterion(row: Mapping[str, Any]) -> CriterionForm:
    """The form with what the draft says now."""
    said = row.get("said", {})
    facts = {key: row.get(key) for key in ("text", "critical", "fails_if", "methods", "applies_to")}
    return CriterionForm(
        **facts, weight=str(row.get("weight", 2)), text_ur=said.get("ur"), text_sd=said.get("sd")
    ).offer()


class ApproveForm(Form):
    from_day = DayField(_("In force from which day?"), validators=[required()])
    reason = TextAreaField(_("Why is it adopted?"), validators=[required(_("Say why.")), at_most(500)])


def numbers_form(
    names: Mapping[str, Any], numbers: Mapping[str, int], caps: Mapping[str, str], grades: list[str]
) -> Form:
    """One field for each number and each cap of a draft; `names` says each in the page's language."""
    fields: dict[str, Any] = {
        key: IntegerField(names[key], validators=_NUMBER, default=value) for key, value in numbers.items()
    }
    for rule, cap in caps.items():
        fields[f"cap.{rule}"] = SelectField(names[f"cap.{rule}"], choices=grades, default=cap, validators=[required()])
    form: Form = type("NumbersForm", (Form,), {name.replace(".", "-"): one for name, one in fields.items()})()
    return form


def numbers_given(form: Form, numbers: Mapping[str, int]) -> dict[str, int]:
    return {key: form[key.replace(".", "-")].data for key in numbers}


def caps_given(form: Form, book: Mapping[str, Any]) -> dict[str, str]:
    return {rule: form[f"cap-{rule}"].data for rule in rules.caps(book)}
