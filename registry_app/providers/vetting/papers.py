"""Letters to matched persons, written when the match is found and kept byte for byte."""

from uuid import UUID

from registry_app.core import audit, files
from registry_app.core.db import db, transactional
from registry_app.core.i18n import LANGUAGES
from registry_app.providers.vetting.models import MatchLetter, OffenderMatch

PDF = "application/pdf"


@transactional
def keep_letters(match_id: UUID) -> None:
    """The letter in three languages; whoever serves it prints it from the file."""
    # What draws letters is read in when one is written, not with every start of the program.
    from registry_app.providers.vetting import reports

    match = db.session.get_one(OffenderMatch, match_id)
    for code in LANGUAGES:
        written = reports.letter(match, code)
        stored = files.keep(written, media_type=PDF, name=f"{match.entry.number}-found-{code}.pdf", actor=None)
        db.session.flush()
        db.session.add(MatchLetter(match_id=match.id, language=code, file_id=stored.id))
    audit.note("match:write-letter", match, None)
    db.session.flush()
    db.session.refresh(match, ["letters"])
