"""A change in words, and the letter that answers it."""

from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import iso, palette
from registry_app.providers.changes.models import Change, ChangeRuling
from registry_app.providers.changes.rules import begins_on
from registry_app.providers.changes.states import Answer, ChangeKind
from registry_app.providers.homes.states import CareType, Ownership, Sexes
from registry_app.providers.powers.states import Mode

ENUMS: dict[str, Any] = {"ownership": Ownership, "care_type": CareType, "sexes": Sexes}


def wanted(change: Change) -> list[tuple[str, str]]:
    """(what, the new value) for each thing that shall be different."""
    names = {
        "name": _("Name"), "ownership": _("Who runs it"), "address": _("Address"), "care_type": _("Care"),
        "sexes": _("Children"), "age_from": _("Youngest age"), "age_to": _("Oldest age"), "capacity": _("Places"),
        "reach": _("The new owner is invited at"),
    }  # fmt: skip
    return [
        (names[key], label(ENUMS[key](value)) if key in ENUMS else str(value)) for key, value in change.wanted.items()
    ]


def story(ruling: ChangeRuling, office: str, numbers: list[str], locale: str) -> list[Any]:
    """The power first, then what was asked for, what was decided and why."""
    change, recommended = ruling.change, ruling.mode is Mode.RECOMMEND
    home, lines = change.home, ruling.power_lines[language()]
    rows = [
        (_("Addressed to"), office if recommended else home.organisation.name),
        (_("Number of this matter"), iso(change.number)),
        (_("Home"), home.name_in(language())),
        (_("Register number"), iso(home.register_number)),
        (_("Date"), write_date(ruling.on)),
        (_("Change"), label(change.kind)),
        *((what, iso(value)) for what, value in wanted(change)),
        (_("From"), write_date(begins_on(change.kind.value, change.on, ruling.on) if _granted(ruling) else change.on)),
        (_("Proposed decision") if recommended else _("Decision"), _answered(ruling)),
    ]
    if numbers:
        rows.append((_("New certificate"), "\n".join(iso(number) for number in numbers)))
    reasons = [line.strip() for line in ruling.reasons.splitlines() if line.strip()]
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
        pdf.heading(
            _("Recommendation on a change") if recommended else _("Decision on the change you asked for"), locale
        ),
        pdf.facts(rows, locale),
        pdf.heading(_("Reasons"), locale, 3),
        *(pdf.para(f"{iso(f'{no}.')} {reason}", locale) for no, reason in enumerate(reasons, start=1)),
        *(
            [pdf.para(_("A new certificate is given on the day on which the other owner comes in."), locale)]
            if change.waits_for_its_day and not recommended
            else []
        ),
        *(
            [pdf.para(_("The certificate of before no longer counts. Take it down from the door."), locale)]
            if numbers
            else []
        ),
        pdf.spacer(8),
        pdf.para(ruling.by.name, locale, bold=True, align="start"),
        pdf.para(_("Authorising officer, Sindh Child Protection Authority"), locale),
    ]


def _granted(ruling: ChangeRuling) -> bool:
    """An owner's day is never before the decision; what is asked for, recommended or refused keeps the day wanted."""
    return ruling.change.kind is ChangeKind.OWNER and ruling.mode is Mode.ACT and ruling.answer is Answer.APPROVE


def _answered(ruling: ChangeRuling) -> str:
    return _("Approved") if ruling.answer is Answer.APPROVE else _("Refused")


def letter(ruling: ChangeRuling, office: str, numbers: list[str], code: str) -> bytes:
    """The letter in one language, as PDF bytes."""

    def write() -> bytes:
        return pdf.build(
            story(ruling, office, numbers, code),
            locale=code,
            title=ruling.change.number,
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
