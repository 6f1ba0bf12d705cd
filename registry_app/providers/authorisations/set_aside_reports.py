"""The letter by which a decision is set aside: the power first, then which decision, why, and what comes next."""

from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, language, write_date
from registry_app.core.pdf import iso, palette
from registry_app.providers.applications.states import State
from registry_app.providers.authorisations.models import SetAside
from registry_app.providers.authorisations.reports import name_of
from registry_app.providers.authorisations.states import outcome_words
from registry_app.providers.powers.states import Mode


def what_next(back_to: State) -> str:
    """The step that is taken anew, in a sentence."""
    return {
        State.RECOMMENDED: _("The decision is taken anew, by another person than the one who set it aside."),
        State.VISITED: _("The recommendation is made anew, and then the decision."),
        State.VETTING: _("The people are checked and the home is visited anew, before it is decided."),
    }[back_to]


def story(written: SetAside, office: str, numbers: list[str], locale: str) -> list[Any]:
    """The letter as parts."""
    ruling, recommended = written.ruling, written.mode is Mode.RECOMMEND
    application, lines = ruling.application, written.power_lines[language()]
    home = application.home
    rows = [
        (_("Addressed to"), office if recommended or home is None else name_of(home.organisation, language())),
        (_("Application"), iso(application.number or "")),
        *([(_("Home"), name_of(home, language())), (_("Register number"), iso(home.register_number))] if home else []),
        (_("Date"), write_date(written.on)),
        (_("Decision of before"), f"{outcome_words(ruling.outcome)} · {write_date(ruling.on)}"),
    ]
    if numbers:
        rows.append((_("Certificate"), "\n".join(iso(number) for number in numbers)))
    title = _("Recommendation to set a decision aside") if recommended else _("A decision is set aside")
    reasons = [line.strip() for line in written.reason.splitlines() if line.strip()]
    down = _("The certificate is not in force from today. Take it down from the door.")
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
        pdf.heading(title, locale),
        pdf.facts(rows, locale),
        pdf.heading(_("Reasons"), locale, 3),
        *(pdf.para(f"{iso(f'{no}.')} {reason}", locale) for no, reason in enumerate(reasons, start=1)),
        pdf.heading(_("What comes next"), locale, 3),
        pdf.para(what_next(written.back_to), locale),
        *([pdf.para(down, locale, bold=True)] if numbers else []),
        pdf.para(_("The decision of before and its letter stay on file and can be read."), locale),
        pdf.spacer(8),
        pdf.para(written.by.name, locale, bold=True, align="start"),
        pdf.para(_("Authorising officer, Sindh Child Protection Authority"), locale),
    ]


def letter(written: SetAside, office: str, numbers: list[str], code: str) -> bytes:
    """The letter in one language, as PDF bytes; `office` is the title of the office in that language."""
    made_up = bool(current_app.config["SETTINGS"].made_up)

    def write() -> bytes:
        return pdf.build(
            story(written, office, numbers, code),
            locale=code,
            title=f"{written.ruling.application.number} {_('Set aside')}",
            made_up=made_up,
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    made: bytes = in_language(code, write)
    return made
