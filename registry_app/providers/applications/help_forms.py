"""What is typed about help: who needs it, who gives it, and how it is signed."""

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import DataRequired

from registry_app.core.forms import Form, PhoneField, at_most, name_rules, options, required, tidy
from registry_app.core.i18n import LANGUAGES, label
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western
from registry_app.providers.applications.states import Track

CHOOSE = _("Choose one answer.")


class OfferForm(Form):
    """The applicant who sits beside the officer."""

    name = StringField(_("The applicant's full name"), name_rules())
    phone = PhoneField(_("The applicant's mobile number"), [required()])
    language = RadioField(_("The applicant's language"), [required(CHOOSE)], choices=options(LANGUAGES.items()))
    track = RadioField(_("What is it for?"), [required(CHOOSE)])
    from_paper = BooleanField(_("I type in a form that was filled in on paper."))

    def offer_tracks(self) -> None:
        """The four tracks, in the page's language."""
        self.track.choices = options([(one.value, label(one)) for one in Track])


class TrustedForm(Form):
    """A neighbour, a teacher, a relative: beside the applicant, on the applicant's own account."""

    name = StringField(_("Full name of the person who helps"), name_rules())
    who = StringField(_("What the person is to you"), [required(), at_most(120)])


class ReadBackForm(Form):
    """The tick of the person who read aloud."""

    heard = BooleanField(
        _("Every answer was read aloud to the applicant, who says that it is right."),
        [DataRequired(_("Read everything aloud first, then tick the box."))],
    )


class SignForm(Form):
    """Six digits from the applicant's phone, or a photo of the signed paper."""

    code = StringField(_("Six-digit code"), [at_most(20)])
    file = FileField(_("Photo of the signed paper"))

    def digits(self) -> str:
        """The code as digits 0-9, without blanks."""
        return "".join(sign for sign in western(tidy(self.code.data)) if sign.isdigit())
