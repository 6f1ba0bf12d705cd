"""Certificates and letters as they were given: the kept bytes or, where loaded in bulk without them, written anew."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry_app.core import files
from registry_app.core.i18n import LANGUAGES, in_language
from registry_app.providers.authorisations import queries, reports
from registry_app.providers.authorisations.models import Authorisation, Ruling
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers import reports as power_reports
from registry_app.providers.powers.states import Act

PDF = "application/pdf"


def power_lines(act: Act, on: date) -> dict[str, list[str]]:
    """What a letter says of the power, by language."""
    return {code: in_language(code, lambda: list(power_reports.authority(act, on).lines)) for code in LANGUAGES}


def _kept(papers: Sequence[Any], code: str) -> bytes | None:
    found = next((paper for paper in papers if paper.language == code), None)
    return files.read(found.file) if found else None


def certificate(authorisation: Authorisation, code: str) -> bytes:
    """The certificate in `code` as it was given."""
    kept = _kept(authorisation.papers, code)
    if kept is not None:
        return kept
    ruling = authorisation.ruling
    lines = ruling.power_lines if ruling else power_lines(Act.AUTHORISE, authorisation.decided_on)
    return reports.certificate(authorisation, lines, code)


def letter(ruling: Ruling, code: str) -> bytes:
    """The letter of a ruling in `code` as it was sent."""
    kept = _kept(ruling.letters, code)
    home = ruling.application.home
    if kept is not None or home is None:
        return kept or b""
    office = powers.power(Act.AUTHORISE, ruling.on).office.title_in(code)
    numbers = [one.certificate_number for one in queries.given_by(ruling.application)]
    return reports.letter(ruling, home, office, numbers, code)
