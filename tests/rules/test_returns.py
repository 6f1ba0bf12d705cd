"""The monthly return: sums that agree, and the months that are due (README R16)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.placements.returns import rules

GOOD = rules.Figures(
    at_start=20, came=3, went=2, to_family=1, present=21, girls=10, boys=10, transgender=1, staff=6, events=2, serious=1
)


def test_a_return_whose_sums_agree_can_be_sent():
    assert rules.wrong(GOOD) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"girls": 11}, [("present", "SEXES")]),
        ({"came": 4}, [("left_or_came", "BALANCE")]),
        ({"to_family": 3}, [("to_family", "TO_FAMILY")]),
        ({"serious": 3}, [("serious", "SERIOUS")]),
    ],
)
def test_each_sum_that_does_not_agree_is_named_at_its_box(change, found):
    wanted = [(box.replace("left_or_came", "went"), code) for box, code in found]
    assert rules.wrong(replace(GOOD, **change)) == wanted


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 900))
def test_only_whole_months_that_are_over_are_due_the_newest_first(since, days):
    on = since + timedelta(days=days)
    months = rules.months_due(since, on)
    assert len(months) <= 12
    assert months == sorted(months, reverse=True)
    for month in months:
        assert month.day == 1
        assert rules.month_of(since) <= month
        assert rules.month_after(month) <= on
        assert rules.due(month) == rules.month_after(month) + timedelta(days=4)
