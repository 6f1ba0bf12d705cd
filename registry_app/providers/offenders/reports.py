"""Letters of the due process: the notice before anything is decided, and the decision. The person's name, no number."""

from typing import Any

from flask import current_app

from registry_app.accounts.states import Role
from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, write_date
from registry_app.core.pdf import iso, palette
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.offenders.states import State
from registry_app.providers.powers.states import Mode


def notice_story(entry: OffenderEntry, lines: list[str], days_to_answer: int, locale: str) -> list[Any]:
    """What is proposed, on which finding, and until when the person can answer."""
    rows = [
        (_("Addressed to"), entry.name or ""),
        (_("Number of this matter"), iso(entry.number)),
        (_("Ground"), label(entry.ground)),
        (_("Day of the finding"), write_date(entry.found_on)),
    ]
    days = _("You have %(days)s days to answer, from the day this notice reached you.", days=days_to_answer)
    until = [_("You can answer until %(day)s.", day=write_date(entry.answer_until))] if entry.answer_until else []
    return [
        *_power(lines, locale),
        pdf.heading(_("Notice: a proposal to put you on the list of offenders"), locale),
        pdf.facts(rows, locale),
        pdf.heading(_("What it rests on"), locale, 3),
        pdf.para(entry.facts or "", locale),
        pdf.box(
            [
                *(pdf.para(line, locale, bold=True) for line in (days, *until)),
                pdf.para(_("Answer in writing, or come and say it; it is written down and read back to you."), locale),
                pdf.para(_("Somebody may speak for you. Nothing is decided before your answer or this day."), locale),
                pdf.para(_("Whoever made this proposal does not decide about it."), locale),
            ],
            palette.INDIGO,
            locale=locale,
        ),
        pdf.para(_("Whoever is on the list may not work with children or care for them."), locale),
    ]


def _power(lines: list[str], locale: str) -> list[Any]:
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
    ]


def decision_story(entry: OffenderEntry, office: str, lines: list[str], locale: str) -> list[Any]:
    """The power first, then what was decided, why, until when, and how to appeal. `office` gets a recommendation."""
    recommended = entry.mode is Mode.RECOMMEND
    rows = [
        (_("Addressed to"), office if recommended else entry.name or ""),
        (_("Number of this matter"), iso(entry.number)),
        (_("Date"), write_date(entry.decided_on)),
        (_("Ground"), label(entry.ground)),
        (_("Decision"), label(entry.state)),
    ]
    if recommended:
        rows.insert(1, (_("About"), entry.name or ""))
    if entry.until:
        last_day = _("Last day on the list, as proposed") if recommended else _("Last day on the list")
        rows.append((last_day, write_date(entry.until)))
    story = [
        *_power(lines, locale),
        pdf.heading(_("The list of offenders: letter of the decision"), locale),
        pdf.facts(rows, locale),
        pdf.heading(_("Reasons"), locale, 3),
        *(pdf.para(line.strip(), locale) for line in (entry.reasons or "").splitlines() if line.strip()),
    ]
    if entry.state is State.LISTED and entry.appeal_until:
        last = _("You can appeal until %(day)s.", day=write_date(entry.appeal_until))
        words = [
            pdf.para(last, locale, bold=True),
            pdf.para(_("A mistake, such as another person of the same name, is corrected at any time."), locale),
        ]
        story.append(pdf.box(words, palette.INDIGO, locale=locale))
    signed = entry.decided_by.name if entry.decided_by else ""
    by = pdf.para(signed, locale, bold=True, align="start")
    return [*story, pdf.spacer(8), by, pdf.para(label(Role.SCPA_DG), locale)]


def letter(story: Any, entry: OffenderEntry, code: str) -> bytes:
    """A letter in one language, as PDF bytes; its title says the number of the matter and no name."""

    def write() -> bytes:
        return pdf.build(
            story(code),
            locale=code,
            title=entry.number,
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
