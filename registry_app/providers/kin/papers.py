"""The letters of a temporary approval as they were given, or written anew where they were loaded in bulk."""

from registry_app.core import files
from registry_app.providers.authorisations.papers import PDF as PDF
from registry_app.providers.kin import reports
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act


def letter(approval: KinApproval, code: str) -> bytes:
    """The letter in `code`."""
    for kept in approval.letters:
        if kept.language == code:
            return files.read(kept.file)
    return reports.letter(approval, powers.power(Act.AUTHORISE, approval.on).office.title_in(code), code)
