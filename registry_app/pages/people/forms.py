"""A new account."""

from typing import Any

from wtforms import EmailField, SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from registry_app.accounts.states import Role
from registry_app.core.forms import ChoiceField, Form, at_most, name_rules, options, required
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import lazy as _
from registry_app.places.gazetteer import districts

LOCAL = (Role.DISTRICT_OFFICER, Role.CPO, Role.CPU_HEAD, Role.PANEL_CHAIR, Role.PANEL_MEMBER, Role.COMPLAINT_OFFICER)


def _districts() -> list[SelectChoice]:
    return options([("", _("All of Sindh")), *((one.code, one.name_in(language())) for one in districts())])


class NewAccountForm(Form):
    """Name, address, one role and where it reaches."""

    name = StringField(_("Full name"), name_rules())
    email = EmailField(_("E-mail"), [required(), at_most(254)])
    role = ChoiceField(_("Role"), [required(_("Choose the role."))], kind=Role)
    district = SelectField(
        _("District"), choices=_districts, description=_("Leave it for roles that reach all of Sindh.")
    )
    language = SelectField(_("Language of their pages"), choices=options(LANGUAGES.items()), default="en")
    woman = SelectField(
        _("Woman or man"),
        choices=options([("", _("Not said")), ("yes", _("Woman")), ("no", _("Man"))]),
        description=_("Asked because teams and panels need women."),
    )
    submit = SubmitField(_("Add the account"))

    def validate_email(self, field: Any) -> None:
        """Something before and after an @, with a dot in the end; the link itself proves the rest."""
        before, _at, after = (field.data or "").partition("@")
        if not before or "." not in after.strip(".") or " " in field.data or "@" in after:
            raise ValidationError(str(_("An e-mail address looks like name@example.org.")))

    def validate_district(self, field: Any) -> None:
        if self.role.data in LOCAL and not field.data:
            raise ValidationError(str(_("This role works in a district. Choose it.")))

    @property
    def is_woman(self) -> bool | None:
        """True, False, or None when it was not said."""
        return {"yes": True, "no": False}.get(self.woman.data or "")
