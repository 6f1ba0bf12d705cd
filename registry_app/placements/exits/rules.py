"""What each way out has to show, as one table: who may leave so, with which facts, to whom. Plain Python.

`exit_rules` of gatekeeping.yaml: handing over needs an order; a marriage only of an adult with own consent to a woman
officer; a death its cause, who certified it, the grave and the police. The CHECKs of the table `stay` are made from
this very table, so that the form, the service and the database ask for the same.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.nadra.rules import is_affidavit
from registry_app.placements.states import Exit

ADULT_AGE = 18
DEATH_REVIEW_DAYS = 14
PROVINCES = ("OUT-PB", "OUT-KP", "OUT-BA", "OUT-ICT", "OUT-GB", "OUT-AJK")
ABROAD, UNKNOWN = "OUT-ABROAD", "OUT-UNKNOWN"
STAYS_ON = frozenset({Exit.NEW_BASIS, Exit.MOVED_PLACEMENT})
"""The child sleeps somewhere else or on another basis: a new line follows, so these are never chosen by hand."""


@dataclass(frozen=True)
class Facts:
    """What was said about a leaving. Everything may be missing; `faults` says what must not be."""

    order: str | None = None
    court: CourtType | None = None
    district: str | None = None
    to: Destination | None = None
    authority: str | None = None
    words: str | None = None
    nikahnama_number: str | None = None
    consent_on: date | None = None
    consent_to_id: Any = None
    consent_to_a_woman: bool = False
    cause: Cause | None = None
    certified_by: str | None = None
    found_dead: bool | None = None
    burial_place: str | None = None
    burial_number: str | None = None
    burial_pending: bool = False
    police_on: date | None = None
    police_number: str | None = None


@dataclass(frozen=True)
class Way:
    """One way out: the facts it cannot do without, to whom it leads, and whether it is for adults only."""

    needs: tuple[str, ...] = ()
    to: tuple[Destination, ...] = ()
    adult: bool = False
    districts: tuple[str, ...] = ()
    """Only these; empty: any place in Pakistan."""


ORDER = ("order", "court")
D = Destination
WAYS: dict[Exit, Way] = {
    Exit.REUNIFIED: Way(to=(D.PARENTS,)),
    Exit.KINSHIP: Way(to=(D.RELATIVES,)),
    Exit.GUARDIAN: Way(ORDER, (D.GUARDIAN,)),
    Exit.KAFALAH: Way(ORDER, (D.KAFIL,)),
    Exit.FOSTER: Way(to=(D.FOSTER_FAMILY,)),
    Exit.SIL: Way(to=(D.OWN_ROOM,)),
    Exit.MOVED_PLACEMENT: Way(),
    Exit.TURNED_18: Way(to=(D.OWN_ROOM, D.PARENTS, D.RELATIVES, D.NOT_KNOWN), adult=True),
    Exit.COURT_ENDED: Way(ORDER, (D.PARENTS, D.RELATIVES, D.CUSTODY, D.OTHER_PERSON)),
    Exit.MISSING: Way(),
    Exit.DIED: Way(("cause", "certified_by", "found_dead", "police_on")),
    Exit.GUARDIAN_ORDER: Way(ORDER, (D.GUARDIAN,)),
    Exit.KAFALAH_ORDER: Way(ORDER, (D.KAFIL,)),
    Exit.MARRIED_ADULT: Way(("nikahnama_number", "consent_on", "consent_to_id"), (D.SPOUSE,), adult=True),
    Exit.OTHER_PROVINCE: Way(("authority", "district"), (D.AUTHORITY,), districts=PROVINCES),
    Exit.ABROAD_BY_COURT: Way(
        ORDER, (D.PARENTS, D.RELATIVES, D.GUARDIAN, D.KAFIL, D.OTHER_PERSON), districts=(ABROAD,)
    ),
    Exit.CONSULAR_OR_UNHCR: Way(("authority",), (D.CONSULATE, D.UNHCR)),
    Exit.LEFT_ALONE_ADULT: Way(to=(D.OWN_ROOM, D.NOT_KNOWN), adult=True),
    Exit.NEW_BASIS: Way(),
}
MAY_GO_ABROAD = frozenset(
    {exit_ for exit_, way in WAYS.items() if way.adult} | {Exit.ABROAD_BY_COURT, Exit.CONSULAR_OR_UNHCR}
)
"""A child leaves Pakistan by a court's order or through its consulate or UNHCR; an adult decides alone (HB13)."""


def chosen_by_hand() -> list[Exit]:
    """What an officer may choose; a move or another basis is a new line instead."""
    return [one for one in Exit if one not in STAYS_ON]


def exits_that(quality: str) -> list[Exit]:
    """The ways out that need this fact."""
    return [one for one, way in WAYS.items() if quality in way.needs]


def faults(exit_kind: Exit, facts: Facts, *, age: int) -> list[str]:
    """What is missing or against the rules, as names of facts in the order of asking; `adult` comes first.

    >>> faults(Exit.KAFALAH_ORDER, Facts(order="12 of 2026"), age=6)
    ['court']
    """
    way = WAYS[exit_kind]
    found = ["adult"] if way.adult and age < ADULT_AGE else []
    found += [need for need in way.needs if getattr(facts, need) in (None, "")]
    if "order" in way.needs and is_affidavit(facts.order):
        found.append("affidavit")
    if exit_kind is Exit.MARRIED_ADULT and facts.consent_to_id is not None and not facts.consent_to_a_woman:
        found.append("woman")
    if exit_kind is Exit.DIED and not _burial_is_said(facts):
        found.append("burial")
    if facts.to is not None and facts.to not in way.to:
        found.append("to")
    return found + [one for one in _places(exit_kind, way, facts) if one not in found]


def _burial_is_said(facts: Facts) -> bool:
    """Place and number of the grave, or the plain word that the child is not buried yet; never half of it."""
    said = bool(facts.burial_place) and bool(facts.burial_number)
    none = not facts.burial_place and not facts.burial_number
    return said != facts.burial_pending and (said or none)


def _places(exit_kind: Exit, way: Way, facts: Facts) -> list[str]:
    if facts.district is None:
        return []
    if way.districts and facts.district not in way.districts:
        return ["district"]
    if facts.district == ABROAD and exit_kind not in MAY_GO_ABROAD:
        return ["abroad"]
    # A return to another province goes through the authority there, whoever receives the child in the end.
    return ["authority"] if facts.district in PROVINCES and not facts.authority and not way.adult else []


def days_wrong(facts: Facts, ended_on: date, today: date) -> list[str]:
    """Days that cannot be: a consent after the leaving, the police told tomorrow."""
    wrong = ["consent_late"] if facts.consent_on is not None and facts.consent_on > ended_on else []
    return wrong + (["police_late"] if facts.police_on is not None and facts.police_on > today else [])


def destination(exit_kind: Exit, facts: Facts) -> Destination | None:
    """To whom, where it was not said: the only one possible, or the first of several."""
    ways = WAYS[exit_kind].to
    return facts.to or (ways[0] if ways else None)


def district(exit_kind: Exit, facts: Facts, home_district: str) -> str | None:
    """Where to, where it was not said: home for a return to the parents, else not known; None when nowhere."""
    way = WAYS[exit_kind]
    if not way.to:
        return None
    if facts.district:
        return facts.district
    if len(way.districts) == 1:
        return way.districts[0]
    return home_district if exit_kind is Exit.REUNIFIED and home_district != ABROAD else UNKNOWN


def review_due(exit_kind: Exit, ended_on: date) -> date | None:
    """A death is reviewed within 14 days."""
    return ended_on + timedelta(days=DEATH_REVIEW_DAYS) if exit_kind is Exit.DIED else None


def out_of_place(exit_kind: Exit, facts: Facts) -> Facts:
    """The same facts without those that this way out does not know, such as a grave for a child who went home."""
    way = WAYS[exit_kind]
    kept = {*way.needs, "words", "police_on", "police_number"}
    kept |= {"to", "district", "authority"} if way.to else set()
    if exit_kind is Exit.DIED:
        kept |= {"burial_place", "burial_number", "burial_pending"}
    blank = Facts()
    return Facts(**{f.name: getattr(facts if f.name in kept else blank, f.name) for f in fields(Facts)})


def listed(exits: Collection[Exit]) -> str:
    """For a CHECK: 'A', 'B', in the order of the enum."""
    return ", ".join(f"'{one}'" for one in Exit if one in exits)
