"""A child comes without a decision: recorded once and always, told at once, seen, traced, and settled by day 7."""

import io
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from PIL import Image

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.codes import well_formed
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.files import StoredFile
from registry_app.core.outbox import OutboxMessage
from registry_app.placements import due
from registry_app.placements import services as placements
from registry_app.placements.arrivals import boxes, following, queries, reports, services
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice, ArrivalTrace
from registry_app.placements.arrivals.services import OtherContent
from registry_app.placements.arrivals.states import (
    LEAVES,
    BroughtBy,
    Condition,
    Found,
    Group,
    Outcome,
    SeenBy,
    State,
    Trace,
    Via,
)
from registry_app.placements.models import Child, ChildIdentity, Stay
from registry_app.placements.queries import past_limit
from registry_app.placements.states import Basis, Exit, Sex
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import FreezeSource
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.arrivals import FIELDS, World, box, line, sent, settled, told, world
from tests.builders.homes import service
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "JPEG")
    return out.getvalue()


def rows(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def mails():
    return db.session.scalars(sa.select(OutboxMessage)).all()


def seen(place: World, notice: ArrivalNotice, **facts):
    return following.see(notice, [one.id for one in notice.arrivals], SeenBy.CPO, actor=place.cpo, **facts)


def test_a_notice_makes_a_child_and_a_stay():
    place = world()
    notice = sent(place, line(sex=Sex.GIRL, age=6, name="Marvi Marker", found=Found.BEGGING), diary_number="41")
    arrival = notice.arrivals[0]
    assert notice.number.startswith(f"AN-{clock.today().year}-00001-")
    assert well_formed(notice.number)
    assert (notice.state, notice.children, notice.home.present) == (State.SENT, 1, 1)
    assert (arrival.stay.basis, arrival.stay.diary_number) == (Basis.ARRIVAL, "41")
    assert arrival.stay.limit_on == clock.today() + timedelta(days=7)
    assert arrival.child.age(clock.today()) in (5, 6)
    identity = db.session.scalars(sa.select(ChildIdentity)).one()
    assert identity.name == "Marvi Marker"
    assert audit.verify()[0] == audit.SOUND


def test_the_same_notice_sent_twice_lands_once_and_another_content_is_refused():
    place, key = world(), uuid.uuid4()
    first, fresh = services.send(key, told(place.home, line(photo=picture())), actor=place.manager)
    again, second = services.send(key, told(place.home, line(photo=picture())), actor=place.manager)
    assert (fresh, second, first.id) == (True, False, again.id)
    with pytest.raises(OtherContent):
        services.send(key, told(place.home, line(age=9, photo=picture())), actor=place.manager)
    other = world("SD-SKR")
    with pytest.raises(OtherContent):
        services.send(key, told(other.home, line(photo=picture())), actor=other.manager)
    assert (rows(ArrivalNotice), rows(Child), rows(Stay), rows(StoredFile)) == (1, 1, 1, 1)
    assert sent(place).number[:-2].endswith("00002")


def test_a_full_and_frozen_home_can_always_tell():
    place = world()
    service(place.home, capacity=1)
    homes.freeze_admissions(place.home, actor=None, reason="a critical action", source=FreezeSource.MEASURE)
    sent(place)
    sent(place)
    assert db.session.get(Home, place.home.id).present == 2


def test_the_unit_and_the_helpline_are_told_at_once_without_a_word_of_a_child():
    place = world()
    person(Role.CPO, district="SD-SKR")
    notice = sent(place, line(name="Marvi Marker"), words="A red shirt", police_station="Market")
    assert {mail.to for mail in mails()} == {place.cpo.email, place.head.email, place.desk.email}
    said = " ".join(f"{mail.subject} {mail.body}" for mail in mails())
    assert notice.number in said
    for word in ("Marvi", "red shirt", notice.arrivals[0].child.code, "boy", "8"):
        assert word not in said.replace(notice.number, "").replace(notice.home.register_number, "")


def test_an_officer_with_a_tie_is_not_told_and_the_notice_of_another_reaches_the_home():
    place = world()
    with transaction():
        db.session.add(Tie(user_id=place.cpo.id, home_id=place.home.id, kind=TieKind.FAMILY, since=clock.today()))
    notice = told(place.home, via=Via.POLICE, post="Market police, ASI Memon", post_phone="+922212345678")
    services.send(uuid.uuid4(), notice, actor=place.desk)
    assert {mail.to for mail in mails()} == {place.head.email, place.desk.email, place.manager.email}


def test_a_district_without_a_unit_tells_the_directorate():
    manager, director, desk = person(Role.PROVIDER), person(Role.SWD_DIRECTOR), person(Role.DESK)
    from tests.builders.homes import home

    place = World(home(manager, district="SD-THP"), manager, None, None, desk, director)
    notice = sent(place)
    assert notice.no_unit
    assert {mail.to for mail in mails()} == {director.email, desk.email}


def test_a_flood_is_one_notice_with_many_children_and_their_siblings():
    place = world()
    notice = sent(
        place, line(count=12, age=7), line(name="A", siblings="a"), line(name="B", siblings="A", age=3), line(),
        together=Group.FLOOD, brought_by=BroughtBy.PUBLIC,
    )  # fmt: skip
    assert (notice.children, len(notice.arrivals), db.session.get(Home, place.home.id).present) == (15, 15, 15)
    assert [one.position for one in notice.arrivals] == list(range(1, 16))
    groups = [one.child.sibling_group for one in notice.arrivals]
    assert groups[12] == groups[13] is not None
    assert set(groups[:12]) == {None} == {groups[14]}
    assert len(mails()) == 3


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"lines": [line(count=2)]}, "together"),
        ({"lines": [line(count=2, name="A")], "together": Group.FLOOD}, None),
        ({"lines": []}, None),
        ({"via": Via.POLICE}, "post"),
        ({"lines": [line(photo=b"no picture")]}, None),
    ],
)
def test_a_notice_that_lacks_something_stores_nothing(facts, field):
    place = world()
    given = {"home": place.home, "lines": [line()], "brought_by": BroughtBy.POLICE, **facts}
    with pytest.raises(DomainError) as refused:
        services.send(uuid.uuid4(), services.Told(**given), actor=place.manager)
    assert refused.value.field == field
    assert (rows(ArrivalNotice), rows(Child), rows(Stay), rows(StoredFile)) == (0, 0, 0, 0)
    assert sent(place).number[:-2].endswith("00001")


def test_a_phone_that_was_without_network_all_night():
    place, now = world(), clock.now()
    written = now - timedelta(hours=7) + timedelta(hours=2)
    notice, _fresh = services.send(
        uuid.uuid4(), told(place.home, written_at=written), actor=place.manager, clock_off=timedelta(hours=2)
    )
    assert abs(notice.arrived_at - (now - timedelta(hours=7))) < timedelta(seconds=5)
    assert (notice.written_at, notice.clock_off) == (written, 7200)
    assert notice.received_at >= now


def test_what_a_phone_sealed_only_the_office_opens_and_only_for_this_notice():
    key = uuid.uuid4()
    sealed = box(key, FIELDS, {"children-0-photo": b"raw"})
    opened = boxes.open_box(sealed, key)
    assert (dict(opened.fields), opened.photos) == (FIELDS, {"children-0-photo": b"raw"})
    for broken in (
        {**sealed, "text": sealed["text"][:-4] + "AAAA"}, {**sealed, "kid": "k9"}, {**sealed, "epk": "AAAA"}, {},
        {**sealed, "iv": 7},
    ):  # fmt: skip
        with pytest.raises(boxes.Unreadable):
            boxes.open_box(broken, key)
    with pytest.raises(boxes.Unreadable):
        boxes.open_box(sealed, uuid.uuid4())


def test_seen_child_by_child_until_all_are():
    place = world()
    notice = sent(place, line(), line(), together=Group.RAID)
    first, second = notice.arrivals
    following.see(notice, [first.id], SeenBy.DOCTOR, actor=place.cpo)
    assert (notice.state, first.seen_by, second.seen_at) == (State.SENT, SeenBy.DOCTOR, None)
    with pytest.raises(DomainError):
        following.see(notice, [first.id], SeenBy.CPO, actor=place.cpo)
    following.see(notice, [second.id], SeenBy.CPO, actor=place.cpo)
    assert notice.state is State.SEEN
    assert notice.seen_at == second.seen_at
    assert queries.not_seen(place.cpo) == []


@pytest.mark.parametrize("hours", [1, -9])
def test_nobody_sees_a_child_before_it_came_or_later_than_now(hours):
    place = world()
    notice = sent(place)
    with pytest.raises(DomainError):
        seen(place, notice, at=clock.now() + timedelta(hours=hours))


def test_the_morning_list_is_the_districts_own():
    place, other = world(), world("SD-SKR")
    old = sent(place)
    new = sent(place, line(condition=Condition.HURT))
    sent(other)
    assert [one.id for one in queries.not_seen(place.cpo)] == [old.id, new.id]
    assert len(queries.not_seen(place.director)) == 3
    assert (queries.last_night(place.cpo), queries.last_night(place.director)) == (2, 3)
    assert queries.not_seen(place.desk) == []
    assert [one.notice_id for one in queries.waiting(place.head)] == [old.id, new.id]
    assert len(queries.sent_from_desk(place.desk)) == 3


def test_not_seen_in_time_is_told_to_the_head_and_then_higher_each_once():
    place = world()
    with time_machine.travel("2027-07-10T18:00:00Z", tick=False):
        notice = sent(place)
        assert following.escalate() == 0
    with time_machine.travel("2027-07-11T04:01:00Z", tick=False):
        assert (following.escalate(), following.escalate()) == (1, 0)
    with time_machine.travel("2027-07-11T16:01:00Z", tick=False):
        assert (following.escalate(), following.escalate()) == (1, 0)
        late = [mail.to for mail in mails() if mail.once_key.startswith("arrival-l")]
        higher = [mail.to for mail in mails() if mail.once_key.startswith("arrival-h")]
        assert (late, higher) == ([place.head.email], [place.director.email])
        seen(place, notice)
    with time_machine.travel("2027-07-12T16:01:00Z", tick=False):
        assert following.escalate() == 0


def test_the_search_for_the_family_is_written_down_and_kept():
    place = world()
    arrival = sent(place).arrivals[0]
    step = following.trace(arrival, Trace.ZARRA, on=clock.today(), number=" Z-77 ", actor=place.cpo)
    following.trace(arrival, Trace.CALL, on=clock.today(), words="No answer", actor=place.cpo)
    assert step.number == "Z-77"
    assert {one.kind for one in queries.traces(arrival)} == {Trace.ZARRA, Trace.CALL}
    for facts, field in (
        ({"kind": Trace.FIR}, "number"), ({"kind": Trace.VISIT}, "words"),
        ({"kind": Trace.CALL, "words": "x", "on": clock.today() + timedelta(days=1)}, "on"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            following.trace(arrival, **{"on": clock.today(), "actor": place.cpo, **facts})
        assert refused.value.field == field
    assert rows(ArrivalTrace) == 2


@pytest.mark.parametrize(
    ("outcome", "exit_kind", "basis"),
    [
        (Outcome.HOME, Exit.REUNIFIED, None),
        (Outcome.RELATIVES, Exit.KINSHIP, None),
        (Outcome.HANDED_OVER, Exit.MOVED_PLACEMENT, Basis.ARRIVAL),
        (Outcome.EMERGENCY, Exit.NEW_BASIS, Basis.EMERGENCY),
        (Outcome.PANEL_DATE, None, Basis.ARRIVAL),
    ],
)
def test_what_comes_of_an_arrival(outcome, exit_kind, basis):
    place = world()
    notice = sent(place)
    arrival = notice.arrivals[0]
    panel_on = clock.today() if outcome is Outcome.PANEL_DATE else None
    with pytest.raises(DomainError, match="who saw the child"):
        settled(arrival, outcome, panel_on=panel_on, actor=place.head)
    seen(place, notice)
    settled(arrival, outcome, panel_on=panel_on, actor=place.head)
    assert (arrival.stay.exit, notice.state) == (exit_kind, State.SETTLED)
    open_stay = db.session.scalars(sa.select(Stay).where(Stay.ended_at.is_(None))).one_or_none()
    assert (open_stay.basis if open_stay else None) == basis
    assert queries.waiting(place.cpo) == []
    with pytest.raises(DomainError, match="already"):
        settled(arrival, outcome, panel_on=panel_on, actor=place.head)


@pytest.mark.parametrize("outcome", sorted(LEAVES))
def test_nobody_takes_a_child_before_its_family_was_looked_for_nor_to_a_place_nobody_knows(outcome):
    place = world()
    arrival = seen(place, sent(place)).arrivals[0]
    facts = {"receipt": "R-7", "receiver": "the aunt", "district": "SD-HYD", "place": "a shelter", "actor": place.cpo}
    with pytest.raises(DomainError, match="to find the family"):
        following.settle(arrival, outcome, **facts)
    following.trace(arrival, Trace.ZARRA, on=clock.today(), number="1", actor=place.cpo)
    with pytest.raises(DomainError) as refused:
        following.settle(arrival, outcome, **{**facts, "district": ""})
    assert refused.value.field == "district"
    with pytest.raises(DomainError, match="court"):
        following.settle(arrival, outcome, **{**facts, "district": "OUT-ABROAD"})
    assert following.settle(arrival, outcome, **facts).outcome is outcome


def test_to_relatives_in_another_province_goes_through_the_authority_there():
    place = world()
    arrival = seen(place, sent(place)).arrivals[0]
    with pytest.raises(DomainError):
        settled(arrival, Outcome.RELATIVES, district="OUT-PB", actor=place.cpo)
    settled(arrival, Outcome.RELATIVES, district="OUT-PB", authority="The bureau of Punjab", actor=place.cpo)
    assert (arrival.stay.exit, arrival.stay.exit_district) == (Exit.KINSHIP, "OUT-PB")


def test_where_a_child_was_handed_over_names_no_person():
    place = world()
    arrival = seen(place, sent(place)).arrivals[0]
    with pytest.raises(DomainError) as refused:
        settled(arrival, Outcome.HANDED_OVER, place=" ", actor=place.cpo)
    assert refused.value.field == "place"
    settled(arrival, Outcome.HANDED_OVER, receiver="Uncle Zafar", actor=place.cpo)
    now = db.session.scalars(sa.select(Stay).where(Stay.ended_at.is_(None))).one()
    assert now.place == "a shelter in Latifabad"
    assert arrival.receiver == "Uncle Zafar"


def test_a_child_who_came_long_ago_has_that_day_on_the_receipt():
    place = world()
    came = clock.now() - timedelta(days=62)
    notice = sent(place, said_at=came)
    assert (notice.arrived_at, notice.arrivals[0].stay.started_at) == (came, came)
    assert ("Told late", "62 days after the child came") in reports.facts(notice)
    with pytest.raises(DomainError, match="Look at the year"):
        sent(place, said_at=clock.now() - timedelta(days=40 * 365))


def test_a_date_before_the_panel_is_the_day_that_counts_until_it_has_passed():
    place = world()
    notice = seen(place, sent(place))
    arrival = notice.arrivals[0]
    last, panel_on = arrival.stay.limit_on, arrival.stay.limit_on + timedelta(days=5)
    after_limit = last + timedelta(days=1)
    assert db.session.scalars(past_limit(after_limit)).all() == [arrival.stay]
    following.settle(arrival, Outcome.PANEL_DATE, panel_on=panel_on, actor=place.head)
    assert due.until(arrival.stay) == panel_on
    assert db.session.scalars(past_limit(after_limit)).all() == []
    assert db.session.scalars(past_limit(panel_on)).all() == []
    assert db.session.scalars(past_limit(panel_on + timedelta(days=1))).all() == [arrival.stay]


def test_an_emergency_is_approved_by_the_head_alone():
    place = world()
    notice = seen(place, sent(place))
    with pytest.raises(DomainError) as refused:
        settled(notice.arrivals[0], Outcome.EMERGENCY, actor=place.cpo)
    assert refused.value.field == "outcome"
    with pytest.raises(DomainError) as refused:
        settled(notice.arrivals[0], Outcome.HOME, receipt=" ", actor=place.cpo)
    assert refused.value.field == "receipt"
    assert notice.arrivals[0].outcome is None


def test_a_stay_that_ended_on_its_own_page_is_not_ended_twice():
    place = world()
    notice = seen(place, sent(place))
    placements.end_stay(notice.arrivals[0].stay, Exit.REUNIFIED, actor=place.cpo)
    assert queries.waiting(place.cpo) == []
    settled(notice.arrivals[0], Outcome.HOME, actor=place.cpo)
    assert notice.state is State.SETTLED


def test_day_seven_without_an_outcome_is_listed_and_told_once():
    place = world()
    with time_machine.travel("2027-07-10T18:00:00Z", tick=False):
        sent(place)
        gone = sent(place)
        seen(place, gone)
        settled(gone.arrivals[0], Outcome.HOME, actor=place.cpo)
    with time_machine.travel("2027-07-17T12:00:00Z", tick=False):
        assert (following.remind(clock.today()), queries.count_overdue(place.cpo, clock.today())) == (0, 0)
    with time_machine.travel("2027-07-18T12:00:00Z", tick=False):
        assert (following.remind(clock.today()), following.remind(clock.today())) == (1, 0)
        assert queries.count_overdue(place.cpo, clock.today()) == 1
    told_them = {mail.to for mail in mails() if mail.once_key.startswith("arrival-overdue")}
    assert told_them == {place.head.email, place.director.email}


REFUSED = [
    (ArrivalNotice, {"number": "AN-2026-00009-A"}),
    (ArrivalNotice, {"children": 2}),
    (ArrivalNotice, {"brought_by": BroughtBy.ALONE}),
    (ArrivalNotice, {"state": State.SEEN}),
    (Arrival, {"condition": Condition.HURT}),
    (Arrival, {"outcome": Outcome.HOME}),
    (Arrival, {"panel_on": clock.today()}),
    (ArrivalTrace, {"number": "other"}),
]


@pytest.mark.parametrize(("model", "facts"), REFUSED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_the_database_refuses_what_must_never_be(model, facts):
    place = world()
    notice = sent(place)
    following.trace(notice.arrivals[0], Trace.ZARRA, on=clock.today(), number="1", actor=place.cpo)
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.session.execute(sa.update(model).values(**facts))
    for one in (ArrivalTrace, Arrival, ArrivalNotice):
        with pytest.raises(sa.exc.DBAPIError), transaction():
            db.session.execute(sa.delete(one))


def test_seen_and_settled_are_never_written_over():
    place = world()
    notice = seen(place, sent(place))
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.session.execute(sa.update(Arrival).values(seen_by=SeenBy.DOCTOR))
    settled(notice.arrivals[0], Outcome.HOME, actor=place.cpo)
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.session.execute(sa.update(Arrival).values(receipt="R-8"))
