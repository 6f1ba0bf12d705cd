"""The count of a month: what belongs to it, what is late, what is told to whom; rows in, figures out."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.pages.reports import month as months
from registry_app.pages.reports.care import DecisionRow, band
from registry_app.pages.reports.homes import ApplicationRow, HomeRows
from registry_app.pages.reports.masking import HIDDEN, masked
from registry_app.pages.reports.messages import is_overdue
from registry_app.pages.reports.month import Month, Period, period
from registry_app.pages.reports.shares import Share, counted
from registry_app.pages.reports.sheets import guarded
from registry_app.pages.reports.tables import Line, Table, tables
from tests.builders.months import OCTOBER, WHOLE, at, authorisation, facts_of, home, message, stay, visit


def share(facts, code):
    return next((one.part, one.whole) for one in facts.shares if one.id == code)


def test_a_month_begins_and_ends_at_midnight_in_karachi():
    assert OCTOBER.holds(datetime(2026, 9, 30, 19, 0, tzinfo=UTC))
    assert not OCTOBER.holds(datetime(2026, 9, 30, 18, 59, tzinfo=UTC))
    assert not OCTOBER.holds(datetime(2026, 10, 31, 19, 0, tzinfo=UTC))
    assert OCTOBER.last == date(2026, 10, 31)


def test_months_follow_each_other_over_the_year():
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2027, 1).before == Month(2026, 12)


@pytest.mark.parametrize("written", ["2026-13", "2026-00", "26-10", "2026-1", "2026-10-01", "October", ""])
def test_what_is_no_month_is_refused(written):
    with pytest.raises(ValueError, match="no month"):
        months.read(written)


def test_a_running_month_is_counted_up_to_now_and_a_future_one_not_at_all():
    found = period(OCTOBER, at(12))
    assert found.running
    assert found.day == date(2026, 10, 12)
    assert period(OCTOBER, at(3, month=11)).as_of == OCTOBER.end
    with pytest.raises(ValueError, match="not begun"):
        period(OCTOBER, at(30, month=9))


def test_messages_count_in_the_month_in_which_they_arrived():
    facts = facts_of(
        messages=[message(at(1, 0)), message(at(31, 23)), message(at(30, month=9)), message(at(1, month=11))]
    )
    assert facts.messages.whole.received == 2
    assert facts.messages.received_before == 1


def test_first_contact_to_the_minute_is_in_time_and_a_minute_later_is_not():
    due = at(10)
    exact = message(at(7), contact_by=due, contact_at=due)
    late = replace(exact, contact_at=due + timedelta(minutes=1))
    never = replace(exact, contact_at=None)
    assert share(facts_of(messages=[exact, late, never]), "CM04") == (1, 3)


def test_what_is_due_after_the_count_is_not_due_yet():
    waiting = message(at(10), contact_by=at(13), contact_at=None)
    assert share(facts_of(messages=[waiting], period=period(OCTOBER, at(12))), "CM04") == (0, 0)
    assert share(facts_of(messages=[waiting], period=period(OCTOBER, at(14))), "CM04") == (0, 1)


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        ({}, False),
        ({"contact_at": None}, True),
        ({"decided_at": None}, True),
        ({"decided_at": None, "closed_at": at(30)}, False),
        ({"decided_at": None, "decision_by": at(2, month=11)}, False),
        ({"decided_at": at(2, month=11), "decision_by": at(30)}, True),
        ({"decided_at": at(9), "reopened_at": at(12), "reopened_by": at(14)}, True),
        ({"decided_at": at(13), "reopened_at": at(12), "reopened_by": at(14)}, False),
        ({"decided_at": at(9), "reopened_at": at(30), "reopened_by": at(1, month=11)}, False),
    ],
)
def test_open_messages_past_their_date_at_the_end_of_the_month(facts, late):
    assert is_overdue(message(at(5), **facts), WHOLE) is late


def test_every_way_of_cutting_adds_up_to_the_whole():
    rows = [message(at(n + 1), level=f"P{n % 4 + 1}", district=None if n % 5 == 0 else "SD-HYD") for n in range(20)]
    found = facts_of(messages=rows).messages
    for way, cuts in found.cuts.items():
        assert sum(cut.received for cut in cuts.values()) == found.whole.received == 20, way
    assert found.cuts["district"][""].received == 4
    assert found.cuts["district"]["SD-SKR"].received == 0


def test_the_median_is_told_with_its_number_and_is_nothing_without_decisions():
    rows = [message(at(1), decided_at=at(1) + timedelta(days=days)) for days in (2, 4, 9)]
    found = facts_of(messages=rows).messages.median_days
    assert found["P3"] == (4, 3)
    assert found["P1"] == (None, 0)


def test_the_childs_own_word_is_counted_when_it_was_said():
    rows = [
        message(at(1), better="better", better_at=at(20)),
        message(at(1), better="worse", better_at=at(21)),
        message(at(1), better="better", better_at=at(2, month=11)),
    ]
    assert share(facts_of(messages=rows), "CM19") == (1, 2)


def test_a_rate_of_fewer_than_twenty_is_told_as_a_count():
    assert Share("x", 19, 19).percent is None
    assert Share("x", 1, 40).percent == 3
    assert Share("x", 5, 200).percent == 3


def test_unknown_keys_are_a_category_and_never_dropped():
    assert counted(["a", None, "b"], ("a", "z")) == {"a": 1, "z": 0, "": 1, "b": 1}


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"until": date(2026, 10, 31)}, True),
        ({"until": date(2026, 10, 30)}, False),
        ({"start": date(2026, 11, 1)}, False),
        ({"ended_on": date(2026, 10, 31)}, False),
        ({"suspended_on": date(2026, 10, 12)}, False),
        ({"suspended_on": date(2026, 11, 1)}, True),
    ],
)
def test_a_home_is_authorised_on_the_last_day_of_the_month_or_it_is_not(change, counts):
    one = home()
    rows = HomeRows([one], [authorisation(one, **change)], (), (), frozenset(), frozenset())
    assert share(facts_of(homes=rows), "IN16") == (int(counts), 1)


def test_the_grade_of_a_month_is_the_one_published_by_its_end():
    one = home()
    visits = [
        visit(one, date(2026, 8, 1), grade="B", published_on=date(2026, 8, 20)),
        visit(one, date(2026, 10, 20), grade="D", published_on=date(2026, 11, 9)),
    ]
    rows = HomeRows([one], (), (), visits, frozenset(), frozenset())
    found = facts_of(homes=rows).homes
    assert found.whole.grades == (0, 1, 0, 0)
    assert found.whole.visited == 1
    assert found.graded == {"A": 0, "B": 0, "C": 0, "D": 0}


def test_homes_closed_or_not_yet_known_are_not_counted():
    homes = [home(closed_on=date(2026, 10, 31)), home(known_since=date(2026, 11, 1)), home(closed_on=date(2026, 11, 1))]
    assert facts_of(homes=HomeRows(homes, (), (), (), frozenset(), frozenset())).homes.whole.known == 1


def test_decisions_on_applications_are_counted_in_their_month():
    applications = [
        ApplicationRow(at(2, month=8), date(2026, 10, 3), False, 62, True),
        ApplicationRow(at(2, month=6), date(2026, 10, 4), True, 124, False),
        ApplicationRow(at(5), None, False, None, None),
    ]
    found = facts_of(homes=HomeRows((), (), applications, (), frozenset(), frozenset()))
    assert share(found, "IN18") == (1, 2)
    assert (found.homes.applications_received, found.homes.applications_refused) == (1, 1)


def test_children_are_counted_where_they_slept_on_the_last_night():
    gone = stay(at(1), ended_at=at(30), exit="REUNIFIED")
    later = stay(at(1), ended_at=at(2, month=11), exit="REUNIFIED")
    found = facts_of(stays=[gone, later, stay(at(2), care_type="KINSHIP"), stay(at(3), care_type=None)]).care
    assert (found.whole.children, found.whole.family, found.whole.group) == (3, 1, 1)
    assert found.care_types[""] == 1


def test_a_move_is_no_entry_and_no_exit():
    child = uuid.uuid4()
    first = stay(at(1, month=9), child_id=child, ended_at=at(9), exit="MOVED_PLACEMENT")
    second = stay(at(9), child_id=child, care_type="FOSTER")
    found = facts_of(stays=[first, second]).care
    assert found.entries == 0
    assert sum(found.exits.values()) == 0


def test_a_night_of_emergency_is_no_entry():
    night = stay(at(9), basis="EMERGENCY", care_type="EMERGENCY", ended_at=at(10, 9), exit="REUNIFIED")
    assert facts_of(stays=[night]).care.entries == 0
    longer = replace(night, ended_at=at(10, 11))
    assert facts_of(stays=[longer]).care.entries == 1


def test_an_emergency_stay_overruns_from_the_day_after_its_limit():
    on_time = stay(at(1), basis="EMERGENCY", limit_on=date(2026, 10, 31))
    late = stay(at(1), basis="EMERGENCY", limit_on=date(2026, 10, 30))
    ended_in_time = stay(at(1), basis="EMERGENCY", limit_on=date(2026, 10, 8), ended_at=at(8), exit="REUNIFIED")
    found = facts_of(stays=[on_time, late, ended_in_time])
    assert share(found, "IN35") == (1, 3)
    assert found.care.past_limit == 1


def test_under_threes_in_group_care():
    baby = stay(at(1), born=date(2024, 1, 1))
    three = stay(at(1), born=date(2023, 10, 31))
    assert share(facts_of(stays=[baby, three, replace(baby, care_type="FOSTER")]), "IN29") == (1, 2)


@pytest.mark.parametrize(
    ("age", "name"), [(0, "0-2"), (2, "0-2"), (3, "3-5"), (14, "10-14"), (17, "15-17"), (18, "18+")]
)
def test_age_bands_are_those_of_the_indicators(age, name):
    assert band(age) == name


def test_decisions_of_the_month_and_the_childs_view():
    rows = [DecisionRow("REUNIFY", date(2026, 10, 1), True), DecisionRow("KINSHIP", date(2026, 10, 31), False)]
    facts = facts_of(decisions=[*rows, DecisionRow("KINSHIP", date(2026, 11, 1), True)])
    assert share(facts, "IN27") == (1, 2)
    assert share(facts, "IN32") == (1, 2)


def lines(*figures):
    made = tuple(Line(f"L{n}", f"Line {n}", (figure, figure // 2)) for n, figure in enumerate(figures))
    return Table("t", "T", "H", (("a", "A"), ("b", "B")), made, total=Line("all", "All", (sum(figures), 9)))


def test_one_small_line_takes_a_second_with_it_so_that_the_total_gives_nothing_away():
    shown = masked(lines(40, 3, 12, 0))
    assert [line.figures[0] for line in shown.lines] == [40, HIDDEN, HIDDEN, 0]
    assert shown.lines[1].figures == (HIDDEN, HIDDEN)


def test_a_small_number_in_one_column_takes_a_second_with_it():
    made = (Line("x", "X", (40, 12)), Line("y", "Y", (30, 3)), Line("z", "Z", (20, 7)))
    table = Table("t", "T", "H", (("a", "A"), ("b", "B")), made, total=Line("all", "All", (90, 22)))
    assert [line.figures for line in masked(table).lines] == [(40, 12), (30, HIDDEN), (20, HIDDEN)]


def test_a_rate_does_not_give_a_hidden_number_away():
    made = (Line("x", "X", (40, 3, 8)), Line("y", "Y", (30, 30, 100)))
    table = Table("t", "T", "H", (("a", "A"), ("b", "B"), ("b_percent", "%")), made)
    assert [line.figures for line in masked(table).lines] == [(40, HIDDEN, None), (30, 30, 100)]


def test_days_are_hidden_by_how_many_were_decided_and_not_by_how_long_it_took():
    rows = [message(at(5), level="P2", decided_at=at(7)) for _ in range(6)] + [message(at(5), decided_at=at(19))]
    days = next(table for table in tables(facts_of(messages=rows)) if table.key == "messages_days")
    shown = {line.code: line.figures for line in masked(days).lines}
    assert (shown["P2"], shown["P3"]) == ((6, 2.0), (HIDDEN, None))


def test_tables_about_homes_are_never_masked():
    table = replace(lines(3, 1), children=False)
    assert masked(table) == table


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_no_small_number_is_left_and_none_can_be_taken_off_the_total(figures):
    shown = masked(lines(*figures))
    bases = [line.figures[0] for line in shown.lines]
    assert not any(isinstance(f, int) and 0 < f < 5 for line in shown.all_lines for f in line.figures)
    hidden = [n for n, base in enumerate(bases) if base == HIDDEN]
    assert len(hidden) != 1 or sum(figure > 0 for figure in figures) == 1


@pytest.mark.parametrize("text", ["=1+1", "+92", "-5", "@sum", "\tx", "\rx"])
def test_no_text_of_a_plain_table_becomes_a_formula(text):
    assert guarded(text) == f"'{text}"
    assert guarded("Hyderabad") == "Hyderabad"


def test_a_period_knows_what_is_over():
    half = Period(OCTOBER, at(15))
    assert half.over(at(14))
    assert not half.over(at(15))
    assert not half.over(None)
