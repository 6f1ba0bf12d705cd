"""How questions and answers are said, in the page's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry_app.core import rulebook
from registry_app.core.i18n import gettext, label, language, write_date, write_number
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.providers.applications.progress import Mismatch
from registry_app.providers.applications.questions import Question, Section
from registry_app.providers.applications.rules import PACKAGE
from registry_app.providers.applications.states import Track
from registry_app.providers.homes.states import FAMILY_CARE, CareType, Ownership, Sexes

YES_NO = (("yes", _("Yes")), ("no", _("No")))
NOT_REGISTERED = ("NONE", _("Not registered anywhere"))


def codes(group: str) -> dict[str, str]:
    """Plain English names of the codes of registration, which are the keys of the catalogues."""
    labels: dict[str, str] = rulebook.body(rulebook.exact(PACKAGE, "labels", "0.1"))["labels"][group]
    return labels


def choices(question: Question, track: Track) -> list[tuple[str, str]]:
    """(value, words) of a question with choices."""
    if question.kind == "yesno":
        return [(value, str(words)) for value, words in YES_NO]
    source = question.options_from
    if source == "care_type":
        family = track is Track.FAMILY
        return [(one.value, label(one)) for one in CareType if (one in FAMILY_CARE) is family]
    if source == "sexes":
        return [(one.value, label(one)) for one in Sexes]
    if source == "ownership":
        return [(one.value, label(one)) for one in Ownership if one is not Ownership.FAMILY]
    if source:
        found = [(value, gettext(words)) for value, words in codes(source).items()]
        return [*found, (NOT_REGISTERED[0], str(NOT_REGISTERED[1]))] if source == "other_registrations" else found
    return [(value, gettext(words)) for value, words in question.options]


def districts() -> list[tuple[str, str]]:
    """(code, name) of the thirty districts, in the page's language."""
    return [(one.code, one.name_in(language())) for one in gazetteer.districts()]


def said(question: Question, value: Any, track: Track) -> str:
    """An answer in words; several lines for rows, empty for none."""
    if value in (None, "", []):
        return ""
    match question.kind:
        case "yesno" | "choice":
            return dict(choices(question, track)).get(value, str(value))
        case "many":
            return ", ".join(words for code, words in choices(question, track) if code in value)
        case "number":
            return write_number(value)
        case "date":
            return write_date(date.fromisoformat(value))
        case "district":
            return gazetteer.place_name(value, language())
        case "point":
            return "\n".join(_point(value))
        case "rows":
            return "\n".join(_row(question, row) for row in value)
    return str(value)


def _point(value: Mapping[str, Any]) -> list[str]:
    lines = [f"\u2068{value['lat']:.5f}, {value['lon']:.5f}\u2069"] if value.get("lat") is not None else []
    return [*lines, value["way"]] if value.get("way") else lines


def _row(question: Question, row: Mapping[str, Any]) -> str:
    # Each part is isolated, so that a name in one script does not pull the number beside it out of its place.
    return " · ".join(f"\u2068{_cell(part, row[part.id])}\u2069" for part in question.rows if row.get(part.id))


def _cell(part: Question, value: str) -> str:
    if part.kind in ("text", "cnic"):
        return value
    return f"{gettext(part.label)} {dict(YES_NO).get(value, value)}"


def mismatch(wrong: Mismatch, section: Section) -> str:
    """What does not fit, with the numbers, and the question which of them is right."""
    names = {question.id: gettext(question.label) for step in section.steps for question in step.fields}
    if wrong.kind == "sum":
        shown = [(part, number) for part, number in wrong.numbers if number] or list(wrong.numbers)
        parts = " + ".join(f"{names[part]} {number}" for part, number in shown)
        if wrong.of == "children":
            return gettext(
                "%(parts)s = %(sum)s, but you said %(total)s children. Which is right?",
                parts=parts, sum=wrong.total, total=wrong.bound,
            )  # fmt: skip
        return gettext(
            "%(parts)s = %(sum)s, but you said %(total)s people. Which is right?",
            parts=parts, sum=wrong.total, total=wrong.bound,
        )  # fmt: skip
    number = wrong.numbers[0][1]
    if wrong.of == "beds":
        return gettext(
            "You ask for %(n)s places, but there are %(beds)s beds. Which is right?", n=number, beds=wrong.bound
        )
    if wrong.kind == "less":
        return gettext(
            "The oldest age, %(n)s, is below the youngest, %(low)s. Which is right?", n=number, low=wrong.bound
        )
    return gettext(
        "%(name)s: you wrote %(n)s, but there are only %(all)s. Which is right?",
        name=names[wrong.field], n=number, all=wrong.bound,
    )  # fmt: skip
