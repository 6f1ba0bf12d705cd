"""One page for one night: who cares, who lives there, who comes, and what was looked at today."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from registry_app.core.forms import (
    ChoiceField,
    Form,
    PhoneField,
    at_most,
    choices,
    name_rules,
    optional,
    options,
    required,
)
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import lazy as _
from registry_app.providers.identity import IdentityKind
from registry_app.providers.kin.approval_services import Adult, Tonight
from registry_app.providers.kin.states import Comes, Relation

OTHERS = 5
"""Boxes for further adults of the household."""
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CHOOSE = _("Choose one.")
NUMBER = _("Write a whole number, like 12.")
SIX = _("Write a number from 1 to 6.")
AGES = NumberRange(0, 17, _("Write an age from 0 to 17."))


class LightTrackForm(Form):
    """The relative who sits beside the officer, for the short form."""

    name = StringField(_("The applicant's full name"), name_rules())
    phone = PhoneField(_("The applicant's mobile number"), [required()])
    language = RadioField(_("The applicant's language"), [required(CHOOSE)], choices=options(LANGUAGES.items()))


class KinForm(Form):
    relation = ChoiceField(_("Who wants to care for the child?"), [required(CHOOSE)], kind=Relation, radios=True)
    name = StringField(_("Full name"), name_rules())
    kind = ChoiceField(_("Which card?"), [required(CHOOSE)], kind=IdentityKind, default=IdentityKind.CNIC, empty=None)
    number = StringField(_("Number on the card"), [optional(), at_most(40)])
    woman = RadioField(_("Is this person a woman?"), [required(CHOOSE)], choices=options(YES_NO))
    phone = PhoneField(_("Phone"), [Optional()])
    district = SelectField(_("District"), [required(CHOOSE)])
    address = TextAreaField(
        _("Where is the home? Describe the way"), [required(_("Fill in this box.")), at_most(500)],
        description=_("It is stored encrypted and never shown in public."),
    )  # fmt: skip
    adults = IntegerField(
        _("How many adults live there, this person counted?"), [required(NUMBER), NumberRange(1, OTHERS + 1, SIX)],
        default=1,
    )  # fmt: skip
    first_name = StringField(_("First person who vouches: name"), [optional(), at_most(120)])
    first_number = StringField(_("First person who vouches: CNIC"), [optional(), at_most(40)])
    second_name = StringField(_("Second person who vouches: name"), [optional(), at_most(120)])
    second_number = StringField(_("Second person who vouches: CNIC"), [optional(), at_most(40)])
    list_words = TextAreaField(
        _("How was the list of offenders looked at for a person without a card?"), [optional(), at_most(500)]
    )
    comes = SelectMultipleField(
        _("Who comes tonight?"), [required(_("Choose who comes."))], choices=lambda: choices(Comes)
    )
    children = IntegerField(_("How many children?"), [required(NUMBER), NumberRange(1, 20, NUMBER)], default=1)
    age_from = IntegerField(_("Age of the youngest, in years"), [required(NUMBER), AGES])
    age_to = IntegerField(_("Age of the oldest, in years"), [required(NUMBER), AGES])
    visiting = StringField(
        _("A woman who visits every day, if no woman lives there: her name"), [optional(), at_most(120)]
    )
    identity_seen = BooleanField(_("I saw the card of every adult, or spoke with the two who vouch."))
    home_seen = BooleanField(_("The home was seen today: a place to sleep, water, a toilet, and no danger."))
    home_seen_by = StringField(_("Who saw the home?"), [required(), at_most(120)])
    child_said = TextAreaField(_("The child was asked. What did the child say?"), [optional(), at_most(1000)])
    police_seen = BooleanField(_("Police certificates are here already."))
    references_seen = BooleanField(_("Two references were called already."))

    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """(name, card, number, woman) of each box for a further adult."""
        return [tuple(self[f"{part}_{no}"] for part in ("name", "kind", "number", "woman")) for no in range(OTHERS)]

    def _adults(self) -> list[Adult]:
        first = Adult(self.name.data or "", self.kind.data, self.number.data or "", self.woman.data == "yes")
        others = [
            Adult(name.data, kind.data, number.data or "", woman.data == "yes", number.short_name)
            for name, kind, number, woman in self.rows()
            if name.data
        ]
        return [first, *others]

    def tonight(self) -> Tonight:
        """What was written, for the deed."""
        return Tonight(
            relation=self.relation.data, adults=self._adults(), counted=self.adults.data or 0,
            comes=frozenset(Comes(one) for one in self.comes.data or ()), children=self.children.data or 0,
            age_from=self.age_from.data or 0, age_to=self.age_to.data or 0, district=self.district.data,
            address=self.address.data or "", identity_seen=bool(self.identity_seen.data),
            home_seen=bool(self.home_seen.data), home_seen_by=self.home_seen_by.data or "",
            child_said=self.child_said.data or "", phone=self.phone.data or "",
            vouchers=((self.first_name.data or "", self.first_number.data or ""),
                      (self.second_name.data or "", self.second_number.data or "")),
            list_words=self.list_words.data or "", visiting=self.visiting.data or "",
            police_seen=bool(self.police_seen.data), references_seen=bool(self.references_seen.data),
        )  # fmt: skip


class AgainForm(Form):
    """The second 28 days, for the same children in the same household."""

    home_seen = BooleanField(_("The home was seen today: a place to sleep, water, a toilet, and no danger."))
    home_seen_by = StringField(_("Who saw the home?"), [required(), at_most(120)])
    child_said = TextAreaField(_("The child was asked. What did the child say?"), [optional(), at_most(1000)])
    nobody_new = BooleanField(_("Nobody else lives there than before."))
    police_seen = BooleanField(_("Police certificates are here already."))
    references_seen = BooleanField(_("Two references were called already."))


def kin_form(districts: Sequence[tuple[str, str]], seen_by: str) -> KinForm:
    """The form for the districts of this officer."""

    class Asked(KinForm):
        pass

    for no in range(OTHERS):
        setattr(Asked, f"name_{no}", StringField(_("Full name"), [optional(), at_most(120)]))
        kind = ChoiceField(_("Which card?"), [optional()], kind=IdentityKind, default=IdentityKind.CNIC, empty=None)
        setattr(Asked, f"kind_{no}", kind)
        setattr(Asked, f"number_{no}", StringField(_("Number on the card"), [optional(), at_most(40)]))
        setattr(Asked, f"woman_{no}", RadioField(_("Is this person a woman?"), [optional()], choices=options(YES_NO)))
    form = Asked(data={"home_seen_by": seen_by, "district": districts[0][0] if len(districts) == 1 else ""})
    form.district.choices = options(districts if len(districts) == 1 else [("", str(_("Choose one"))), *districts])
    return form
