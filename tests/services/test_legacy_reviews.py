"""Reviews of children who were there before: one vote for several, pulled out, dropped, alone; queue and progress."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from gatekeeping.bodies import services as bodies
from gatekeeping.cases.states import Hearing
from gatekeeping.decisions.states import Choice
from gatekeeping.reviews import queries, services
from gatekeeping.reviews.models import ReviewItem, ReviewVote
from gatekeeping.reviews.states import ItemState, Why
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.placements import queries as stay_queries
from registry_app.placements import services as stays
from registry_app.placements.legacy.models import LegacyReview, LegacyRow
from registry_app.placements.legacy.states import Parents, ReviewOutcome
from registry_app.placements.models import Warrant
from registry_app.placements.states import Basis, Exit
from registry_app.providers.homes.states import CareType
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import cases, legacy
from tests.builders.homes import a_home
from tests.builders.legacy import an_entry
from tests.builders.people import person

REASONS = "The child was heard and nobody nearer can care."


class World:
    """Three children of one home who lack nothing, a panel that sits, and the officer who heard them."""

    def __init__(self, *, here=7, entries=None, urgent=False):
        self.cpo, self.home = person(Role.CPO, district="SD-HYD"), a_home(care_type=CareType.SMALL_GROUP)
        entries = entries or [an_entry(str(number)) for number in range(3)]
        self.list = legacy.a_signed_list(self.home, *entries, manager=person(Role.PROVIDER), officer=self.cpo)
        self.rows = list(self.list.rows)
        for row in self.rows:
            self.hear(row)
        self.panel = cases.a_panel(here=here, urgent=urgent)

    def hear(self, row, by=None, **facts):
        given = {"on_day": clock.today(), "how": Hearing.TALK, "alone": True, "words": "I like it here",
                 "child_objects": False, "parents": row.parents, "parent_objects": False, "changed": False, "note": "",
                 **facts}  # fmt: skip
        return services.prepare(row, actor=by or self.cpo, **given)

    @property
    def meeting(self):
        return self.panel.meeting

    def put(self, row=None, meeting=None):
        return services.put(meeting or self.meeting, row or self.rows[0], actor=self.panel.chair)

    def confirm(self, choice=Choice.FOR, but=0):
        return services.confirm(self.meeting, self.panel.votes(choice, but), actor=self.panel.chair)


def counts(done):
    return done.continues, done.single, done.dropped


def test_one_vote_confirms_each_child_with_a_day_and_a_sheet_and_never_a_warrant(here):
    world = World()
    assert services.fill(world.meeting, actor=world.panel.chair) == 3
    assert counts(world.confirm()) == (3, 0, 0)
    for row in world.rows:
        review = db.session.scalars(select(LegacyReview).where(LegacyReview.row_id == row.id)).one()
        item = db.session.get_one(ReviewItem, review.item_id)
        assert (review.outcome, review.together, item.state) == (ReviewOutcome.CONTINUES, True, ItemState.CONTINUES)
        assert row.due_on == review.next_on == clock.today() + timedelta(days=91)
        assert len(queries.votes(item)) == 7
        stay = stay_queries.open_stay(row.child_id)
        assert (stay.basis, stay.id) == (Basis.LEGACY, review.stay_id)
    assert db.session.scalar(select(func.count()).select_from(Warrant)) == 0


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"birth_year": None, "age_from": 5, "age_to": 9}, {}),
        ({"parents": Parents.MOTHER_LIVING}, {}),
        ({"parents": Parents.NOT_KNOWN}, {}),
        ({"since": timedelta(days=400)}, {}),
        ({}, {"child_objects": True}),
        ({}, {"parent_objects": True}),
        ({}, {"changed": True, "note": "An aunt came back"}),
        ({}, {"parents": Parents.FATHER_LIVING}),
        ({}, {"on_day": timedelta(days=61)}),
    ],
)
def test_who_may_not_be_confirmed_with_others_is_looked_at_alone(here, entry, said):
    if "since" in entry:
        entry = {"since": clock.today() - entry["since"]}
    world = World(entries=[an_entry("1", **entry)])
    if said:
        said = {key: clock.today() - value if key == "on_day" else value for key, value in said.items()}
        world.hear(world.rows[0], **said)
    assert services.fill(world.meeting, actor=world.panel.chair) == 0
    assert world.put().state is ItemState.SINGLE
    with pytest.raises(DomainError):
        world.confirm()


def test_what_changes_between_the_list_and_the_vote_counts(here):
    world = World()
    items = [world.put(row) for row in world.rows]
    world.hear(world.rows[1], child_objects=True)
    assert counts(world.confirm()) == (2, 1, 0)
    assert (items[1].state, items[1].why) == (ItemState.SINGLE, Why.RULES)


def test_any_member_pulls_one_out_and_nobody_else(here):
    world = World()
    items = [world.put(row) for row in world.rows]
    for outsider in (person(Role.PANEL_MEMBER, district="SD-SKR"), world.cpo):
        with pytest.raises(NotAllowed):
            services.pull_out(items[0], actor=outsider)
    services.pull_out(items[0], actor=world.panel.members[6])
    with pytest.raises(DomainError):
        services.pull_out(items[0], actor=world.panel.members[5])
    assert counts(world.confirm()) == (2, 0, 0)
    alone = services.look_alone(
        items[0], ReviewOutcome.CONTINUES, world.panel.votes(), REASONS, actor=world.panel.chair
    )  # fmt: skip
    assert (alone.state, alone.together) == (ItemState.CONTINUES, False)


def test_pulled_out_and_not_reached_it_stays_single_in_the_next_meeting(here):
    world = World()
    item = world.put()
    services.pull_out(item, actor=world.panel.members[3])
    bodies.close_meeting(world.meeting, actor=world.panel.chair)
    later = cases.sit(world.panel.body, world.panel.members)
    again = world.put(meeting=later)
    assert (again.state, again.why, again.pulled_by) == (ItemState.SINGLE, Why.MEMBER, world.panel.members[3].id)
    assert db.session.get_one(ReviewItem, item.id).why is Why.NOT_REACHED


def test_a_member_with_a_tie_or_an_interest_has_no_vote_on_that_child(here):
    world = World()
    items = [world.put(row) for row in world.rows]
    services.declare_interest(world.rows[0], world.panel.members[4], "A cousin", actor=world.panel.chair)
    with pytest.raises(DomainError):
        services.declare_interest(world.rows[0], world.panel.members[4], "A cousin", actor=world.panel.chair)
    assert counts(world.confirm()) == (3, 0, 0)
    voted = [{vote.user_id for vote in queries.votes(item)} for item in items]
    assert world.panel.members[4].id not in voted[0]
    assert world.panel.members[4].id in voted[1]


def test_where_conflicts_break_the_quorum_only_that_child_drops_out(here):
    world = World(here=5)
    items = [world.put(row) for row in world.rows]
    services.declare_interest(world.rows[0], world.panel.members[4], "A neighbour", actor=world.panel.chair)
    assert counts(world.confirm()) == (2, 0, 1)
    assert (items[0].state, items[0].why) == (ItemState.DROPPED, Why.QUORUM)
    with pytest.raises(DomainError):
        world.put(world.rows[0])
    bodies.close_meeting(world.meeting, actor=world.panel.chair)
    assert world.put(world.rows[0], cases.sit(world.panel.body, world.panel.members)).state is ItemState.TOGETHER


def test_a_tie_to_the_home_takes_the_member_out_of_all_its_children(here):
    world = World(here=5)
    with transaction():
        db.session.add(Tie(user_id=world.panel.members[2].id, home_id=world.home.id, kind=TieKind.DONOR))
    for row in world.rows:
        world.put(row)
    assert queries.seen_items(world.panel.members[2], world.meeting) == []
    assert len(queries.seen_items(world.panel.members[1], world.meeting)) == 3
    assert counts(world.confirm()) == (0, 0, 3)


@pytest.mark.parametrize(("choice", "but", "found"), [
    (Choice.FOR, 2, (1, 0, 0)), (Choice.FOR, 3, (0, 1, 0)), (Choice.ABSTAIN, 0, (0, 1, 0)),
    (Choice.AGAINST, 0, (0, 1, 0)),
])  # fmt: skip
def test_group_care_needs_two_thirds_of_those_who_may_vote(here, choice, but, found):
    world = World(entries=[an_entry("1")])
    world.put()
    assert counts(world.confirm(choice, but)) == found


def test_no_quorum_confirms_nobody_and_an_urgent_meeting_does_not_either(here):
    world = World(here=4)
    world.put()
    assert counts(world.confirm()) == (0, 0, 1)


def test_an_urgent_meeting_confirms_nothing_together(here):
    world = World(urgent=True)
    world.put()
    for deed in (world.confirm, lambda: services.fill(world.meeting, actor=world.panel.chair)):
        with pytest.raises(DomainError):
            deed()


@pytest.mark.parametrize("state", ItemState)
def test_each_deed_in_each_state_of_an_item(here, state):
    world = World(entries=[an_entry("1")])
    item = world.put()
    if state in (ItemState.SINGLE, ItemState.NEEDS_DECISION):
        services.pull_out(item, actor=world.panel.chair)
    if state is ItemState.CONTINUES:
        world.confirm()
    if state is ItemState.NEEDS_DECISION:
        services.look_alone(item, ReviewOutcome.NEEDS_DECISION, world.panel.votes(), REASONS, actor=world.panel.chair)
    if state is ItemState.DROPPED:
        _drop(world, item)
    deeds = {
        "pull": (lambda: services.pull_out(item, actor=world.panel.chair), {ItemState.TOGETHER}),
        "alone": (
            lambda: services.look_alone(
                item, ReviewOutcome.CONTINUES, world.panel.votes(), REASONS, actor=world.panel.chair
            ),
            {ItemState.SINGLE},
        ),
        "confirm": (world.confirm, {ItemState.TOGETHER}),
    }
    for deed, open_in in deeds.values():
        if state not in open_in:
            with pytest.raises(DomainError):
                deed()
    for name in ("pull", "alone") if state is ItemState.SINGLE else ("confirm",):
        if state in deeds[name][1]:
            deeds[name][0]()


def _drop(world, item):
    for member in world.panel.members[:4]:
        services.declare_interest(world.rows[0], member, "A friend", actor=world.panel.chair)
    world.confirm()
    assert item.state is ItemState.DROPPED


@pytest.mark.parametrize("wrong", ["short", "votes", "unheard", "closed", "gone"])
def test_one_child_alone_needs_reasons_votes_a_voice_and_a_sitting(here, wrong):
    world = World(entries=[an_entry("1", parents=Parents.MOTHER_LIVING)])
    item = world.put()
    votes, reasons = world.panel.votes(), REASONS
    if wrong == "short":
        reasons = "Fine."
    if wrong == "votes":
        votes = world.panel.votes(but=3)
    if wrong == "unheard":
        with transaction():
            db.session.execute(text("DROP TRIGGER gatekeeping_review_preparation_no_delete" + _on()))
            db.session.execute(text("DELETE FROM gatekeeping_review_preparation"))
    if wrong == "closed":
        bodies.close_meeting(world.meeting, actor=world.panel.chair)
    if wrong == "gone":
        stays.end_stay(stay_queries.open_stay(world.rows[0].child_id), Exit.REUNIFIED, actor=world.cpo)
    with pytest.raises(DomainError):
        services.look_alone(item, ReviewOutcome.CONTINUES, votes, reasons, actor=world.panel.chair)
    assert db.session.scalar(select(func.count()).select_from(LegacyReview)) == 0


def _on():
    return " ON gatekeeping_review_preparation" if db.engine.dialect.name == "postgresql" else ""


def test_the_panel_may_ask_for_a_case_and_an_under_three_is_seen_again_in_a_month(here):
    little = an_entry("1", birth_year=None, age_from=1, age_to=1)
    world = World(entries=[little, an_entry("2", disability=True, parents=Parents.NOT_KNOWN)])
    baby, other = world.put(world.rows[0]), world.put(world.rows[1])
    votes, chair = world.panel.votes(), world.panel.chair
    services.look_alone(baby, ReviewOutcome.CONTINUES, votes, REASONS, actor=chair)
    services.look_alone(other, ReviewOutcome.NEEDS_DECISION, votes, REASONS, actor=chair)
    assert [row.due_on for row in world.rows] == [
        clock.today() + timedelta(days=30),
        clock.today() + timedelta(days=28),
    ]


def test_a_child_of_another_panels_district_is_not_put_before_this_one(here):
    world = World()
    far = cases.a_panel("SD-SKR")
    with pytest.raises(DomainError):
        services.put(far.meeting, world.rows[0], actor=far.chair)
    world.put()
    with pytest.raises(DomainError):
        world.put()


def test_votes_and_reviews_are_never_changed(here):
    world = World(entries=[an_entry("1")])
    world.put()
    world.confirm()
    for statement in (
        "UPDATE gatekeeping_review_vote SET vote = 'AGAINST'", "DELETE FROM gatekeeping_review_vote",
        "UPDATE legacy_review SET next_on = held_on", "DELETE FROM legacy_review",
        "UPDATE gatekeeping_review_item SET majority = 'simple'", "DELETE FROM gatekeeping_review_item",
        "UPDATE gatekeeping_review_preparation SET child_objects = true",
    ):  # fmt: skip
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement))
        db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(ReviewVote)) == 7


def test_the_queue_is_by_district_overdue_first_and_progress_adds_up(here):
    world = World(entries=[an_entry("1"), an_entry("2", birth_year=None, age_from=1, age_to=1),
                           an_entry("3", parents=Parents.MOTHER_LIVING)])  # fmt: skip
    far = a_home("SD-SKR")
    legacy.a_signed_list(far, an_entry("9"), manager=person(Role.PROVIDER))
    director = person(Role.SWD_DIRECTOR)
    assert [one.row.number for one in queries.queue(world.cpo).rows] == ["2", "3", "1"]
    assert len(queries.queue(director).rows) == 4
    assert [one.row.number for one in queries.queue(director, district="SD-SKR").rows] == ["9"]
    assert queries.queue(person(Role.PROVIDER)).rows == []
    assert [one.row.number for one in queries.queue(world.panel.members[5]).rows] == ["2", "3", "1"]
    services.look_alone(
        world.put(world.rows[1]), ReviewOutcome.CONTINUES, world.panel.votes(), REASONS, actor=world.panel.chair
    )
    stays.end_stay(stay_queries.open_stay(world.rows[2].child_id), Exit.REUNIFIED, actor=world.cpo)
    with time_machine.travel(clock.today() + timedelta(days=600), tick=False):
        lines = {line.district: line for line in queries.progress(director, clock.today())}
        hyd = lines["SD-HYD"]
        assert (hyd.listed, hyd.reviewed, hyd.gone, hyd.left, hyd.late) == (3, 1, 1, 1, 1)
        assert [line.district for line in queries.progress(world.cpo, clock.today())] == ["SD-HYD"]
        assert [one.row.number for one in queries.queue(world.cpo, late=True).rows] == ["2", "1"]


def test_a_member_who_knows_the_family_does_not_see_the_child(here):
    world = World()
    member = world.panel.members[3]
    assert queries.one(member, world.rows[0].id) is not None
    services.declare_interest(world.rows[0], member, "A cousin", actor=world.panel.chair)
    assert queries.one(member, world.rows[0].id) is None
    assert db.session.get(LegacyRow, world.rows[0].id) is not None


def test_a_stay_that_was_reviewed_is_not_past_its_limit_in_the_monthly_report_nor_in_the_childs_file(here):
    from registry_app.pages.reports import month as months
    from registry_app.pages.reports import queries as reports
    from registry_app.placements.due import until

    world = World(entries=[an_entry("1")])
    stay = stay_queries.open_stay(world.rows[0].child_id)
    first = until(stay)
    assert first == stay.limit_on == world.rows[0].due_on
    world.put()
    world.confirm()
    assert until(stay) == clock.today() + timedelta(days=91)
    period = months.Period(months.of(clock.today()), clock.now())
    [row] = reports.stay_rows(period)
    assert row.limit_on == clock.today() + timedelta(days=91)
