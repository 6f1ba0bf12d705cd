"""What an officer writes down of a home that somebody told of, and of a list."""

import uuid
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    PhoneField,
    at_most,
    name_rules,
    not_in_future,
    optional,
    options,
    required,
)
from registry_app.core.i18n import label, language, write_date
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.providers.findings import queries
from registry_app.providers.findings.models import OutsideList
from registry_app.providers.findings.states import LISTS, TOLD
from registry_app.providers.homes.states import Ownership

CHOOSE = _("Choose one.")


def _districts() -> list[Any]:
    names = [(one.code, one.name_in(language())) for one in gazetteer.districts()]
    return options([("", str(_("Choose one"))), *names])


def list_words(one: OutsideList) -> str:
    """A list in a few words: whose, which, of which day."""
    said = (label(one.source), one.title, write_date(one.dated))
    return " · ".join(f"\u2068{part}\u2069" for part in said if part)


def _lists() -> list[Any]:
    return options([("", str(_("On no list"))), *((str(one.id), list_words(one)) for one in queries.kept())])


class _HomeForm(Form):
    """What is known of the home itself. Fields are checked in the order in which the page asks them."""

    name = StringField(_("Name of the home"), name_rules())
    name_ur = StringField(_("Name in Urdu"), [optional(), at_most(120)])
    name_sd = StringField(_("Name in Sindhi"), [optional(), at_most(120)])
    organisation = StringField(_("Organisation that answers for it; empty when it has the home's name"),
                               [optional(), at_most(200)])  # fmt: skip
    district = SelectField(_("District"), [required(CHOOSE)], choices=_districts)
    ownership = ChoiceField(_("Who runs it"), [required(CHOOSE)], kind=Ownership)
    taluka = StringField(_("Taluka or town"), [optional(), at_most(80)])
    address = TextAreaField(
        _("Address, as far as it is known"), [optional(), at_most(500)],
        description=_("It is stored encrypted and never shown in public."),
    )  # fmt: skip
    shelters_survivors = BooleanField(_("It shelters survivors of abuse: show only its number and district in public"))


class ToldForm(Form):
    """Who told of a home, and what they said."""

    known_from = ChoiceField(_("How do we know of it?"), [required(CHOOSE)], kind=type(TOLD[0]), members=TOLD)
    known_since = DayField(_("Since when"), [required(_("Write the day.")), not_in_future])
    list = SelectField(
        _("List that it stands on"), [optional()], choices=_lists,
        description=_("The list's own source and day are kept then."),
    )  # fmt: skip
    list_number = StringField(_("Its number on that list"), [optional(), at_most(40)])
    children = IntegerField(
        _("How many children are said to live there"),
        [Optional(), NumberRange(0, 9999, _("Write a whole number, like 12."))],
    )
    person = StringField(_("Person in charge"), [optional(), at_most(120)])
    phone = PhoneField(_("Phone number"), [optional()])
    note = TextAreaField(
        _("Note, such as the newspaper and its date"), [optional(), at_most(500)],
        description=_("Write no child's name. It is stored encrypted."),
    )  # fmt: skip

    def chosen(self) -> OutsideList | None:
        """The list that was chosen."""
        return queries.list_one(None, uuid.UUID(self.list.data)) if self.list.data else None

    def told(self) -> dict[str, Any]:
        """What a finding keeps."""
        return {
            "list": self.chosen(), "list_number": self.list_number.data or None, "children": self.children.data,
            "person": self.person.data or None, "phone": self.phone.data or None, "note": self.note.data or None,
        }  # fmt: skip


class KnownHomeForm(_HomeForm, ToldForm):
    """A home that somebody found before it applied (R21)."""


class ListForm(Form):
    """A list that somebody gave."""

    source = ChoiceField(_("Who gave the list"), [required(CHOOSE)], kind=type(LISTS[0]), members=LISTS)
    title = StringField(_("Title of the list"), [optional(), at_most(200)])
    dated = DayField(
        _("Date of the list"), [required(_("Write the day.")), not_in_future],
        description=_("The day that the list itself bears, not the day on which it arrived."),
    )  # fmt: skip
