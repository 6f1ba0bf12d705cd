"""Children for tests, and answers for rungs of their ladder."""

from datetime import date, timedelta
from typing import Any

from registry_app.core import clock
from registry_app.placements import services
from registry_app.placements.models import Child, LadderAnswer
from registry_app.placements.states import RANKS, AgeMethod, AnswerStatus, Rung, Sex


def a_child(years: int = 9, sex: Sex = Sex.BOY, **facts: Any) -> Child:
    """A child of so many years; `actor` may be given."""
    born = clock.today().replace(day=1) - timedelta(days=365 * years + 40)
    given = {"home_district": "SD-HYD", "age_method": AgeMethod.SAID, "actor": None, **facts}
    return services.know_child(sex=sex, born_earliest=born, born_latest=born, **given)


def answers_below(child: Child, rung: Rung, officer: Any, *, on: date | None = None) -> dict[Rung, LadderAnswer]:
    """An answer for every rung below `rung`, given on `on`."""
    on = on or clock.today()
    made = {}
    for lower in Rung:
        if RANKS[lower] >= RANKS[rung]:
            break
        searched = lower in (Rung.FOSTER, Rung.KAFALAH, Rung.SIL, Rung.SMALL_GROUP, Rung.GUARDIAN)
        code = "R11_NO_APPROVED_CARER_AVAILABLE" if searched else "R03_UNSAFE_ABUSE"
        made[lower] = services.answer_rung(
            child,
            lower,
            status=AnswerStatus.NOT_AVAILABLE if searched else AnswerStatus.RULED_OUT,
            code=code,
            evidence="Visit and conversation of this day",
            answered_on=on,
            valid_until=on + timedelta(days=14 if searched else 90),
            officer=officer,
        )
    return made
