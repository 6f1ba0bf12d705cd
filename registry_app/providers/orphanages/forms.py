"""What an officer copies from the board's paper."""

from wtforms import StringField

from registry_app.core.forms import DayField, Form, at_most, optional, required
from registry_app.core.i18n import lazy as _


class RecordForm(Form):
    """The paper as it was seen."""

    number = StringField(
        _("Number on the paper"), [required(_("Write the number that stands on the paper.")), at_most(60)]
    )
    given_on = DayField(_("Given on"), [required(_("Write the day it was given."))])
    until = DayField(_("Last day"), [optional()])


class WithdrawForm(Form):
    """The board took it back."""

    on = DayField(_("Taken back on"), [required(_("Write the day it was taken back."))])
    reason = StringField(_("Why"), [required(_("Say why, in short.")), at_most(300)])
