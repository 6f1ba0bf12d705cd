"""What follows from the kind of a visit, read from one table by form, phone, report and register (`kinds-*.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from inspections.states import VisitType
from registry_app.core import clock, rulebook
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label

PACKAGE, NAME = "inspections", "kinds"


@dataclass(frozen=True)
class Kind:
    """One row of the table; the file says what each column means. `only`: the criteria it is kept to, None for all."""

    type: VisitType
    home: str
    grade: str
    whole: bool = False
    adds_open_actions: bool = False
    shows_earlier: bool = False
    chosen: bool = False
    children: bool = True
    named_to_home: bool = False
    only: frozenset[str] | None = None

    @property
    def of_authorised(self) -> bool:
        """Only a facility on the list gets it: it makes, checks or follows a grade."""
        return self.home == "authorised"

    @property
    def gives_grade(self) -> bool:
        return self.grade == "own"

    @property
    def keeps_grade(self) -> bool:
        """The last grade stays, unless a limiting rule bites."""
        return self.grade == "keeps"

    def for_phone(self) -> dict[str, Any]:
        """The same as the phone reads it."""
        return {"grade": self.grade, "whole": self.whole, "children": self.children, "earlier": self.shows_earlier}


@cache
def _table(version: rulebook.Version) -> Mapping[VisitType, Kind]:
    body = rulebook.body(version)
    rows = [Kind(**{**row, "type": VisitType(row["type"])}) for row in body["kinds"]]
    only = {VisitType.PRE_REGISTRATION: frozenset(body["before_children"])}
    return {row.type: Kind(**{**row.__dict__, "only": only.get(row.type)}) for row in rows}


def of(type: VisitType) -> Kind:
    """What follows from a kind by the table in force today; rulebook.UnknownVersion when none is."""
    return _table(rulebook.in_force(PACKAGE, NAME, clock.today()))[type]


def told_to_home(type: VisitType) -> str:
    """The kind in the words that the home reads, in the page's language."""
    return label(type) if of(type).named_to_home else _("Visit on some of the standards")
