"""What messages add to an inspector's brief: themes that were told often enough, never a word and never one message.

A theme is named from three messages on, the number from which the rules themselves see a pattern (complaints-0.1.yaml
`triage.rules`): an inspector who asks about a theme then gives nobody away. What is about inspectors stays out.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from complaints.models import Complaint
from complaints.states import About, Category
from registry_app.core.db import db
from registry_app.core.i18n import label

ENOUGH, DAYS = 3, 365
OF_PLANNERS = (About.INSPECTOR, About.DISTRICT_OFFICER, About.SWD_DIRECTORATE, About.SCPA)
"""Messages about those who plan visits: they count in nothing that a planner sees."""


@dataclass(frozen=True)
class Themes:
    """Themes of messages about a home, by category."""

    def words(self) -> dict[str, str]:
        """Each theme in the page's language."""
        return {category.value: label(category) for category in Category}

    def themes(self, home_id: uuid.UUID, on: date) -> list[dict[str, Any]]:
        """[{"theme", "messages"}] of the last twelve months, told at least three times, the most told first."""
        since = _since(on, DAYS)
        query = select(Complaint.category, func.count()).where(
            Complaint.home_id == home_id, Complaint.arrived_at >= since, Complaint.about != About.INSPECTOR
        )
        rows = db.session.execute(query.group_by(Complaint.category).having(func.count() >= ENOUGH))
        found = [{"theme": category.value, "messages": number} for category, number in rows]
        return sorted(found, key=lambda one: (-int(one["messages"]), str(one["theme"])))

    def numbers(self, on: date) -> dict[uuid.UUID, int]:
        """Home -> how many themes were told at least three times in the last twelve months; for the planner."""
        query = select(Complaint.home_id, Complaint.category).where(Complaint.arrived_at >= _since(on, DAYS), *_PLANNED)
        found: dict[uuid.UUID, int] = defaultdict(int)
        for home_id, _category in db.session.execute(
            query.group_by(Complaint.home_id, Complaint.category).having(func.count() >= ENOUGH)
        ):
            if home_id:
                found[home_id] += 1
        return found

    def spoken(self, since: date, enough: int) -> set[uuid.UUID]:
        """Homes about which at least `enough` messages came since that day; fewer than three are never asked for."""
        query = select(Complaint.home_id).where(Complaint.arrived_at >= _since(since, 0), *_PLANNED)
        found = db.session.scalars(query.group_by(Complaint.home_id).having(func.count() >= max(enough, ENOUGH)))
        return {home_id for home_id in found if home_id}


_PLANNED = (Complaint.home_id.is_not(None), Complaint.about.not_in(OF_PLANNERS))


def _since(on: date, days: int) -> datetime:
    return datetime.combine(on - timedelta(days=days), time.min, UTC)


GIVERS = (Themes(),)
