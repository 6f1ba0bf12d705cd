"""From which day the days of a new line count: another line in the same place never begins them anew."""

from datetime import UTC, datetime, timedelta

import pytest

from registry_app.placements.rules import Line, counts_from
from registry_app.placements.states import Basis, Exit

A, D, E, C, O, L = (  # noqa: E741
    Basis.ARRIVAL, Basis.DECISION, Basis.EMERGENCY, Basis.COURT_DIRECT, Basis.OUTSIDE, Basis.LEGACY,
)  # fmt: skip
FIRST = datetime(2026, 3, 1, 7, tzinfo=UTC)


def on(day):
    return FIRST + timedelta(days=day)


def chain(*said):
    """Lines one after another as (day, basis, place, order), each counted as the rule says."""
    lines = []
    for number, (day, basis, place, *order) in enumerate(said):
        until = on(said[number + 1][0]) if number + 1 < len(said) else None
        new = Line(on(day), until, Exit.NEW_BASIS if until else None, basis, place, *order)
        lines.append(new.counted(counts_from(new, lines)))
    return (lines[-1].counted_from - FIRST.date()).days


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (((3, A, "h"),), 3),
        (((0, E, "h"), (31, A, "h"), (33, E, "h")), 0),
        (((0, E, "h"), (31, O, "h"), (33, E, "h"), (35, A, "h")), 0),
        (((0, O, "h"), (5, O, "h")), 0),
        (((0, O, None), (5, O, None)), 0),
        (((0, O, "h"), (5, O, None)), 5),
        (((0, O, "h"), (2, A, "h"), (6, E, "h")), 0),
        (((0, E, "h"), (9, E, "i")), 0),
        (((0, E, "h"), (9, A, "i"), (10, E, "k")), 0),
        (((0, A, "h"), (9, E, "i")), 9),
        (((0, O, "h"), (3, E, "h"), (9, E, "i")), 0),
        (((0, E, "h"), (9, D, "h"), (40, E, "h")), 40),
        (((0, L, "h"), (40, E, "h")), 40),
        (((0, C, "h", "1 of 2026"), (20, C, "h", "1  OF 2026")), 0),
        (((0, C, "h", "1 of 2026"), (20, C, "i", "1 of 2026")), 0),
        (((0, C, "h", "1 of 2026"), (20, A, "h"), (22, C, "h", "1 of 2026")), 0),
        (((0, C, "h", "1 of 2026"), (20, C, "h", "2 of 2026")), 20),
        (((0, E, "h"), (29, C, "h", "1 of 2026")), 29),
        (((0, E, "h"), (29, C, "h", "1 of 2026"), (31, E, "h")), 0),
    ],
)
def test_from_which_day_the_days_count(said, day):
    assert chain(*said) == day


@pytest.mark.parametrize(("gap", "day"), [(0, 0), (1, 31)])
def test_a_night_elsewhere_begins_them_anew_and_an_hour_does_not(gap, day):
    before = Line(on(0), on(31 - gap) - timedelta(hours=1), Exit.REUNIFIED, E, "h").counted(on(0).date())
    assert counts_from(Line(on(31), basis=E, where="h"), [before]) == on(day).date()
