"""What a person types: fields that take what people really write, and sentences that say what to do."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import TextInput

from registry_app.core import clock, phones
from registry_app.core.errors import DomainError, Several
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import one_digit, western


def tidy(text: str | None) -> str:
    """Trimmed, with single spaces, so that a name typed twice is the same name."""
    return " ".join((text or "").split())


# The sentences of the library, said in our own words and languages.
SENTENCES = {
    "Not a valid choice.": _("Choose one from the list."),
    "Not a valid integer value.": _("Write a whole number, like 12."),
    "Not a valid decimal value.": _("Write a number, like 12.5."),
    "Not a valid date value.": _("Write a real date: day, month and year, like 14 7 2026."),
    "This field is required.": _("Fill in this box."),
    "Invalid input.": _("Look at this again."),
    "'%(value)s' is not a valid choice for this field.": _("Choose one from the list."),
    "'%(value)s' are not valid choices for this field.": _("Choose from the list."),
    "Invalid Choice: could not coerce.": _("Choose one from the list."),
}


class Sentences:
    """What WTForms asks for its own messages."""

    def gettext(self, text: str) -> str:
        return str(SENTENCES.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return str(SENTENCES.get(one, one if count == 1 else many))


class Form(FlaskForm):
    """Every form of the program. A field that fails keeps what was typed."""

    class Meta:
        def get_translations(self, form: Any) -> Sentences:
            return Sentences()

        def bind_field(self, form: Any, unbound: Any, options: Any) -> Any:
            """Trim every text field, but leave passwords as they were typed."""
            if issubclass(unbound.field_class, StringField) and "Password" not in unbound.field_class.__name__:
                unbound.kwargs.setdefault("filters", [lambda value: value.strip() if isinstance(value, str) else value])
            return unbound.bind(form=form, **options)

    def refuse(self, error: DomainError) -> None:
        """Show a rule's sentence at its field, or at the top of the form."""
        for one in error.errors if isinstance(error, Several) else [error]:
            self._refuse(one)

    def _refuse(self, error: DomainError) -> None:
        field = self._fields.get(error.field or "")
        if field is not None:
            field.errors = [*field.errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)

    def attempt(self, deed: Callable[[], Any]) -> bool:
        """Validate, then do the deed; False with sentences on the form when either refuses."""
        if not self.validate_on_submit():
            return False
        try:
            deed()
        except DomainError as error:
            self.refuse(error)
            return False
        return True


class Filled(InputRequired):
    """Something was typed or chosen; blanks alone are nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            raise StopValidation(str(self.message))


def required(sentence: Any = None) -> Filled:
    return Filled(sentence or _("Fill in this box."))


def at_most(letters: int) -> Length:
    return Length(max=letters, message=_("Write less: at most %(max)d letters."))


def optional() -> Optional:
    return Optional()


def name_rules() -> list[Any]:
    """Names are one box, any letters, up to 120."""
    return [required(), at_most(120)]


NO_CARD = _("No card has this number. Write the 13 numbers as they stand on the card.")


class CnicField(StringField):
    """A CNIC: 13 digits, with or without dashes, in any digits; stored as 42101-1234567-1."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = western(valuelist[0] if valuelist else "").strip()
        digits = re.sub(r"[\s-]", "", typed)
        fits = re.fullmatch(r"\d{13}", digits)
        self.data = f"{digits[:5]}-{digits[5:12]}-{digits[12]}" if fits else typed

    def pre_validate(self, form: Any) -> None:
        if self.data and not re.fullmatch(r"\d{5}-\d{7}-\d", self.data):
            raise StopValidation(str(_("A CNIC has 13 numbers, like 42101-1234567-1.")))
        if self.data and one_digit(self.data):
            raise StopValidation(str(NO_CARD))


class PhoneField(StringField):
    """A phone number of Pakistan: 03xx…, 021…, +92…; stored as +923001234567."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = phones.as_kept(valuelist[0] if valuelist else "")

    def pre_validate(self, form: Any) -> None:
        if self.data and not phones.KEPT.fullmatch(self.data):
            raise StopValidation(str(_("A phone number looks like 0300 1234567 or +92 300 1234567.")))


class DayField(Field):
    """A date in three boxes: day, month, year. Fields are named `<name>-day`, `-month` and `-year`."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "DateField"
        self.boxes = ("", "", "")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        if data is unset_value:
            # A default is for the page as it is first shown; what was sent off without a day has none.
            default = self.default() if callable(self.default) else self.default
            data = None if formdata else default
        self.process_errors, self.object_data, self.errors = [], data, ()
        self.data = data if isinstance(data, date) else None
        if self.data:
            self.boxes = (str(self.data.day), str(self.data.month), str(self.data.year))
        names = [f"{self.name}-{part}" for part in ("day", "month", "year")]
        if formdata is None or not any(name in formdata for name in names):
            return
        self.boxes = tuple(western(formdata.get(name, "")).strip() for name in names)  # type: ignore[assignment]
        self.raw_data = [part for part in self.boxes if part]
        self.data = None
        if not any(self.boxes):
            return
        try:
            day, month, year = (int(part) for part in self.boxes)
            self.data = date(year, month, day)
        except ValueError:
            self.process_errors.append(_("Write a real date: day, month and year, like 14 7 2026."))


class DayFieldIso(DateField):
    """A date as the browser's own date box gives it."""


def not_in_future(form: Any, field: Any) -> None:
    """The date must be today or earlier, by Karachi's day."""
    if field.data and field.data > clock.today():
        raise ValidationError(str(_("The date must be today or earlier.")))


def not_in_past(form: Any, field: Any) -> None:
    if field.data and field.data < clock.today():
        raise ValidationError(str(_("The date must be today or later.")))


def choices(kind: type[StrEnum] | Iterable[StrEnum], *, empty: Any = None) -> list[SelectChoice]:
    """The members of an enum with their labels, for a list or radios."""
    first = [("", empty)] if empty is not None else []
    return options(first + [(member.value, label(member)) for member in kind])


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """(value, words) as the choices of a list or of radios."""
    return [SelectChoice(value, words) for value, words in pairs]


class ChoiceField(SelectField):
    """A list of an enum's members, or radios; its data is the member, or None when nothing was chosen."""

    def __init__(
        self, *args: Any, kind: type[StrEnum], members: Iterable[StrEnum] | None = None, **kwargs: Any
    ) -> None:
        self.kind, self.members = kind, list(members or kind)
        kwargs.setdefault("coerce", lambda value: kind(value) if value not in (None, "") else None)
        radios = kwargs.pop("radios", False)
        empty = kwargs.pop("empty", None if radios else _("Choose one"))
        super().__init__(*args, choices=lambda: choices(self.members, empty=empty), **kwargs)
        self.type = "RadioField" if radios else "SelectField"
