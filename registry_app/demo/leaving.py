"""How children of the demonstration left, each way out with the facts that it has to show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from registry_app.core import clock
from registry_app.demo.bulk import Rows, sealed
from registry_app.demo.chance import Chance, at
from registry_app.placements.exits import rules
from registry_app.placements.exits.models import FACTS, DeathReview
from registry_app.placements.exits.rules import WAYS, Facts
from registry_app.placements.exits.states import Cause, CourtType
from registry_app.placements.models import Stay
from registry_app.placements.states import Exit

if TYPE_CHECKING:
    from registry_app.demo.children import Young
    from registry_app.demo.people import People

COURTS = {CourtType.MAGISTRATE: 50, CourtType.FAMILY_COURT: 45, CourtType.HIGH_COURT: 5}
CAUSES = {
    Cause.BORN_WEAK: 40, Cause.ILLNESS: 35, Cause.ACCIDENT: 10, Cause.VIOLENCE: 4, Cause.OWN_HAND: 1,
    Cause.NOT_YET_KNOWN: 10,
}  # fmt: skip
FOUND_DEAD = 0.3
NOT_BURIED = 0.1
LATE_REVIEW = 0.15
AUTHORITIES = {
    "OUT-PB": "Child Protection and Welfare Bureau, Lahore",
    "OUT-KP": "Child Protection and Welfare Commission, Peshawar",
    "OUT-BA": "Social Welfare Department, Quetta",
    "OUT-ICT": "Child Protection Institute, Islamabad",
}


def facts(chance: Chance, people: People, young: Young, end: tuple[datetime, Exit] | None, key: UUID) -> dict[str, Any]:
    """The columns of leaving for a row of `stay`; all of them empty while the child is there."""
    if end is None:
        return {"ended_at": None, "exit": None, **dict.fromkeys(FACTS)}
    moment, way_out = end
    said = _said(chance, people, young, moment, way_out)
    return {
        "ended_at": moment, "exit": way_out, "exit_to": rules.destination(way_out, said),
        "exit_district": rules.district(way_out, said, young.district), "exit_order": said.order,
        "exit_court": said.court, "exit_authority": said.authority,
        "destination_sealed": sealed(Stay, "destination_sealed", key, said.words),
        "nikahnama_number": said.nikahnama_number, "consent_on": said.consent_on, "consent_to_id": said.consent_to_id,
        "death_cause": said.cause, "death_certified_by": said.certified_by, "found_dead": said.found_dead,
        "burial_place_sealed": sealed(Stay, "burial_place_sealed", key, said.burial_place),
        "burial_number": said.burial_number,
        "burial_pending": said.burial_pending if way_out is Exit.DIED else None,
        "police_on": said.police_on, "police_number": said.police_number,
        "death_review_on": rules.review_due(way_out, clock.local(moment).date()),
    }  # fmt: skip


def _said(chance: Chance, people: People, young: Young, moment: datetime, way_out: Exit) -> Facts:
    on, needs = clock.local(moment).date(), WAYS[way_out].needs
    if way_out is Exit.DIED:
        pending = chance.yes(NOT_BURIED)
        return Facts(
            cause=chance.one_of(CAUSES), certified_by="Medico-legal officer, Civil Hospital",
            found_dead=chance.yes(FOUND_DEAD), burial_place=None if pending else "Made up. Graveyard of the town",
            burial_number=None if pending else str(chance.randint(100, 9999)), burial_pending=pending, police_on=on,
            police_number=str(chance.randint(100, 9999)),
        )  # fmt: skip
    if way_out is Exit.MARRIED_ADULT:
        return Facts(
            nikahnama_number=f"{young.place.district[3:]}-{chance.randint(100, 9999)}/{on.year}",
            consent_on=on - timedelta(days=chance.randint(1, 20)),
            consent_to_id=people.of("cpo", young.place.district).id,
        )  # fmt: skip
    if way_out is Exit.OTHER_PROVINCE:
        province = young.district if young.district in AUTHORITIES else chance.choice(list(AUTHORITIES))
        return Facts(district=province, authority=AUTHORITIES[province])
    if way_out is Exit.CONSULAR_OR_UNHCR:
        return Facts(authority="UNHCR, Karachi", to=WAYS[way_out].to[1])
    if "order" in needs:
        return Facts(order=f"No. {chance.randint(10, 900)} of {on.year}", court=chance.one_of(COURTS))
    near = young.district if young.district.startswith("SD-") else None
    return Facts(district=near if WAYS[way_out].to else None, police_on=on if way_out is Exit.MISSING else None)


def review(chance: Chance, rows: Rows, head: Any, stay: UUID, died: datetime) -> None:
    """Most deaths of the past were reviewed in time; some wait."""
    held = clock.local(died).date() + timedelta(days=chance.randint(5, 13))
    if held > clock.today() or chance.yes(LATE_REVIEW):
        return
    key = chance.key()
    rows.add(
        id=key, stay_id=stay, held_on=held, cause=Cause.ILLNESS, certified_by="Medico-legal officer, Civil Hospital",
        burial_place_sealed=sealed(DeathReview, "burial_place_sealed", key, "Made up. Graveyard of the town"),
        burial_number=str(chance.randint(100, 9999)),
        findings_sealed=sealed(DeathReview, "findings_sealed", key, "Made up. The doctor was called in time."),
        recorded_by=head.id, recorded_at=at(held, 15),
    )  # fmt: skip
