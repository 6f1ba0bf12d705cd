"""What is typed: a notice of intent, and an opinion on need."""

from typing import Any

from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import NumberRange

from registry_app.core.forms import ChoiceField, Form, at_most, options, required
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.providers.homes.states import GROUP_CARE, CareType, Sexes
from registry_app.providers.need.states import Need

CHOOSE = _("Choose one.")
NUMBER = _("Write a number, like 12.")


def _districts() -> list[Any]:
    return options([("", ""), *((one.code, one.name_in(language())) for one in gazetteer.districts())])


class IntentForm(Form):
    district = SelectField(_("In which district?"), [required(CHOOSE)], choices=_districts)
    care_type = ChoiceField(
        _("What kind of home?"), [required(CHOOSE)], kind=CareType,
        members=[one for one in CareType if one in GROUP_CARE], empty=None,
    )  # fmt: skip
    sexes = ChoiceField(_("For whom?"), [required(CHOOSE)], kind=Sexes, empty=None)
    places = IntegerField(_("For how many children?"), [required(NUMBER), NumberRange(1, 500, NUMBER)])
    why = TextAreaField(
        _("Why is a home needed there?"), [required(_("Write why.")), at_most(4000)],
        description=_("Which children have no place today, and why families or smaller homes cannot help. No names."),
    )  # fmt: skip


class OpinionForm(Form):
    need = ChoiceField(_("Is there a need for it?"), [required(CHOOSE)], kind=Need, empty=None)
    words = TextAreaField(
        _("Why"), [required(_("Write why.")), at_most(4000)],
        description=_("The applicant and the person who decides read exactly this."),
    )  # fmt: skip
