"""What the letters of the list say of the power, and the letters as they were sent."""

from datetime import date
from typing import Any

from registry_app.core import clock, files
from registry_app.core.db import db
from registry_app.core.i18n import LANGUAGES, in_language
from registry_app.core.i18n import gettext as _
from registry_app.providers.offenders import queries, reports, rules
from registry_app.providers.offenders.models import OffenderEntry, OffenderLetter
from registry_app.providers.offenders.states import LetterKind
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers import reports as power_reports
from registry_app.providers.powers.states import Act, Mode

PDF = "application/pdf"


def power_lines(on: date, mode: Mode) -> dict[str, list[str]]:
    """What a letter says of the power, by language."""
    return {code: in_language(code, lambda: _lines(on, mode)) for code in LANGUAGES}


def _lines(on: date, mode: Mode) -> list[str]:
    said = power_reports.authority(Act.LIST_OFFENDER, on)
    if mode is said.mode or mode is Mode.ACT:
        return list(said.lines)
    # The power may act, but not on this ground.
    first = _("This is a recommendation to: %(office)s.", office=said.office)
    return [first, _("That office may list nobody on this ground: the ground is not in force."), *said.lines]


def mode_of(entry: OffenderEntry, on: date) -> Mode:
    """What a decision about this entry would be on the day: a listing, or a recommendation."""
    acts = powers.may_act(Act.LIST_OFFENDER, on) is Mode.ACT
    return Mode.ACT if rules.lists(acts, entry.ground, queries.grounds_in_force(on)) else Mode.RECOMMEND


def _days() -> int:
    return int(queries.book()["answer"]["days"])


def draft_notice(entry: OffenderEntry, code: str) -> bytes:
    """The notice in one language before it is served; the day of service is not in it yet."""
    lines = power_lines(clock.today(), mode_of(entry, clock.today()))
    return reports.letter(lambda spoken: reports.notice_story(entry, lines[spoken], _days(), spoken), entry, code)


def keep(entry: OffenderEntry, kind: LetterKind, mode: Mode, *, actor: Any) -> None:
    """Write the letter in three languages and keep it byte for byte. Needs an open transaction."""
    power, lines = powers.power(Act.LIST_OFFENDER), entry.power_lines
    if lines is None and entry.noticed_on:
        lines = power_lines(entry.noticed_on, mode_of(entry, entry.noticed_on))
    for code in LANGUAGES:

        def story(code: str) -> list[Any]:
            said = (lines or {})[code]
            if kind is LetterKind.NOTICE:
                return reports.notice_story(entry, said, _days(), code)
            return reports.decision_story(entry, power.office.title_in(code), said, code)

        written = reports.letter(story, entry, code)
        name = f"{entry.number}-{kind.value.lower()}-{code}.pdf"
        stored = files.keep(written, media_type=PDF, name=name, actor=actor)
        db.session.flush()
        db.session.add(OffenderLetter(entry_id=entry.id, kind=kind, mode=mode, language=code, file_id=stored.id))
    db.session.flush()
    db.session.refresh(entry, ["letters"])
