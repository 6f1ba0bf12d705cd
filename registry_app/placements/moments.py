"""The moment that belongs to a typed day."""

from datetime import date, datetime, time

from registry_app.core import clock


def moment(day: date) -> datetime:
    """Noon of a past day, or now for today: the hour of a stay is rarely known later."""
    return clock.now() if day == clock.today() else datetime.combine(day, time(12), clock.KARACHI)
