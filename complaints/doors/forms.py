"""What is filled in about posters, cards and slips."""

from flask_wtf.file import FileField
from wtforms import IntegerField, TextAreaField

from registry_app.core.forms import DayField, Form, at_most, not_in_future, required
from registry_app.core.i18n import lazy as _

HOW_MANY = _("Write how many.")


class BriefForm(Form):
    held_on = DayField(_("Day of the talk"), [required(_("Write the day.")), not_in_future])
    trustees = IntegerField(_("How many trustees or owners were there?"), [required(HOW_MANY)])
    staff = IntegerField(_("How many of the staff were there?"), [required(HOW_MANY)])
    words = TextAreaField(_("Who spoke, and what was asked"), [required(), at_most(2000)])


class PhotoForm(Form):
    photo = FileField(_("Photo of the poster on the wall"), description=_("No child in the picture."))


class CardsForm(Form):
    count = IntegerField(_("How many cards?"), [required(HOW_MANY)])


class SlipsForm(Form):
    slips = IntegerField(_("How many slips?"), [required(HOW_MANY)])


class PressForm(Form):
    """A press of a button."""
