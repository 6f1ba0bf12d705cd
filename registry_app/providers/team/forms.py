"""Whom to ask in, and to whom to hand over."""

from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import DataRequired

from registry_app.core.errors import DomainError
from registry_app.core.forms import Form, PhoneField, at_most, options, required
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.states import MemberRole

CHOOSE = _("Choose one answer.")
SURE = _("Tick the box if you are sure.")


class InviteForm(Form):
    """A number or a mail address; which role; in which language the message goes."""

    phone = PhoneField(_("Mobile number"))
    mail = StringField(_("Or mail address"), [at_most(254)])
    role = RadioField(_("What the person does"), [required(CHOOSE)])
    language = RadioField(_("Language of the message"), [required(CHOOSE)], choices=options(LANGUAGES.items()))

    def address(self) -> str | None:
        """The mail address, lower case; DomainError when it cannot be one."""
        written = (self.mail.data or "").strip().lower()
        if written and not all(written.partition("@")[::2]):
            raise DomainError(_("A mail address looks like name@example.org."), "mail")
        return written or None


class JoinForm(Form):
    """Nothing but the press."""


class HandOverForm(Form):
    """One of the others, and a tick."""

    heir = RadioField(_("Who becomes the owner?"), [required(CHOOSE)])
    sure = BooleanField(_("I hand over. I cannot take it back by myself."), [DataRequired(SURE)])


class SureForm(Form):
    """Nothing but the tick."""

    sure = BooleanField(_("I am sure."), [DataRequired(SURE)])


ROLES = (MemberRole.MANAGER, MemberRole.STAFF)
