"""Is a certificate real, and in force today? What is said about a number, and never more than that."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry_app.core import codes
from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.register.facts import PublicHome
from registry_app.providers.register.queries import Eyes
from registry_app.providers.seals import queries as seals
from registry_app.providers.seals.rules import Sealed
from registry_app.providers.seals.states import Seal
from registry_app.providers.seals.wording import signed

NUMBER = re.compile(r"SCPA-(\d{4})-(\d{5,9})-([A-Z])")
CODE = re.compile(r"/verify/([^/?#\s]+)(?:\?c=([\w.-]+))?")


class Answer(StrEnum):
    """What a look at a certificate number gives."""

    IN_FORCE = "IN_FORCE"
    NOT_YET = "NOT_YET"
    SUSPENDED = "SUSPENDED"
    REPLACED = "REPLACED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    CLOSED = "CLOSED"
    SET_ASIDE = "SET_ASIDE"
    UNKNOWN = "UNKNOWN"
    MISTYPED = "MISTYPED"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    SEAL_BROKEN = "SEAL_BROKEN"


labels(
    {
        Answer.IN_FORCE: _("This certificate is real and in force today."),
        Answer.NOT_YET: _("This certificate is real, but not in force yet."),
        Answer.SUSPENDED: _("This certificate is real, but suspended: no new child may be placed."),
        Answer.REPLACED: _("This certificate is real, but a newer one has replaced it."),
        Answer.EXPIRED: _("This certificate is real, but its last day is over."),
        Answer.CANCELLED: _("This certificate was cancelled. It is not in force."),
        Answer.CLOSED: _("This home closed. Its certificate is not in force."),
        Answer.SET_ASIDE: _("The decision behind this certificate was set aside. It is not in force."),
        Answer.UNKNOWN: _("No certificate with this number was ever given."),
        Answer.MISTYPED: _("This number cannot be right: its last letter does not fit. Look again at the certificate."),
        Answer.NOT_A_NUMBER: _("This is not a certificate number. It looks like SCPA-2026-00042-K."),
        Answer.SEAL_BROKEN: _("The signature in this code does not fit. Do not trust this paper."),
    }
)


@dataclass(frozen=True)
class Checked:
    """The answer, and of a certificate that exists what it says in public."""

    number: str
    answer: Answer
    on: date
    authorisation: Authorisation | None = None
    home: PublicHome | None = None
    seal: Seal = Seal.NONE
    sealed: Sealed | None = None

    @property
    def signed(self) -> list[tuple[str, str]]:
        """What the office signed, in words, as far as it is public of this home today."""
        if self.sealed is None or self.home is None:
            return []
        return signed(self.sealed, named=bool(self.home.names), open_=not (self.home.shelter or self.home.household))

    @property
    def dated(self) -> bool:
        """Whether the kind and the days are said: of a shelter for survivors only to who holds its signed code.

        Numbers can be tried one by one, and the days could be laid beside what is known elsewhere.
        """
        return self.home is not None and (not self.home.shelter or self.seal is Seal.FITS)

    @property
    def found(self) -> bool:
        """Whether there is such a certificate."""
        return self.authorisation is not None


def typed(number: str) -> str:
    """A certificate number as somebody types it: spaces, lower case and the dash of a telephone's keyboard forgiven."""
    return re.sub(r"[‐-―−]", "-", re.sub(r"\s", "", number)).upper()[:40]


def typed_or_read(text: str) -> tuple[str, str]:
    """(number, token) of what somebody typed: a number, or all that a reader of codes showed them."""
    code = CODE.search(text)
    return (typed(code[1]), code[2] or "") if code else (typed(text), "")


def check(number: str, look: Eyes, token: str | None = None) -> Checked:
    """Look up one certificate number as it stands on the day, and what the code beside it carries.

    A code whose signature does not fit gets no other word than that: not even whether there is such a number.
    """
    number = typed(number)
    code = seals.look_at(token, number)
    if code.seal is Seal.DOES_NOT_FIT:
        return Checked(number, Answer.SEAL_BROKEN, look.today, seal=code.seal)
    if not NUMBER.fullmatch(number):
        return Checked(number, Answer.NOT_A_NUMBER, look.today)
    if not codes.well_formed(number):
        return Checked(number, Answer.MISTYPED, look.today)
    found = queries.by_number(number)
    if found is None:
        return Checked(number, Answer.UNKNOWN, look.today, seal=code.seal)
    answer = _answer(found, look.today)
    return Checked(number, answer, look.today, found, look.see(found.home), code.seal, code.sealed)


def _answer(found: Authorisation, today: date) -> Answer:
    if found.replaced_by_id is not None and found.ended_on is not None and found.ended_on <= today:
        return Answer.REPLACED
    ended = {
        "CANCELLED": Answer.CANCELLED, "CLOSED_VOLUNTARILY": Answer.CLOSED, "EXPIRED": Answer.EXPIRED,
        "SET_ASIDE": Answer.SET_ASIDE,
    }  # fmt: skip
    if found.standing in ended:
        return ended[found.standing]
    if found.until < today:
        return Answer.EXPIRED
    if found.standing == "SUSPENDED":
        return Answer.SUSPENDED
    return Answer.IN_FORCE if rules.stands(found.standing, found.start, found.until, today) else Answer.NOT_YET
