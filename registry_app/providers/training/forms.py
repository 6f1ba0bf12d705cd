"""A course that somebody took."""

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange

from registry_app.core.forms import ChoiceField, DayField, Form, at_most, not_in_future, optional, required
from registry_app.core.i18n import lazy as _
from registry_app.providers.training.states import Course


class CourseForm(Form):
    course = ChoiceField(_("Which course?"), [required(_("Choose one."))], kind=Course)
    held_on = DayField(_("On which day did it end?"), [required(_("Write the day.")), not_in_future])
    hours = IntegerField(_("How many hours?"), [required(), NumberRange(1, 2000, _("Write 1 or more."))])
    given_by = StringField(_("Who taught it?"), [required(), at_most(160)])
    expires_on = DayField(_("Until when does it count?"), [optional()])

    def facts(self) -> dict[str, Any]:
        """What the service asks for."""
        return {
            "course": self.course.data, "held_on": self.held_on.data, "hours": self.hours.data,
            "given_by": self.given_by.data or "", "expires_on": self.expires_on.data,
        }  # fmt: skip


class NothingForm(Form):
    """Nothing but the press."""
