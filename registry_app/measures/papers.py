"""The letters of a measure in three languages, kept byte for byte as they were given."""

from datetime import date
from typing import Any

from registry_app.core import files
from registry_app.core.db import db
from registry_app.core.i18n import LANGUAGES, in_language
from registry_app.core.i18n import lazy as _
from registry_app.measures import reports
from registry_app.measures.access import in_anothers_place
from registry_app.measures.models import Measure, MeasurePaper
from registry_app.measures.states import PaperKind
from registry_app.providers.homes.states import Ownership
from registry_app.providers.powers import reports as power_reports
from registry_app.providers.powers.states import Act

PDF = "application/pdf"
IN_ITS_PLACE = _("The office with this power runs the home itself. The Authority decides in its place.")


def power_lines(act: Act, run_by: Ownership) -> dict[str, list[str]]:
    """What the letter says of its power today, by language, and who decides where its office runs the home."""
    return {code: in_language(code, lambda: lines_of(act, run_by)) for code in LANGUAGES}


def lines_of(act: Act, run_by: Ownership) -> list[str]:
    """The lines of the power in the language of the moment."""
    lines = list(power_reports.authority(act).lines)
    if in_anothers_place(act, run_by):
        lines.insert(1, str(IN_ITS_PLACE))
    return lines


def write_papers(measure: Measure, kind: PaperKind, actor: Any, hearing_on: date | None = None) -> None:
    """Write the letter and keep it. Needs an open transaction."""
    db.session.flush()
    db.session.refresh(measure)
    for code in LANGUAGES:
        written = reports.letter(measure, kind, code, hearing_on=hearing_on)
        name = f"{measure.number}-{kind.value.lower()}-{code}.pdf"
        stored = files.keep(written, media_type=PDF, name=name, actor=actor)
        db.session.flush()
        db.session.add(MeasurePaper(measure_id=measure.id, kind=kind, language=code, file_id=stored.id))
    db.session.flush()
    db.session.expire(measure, ["papers"])


def paper(measure: Measure, kind: PaperKind, code: str) -> bytes | None:
    """The letter as it was given; None where there is none."""
    found = next((one for one in measure.papers if one.kind is kind and one.language == code), None)
    return files.read(found.file) if found else None
