"""What phones send lands once, by the rules of the pages, and nothing that was acknowledged is lost."""

import json
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from inspections.models import Answer, Visit
from inspections.states import Entry, Mark, VisitState
from inspections.sync import settling
from inspections.sync.models import Clash, FieldPhone, PutAside, RecordFile, VisitRecord
from inspections.sync.states import Settled
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.db import db, hold, locked, transaction
from registry_app.core.outbox import OutboxMessage
from tests.builders import phones, visits
from tests.builders.people import person, sign_in_as
from tests.builders.phones import Phone, answer, content


class World:
    """A planned visit of three, its lead's phone and a colleague's."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            lead, second, nurse = visits.inspector(), visits.inspector(), visits.inspector(health_professional=True)
            visit = visits.planned(lead=lead, members=[second, nurse])
            self.visit, self.lead, self.second, self.nurse = visit.id, lead.id, second.id, nurse.id
            self.director = person(Role.SWD_DIRECTOR, agency=Agency.SWD).id
            db.session.remove()
        self.phone = Phone(app, self.lead)

    def content(self, **facts):
        with self.app.app_context():
            return content(db.session.get(Visit, self.visit), **facts)

    def read(self, what):
        """What a function of the visit says, in a context of its own."""
        with self.app.app_context():
            return what(db.session.get(Visit, self.visit))

    def count(self, model):
        with self.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(model))

    def state(self):
        return self.read(lambda visit: visit.state)


@pytest.fixture
def world(app):
    return World(app)


def test_a_whole_visit_lands_once_scored_and_audited(world):
    key, said = uuid.uuid4(), world.content(final=True)
    first, again = world.phone.send(key, said), world.phone.send(key, said)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    assert first.get_json()["state"] == "AT_THE_OFFICE"
    assert first.headers["X-Phone-State"] == "open"
    assert world.read(lambda v: (v.state, v.computed_grade.value, v.overall)) == (VisitState.SUBMITTED, "B", "66.7")
    assert world.count(Answer) == 69
    assert world.count(VisitRecord) == 1
    with world.app.app_context():
        assert audit.verify()[0] == audit.SOUND


def test_the_same_number_with_other_content_is_a_conflict_and_changes_nothing(world):
    key = uuid.uuid4()
    world.phone.send(key, world.content(final=True))
    other = world.phone.send(key, world.content(final=True, mark="3"))
    later = world.phone.send(key, world.content(seq=2, final=True, mark="3"))
    assert (other.status_code, later.status_code) == (409, 409)
    assert other.get_json()["receipt"]["state"] == "AT_THE_OFFICE"
    assert world.read(lambda v: v.overall) == "66.7"


def test_an_older_sending_that_comes_late_changes_nothing(world):
    key = uuid.uuid4()
    world.phone.send(key, world.content(seq=5, mark="3"))
    late = world.phone.send(key, world.content(seq=2, mark="0"))
    assert (late.status_code, late.get_json()["kept"], late.get_json()["seq"]) == (200, False, 5)
    assert world.read(lambda v: {a.mark for a in v.answers}) == {Mark.EMBEDDED}


def test_half_a_visit_stands_and_grows(world):
    key = uuid.uuid4()
    first = world.phone.send(key, world.content(mark=None, answers={"S1.1": answer("0")}))
    assert first.get_json()["state"] == "UNDER_WAY"
    world.phone.send(
        key, world.content(seq=2, mark=None, answers={"S1.1": answer("2", "seen today"), "S1.2": answer()})
    )
    kept = world.read(lambda v: {a.criterion: (a.mark.value, a.note) for a in v.answers})
    assert kept == {"S1.1": ("2", "seen today"), "S1.2": ("2", None)}


def test_a_final_word_is_held_to_the_rules_of_the_page(world):
    said = world.content(final=True)
    said["answers"]["S3.4"] = answer("3", methods=["document"])
    del said["answers"]["S5.1"]
    refused = world.phone.send(uuid.uuid4(), said)
    assert refused.status_code == 422
    fields = {one["field"] for one in refused.get_json()["errors"]}
    assert {"answers.S3.4", "answers.S5.1"} <= fields
    assert world.state() is VisitState.PLANNED, "whole or nothing"
    assert world.count(VisitRecord) == 0


def test_na_on_a_critical_criterion_is_refused_even_half_way(world):
    refused = world.phone.send(uuid.uuid4(), world.content(mark=None, answers={"S3.1": answer("NA")}))
    assert [one["field"] for one in refused.get_json()["errors"]] == ["answers.S3.1"]


@pytest.mark.parametrize("broken", [
    {"seq": 0}, {"seq": "1"}, {"final": "yes"}, {"extra": 1}, {"visit": "x"}, {"answers": {"S1.1": {"mark": "4"}}},
    {"arrived": {"at": "2026-01-01T10:00:00", "entry": "LET_IN", "opened_by": ""}}, {"answers": []},
    {"files": [{"id": "x", "sha256": "0" * 64}]}, {"children": {"present": -1, "heard": 0, "coached": 0}},
], ids=str)  # fmt: skip
def test_what_no_phone_sends_is_refused_with_its_place(world, broken):
    answered = world.phone.send(uuid.uuid4(), {**world.content(), **broken})
    assert answered.status_code == 400
    assert answered.get_json()["errors"][0]["field"]
    assert world.count(VisitRecord) == 0


def test_nobody_sends_a_visit_or_a_record_of_another(world):
    key = uuid.uuid4()
    world.phone.send(key, world.content())
    with world.app.app_context():
        stranger, colleague = visits.inspector().id, world.second
    assert Phone(world.app, stranger).send(uuid.uuid4(), world.content()).status_code == 404
    assert Phone(world.app, colleague).send(key, world.content(seq=9)).status_code == 404
    borrowed = Phone(world.app, colleague, ready=False)
    borrowed.id = world.phone.id
    assert borrowed.send(uuid.uuid4(), world.content()).status_code == 404
    assert borrowed.get_ready().status_code == 404
    assert world.app.test_client().put(f"{phones.VISITS}/{key}", json={}).status_code == 401


def test_the_phones_clock_is_a_claim_and_is_put_right(world):
    """A phone two days ahead: flagged, not refused, and nobody arrived the day after tomorrow."""
    ahead = clock.now() + timedelta(days=2)
    said = world.content(arrived={"at": (ahead - timedelta(hours=1)).isoformat(), "entry": "LET_IN", "opened_by": "x"})
    told = world.phone.send(uuid.uuid4(), said, **{"X-Phone-Clock": ahead.isoformat()}).get_json()
    assert told["clock_flagged"]
    assert abs(told["clock_off_seconds"] - 2 * 86400) < 5
    arrived = world.read(lambda v: v.arrived_at)
    assert arrived <= clock.now()
    assert clock.now() - arrived < timedelta(hours=25)


def test_photos_come_in_any_order_and_the_report_waits_for_them(world):
    key, one, other = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    first, second = phones.photo(1), phones.photo(2)
    before = world.phone.send_photo(key, one, first)
    assert (before.status_code, before.get_json()["state"]) == (201, None)
    said = world.content(final=True, files=[phones.named(one, first), phones.named(other, second)])
    told = world.phone.send(key, said).get_json()
    assert (told["state"], told["files"]["wanted"]) == ("FILES", [str(other)])
    assert world.state() is VisitState.UNDER_WAY
    cut = world.phone.send_photo(key, other, second[:-40], claimed=phones.named(other, second)["sha256"])
    assert cut.status_code == 422
    last = world.phone.send_photo(key, other, second)
    assert last.get_json()["state"] == "AT_THE_OFFICE"
    assert world.phone.send_photo(key, other, second).status_code == 200
    assert world.phone.send_photo(key, other, first).status_code == 409
    assert world.state() is VisitState.SUBMITTED
    assert world.count(RecordFile) == 2


def test_no_picture_and_too_much_are_refused(world):
    key, junk = uuid.uuid4(), b"MZ" + b"0" * 500
    assert world.phone.send_photo(key, uuid.uuid4(), junk).status_code == 422
    assert world.phone.send_photo(key, uuid.uuid4(), b"0" * (8 * 1024 * 1024 + 1)).status_code == 413
    assert world.phone.send(key, {"pad": "x" * 1_000_001}).status_code == 413
    assert world.count(RecordFile) == 0


def test_two_inspectors_differ_both_values_are_kept_and_the_lead_settles(world):
    lead, colleague = uuid.uuid4(), Phone(world.app, world.second)
    theirs = world.content(mark=None, answers={"S1.1": answer("0", "no paper"), "S1.2": answer("2")}, final=True)
    theirs["close"] = None
    world.phone.send(uuid.uuid4(), world.content(mark=None, answers={"S1.3": answer("3")}))
    assert colleague.send(uuid.uuid4(), theirs).get_json()["state"] == "AT_THE_OFFICE"
    told = world.phone.send(lead, world.content(final=True)).get_json()
    assert (told["state"], told["because"], told["clashes"]) == ("WAITS", ["clashes"], ["S1.1"]) or "S1.3" in told[
        "clashes"
    ]
    assert world.state() is VisitState.UNDER_WAY
    with world.app.app_context():
        for clash in db.session.scalars(sa.select(Clash).where(Clash.settled_at.is_(None))):
            sides = json.loads(clash.sides)
            assert len(sides) == 2
            key = next(k for k in sides if k.startswith(str(world.second)) or k.endswith(":before"))
            settling.choose(clash, key, actor=db.session.get(User, world.lead))
    assert world.state() is VisitState.SUBMITTED
    assert world.read(lambda v: next(a.mark for a in v.answers if a.criterion == "S1.1")) is Mark.NOT_MET
    with world.app.app_context():
        kept = json.loads(db.session.scalars(sa.select(Clash).where(Clash.criterion == "S1.1")).one().sides)
        assert {side["mark"] for side in kept.values()} == {"0", "2"}


def test_one_who_changes_their_mind_replaces_only_their_own_word(world):
    colleague, mine, theirs = Phone(world.app, world.second), uuid.uuid4(), uuid.uuid4()
    world.phone.send(mine, world.content(mark=None, answers={"S1.1": answer("2")}))
    colleague.send(theirs, world.content(mark=None, answers={"S1.1": answer("2")}))
    world.phone.send(mine, world.content(seq=2, mark=None, answers={"S1.1": answer("1")}))
    with world.app.app_context():
        clash = db.session.scalars(sa.select(Clash)).one()
        assert {side["mark"] for side in json.loads(clash.sides).values()} == {"1", "2"}
    colleague.send(theirs, world.content(seq=2, mark=None, answers={"S1.1": answer("1")}))
    with world.app.app_context():
        assert db.session.scalars(sa.select(Clash)).one().settled_at is not None, "they agree again"


def test_the_leads_last_word_waits_for_a_colleague_and_goes_when_they_are_done(world):
    colleague, theirs = Phone(world.app, world.second), uuid.uuid4()
    colleague.send(theirs, world.content(mark=None, answers={"S1.1": answer("2")}))
    told = world.phone.send(uuid.uuid4(), world.content(final=True)).get_json()
    assert (told["state"], told["because"]) == ("WAITS", ["colleague"])
    colleague.send(theirs, world.content(seq=2, mark=None, answers={"S1.1": answer("2")}, final=True, close=None))
    assert world.read(lambda v: (v.state, v.submitted_by_id)) == (VisitState.SUBMITTED, world.lead)


def test_a_visit_typed_from_paper_is_never_mixed_with_a_phones(world):
    with world.app.app_context(), transaction():
        scan = files.keep(
            b"a page", media_type="image/png", name="scan.png", actor=db.session.get_one(User, world.lead)
        )
        db.session.flush()
        db.session.get_one(Visit, world.visit).scan_id = scan.id
    late = world.phone.send(uuid.uuid4(), world.content(mark=None, answers={"S1.1": answer("0")})).get_json()
    assert (late["state"], late["because"]) == ("ASIDE", ["from paper"])


def test_what_comes_after_the_report_is_put_aside_and_left_or_read(world):
    world.phone.send(uuid.uuid4(), world.content(final=True))
    colleague, key = Phone(world.app, world.second), uuid.uuid4()
    late = colleague.send(key, world.content(mark=None, answers={"S1.1": answer("0")}))
    assert (late.status_code, late.get_json()["state"], late.get_json()["because"]) == (
        201, "ASIDE", ["report was sent"])  # fmt: skip
    again = colleague.send(key, world.content(mark=None, answers={"S1.1": answer("0")}, arrived=None))
    assert again.status_code == 200
    assert colleague.client.get(f"{phones.VISITS}/{key}").get_json()["state"] == "ASIDE"
    with world.app.app_context():
        for aside in db.session.scalars(sa.select(PutAside)):
            settling.settle(aside, Settled.LEFT, reason="came too late", actor=db.session.get(User, world.lead))
    assert world.read(lambda v: v.overall) == "66.7"


def test_a_blocked_phone_gets_no_key_and_its_sealed_packs_wait_for_a_person(world):
    half = world.phone.get_ready().get_json()["half"]
    assert half == world.phone.get_ready().get_json()["half"]
    key, file_id, picture = uuid.uuid4(), uuid.uuid4(), phones.photo(7)
    office = sign_in_as(world.app.test_client(), world.director)
    blocked = office.post(f"/office/phones/{world.phone.id}", data={"reason": "stolen in the bus"})
    assert blocked.status_code == 303
    assert world.phone.client.get("/api/v1/field/bundle").status_code == 401, "its owner is signed out"
    sign_in_as(world.phone.client, world.lead)
    assert world.phone.get_ready().status_code == 410
    assert world.phone.client.get("/api/v1/field/bundle", headers=world.phone.headers()).status_code == 410
    said = world.content(final=True, files=[phones.named(file_id, picture)])
    refused = world.phone.send(key, said)
    assert (refused.status_code, refused.headers["X-Phone-State"]) == (410, "revoked")
    with world.app.app_context():
        pack, box = phones.sealed(said, key), phones.sealed_photo(picture, file_id)
        assert db.session.get(FieldPhone, world.phone.id).half is None
    assert (
        world.phone.client.put(
            f"{phones.VISITS}/{key}/files/{file_id}", json=box, headers=world.phone.headers()
        ).status_code
        == 201
    )
    kept = world.phone.send(key, pack)
    assert (kept.status_code, kept.get_json()["because"]) == (201, ["revoked phone"])
    assert world.phone.send(key, pack).status_code == 200
    assert world.state() is VisitState.PLANNED
    with world.app.app_context():
        aside = db.session.scalars(sa.select(PutAside)).one()
        settling.settle(aside, Settled.TAKEN, reason="it was hers", actor=db.session.get(User, world.director))
    assert world.state() is VisitState.SUBMITTED


def test_a_sealed_pack_of_an_open_phone_lands_and_what_does_not_fit_is_kept(world):
    key = uuid.uuid4()
    short = world.content(final=True, mark=None)
    with world.app.app_context():
        bad, good = phones.sealed(short, key), phones.sealed(world.content(seq=2, final=True), key)
    kept = world.phone.send(key, bad)
    assert (kept.status_code, kept.get_json()["because"]) == (201, ["does not fit"])
    assert world.phone.send(key, good).get_json()["state"] == "AT_THE_OFFICE"
    moved = world.phone.send(uuid.uuid4(), good)
    assert (moved.status_code, moved.get_json()["error"]) == (400, "unreadable")


def test_a_visit_that_may_not_be_begun_is_kept_beside_it(app):
    with app.app_context():
        lead = visits.inspector()
        visit = visits.planned(lead=lead, members=[])
        key, said, leader = visit.id, content(visit, final=True), lead.id
    told = Phone(app, leader).send(uuid.uuid4(), said).get_json()
    assert (told["state"], told["because"]) == ("ASIDE", ["not begun"])
    with app.app_context():
        assert db.session.get(Visit, key).state is VisitState.PLANNED
        assert "agree" in db.session.scalars(sa.select(PutAside)).one().sentence


def test_refused_entry_is_a_result(world):
    said = world.content(final=True, mark=None, children=None, dangers=None)
    said["arrived"]["entry"] = "REFUSED"
    assert world.phone.send(uuid.uuid4(), said).get_json()["state"] == "AT_THE_OFFICE"
    assert world.read(lambda v: (v.entry, v.computed_grade.value)) == (Entry.REFUSED, "D")


def test_the_database_keeps_what_is_closed(world):
    world.phone.send(uuid.uuid4(), world.content(final=True))
    with world.app.app_context():
        for statement in (sa.delete(VisitRecord), sa.update(VisitRecord).values(seq=7)):
            with pytest.raises(sa.exc.DBAPIError), db.engine.connect().execution_options(writing=True) as connection:
                connection.execute(statement)


def test_a_whole_visit_asks_few_questions_of_the_database(world):
    """A statement costs more than a row: what is in hand is not read again, however many answers there are."""
    said, asked = world.content(final=True), []
    with world.app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        assert world.phone.send(uuid.uuid4(), said).get_json()["state"] == "AT_THE_OFFICE"
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= 38
    assert sum(one.startswith("INSERT INTO visit_answer ") for one in asked) == 1
    assert sum(one.startswith("UPDATE visit SET") for one in asked) == 2


def test_a_row_that_is_held_is_not_read_again_in_the_same_transaction(world):
    with world.app.app_context():
        asked = []
        visit = db.session.get(Visit, world.visit)
        sa.event.listen(db.engine, "before_cursor_execute", lambda _c, _cu, said, *_rest: asked.append(said))
        with transaction():
            [held] = hold(sa.select(Visit), Visit)
            assert locked(held) is held is visit
        with transaction():
            locked(visit)
    assert len(asked) == 2


def letters_of_danger(world):
    with world.app.app_context():
        keys = db.session.scalars(sa.select(OutboxMessage.once_key)).all()
    return [key for key in keys if key and key.startswith(f"danger:{world.visit}:")]


DANGEROUS = [
    {"dangers": {"seen": ["EXIT_BLOCKED"], "told": "Called the duty officer"}},
    {"answers": {"S8.2": answer("2", danger_seen=True)}},
    {"answers": {"S7.3": answer("0")}},
]


@pytest.mark.parametrize("seen", DANGEROUS)
def test_a_danger_in_what_is_put_aside_is_told_at_once(world, seen):
    """Whether it may count is for a person to say later; the children cannot wait for that."""
    world.phone.send(uuid.uuid4(), world.content(final=True))
    assert letters_of_danger(world) == []
    second = Phone(world.app, world.second)
    said = world.content(**{"mark": None, **seen})
    for _again in range(2):
        assert second.send(uuid.uuid4(), said).get_json()["state"] == "ASIDE"
    assert len(letters_of_danger(world)) == 1


def test_what_is_put_aside_without_danger_sends_no_letter(world):
    world.phone.send(uuid.uuid4(), world.content(final=True))
    assert Phone(world.app, world.second).send(uuid.uuid4(), world.content()).get_json()["state"] == "ASIDE"
    assert letters_of_danger(world) == []


def test_a_critical_zero_that_a_colleague_answered_otherwise_is_told_at_once(world):
    """It stands in a clash and not in the visit yet; the letter does not wait for the lead's choice."""
    world.phone.send(uuid.uuid4(), world.content())
    second = Phone(world.app, world.second)
    clashes = second.send(uuid.uuid4(), world.content(answers={"S7.3": answer("0")}))
    assert clashes.status_code == 201
    with world.app.app_context():
        assert db.session.scalars(sa.select(Clash.criterion)).all() == ["S7.3"]
    assert len(letters_of_danger(world)) == 1
