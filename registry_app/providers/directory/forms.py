"""What is kept of a service, and what it answered."""

import re
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import NumberRange, ValidationError

from registry_app.core.forms import ChoiceField, DayField, Form, PhoneField, at_most, choices, optional, required
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western
from registry_app.core.phones import is_mobile
from registry_app.places.gazetteer import districts
from registry_app.providers.directory.states import PERSONAL, Answered, Days, MayRefer, RunBy, ServiceKind

CHOOSE = _("Choose one.")
PUBLIC_PHONE = re.compile(r"[0-9+\- ]{3,20}")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def places() -> list[tuple[str, Any]]:
    """All of Sindh, then the districts."""
    return [("", _("All of Sindh")), *[(one.code, one.name_in(language())) for one in districts()]]


class HourField(StringField):
    """HH:MM by the 24-hour clock."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = western(valuelist[0] if valuelist else "").strip().replace(".", ":")
        self.data = f"0{typed}" if re.fullmatch(r"\d:\d\d", typed) else typed

    def pre_validate(self, form: Any) -> None:
        if self.data and not HOUR.fullmatch(self.data):
            raise ValidationError(str(_("Write the time by the 24-hour clock, like 21:40.")))


class ServiceForm(Form):
    name = StringField(_("Name of the service"), [required(), at_most(160)])
    name_ur = StringField(_("Name in Urdu"), [optional(), at_most(160)])
    name_sd = StringField(_("Name in Sindhi"), [optional(), at_most(160)])
    kind = ChoiceField(_("What it gives"), [required(CHOOSE)], kind=ServiceKind)
    run_by = ChoiceField(_("Who gives it"), [required(CHOOSE)], kind=RunBy, radios=True)
    district = SelectField(_("Where"), choices=places)
    phone = StringField(_("The office's own number"), [optional(), at_most(20)])
    place = StringField(_("Address of the office"), [optional(), at_most(200)])
    days = ChoiceField(_("Open on"), [required(CHOOSE)], kind=Days)
    opens = HourField(_("Opens at"), [optional()])
    closes = HourField(_("Closes at"), [optional()])
    may_refer = SelectMultipleField(_("Who may refer?"), [required(CHOOSE)], choices=lambda: choices(MayRefer))
    agreed_until = DayField(_("Last day of the written agreement"), [optional()])
    focal = StringField(_("Focal person"), [optional(), at_most(120)])
    focal_phone = PhoneField(_("Number of the focal person"), [optional()])
    public = BooleanField(_("Show it to the public, without the focal person"), default=True)

    def validate_phone(self, field: Any) -> None:
        field.data = western(field.data or "").strip()
        if field.data and not PUBLIC_PHONE.fullmatch(field.data):
            raise ValidationError(str(_("Write a phone number, like 1121 or 022 1234567.")))
        if is_mobile(field.data):
            raise ValidationError(str(PERSONAL))

    def facts(self) -> dict[str, Any]:
        """What the service asks for."""
        texts = ("name", "name_ur", "name_sd", "phone", "place", "opens", "closes", "focal", "focal_phone")
        said = {name: self[name].data or "" for name in texts}
        return said | {
            "kind": self.kind.data, "run_by": self.run_by.data, "district": self.district.data or None,
            "days": self.days.data, "may_refer": list(self.may_refer.data or []), "public": bool(self.public.data),
            "agreed_until": self.agreed_until.data,
        }  # fmt: skip


class AnswerForm(Form):
    answered = ChoiceField(_("What did it answer?"), [required(CHOOSE)], kind=Answered, radios=True)
    places = IntegerField(_("How many places?"), [optional(), NumberRange(1, 500, _("Write at least 1 place."))])


class NothingForm(Form):
    """Nothing but the press."""
