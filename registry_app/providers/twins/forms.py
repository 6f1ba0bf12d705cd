"""Saying whether two records are one home."""

from wtforms import RadioField, TextAreaField

from registry_app.core.forms import Form, at_most, options, required
from registry_app.core.i18n import lazy as _
from registry_app.providers.twins.models import Twin

DIFFERENT = "different"


class VerdictForm(Form):
    keep = RadioField(_("What are they?"), [required(_("Choose one."))])
    reason = TextAreaField(
        _("Why do you think so?"), [required(_("Write why, so that others can follow.")), at_most(500)],
        description=_("What you saw, or whom you asked. Write no child's name."),
    )  # fmt: skip


def verdict_form(twin: Twin, *, again: bool = False) -> VerdictForm:
    """The form with the two records as answers; empty when something else was typed than its answer."""
    form = VerdictForm(formdata=None) if again else VerdictForm()
    form.keep.choices = options(
        [
            (home.register_number, _("One home: %(number)s stays", number=home.register_number))
            for home in (twin.first, twin.second)
        ]
        + [(DIFFERENT, _("Two homes"))]
    )
    return form


class AgainForm(Form):
    reason = TextAreaField(
        _("Why is it to be looked at again?"), [required(_("Write why, so that others can follow.")), at_most(500)]
    )
