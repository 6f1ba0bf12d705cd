"""What homes tell about their people, and what officers write down about them."""

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from registry_app.core.forms import (
    ChoiceField,
    DayField,
    Form,
    at_most,
    name_rules,
    not_in_future,
    optional,
    options,
    required,
)
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home
from registry_app.providers.identity import NUMBERED, IdentityKind
from registry_app.providers.vetting.states import Experience, Leaving, OfficialKind, PostKind, Result

CHOOSE = _("Choose one.")
DAY = _("Write the day.")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class NumberForm(Form):
    """A card and its number."""

    kind = ChoiceField(_("Which card?"), [required(CHOOSE)], kind=IdentityKind, members=NUMBERED, empty=None)
    number = StringField(
        _("Number on the card"), [required(), at_most(40)], render_kw={"autocomplete": "off"},
        description=_("With or without dashes. It is stored encrypted."),
    )  # fmt: skip


class OfficialForm(NumberForm):
    """Somebody who comes to children from an office, by the card (`official_form`)."""

    since = DayField(_("First day"), [required(DAY), not_in_future])


def official_form(kinds: Sequence[OfficialKind]) -> OfficialForm:
    """The form for an account; it asks what they are only where the account is both."""

    class Asked(OfficialForm):
        post = ChoiceField(
            _("What are they?"), [required(CHOOSE)], kind=OfficialKind, members=tuple(kinds), radios=True,
            default=kinds[0],
        )  # fmt: skip

    return Asked()


class PersonForm(Form):
    """Somebody starts in a home; the boxes for two who vouch are asked of kin only (`person_form`)."""

    name = StringField(_("Full name, as on the card"), name_rules(), render_kw={"autocomplete": "off"})
    kind = ChoiceField(_("Which card?"), [required(CHOOSE)], kind=IdentityKind, members=NUMBERED, empty=None)
    number = StringField(
        _("Number on the card"), [at_most(40)], render_kw={"autocomplete": "off"},
        description=_("With or without dashes. It is stored encrypted."),
    )  # fmt: skip
    post = ChoiceField(_("What are they at your home?"), [required(CHOOSE)], kind=PostKind)
    since = DayField(_("First day"), [required(DAY)])
    experience = ChoiceField(
        _("Did they work before?"), [required(CHOOSE)], kind=Experience, radios=True, default=Experience.EXPERIENCED,
    )  # fmt: skip
    woman = RadioField(
        _("Woman or man"), [Optional()],
        choices=options([("yes", _("Woman")), ("no", _("Man")), ("", _("Not said"))]), default="",
    )  # fmt: skip

    @property
    def is_woman(self) -> bool | None:
        """True, False, or None when it was not said."""
        return {"yes": True, "no": False}.get(self.woman.data or "")

    @property
    def vouchers(self) -> tuple[tuple[str, str], tuple[str, str]] | None:
        """Who vouches, where that is asked."""
        if "first_name" not in self:
            return None
        given = [(self[f"{who}_name"].data or "", self[f"{who}_number"].data or "") for who in ("first", "second")]
        return given[0], given[1]


def person_form(kin: bool) -> PersonForm:
    """The form for a home; for relatives who care for a child also with two persons who vouch."""
    if not kin:
        return PersonForm()

    class Asked(PersonForm):
        kind = ChoiceField(_("Which card?"), [required(CHOOSE)], kind=IdentityKind, empty=None)
        first_name = StringField(_("First person who vouches"), [at_most(120)])
        first_number = StringField(_("Their CNIC"), [at_most(40)], render_kw={"autocomplete": "off"})
        second_name = StringField(_("Second person who vouches"), [at_most(120)])
        second_number = StringField(_("Their CNIC"), [at_most(40)], render_kw={"autocomplete": "off"})

    return Asked()


class PaperForm(Form):
    paper = FileField(_("Photo or PDF of the paper"), description=_("At most 8 MB. It is stored encrypted."))


class LeavingForm(Form):
    on = DayField(_("Last day"), [required(DAY), not_in_future])
    leaving = ChoiceField(_("Why did they leave?"), [required(CHOOSE)], kind=Leaving, radios=True)
    under_allegation = RadioField(
        _("Does anybody say that they harmed a child, or put one at risk?"), [required(CHOOSE)],
        choices=options(YES_NO), description=_("If so you must tell it within 24 hours. It stays on their file."),
    )  # fmt: skip
    allegation = TextAreaField(_("If yes: what is said?"), [optional(), at_most(4000)])


class CheckForm(Form):
    """A check; the box for references is asked of V04, the home of checks made in each home (`check_form`)."""

    result = ChoiceField(_("What did you find?"), [required(CHOOSE)], kind=Result, radios=True)
    on = DayField(_("Day on the paper, or of the talk"), [required(DAY), not_in_future])
    note = TextAreaField(
        _("What you saw"), [required(), at_most(2000)],
        description=_("Number of the slip, who looked, which districts, which condition. It is stored encrypted."),
    )  # fmt: skip

    @property
    def called(self) -> int:
        """How many references were called back."""
        return int(self.references.data or 0) if "references" in self else 0


def check_form(*, references: bool, homes: Sequence[Home], office: bool = False) -> CheckForm:
    """The form for one check."""

    class Asked(CheckForm):
        pass

    if references:
        field = IntegerField(
            _("How many references were called back?"), [required(), NumberRange(0, 20, _("Write a number, like 2."))]
        )
        setattr(Asked, "references", field)  # noqa: B010 - a field of the class being made
    if homes:
        named = [(str(home.id), home.name_in(language())) for home in homes]
        named += [("office", _("Not in a home: for the office"))] if office else []
        setattr(Asked, "home", SelectField(_("In which home?"), choices=options(named)))  # noqa: B010
    return Asked()


class AnswerForm(Form):
    on = DayField(_("Day of the answer"), [required(DAY), not_in_future])
    answer = TextAreaField(_("What the person said"), [required(), at_most(8000)])


class JudgeForm(Form):
    is_person = RadioField(
        _("Is it the person on the list?"), [required(CHOOSE)],
        choices=options([("yes", _("Yes, it is this person")), ("no", _("No, it is another person"))]),
    )  # fmt: skip
    reasons = TextAreaField(_("Why"), [required(), at_most(4000)])


class PlaceForm(Form):
    found = TextAreaField(
        _("What did you find there?"), [required(), at_most(4000)],
        description=_("Is the person away from children? Was any child harmed? Who was told?"),
    )  # fmt: skip


def fields(form: Any) -> list[Any]:
    """The boxes of a form, for pages that draw them one after another."""
    return [field for field in form if field.type != "CSRFTokenField"]
