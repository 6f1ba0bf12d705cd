"""What messages add to an inspector's brief: themes that were told often enough, never a word and never one message.

A theme is named from three messages on, the number from which the rules themselves see a pattern (complaints-0.1.yaml
`triage.rules`): an inspector who asks about a theme then gives nobody away. What is about inspectors stays out.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from complaints.models import Complaint
from complaints.states import About, Category
from registry_app.core.db import db
from registry_app.core.i18n import label

ENOUGH, DAYS = 3, 365


@dataclass(frozen=True)
class Themes:
    """Themes of messages about a home, by category."""

    def words(self) -> dict[str, str]:
        """Each theme in the page's language."""
        return {category.value: label(category) for category in Category}

    def themes(self, home_id: uuid.UUID, on: date) -> list[dict[str, Any]]:
        """[{"theme", "messages"}] of the last twelve months, told at least three times, the most told first."""
        since = datetime.combine(on - timedelta(days=DAYS), time.min, UTC)
        query = select(Complaint.category, func.count()).where(
            Complaint.home_id == home_id, Complaint.arrived_at >= since, Complaint.about != About.INSPECTOR
        )
        rows = db.session.execute(query.group_by(Complaint.category).having(func.count() >= ENOUGH))
        found = [{"theme": category.value, "messages": number} for category, number in rows]
        return sorted(found, key=lambda one: (-int(one["messages"]), str(one["theme"])))


GIVERS = (Themes(),)
