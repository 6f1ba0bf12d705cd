"""The return of a month: every number is typed, also zero."""

from typing import Any

from wtforms import IntegerField, TextAreaField
from wtforms.validators import NumberRange

from registry_app.core.forms import Form, at_most, optional, required
from registry_app.core.i18n import lazy as _
from registry_app.placements.returns.rules import Figures

COUNT = [required(_("Write a number; zero is a number too.")), NumberRange(0, 5000, _("Write 0 or more."))]


class ReturnForm(Form):
    at_start = IntegerField(_("Children on the first day of the month"), COUNT)
    came = IntegerField(_("Children who came"), COUNT)
    went = IntegerField(_("Children who left"), COUNT)
    to_family = IntegerField(_("Of those who left: to their families"), COUNT)
    moved = IntegerField(_("Of those who left: moved to another home"), COUNT)
    missing = IntegerField(_("Of those who left: ran away or missing"), COUNT)
    died = IntegerField(_("Of those who left: died"), COUNT)
    present = IntegerField(_("Children on the last day of the month"), COUNT)
    girls = IntegerField(_("Of these: girls"), COUNT)
    boys = IntegerField(_("Of these: boys"), COUNT)
    transgender = IntegerField(_("Of these: transgender children"), COUNT)
    staff = IntegerField(_("People who work here"), COUNT)
    staff_came = IntegerField(_("Of these: began this month"), COUNT)
    staff_left = IntegerField(_("People who stopped working here this month"), COUNT)
    events = IntegerField(_("Events that were written down"), COUNT)
    serious = IntegerField(_("Of these: serious events"), COUNT)
    note = TextAreaField(_("Anything to add"), [optional(), at_most(500)])

    def figures(self) -> Figures:
        """What was typed, after the form was found good."""
        typed: dict[str, Any] = {name: self[name].data for name in Figures.__dataclass_fields__}
        return Figures(**typed)


FILLED = (*Figures.__dataclass_fields__, "note")
"""The boxes of the form."""


class SettleForm(Form):
    """Why a difference stands."""

    reason = TextAreaField(_("What you found, and why it is settled"), [required(), at_most(1000)])
