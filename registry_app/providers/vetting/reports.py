"""The letter to a person who was found in the list of offenders: what it means, and until when to answer."""

from typing import Any

from flask import current_app

from registry_app.core import clock, pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, write_date
from registry_app.core.pdf import iso, palette
from registry_app.providers.powers import reports as power_reports
from registry_app.providers.powers.states import Act
from registry_app.providers.vetting.models import OffenderMatch


def match_story(match: OffenderMatch, locale: str) -> list[Any]:
    """The power first, then what was found, what follows at once, and the person's right to answer."""
    found_on = clock.local(match.found_at).date()
    lines = power_reports.authority(Act.LIST_OFFENDER, match.entry.decided_on or found_on).lines
    rows = [
        (_("Addressed to"), match.person.name or ""),
        (_("Number of this matter"), iso(match.entry.number)),
        (_("Date"), write_date(found_on)),
    ]
    words = [
        pdf.para(_("You can answer until %(day)s.", day=write_date(match.answer_until)), locale, bold=True),
        pdf.para(_("Answer in writing, or come and say it; it is written down and read back to you."), locale),
        pdf.para(_("If you are another person, bring your card. A name alone is no proof."), locale),
    ]
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
        pdf.heading(_("Your number was found in the list of offenders"), locale),
        pdf.facts(rows, locale),
        pdf.para(_("From today you have no contact with children at any place where you work."), locale),
        pdf.para(_("Every place where you work is looked at."), locale),
        pdf.box(words, palette.INDIGO, locale=locale),
    ]


def letter(match: OffenderMatch, code: str) -> bytes:
    """The letter in one language, as PDF bytes; its title says the number of the matter and no name."""

    def write() -> bytes:
        return pdf.build(
            match_story(match, code),
            locale=code,
            title=match.entry.number,
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
