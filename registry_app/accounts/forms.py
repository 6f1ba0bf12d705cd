"""Signing in, the first password, changing it."""

import re
from typing import Any

from wtforms import PasswordField, RadioField, StringField, SubmitField

from registry_app.core.forms import Form, PhoneField, at_most, name_rules, options, required, tidy
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western


class SignInForm(Form):
    name = StringField(_("E-mail or mobile number"), [required(), at_most(254)])
    password = PasswordField(_("Password"), [required()])
    submit = SubmitField(_("Sign in"))


class FirstPasswordForm(Form):
    password = PasswordField(
        _("New password"), [required()], description=_("At least 12 letters or numbers. Three or four words are good.")
    )
    submit = SubmitField(_("Save"))


class ChangePasswordForm(Form):
    old = PasswordField(_("Old password"), [required()])
    password = PasswordField(
        _("New password"), [required()], description=_("At least 12 letters or numbers. Three or four words are good.")
    )
    submit = SubmitField(_("Save"))


class JoinForm(Form):
    """An applicant's account: no CNIC yet, and no second box for the password; pasting is welcome."""

    name = StringField(_("Full name"), name_rules())
    phone = PhoneField(_("Mobile number"), [required()])
    password = PasswordField(_("Password"), [required()])
    language = RadioField(_("Language"), choices=options(LANGUAGES.items()))

    def facts(self) -> dict[str, Any]:
        return {
            "name": tidy(self.name.data),
            "phone": self.phone.data,
            "password": self.password.data,
            "language": self.language.data,
        }


class CodeForm(Form):
    code = StringField(_("Six-digit code"), [required(_("Write the six digits of the message."))])

    def digits(self) -> str:
        """The code as digits 0-9, without blanks."""
        return re.sub(r"\D", "", western(self.code.data))
