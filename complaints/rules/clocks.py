"""The clocks of a message: calendar time for danger and serious harm, working days for the rest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from complaints.rules.book import Limits, Span, book_on
from registry_app.core.judging import Unusable
from registry_app.core.workdays import KARACHI, add_working_days


@dataclass(frozen=True)
class Clocks:
    """When each thing is due, in the time of Karachi; None for a clock that the level lacks."""

    first_contact_by: datetime
    child_safe_by: datetime | None
    investigation_starts_by: datetime | None
    decision_by: datetime

    def as_json(self) -> dict[str, str | None]:
        """ISO texts with +05:00, or null."""
        return {
            name: None if moment is None else moment.isoformat()
            for name, moment in (
                ("first_contact_by", self.first_contact_by),
                ("child_safe_by", self.child_safe_by),
                ("investigation_starts_by", self.investigation_starts_by),
                ("decision_by", self.decision_by),
            )
        }


def clocks_for(level: str, arrived_at: datetime, holidays: Collection[date]) -> Clocks:
    """The clocks of `level` from `arrived_at` (aware; the offline delay is not counted against anybody).

    Unusable when a clock would end after the last year of the calendar.
    """
    start = arrived_at.astimezone(KARACHI)
    return clocks_by(book_on(start.date()).levels[level], start, holidays)


def clocks_by(limits: Limits, start: datetime, holidays: Collection[date]) -> Clocks:
    """The same from the limits of one version; `start` is in the time of Karachi."""
    try:
        return Clocks(
            first_contact_by=_end(start, limits.first_contact, holidays),
            child_safe_by=_end_if(start, limits.child_safe, holidays),
            investigation_starts_by=_end_if(start, limits.investigation_starts, holidays),
            decision_by=add_working_days(start, limits.decision_working_days, holidays),
        )
    except OverflowError as error:
        raise Unusable("arrived_at lies outside the years that can be counted.") from error


def _end(start: datetime, span: Span, holidays: Collection[date]) -> datetime:
    if span.unit == "hours":
        return start + timedelta(hours=span.number)
    return add_working_days(start, span.number, holidays)


def _end_if(start: datetime, span: Span | None, holidays: Collection[date]) -> datetime | None:
    return None if span is None else _end(start, span, holidays)
