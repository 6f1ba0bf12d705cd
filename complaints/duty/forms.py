"""What is filled in about shifts and leave."""

from typing import Any

from wtforms import IntegerField, SelectField

from registry_app.core.forms import DayField, Form, not_in_past, options, required
from registry_app.core.i18n import lazy as _

CHOOSE, DAY = _("Choose one."), _("Write the day.")
HOURS = options((str(hour), f"{hour:02d}:00") for hour in range(24))


class PlanForm(Form):
    """Built by `plan_form` with the people of the division."""

    person = SelectField(_("Who is on duty?"), validators=[required(CHOOSE)])
    first_day = DayField(_("First day"), [required(DAY), not_in_past])
    days = IntegerField(_("On how many days in a row?"), [required(_("Write how many."))])
    from_hour = SelectField(_("From"), choices=HOURS)
    to_hour = SelectField(_("To"), choices=HOURS)
    place = SelectField(_("Called as"), choices=lambda: [("1", _("The first person")), ("2", _("The second person"))])


class LeaveForm(Form):
    """Built by `leave_form` with the people of the division."""

    person = SelectField(_("Who is away?"), validators=[required(CHOOSE)])
    cover = SelectField(_("Who stands in?"), validators=[required(CHOOSE)])
    first_day = DayField(_("First day"), [required(DAY)])
    last_day = DayField(_("Last day"), [required(DAY), not_in_past])


def with_people(form: Any, people: list[Any]) -> Any:
    """The form with the people who can be chosen."""
    for name in ("person", "cover"):
        if name in form:
            form[name].choices = options(
                [("", _("Choose one")), *((str(one.id), f"{one.name} · {one.role_label}") for one in people)]
            )
    return form
