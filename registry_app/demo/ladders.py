"""Why a child is not lower on the ladder: one dated answer for every lower rung, and the warrant that rests on them."""

from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from registry_app.core import rulebook
from registry_app.demo.bulk import Rows, sealed
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Place
from registry_app.placements.models import LadderAnswer, Warrant, WarrantRung
from registry_app.placements.states import RANKS, AnswerStatus, Rung, WarrantStatus

SEARCH = "R11_NO_APPROVED_CARER_AVAILABLE"
EVIDENCE = {
    "R01_DECEASED": "Two witness statements, taken by the officer",
    "R02_NOT_TRACED": "Tracing log: visits, letters, union council",
    "R03_UNSAFE_ABUSE": "Assessment by the officer, with the reference of the medical report",
    "R04_CANNOT_CARE_WITH_SUPPORT": "Help offered: cash, clinic, visits; the result is in the assessment",
    "R05_REFUSES_TO_CARE": "Talk at the relative's house, reasons written down",
    "R10_NOT_SUITABLE_ON_ASSESSMENT": "Home study",
    SEARCH: "Search of the register: the whole division, no free place that fits",
    "R13_SIBLINGS_WOULD_BE_SPLIT": "Capacity offered: one place; the children wish to stay together",
    "R16_AGE_OR_CAPACITY": "Under 16",
}
POSSIBLE: dict[Rung, tuple[str, ...]] = {
    Rung.PRESERVE: ("R03_UNSAFE_ABUSE", "R04_CANNOT_CARE_WITH_SUPPORT", "R01_DECEASED"),
    Rung.REUNIFY: ("R03_UNSAFE_ABUSE", "R02_NOT_TRACED", "R01_DECEASED"),
    Rung.KINSHIP: ("R05_REFUSES_TO_CARE", "R10_NOT_SUITABLE_ON_ASSESSMENT", "R02_NOT_TRACED"),
    Rung.GUARDIAN: (SEARCH, "R05_REFUSES_TO_CARE"),
    Rung.FOSTER: (SEARCH, SEARCH, "R13_SIBLINGS_WOULD_BE_SPLIT"),
    Rung.KAFALAH: (SEARCH, "R10_NOT_SUITABLE_ON_ASSESSMENT"),
    Rung.SIL: ("R16_AGE_OR_CAPACITY",),
    Rung.SMALL_GROUP: (SEARCH,),
}
REVIEW_DAYS = 28


@cache
def valid_days() -> dict[str, int | None]:
    """For how many days each reason holds, as the rules say; None: it does not expire."""
    body = rulebook.body(rulebook.versions("gatekeeping", "gatekeeping")[-1])
    return {code["code"]: code["valid_days"] for code in _codes(body)}


def _codes(body: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body["reason_codes"]["allowed"]
    return found


def lower(rung: Rung) -> list[Rung]:
    """The rungs that come before this one."""
    return [one for one in Rung if RANKS[one] < RANKS[rung]]


class Ladders:
    """Answers, warrants and their rungs, waiting to be stored."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.answers, self.warrants, self.rungs = Rows(LadderAnswer), Rows(Warrant), Rows(WarrantRung)
        self.decided: list[tuple[UUID, UUID, Place, date]] = []
        """(decision, child, home, day) of every warrant, for those who tell about the decisions."""

    def warrant(self, child_id: UUID, place: Place, decided: date, officer: Any) -> UUID:
        """A decision of that day for this child and home, with every lower rung answered in the days before."""
        key, decision = self.chance.key(), self.chance.key()
        rung = Rung(place.care.value)
        confirmed = self.chance.yes(0.5)
        self.warrants.add(
            id=key, child_id=child_id, home_id=place.id, care_type=place.care, decided_on=decided, decision_id=decision,
            status=WarrantStatus.CONFIRMED if confirmed else WarrantStatus.INTERIM,
            court_order=f"Family Court {place.district[3:]}, No. {self.chance.randint(10, 900)}" if confirmed else None,
            review_on=decided + timedelta(days=REVIEW_DAYS), rules_version="0.1",
        )  # fmt: skip
        for one in lower(rung):
            answer = self.answer(child_id, one, decided - timedelta(days=self.chance.randint(0, 10)), officer)
            self.rungs.add(warrant_id=key, rung=one, child_id=child_id, answer_id=answer)
        self.decided.append((decision, child_id, place, decided))
        return key

    def answer(self, child_id: UUID, rung: Rung, on: date, officer: Any) -> UUID:
        """Why this rung is no way, with what shows it."""
        key, code = self.chance.key(), self.chance.choice(POSSIBLE[rung])
        days = valid_days()[code]
        self.answers.add(
            id=key, child_id=child_id, rung=rung, rank=RANKS[rung],
            status=AnswerStatus.NOT_AVAILABLE if code == SEARCH else AnswerStatus.RULED_OUT, code=code,
            evidence_sealed=sealed(LadderAnswer, "evidence_sealed", key, EVIDENCE[code]), answered_on=on,
            valid_until=None if days is None else on + timedelta(days=days), officer_id=officer.id,
            recorded_at=at(on, 15),
        )  # fmt: skip
        return key
