"""The court report over made-up small worlds: every sum agrees, each child and home once, the past stays as it was."""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core.workdays import KARACHI
from registry_app.pages.court import children, homes
from registry_app.pages.court.child_tables import PlanRow
from registry_app.pages.court.children import StayRow
from registry_app.pages.court.days import Moment, moment, start_of, year_before
from registry_app.pages.court.facts import count
from registry_app.pages.reports.homes import AuthorisationRow
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.states import Basis, Exit, Sex
from registry_app.providers.homes.states import Ownership, Standing

FIRST = date(2024, 1, 1)
NOW = datetime(2026, 11, 23, 12, tzinfo=KARACHI)
HOMES = [uuid.UUID(int=n) for n in range(1, 6)]
CHILDREN = [uuid.UUID(int=n) for n in range(100, 103)]
days = st.dates(FIRST, NOW.date())
moments = st.integers(0, 1056 * 24).map(lambda hours: start_of(FIRST) + timedelta(hours=hours))


@st.composite
def stays_of(draw, child):
    """Stays of one child as they may lie in the tables: also overlapping, moved without a next place, or zero long."""
    found = []
    for _n in range(draw(st.integers(0, 4))):
        start = draw(moments)
        end = draw(st.none() | st.integers(0, 400).map(lambda d, s=start: s + timedelta(days=d)))
        if end is not None and end > NOW:
            end = None
        way = draw(st.sampled_from(Exit)) if end else None
        found.append(
            StayRow(
                child_id=child, home_id=draw(st.none() | st.sampled_from(HOMES)),
                basis=draw(st.sampled_from(Basis)).value, sex=list(Sex)[child.int % 3].value,
                born=date(2015, 1, 1), started_at=start, ended_at=end,
                brought_by=draw(st.sampled_from(["police", "POLICE ", "aunt", "", None])),
                exit=way.value if way else None, to=draw(st.none() | st.sampled_from(Destination)) if way else None,
                court=draw(st.none() | st.sampled_from(CourtType)) if way else None,
                cause=draw(st.none() | st.sampled_from(Cause)) if way is Exit.DIED else None,
                buried=draw(st.booleans()), recorded_at=start,
            )
        )  # fmt: skip
    open_ones = [one for one in found if one.ended_at is None]
    return [one for one in found if one not in open_ones[1:]]


KNOWN = {key: FIRST + timedelta(days=90 * key.int) for key in HOMES}


@st.composite
def trail_of(draw, key):
    """The trail that a home's own services would have written: from its first day on."""
    on, found = KNOWN[key], []
    for _n in range(draw(st.integers(1, 4))):
        standing = draw(st.sampled_from(Standing)) if found else Standing.KNOWN_UNREGISTERED
        found.append(
            homes.StepRow(key, on, standing.value, draw(st.sampled_from(Ownership)).value, "SD-HYD",
                          draw(st.booleans()), "RESIDENTIAL", draw(st.none() | st.just(on)))
        )  # fmt: skip
        on += timedelta(days=draw(st.integers(0, 200)))
    return found


@st.composite
def worlds(draw):
    stays = [one for child in CHILDREN for one in draw(stays_of(child))]
    rows = homes.Rows(
        homes=[
            homes.HomeRow(key, f"H-{key.int:05d}-K", f"Home {key.int}", key.int == 5, key.int == 4, "NGO", "SD-HYD",
                          KNOWN[key], HOMES[0] if key.int == 3 else None)
            for key in HOMES
        ],
        steps=[step for key in HOMES for step in draw(trail_of(key))],
        authorisations=[
            AuthorisationRow(draw(st.sampled_from(HOMES)), start := draw(days), start + timedelta(days=200),
                             draw(st.none() | days), None, start, 10)
            for _n in range(draw(st.integers(0, 3)))
        ],
        applications=[
            homes.ApplicationRow(draw(st.sampled_from(HOMES)), draw(days), draw(st.none() | days))
            for _n in range(draw(st.integers(0, 3)))
        ],
        measures=[
            homes.MeasureRow(uuid.UUID(int=900 + n), draw(st.sampled_from(HOMES)), f"M-{n}",
                             draw(st.sampled_from(["NOTICE_TO_APPLY", "SHOW_CAUSE", "ADVICE"])), draw(st.none() | days),
                             on := draw(st.none() | days), on, draw(st.none() | days),
                             tuple((draw(days), "BY_HAND") for _m in range(draw(st.integers(0, 2)))))
            for n in range(draw(st.integers(0, 4)))
        ],
        visits=[homes.VisitRow(draw(st.sampled_from(HOMES)), draw(days), draw(st.none() | st.booleans()))
                for _n in range(draw(st.integers(0, 4)))],
        findings=[homes.FindingRow(draw(st.sampled_from(HOMES)), draw(st.sampled_from(["CRITICAL", "MINOR"])),
                                   draw(days), draw(days), draw(st.none() | days))
                  for _n in range(draw(st.integers(0, 4)))],
        lists=[homes.ListRow(draw(st.sampled_from(HOMES)), draw(st.sampled_from(["SWD_LIST", "DONOR"])), draw(days))
               for _n in range(draw(st.integers(0, 4)))],
        book=[homes.BookRow(draw(st.sampled_from(HOMES)), "JUDGE", draw(days), draw(days), draw(st.none() | days))
              for _n in range(draw(st.integers(0, 3)))],
    )  # fmt: skip
    return rows, stays, [PlanRow(draw(days), draw(st.none() | days)) for _n in range(draw(st.integers(0, 2)))]


def of(world, on, now=NOW):
    rows, stays, plans = world
    return count(rows, stays, plans, moment(on, now), now=now, made_up=True)


@given(worlds(), days)
def test_every_sum_agrees_on_every_day(world, on):
    facts = of(world, on)
    assert [check for check in facts.checks if not check.agrees] == []


@given(worlds(), days)
def test_each_home_and_each_child_is_counted_once(world, on):
    rows, stays, _plans = world
    facts = of(world, on)
    end = moment(on, NOW).end
    there = {s.child_id for s in stays if s.started_at < end and (s.ended_at is None or s.ended_at >= end)}
    assert facts.children.present == len(there)
    keys = [home.row.id for home in facts.homes.each]
    assert len(keys) == len(set(keys))
    twice = {row.id for row in rows.homes if _last(rows, row.id, on) == "RECORDED_TWICE"}
    assert set(keys) == {row.id for row in rows.homes if row.known_since <= on} - twice


def _last(rows, key, on):
    trail = [step.standing for step in rows.steps if step.home_id == key and step.on <= on]
    return trail[-1] if trail else "KNOWN_UNREGISTERED"


def _unwritten(world, on):
    """The same world as it lay in the tables at the end of the day, before anything later was written."""
    rows, stays, plans = world
    end = start_of(on + timedelta(days=1))

    def gone(day):
        return None if day is not None and day > on else day

    before = homes.Rows(
        homes=[one for one in rows.homes if one.known_since <= on],
        steps=[one for one in rows.steps if one.on <= on],
        authorisations=[replace(a, ended_on=gone(a.ended_on)) for a in rows.authorisations if a.start <= on],
        applications=[replace(a, over_on=gone(a.over_on)) for a in rows.applications if a.sent_on <= on],
        measures=[
            replace(m, notice_on=gone(m.notice_on), decided_on=gone(m.decided_on), in_force_from=gone(m.in_force_from),
                    ended_on=gone(m.ended_on), served=tuple(one for one in m.served if one[0] <= on))
            for m in rows.measures
        ],
        visits=[one for one in rows.visits if one.on <= on],
        findings=[replace(f, done_on=gone(f.done_on)) for f in rows.findings if f.found_on <= on],
        lists=[one for one in rows.lists if one.dated <= on],
        book=[replace(b, done_on=gone(b.done_on)) for b in rows.book if b.on <= on],
    )  # fmt: skip
    blank = {"ended_at": None, "exit": None, "to": None, "court": None, "cause": None, "buried": False}
    then = [s if s.ended_before(end) else replace(s, **blank) for s in stays if s.started_at < end]
    return before, then, [replace(one, police_on=gone(one.police_on)) for one in plans if one.on <= on]


@given(worlds(), days.filter(lambda day: day < NOW.date()))
def test_what_is_written_after_the_day_changes_nothing(world, on):
    later, then = of(world, on), of(_unwritten(world, on), on)
    assert later.children == then.children
    for name in ("places", "run_by", "visits", "lists", "newest", "on_none", "measures", "findings", "book"):
        assert getattr(later.homes, name) == getattr(then.homes, name), name
    assert [(h.row.number, h.place, h.since, h.children) for h in later.homes.each] == [
        (h.row.number, h.place, h.since, h.children) for h in then.homes.each
    ]


HOME = homes.HomeRow(HOMES[0], "H-1", "Home", False, False, "NGO", "SD-HYD", date(2025, 1, 1))
DAY = date(2025, 6, 1)


def step(on, standing, **facts):
    given_facts = {"run_by": "NGO", "district": "SD-HYD", "household": False, "care": "RESIDENTIAL", "visited_on": None}
    return homes.StepRow(HOME.id, on, standing, **{**given_facts, **facts})


@pytest.mark.parametrize(
    ("rows", "place", "since"),
    [
        ({}, "NEVER_APPLIED", date(2025, 1, 1)),
        ({"steps": [step(date(2025, 1, 1), "KNOWN_UNREGISTERED", run_by="FEDERAL_PBM")]}, "FEDERAL", date(2025, 1, 1)),
        ({"applications": [homes.ApplicationRow(HOME.id, date(2025, 2, 1), date(2025, 3, 1))]}, "APPLIED_BEFORE",
         date(2025, 2, 1)),
        ({"steps": [step(date(2025, 3, 2), "IN_PROCESS")],
          "applications": [homes.ApplicationRow(HOME.id, date(2025, 3, 1), None)]}, "IN_PROCESS", date(2025, 3, 1)),
        ({"steps": [step(date(2025, 3, 2), "NOTICE_SERVED", run_by="FEDERAL_PBM")]}, "NOTICE_SERVED", date(2025, 3, 2)),
        ({"steps": [step(date(2025, 3, 2), "AUTHORISED")],
          "authorisations": [AuthorisationRow(HOME.id, date(2025, 3, 1), date(2025, 5, 31), None, None,
                                              date(2025, 3, 1), 5)]}, "EXPIRED", date(2025, 5, 31)),
        ({"steps": [step(date(2025, 3, 2), "AUTHORISED")],
          "authorisations": [AuthorisationRow(HOME.id, date(2025, 3, 1), DAY, None, None, date(2025, 3, 1), 5)]},
         "AUTHORISED", date(2025, 3, 1)),
        ({"steps": [step(date(2025, 3, 2), "AUTHORISED"), step(date(2025, 4, 1), "SUSPENDED"),
                    step(date(2025, 4, 3), "SUSPENDED", care="")]}, "SUSPENDED", date(2025, 4, 1)),
        ({"steps": [step(date(2025, 3, 2), "CLOSED_VOLUNTARILY"), step(date(2025, 6, 2), "IN_PROCESS")]}, "CLOSED",
         date(2025, 3, 2)),
    ],
)  # fmt: skip
def test_where_a_home_stands(rows, place, since):
    [home] = homes.known(homes.Rows(homes=[HOME], **rows), DAY)
    assert (home.place, home.since) == (place, since)


def test_a_home_that_was_not_known_then_is_not_in_it():
    assert homes.known(homes.Rows(homes=[HOME]), date(2024, 12, 31)) == []


def test_what_lists_say_of_a_record_put_under_another_counts_for_that_one():
    twin = replace(HOME, id=HOMES[1], number="H-2", same_as=HOME.id)
    rows = homes.Rows(
        homes=[HOME, twin], steps=[replace(step(date(2025, 2, 1), "RECORDED_TWICE"), home_id=twin.id)],
        lists=[homes.ListRow(twin.id, "DONOR", date(2025, 1, 5))],
    )  # fmt: skip
    [home] = homes.known(rows, DAY)
    assert (home.row.number, home.lists) == ("H-1", {"DONOR": date(2025, 1, 5)})


def test_a_day_to_come_is_refused_and_leap_years_have_a_year_before():
    with pytest.raises(ValueError, match="has not come"):
        moment(NOW.date() + timedelta(days=1), NOW)
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert Moment(DAY, start_of(DAY), start_of(DAY), DAY).since == date(2024, 6, 2)


@pytest.mark.parametrize(
    ("said", "code"), [("police", "POLICE"), ("POLICE", "POLICE"), (" Cradle ", "CRADLE"), ("CPU", "CPU"),
                       ("an aunt", "OTHER"), ("", "NOT_SAID"), (None, "NOT_SAID")]
)  # fmt: skip
def test_who_brought_a_child(said, code):
    stay = StayRow(CHILDREN[0], None, "ARRIVAL", "girl", DAY, said, NOW, None, None)
    assert children.brought(stay) == code
