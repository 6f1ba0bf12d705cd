"""The rota of a home: who is put on, who is refused and struck, and who must be away within the hour."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import insert, select, text, update

from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.pages import duties
from registry_app.placements.rota import queries, rules, services
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.placements.rota.states import Part, Struck
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting import services as vetting
from registry_app.providers.vetting.states import Leaving, PostKind, Result
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders.authorisations import in_force
from tests.builders.people import person


@pytest.fixture
def here(app):
    with app.app_context():
        in_force()
        yield app


@pytest.fixture
def girls_home(here):
    manager = person(Role.PROVIDER)
    home = homes.home(manager)
    homes.service(home, sexes=Sexes.GIRLS, capacity=10)
    home.manager = manager
    return home


def day(ahead=1):
    return clock.today() + timedelta(days=ahead)


def put(post, ahead=1, part=Part.DAY):
    return services.put_on(post.home, post, day(ahead), part, actor=None)


def told(user):
    return [m.subject for m in db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == user.email))]


def test_a_clear_person_is_put_on_and_taken_off(girls_home):
    post = built.cleared(girls_home, woman=True)
    line = put(post)
    shift = queries.one_shift(girls_home, day(), Part.DAY)
    assert [row.id for row in shift.lines] == [line.id]
    assert (shift.caring, shift.women) == (1, 1)
    assert shift.lacks == ()
    with pytest.raises(DomainError, match="already"):
        put(post)
    services.take_off(line, actor=girls_home.manager)
    assert (line.struck, line.struck_by_id) == (Struck.TAKEN_OFF, girls_home.manager.id)
    assert queries.one_shift(girls_home, day(), Part.DAY).lacks == ("NOBODY",)
    with pytest.raises(DomainError, match="no longer"):
        services.take_off(line, actor=girls_home.manager)
    put(post)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda post: built.check(post, "V02", built.registrar(), Result.FAILED), "Not clear"),
        (lambda post: None, "Pending"),
    ],
)
def test_who_is_pending_or_not_clear_is_refused_in_words(girls_home, spoil, said):
    post = built.in_post(girls_home, woman=True)
    spoil(post)
    with pytest.raises(DomainError, match=said) as refused:
        put(post)
    assert refused.value.field == "post"
    assert db.session.scalars(select(RotaShift)).all() == []


def test_a_check_that_ends_before_the_day_refuses_that_day_only(girls_home):
    officer = built.registrar()
    post = built.cleared(girls_home, woman=True)
    signed = clock.today() - timedelta(days=350)
    built.check(post, "V10", officer, on=signed)
    last = next(line.until for line in people.one_post(post).lines if line.code == "V10")
    ahead = (last - clock.today()).days
    assert 0 <= ahead < 56
    put(post, ahead)
    with pytest.raises(DomainError, match="A check ends"):
        put(post, ahead + 1)


@pytest.mark.parametrize("ahead", [-1, 57])
def test_only_days_from_today_to_eight_weeks_are_planned(girls_home, ahead):
    post = built.cleared(girls_home, woman=True)
    with pytest.raises(DomainError, match="eight weeks"):
        put(post, ahead)


def test_only_people_of_the_home_are_put_on_and_a_family_has_no_rota(girls_home):
    other = built.cleared(homes.home(), woman=True)
    with pytest.raises(DomainError, match="works at your home"):
        services.put_on(girls_home, other, day(), Part.DAY, actor=None)
    family = homes.a_home(household=True, care_type=CareType.FOSTER)
    aunt = built.cleared(family, PostKind.HOUSEHOLD_ADULT)
    with pytest.raises(DomainError, match="family"):
        put(aunt)
    with pytest.raises(DomainError, match="family"):
        services.copy_week(family, day(), actor=None)


def test_a_night_with_girls_begins_with_a_woman_and_ends_with_one(girls_home):
    man, woman = built.cleared(girls_home, woman=False), built.cleared(girls_home, woman=True)
    with pytest.raises(DomainError, match="Put a woman"):
        put(man, part=Part.NIGHT)
    put(man)
    hers = put(woman, part=Part.NIGHT)
    put(man, part=Part.NIGHT)
    with pytest.raises(DomainError, match="another woman"):
        services.take_off(hers, actor=girls_home.manager)
    assert hers.struck_at is None


def test_in_a_home_of_boys_a_man_may_have_the_night(here):
    home = homes.home()
    homes.service(home, sexes=Sexes.BOYS)
    put(built.cleared(home, woman=False), part=Part.NIGHT)


def test_nobody_is_in_two_homes_at_once(girls_home):
    number, name = built.cnic(), "Made-up Person Twice"
    first = built.cleared(girls_home, woman=True, number=number, name=name)
    second = built.cleared(homes.home(), number=number, name=name)
    put(first)
    with pytest.raises(DomainError, match="another home"):
        put(second)
    put(second, part=Part.NIGHT)


def test_a_registry_hit_at_night_strikes_tells_and_is_due_in_an_hour(girls_home):
    swd = person(Role.DISTRICT_OFFICER, district="SD-HYD", agency=Agency.SWD)
    dg = person(Role.SCPA_DG, agency=Agency.SCPA)
    driver = built.cleared(girls_home, PostKind.DRIVER, number=(number := built.cnic()), woman=True)
    today, later = put(driver, 0), put(driver, 5)
    with built.without_letters():
        built.listed(number)
    assert people.one_post(driver).outcome == "NOT_CLEAR"
    assert {today.struck, later.struck} == {Struck.NOT_CLEAR}
    one = db.session.scalars(select(StandDown)).one()
    assert (one.home_id, one.person_id) == (girls_home.id, driver.person_id)
    assert one.due_at - one.opened_at == timedelta(hours=1)
    for user in (girls_home.manager, swd, dg):
        assert "Urgent: within one hour" in told(user)
    with pytest.raises(DomainError, match="Not clear"):
        put(driver, 2)
    shift = queries.one_shift(girls_home, day(5), Part.DAY)
    assert shift.lines == ()
    assert [line.id for line in shift.struck] == [later.id]


def test_a_failed_check_strikes_only_where_it_counts(girls_home):
    number, officer, name = built.cnic(), built.registrar(), "Made-up Person Half"
    here_ = built.cleared(girls_home, woman=True, number=number, name=name)
    there = built.cleared(homes.home(), number=number, name=name)
    line, other = put(here_), put(there, part=Part.NIGHT)
    built.check(there, "V09", officer, Result.FAILED)
    assert (line.struck, other.struck) == (None, Struck.NOT_CLEAR)
    assert [one.home_id for one in db.session.scalars(select(StandDown))] == [there.home_id]
    built.check(here_, "V02", officer, Result.FAILED)
    assert line.struck is Struck.NOT_CLEAR
    assert len(db.session.scalars(select(StandDown)).all()) == 2


def test_a_check_that_is_not_asked_strikes_nobody(girls_home):
    cook = built.cleared(girls_home, PostKind.COOK, woman=True)
    line = put(cook)
    built.check(cook, "V12", built.registrar(), Result.FAILED)
    assert line.struck is None
    assert db.session.scalars(select(StandDown)).all() == []


def test_a_stand_down_is_written_once_in_time_or_late(girls_home):
    post = built.cleared(girls_home, woman=True)
    built.check(post, "V01", built.registrar(), Result.FAILED)
    one = db.session.scalars(select(StandDown)).one()
    with pytest.raises(DomainError):
        services.close_stand_down(one, words="  ", actor=girls_home.manager)
    services.close_stand_down(one, words="Sent home. Another carer is here.", actor=girls_home.manager)
    assert one.words == "Sent home. Another carer is here."
    with pytest.raises(DomainError, match="already"):
        services.close_stand_down(one, words="Again.", actor=girls_home.manager)
    raw = db.session.execute(text("SELECT words_sealed FROM stand_down")).scalar_one()
    assert b"Sent home" not in bytes(raw)


def test_an_hour_without_a_word_is_told_once(girls_home):
    swd = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    post = built.cleared(girls_home, woman=True)
    built.check(post, "V01", built.registrar(), Result.FAILED)
    assert services.tell_overdue() == 0
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert services.tell_overdue() == 1
        list(duties.run_due())
        assert told(swd).count("Urgent: an hour has passed") == 1
        services.close_stand_down(
            db.session.scalars(select(StandDown)).one(), words="Gone home.", actor=girls_home.manager
        )
        assert services.tell_overdue() == 0


def test_the_night_strikes_whoever_a_lapsed_check_made_pending(girls_home):
    post = built.cleared(girls_home, woman=True)
    line, later = put(post, 4), put(post, 6)
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        # Nobody searched the list for five nights, so nobody is clear any more.
        assert services.strike_due() == 1
        assert services.strike_due() == 0
    assert (line.struck, later.struck) == (None, Struck.NOT_CLEAR)
    assert told(girls_home.manager).count("Shifts of your rota were struck") == 1
    # The task of one hour follows a hit or a failed check (registration.yaml); a paper that ran out is no finding.
    assert db.session.scalars(select(StandDown)).all() == []


def test_who_leaves_is_on_no_later_shift(girls_home):
    post, other = built.cleared(girls_home, woman=True), built.cleared(girls_home, woman=True)
    today, later, stays = put(post, 0), put(post, 3), put(other, 3)
    vetting.record_leaving(
        post, on=clock.today(), leaving=Leaving.RESIGNED, under_allegation=False, actor=girls_home.manager
    )
    assert (today.struck, later.struck, stays.struck) == (None, Struck.LEFT, None)


def test_a_week_is_copied_without_those_whom_the_rota_refuses(girls_home):
    woman, man, gone = (
        built.cleared(girls_home, woman=True), built.cleared(girls_home, woman=False),
        built.cleared(girls_home, woman=True),
    )  # fmt: skip
    monday = rules.monday(day(7))
    ahead = (monday - clock.today()).days
    for post in (woman, man, gone):
        put(post, ahead, Part.NIGHT)
    put(woman, ahead + 1)
    built.check(gone, "V02", built.registrar(), Result.FAILED)
    # The struck line is not copied; the man follows the woman whatever the order.
    assert services.copy_week(girls_home, monday + timedelta(days=7), actor=girls_home.manager) == (3, 0)
    assert services.copy_week(girls_home, monday + timedelta(days=7), actor=girls_home.manager) == (0, 0)
    vetting.record_leaving(
        woman, on=clock.today(), leaving=Leaving.OTHER, under_allegation=False, actor=girls_home.manager
    )
    found = services.copy_week(girls_home, monday + timedelta(days=14), actor=girls_home.manager)
    assert found == (0, 1)


def test_first_aid_is_shown_for_each_shift(girls_home):
    officer = built.registrar()
    aider, other = built.cleared(girls_home, woman=True), built.cleared(girls_home, woman=True)
    built.check(other, "V12", officer, Result.FAILED)
    put(other)
    assert "NO_FIRST_AID" in queries.one_shift(girls_home, day(), Part.DAY).lacks
    put(aider)
    assert "NO_FIRST_AID" not in queries.one_shift(girls_home, day(), Part.DAY).lacks


def row(post, **facts):
    return {
        "home_id": post.home_id, "post_id": post.id, "person_id": post.person_id, "on_day": day(), "part": Part.DAY,
        **facts,
    }  # fmt: skip


def refused_by_database(statement):
    with pytest.raises(Exception) as found, transaction():  # noqa: PT011 - each database has its own kind
        db.session.execute(statement)
        db.session.flush()
    db.session.rollback()
    return str(found.value)


def test_the_database_refuses_who_is_not_clear_or_gone(girls_home):
    listed = built.cleared(girls_home, number=(number := built.cnic()))
    failed, left = built.cleared(girls_home), built.cleared(girls_home)
    with built.without_letters():
        built.listed(number)
    built.check(failed, "V02", built.registrar(), Result.FAILED)
    vetting.record_leaving(left, on=clock.today(), leaving=Leaving.OTHER, under_allegation=False, actor=None)
    for post in (listed, failed):
        assert "refuses a person who is not clear" in refused_by_database(insert(RotaShift).values(**row(post)))
    assert "who has left" in refused_by_database(insert(RotaShift).values(**row(left)))


def test_the_database_ties_post_home_and_person_and_keeps_what_was(girls_home):
    post, other = built.cleared(girls_home), built.cleared(homes.home())
    line = put(post)
    key, wrong = line.id, row(post, home_id=other.home_id, part=Part.NIGHT)
    refused_by_database(insert(RotaShift).values(**wrong))
    refused_by_database(insert(RotaShift).values(**row(post)))
    refused_by_database(update(RotaShift).where(RotaShift.id == key).values(on_day=day(3)))
    refused_by_database(update(RotaShift).where(RotaShift.id == key).values(struck_at=clock.now()))
    refused_by_database(text("DELETE FROM rota_shift"))
    services.take_off(db.session.get(RotaShift, key), actor=girls_home.manager)
    assert "never changed" in refused_by_database(
        update(RotaShift).where(RotaShift.id == key).values(struck_at=None, struck=None, struck_by_id=None)
    )
    assert audit.verify()[0] == audit.SOUND
