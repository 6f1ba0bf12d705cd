"""What the pages show beside a report: both sides of each fact, the trace, the appeal and what this person may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections import after_queries, after_services
from inspections.after_models import CommentAnswer, Correction, GradeAppeal
from inspections.models import Visit
from inspections.states import CorrectionState, GradeAppealState, Permission, VisitState
from registry_app.core import clock
from registry_app.core.access import may


@dataclass(frozen=True)
class Beside:
    """Everything that was written beside one report; the last six say what the person may do now."""

    pairs: list[tuple[str, CommentAnswer | None]]
    corrections: Sequence[Correction]
    appeal: GradeAppeal | None
    appeal_until: date | None
    may_answer: bool
    may_propose: bool
    may_decide: bool
    may_appeal: bool
    may_decide_appeal: bool

    @property
    def waiting(self) -> list[Correction]:
        return [one for one in self.corrections if one.state is CorrectionState.PROPOSED]

    @property
    def may_act(self) -> bool:
        return self.may_answer or self.may_propose or self.may_decide or self.may_decide_appeal


def beside(visit: Visit, _actor: Any) -> Beside:
    """The facts beside a report, for the person signed in."""
    pairs, corrections = after_queries.pairs(visit), after_queries.corrections(visit)
    appeal, until = after_queries.appeal(visit), after_services.appeal_until(visit)
    published = visit.state is VisitState.PUBLISHED
    waiting = any(one.state is CorrectionState.PROPOSED for one in corrections)
    open_points = any(answer is None for _point, answer in pairs)
    in_time = until is not None and clock.today() <= until and appeal is None
    return Beside(
        pairs=pairs,
        corrections=corrections,
        appeal=appeal,
        appeal_until=until,
        may_answer=visit.state is VisitState.COMMENTED and open_points and may(Permission.ANSWER_COMMENT, visit),
        may_propose=published and may(Permission.PROPOSE_CORRECTION, visit),
        may_decide=waiting and may(Permission.DECIDE_CORRECTION, visit),
        may_appeal=in_time and may(Permission.APPEAL, visit),
        may_decide_appeal=appeal is not None and appeal.state is GradeAppealState.FILED
        and may(Permission.DECIDE_APPEAL, visit),
    )  # fmt: skip
