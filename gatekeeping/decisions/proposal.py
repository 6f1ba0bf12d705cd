"""The proposal as the rules take it, built from the rows of a case: the same input as `registry gatekeep`."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import Presence
from gatekeeping.cases import queries as cases
from gatekeeping.cases import search
from gatekeeping.cases.models import Case, ChildView, Match
from gatekeeping.decisions import queries
from gatekeeping.decisions.states import Choice
from gatekeeping.rules import Judgement, book, judge, judgement
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements import queries as placements
from registry_app.placements.models import LadderAnswer, Stay
from registry_app.placements.states import RANKS, Rung
from registry_app.providers.ties.queries import tied_homes


@dataclass(frozen=True)
class Seated:
    """A member in this case: who, which seat, here or not, and what keeps the member from voting."""

    user: User
    seat: Any
    presence: Presence
    conflicts: tuple[str, ...]
    presented: bool

    @property
    def counts(self) -> bool:
        return self.presence is not Presence.ABSENT and not self.conflicts and not self.presented


def members(case: Case, meeting: Meeting) -> list[Seated]:
    """The seats of the body today, with roll call and conflicts: declared, found by ties, or by having prepared it."""
    here, declared = bodies.presence(meeting), {row.user_id: row.note for row in case.interests}
    made = []
    for seat in bodies.seats(meeting.body, clock.today()):
        conflicts = [declared[seat.user_id]] if seat.user_id in declared else []
        if case.home_id is not None and case.home_id in tied_homes(seat.user):
            conflicts.append("tie to the proposed home")
        made.append(
            Seated(
                user=seat.user,
                seat=seat.seat,
                presence=here.get(seat.user_id, Presence.ABSENT),
                conflicts=tuple(conflicts),
                presented=seat.user_id == case.officer_id,
            )
        )
    return made


def _panel(case: Case, meeting: Meeting, votes: Mapping[uuid.UUID, Choice]) -> dict[str, Any]:
    return {
        "urgent": meeting.urgent,
        "members": [
            {
                "id": str(one.user.id),
                "seat": one.seat.value,
                "woman": one.user.woman,
                "from_swd": one.user.agency.value == "SWD",
                "present": one.presence is not Presence.ABSENT,
                "conflicts": list(one.conflicts),
                "presented": one.presented,
                "vote": votes[one.user.id].value if one.user.id in votes else None,
            }
            for one in members(case, meeting)
        ],
    }


def ladder(case: Case) -> dict[str, Any]:
    """Every rung as it was answered; a rung found possible is marked as chosen."""
    made: dict[str, Any] = {}
    for rung, answers in cases.newest_answers(case.child).items():
        # An older answer may hold longer than a newer search: the rung is read as the answer that holds says.
        counts = next((a for a in answers if holds(a, clock.today())), answers[0])
        made[rung.value] = {"status": counts.status.value, "reasons": [_reason(a) for a in answers]}
    for code in case.possible:
        made[code] = {"status": "CHOSEN", "reasons": []}
    return made


def _reason(answer: LadderAnswer) -> dict[str, Any]:
    # The evidence itself is sealed and stays with the answer; the rules ask only that there is some.
    return {
        "code": answer.code,
        "evidence": [f"answer {answer.id}"],
        "on": answer.answered_on.isoformat(),
        "officer": str(answer.officer_id),
    }


def holds(answer: LadderAnswer, on: date) -> bool:
    """The answer was given by that day and had not expired."""
    return answer.answered_on <= on and (answer.valid_until is None or answer.valid_until >= on)


def answers_that_hold(case: Case, below: Rung, on: date) -> dict[Rung, LadderAnswer]:
    """For each rung before `below` the newest answer that holds on the day; what a warrant rests on."""
    found = {}
    for rung, answers in cases.newest_answers(case.child).items():
        if RANKS[rung] < RANKS[below]:
            holding = [a for a in answers if holds(a, on)]
            if holding:
                found[rung] = holding[0]
    return found


def _child(case: Case, match: Match, view: ChildView | None, on: date) -> dict[str, Any]:
    child, assessed = case.child, cases.assessment(case)
    siblings = len(placements.siblings_in_care(child))
    return {
        "age_years": child.age(on),
        "sex": child.sex.value,
        "home_district": child.home_district,
        "unaccompanied_or_separated": child.unaccompanied,
        "tracing_exhausted": assessed.tracing_exhausted if assessed else None,
        "siblings_in_care": siblings,
        "siblings_kept_together": match.siblings_together if siblings else None,
        "objects": (match.care_type.value in view.objects_to) if view else None,
        "age_disputed": bool(assessed and assessed.age_disputed) or child.age_method.value in ("ESTIMATED", "DISPUTED"),
        "special_needs": search.needs_of(child.special_needs),
        "moves_last_12_months": placements.moves_since(child, on - timedelta(days=365)),
        "in_conflict_with_law": assessed.in_conflict_with_law if assessed else None,
    }


def _proposed(match: Match, here: Stay | None) -> dict[str, Any]:
    home, service = match.home, match.service
    made: dict[str, Any] = {
        "care_type": match.care_type.value,
        "distance_km": match.distance_km,
        "district": home.district if home else None,
        "school_changes": match.school_changes,
        "culture_mismatch": match.culture_mismatch,
        "religion_mismatch": match.religion_mismatch,
        # Every home of the register lies in Sindh; a stay abroad is for a court alone.
        "outside_pakistan": False,
        "provider": None,
    }
    if home is not None and service is not None:
        living = search.authorisations(home.services)
        facts = search.provider_facts(service, living, search.present_without(home, here))
        if facts["mixed_sex_unit_unrelated_10_plus"] is None:
            facts["mixed_sex_unit_unrelated_10_plus"] = match.shares_unit
        made["provider"] = facts
        made["offender_hit"] = search.offender_hit(home)
    return made


def referrer(case: Case) -> str:
    """Who referred, as the rules compare it with the receiving provider."""
    return str(case.referrer_organisation_id or case.source.value)


def approved_exceptions(case: Case, on: date) -> list[dict[str, Any]]:
    """What offices lifted for this case and still holds on the day."""
    return [
        {"id": o.rule, "ground": o.ground, "approver": o.office.value, "until": o.until.isoformat()}
        for o in queries.overrides(case, on)
        if o.until is not None
    ]


def build(
    case: Case, meeting: Meeting | None = None, votes: Mapping[uuid.UUID, Choice] | None = None
) -> dict[str, Any] | None:
    """The proposal of this case today, or None while nothing is proposed.

    No emergency is named here, although one may run: it lifts rules for the nights until the body sits, and a decision
    must stand without it. A new decision begins INTERIM; a court's order confirms it.
    """
    match = cases.match(case)
    if match is None:
        return None
    on, view, assessed = clock.today(), cases.child_view(case), cases.assessment(case)
    return {
        "on": on.isoformat(),
        "child": _child(case, match, view, on),
        "parent_objects": assessed.parent_objects if assessed else None,
        "proposed": _proposed(match, placements.open_stay(case.child_id)),
        "referrer_organisation": referrer(case),
        "independent_cpo_assessment": assessed.independent if assessed else None,
        "assessment_on": assessed.on_day.isoformat() if assessed else None,
        "emergency": None,
        "escort_is_woman": match.escort_is_woman,
        "participation_recorded": view is not None,
        "ladder": ladder(case),
        "panel": _panel(case, meeting, votes or {}) if meeting else None,
        "status": "INTERIM",
        "court_order": None,
        "approved_exceptions": approved_exceptions(case, on),
        "months_in_group_care": _months_in_group(case, on),
    }


def _months_in_group(case: Case, on: date) -> float:
    """Months of the open stay when it is group care; a new decision of the body is what BX04 asks for after six."""
    here = placements.open_stay(case.child_id)
    if here is None or here.care_type is None or here.care_type.value not in book(on).group_care:
        return 0
    return round((on - clock.local(here.started_at).date()).days / 30.44, 1)


def weighed(case: Case, meeting: Meeting | None = None) -> Judgement | None:
    """The rules' answer with sentences that a page can translate, before anybody has voted."""
    proposal = build(case, meeting)
    return None if proposal is None else judgement(proposal)


def judged(proposal: dict[str, Any]) -> dict[str, Any]:
    """The answer of `registry gatekeep` itself."""
    return judge(proposal)


def fresh(case: Case) -> Case:
    """The case as it stands now, inside the transaction that decides about it."""
    db.session.refresh(case, ["interests"])
    return case
