"""The code of the app or of the paper; why a lost phone's step should be taken away."""

from wtforms import PasswordField, StringField, TextAreaField

from registry_app.core.forms import Form, at_most, required
from registry_app.core.i18n import lazy as _


class SecondForm(Form):
    code = StringField(_("Code"), [required(_("Write the code.")), at_most(40)])


class AgainForm(Form):
    password = PasswordField(_("Password"), [required()])
    code = StringField(_("Code"), [at_most(40)])


class LostPhoneForm(Form):
    name = StringField(_("E-mail or mobile number of the person"), [required(), at_most(254)])
    reason = TextAreaField(_("How do you know that it is this person who asks?"), [required(), at_most(400)])
