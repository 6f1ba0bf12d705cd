"""Two phones, one visit and a bad line: whatever is lost, repeated, reordered, cut or cut off after the commit, the
office ends with one report that holds the last word of each, every photograph once, and a sound record of deeds."""

import json
import os
import uuid

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from inspections.models import Answer, Visit
from inspections.states import VisitState
from inspections.sync.models import Clash, RecordFile, VisitRecord
from registry_app.core import audit
from registry_app.core.db import db
from tests.builders import phones, visits
from tests.builders.phones import Phone, answer

SOAK = bool(os.environ.get("SOAK"))
PEOPLE = st.sampled_from((0, 1))
ACKNOWLEDGED = (200, 201)


class Hand:
    """One inspector: the content on their phone, all that was ever sent, what the office acknowledged."""

    def __init__(self, app, person):
        self.phone, self.person, self.key = Phone(app, person), person, uuid.uuid4()
        self.seq, self.answers, self.photos = 0, {}, {}
        self.sent, self.acknowledged, self.final = [], 0, False


class Line(RuleBasedStateMachine):
    """The line between two phones and the office."""

    app, fresh = None, None

    @initialize()
    def begin(self):
        type(self).fresh()
        with self.app.app_context():
            lead, second, nurse = visits.inspector(), visits.inspector(), visits.inspector(health_professional=True)
            visit = visits.planned(lead=lead, members=[second, nurse])
            self.visit, self.base, self.scope = visit.id, phones.content(visit, mark=None), list(visit.scope)
            people = [lead.id, second.id]
            db.session.remove()
        self.hands = [Hand(self.app, person) for person in people]
        self.photos_here = {}

    def _write(self, hand, *, final=False):
        hand.seq += 1
        said = {**self.base, "seq": hand.seq, "final": final, "answers": dict(hand.answers),
                "files": [phones.named(key, raw) for key, raw in hand.photos.items()]}  # fmt: skip
        if final and hand is self.hands[0]:
            said["close"] = {"signature": "SIGNED", "signed_by": "The manager"}
        hand.sent.append(json.dumps(said))
        hand.final = final

    def _send(self, hand, raw, *, answer_lost):
        answered = hand.phone.send(hand.key, json.loads(raw))
        seq = json.loads(raw)["seq"]
        assert answered.status_code in (200, 201, 409), answered.get_json()
        if answered.status_code == 409:
            raise AssertionError("a phone never says two things under one number")
        told = answered.get_json()
        assert told["state"] != "ASIDE"
        assert told["seq"] >= seq
        if not answer_lost:
            hand.acknowledged = max(hand.acknowledged, told["seq"])

    @rule(who=PEOPLE, at=st.integers(0, 68), mark=st.sampled_from("0123"))
    def tap(self, who, at, mark):
        """One answer on a phone, and it writes down all it has."""
        hand = self.hands[who]
        if not hand.final:
            hand.answers[self.scope[at]] = answer(mark)
            self._write(hand)

    @rule(who=PEOPLE)
    def take_a_photo(self, who):
        hand = self.hands[who]
        if not hand.final and len(hand.photos) < 3:
            hand.photos[uuid.uuid4()] = phones.photo(len(hand.photos) + 7 * who)
            self._write(hand)

    @rule(who=PEOPLE, back=st.integers(0, 3), lost=st.booleans())
    def send(self, who, back, lost):
        """The newest content, or an older one that was on the way so long; the answer may be lost after the commit."""
        hand = self.hands[who]
        if hand.sent:
            self._send(hand, hand.sent[max(0, len(hand.sent) - 1 - back)], answer_lost=lost)

    @rule(who=PEOPLE, which=st.integers(0, 2), cut=st.booleans(), lost=st.booleans())
    def send_a_photo(self, who, which, cut, lost):
        """Whole or cut, before its visit or after it."""
        hand = self.hands[who]
        if not hand.photos:
            return
        key, raw = list(hand.photos.items())[which % len(hand.photos)]
        if cut:
            claimed = phones.named(key, raw)["sha256"]
            assert hand.phone.send_photo(hand.key, key, raw[: len(raw) // 2], claimed).status_code == 422
            return
        assert hand.phone.send_photo(hand.key, key, raw).status_code in ACKNOWLEDGED
        if not lost:
            self.photos_here[key] = hand.key

    @rule(who=PEOPLE, crash=st.sampled_from(("before", "after")))
    def crash(self, who, crash):
        """The server dies before it stores, or after it stored and before it says so."""
        hand = self.hands[who]
        if not hand.sent:
            return
        from inspections.sync import services

        real = services.receipt

        def dies(record):
            raise RuntimeError("power cut")

        if crash == "after":
            self._send(hand, hand.sent[-1], answer_lost=True)
            return
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(services, "receipt", dies)
            with pytest.raises(RuntimeError):
                hand.phone.send(hand.key, json.loads(hand.sent[-1]))
        assert services.receipt is real

    @invariant()
    def nothing_acknowledged_is_lost(self):
        with self.app.app_context():
            for hand in self.hands:
                record = db.session.get(VisitRecord, hand.key)
                assert (record.seq if record else 0) >= hand.acknowledged
            kept = set(db.session.scalars(sa.select(RecordFile.id)))
            assert set(self.photos_here) <= kept
            numbers = db.session.scalars(sa.select(Answer.criterion)).all()
            assert len(numbers) == len(set(numbers)) <= 69

    def teardown(self):
        """The line comes back: each phone finishes and sends until the office has it all; the lead settles."""
        if not hasattr(self, "hands"):
            return
        from inspections.sync import settling
        from registry_app.accounts.models import User

        lead = self.hands[0]
        for criterion in self.scope:
            lead.answers.setdefault(criterion, answer())
        for hand in reversed(self.hands):
            self._write(hand, final=True)
            self._send(hand, hand.sent[-1], answer_lost=False)
            for key, raw in hand.photos.items():
                assert hand.phone.send_photo(hand.key, key, raw).status_code in ACKNOWLEDGED
        with self.app.app_context():
            for clash in db.session.scalars(sa.select(Clash).where(Clash.settled_at.is_(None))).all():
                sides = json.loads(clash.sides)
                assert len({json.dumps(side) for side in sides.values()}) > 1
                settling.choose(clash, str(lead.person), actor=db.session.get(User, lead.person))
        with self.app.app_context():
            visit = db.session.get(Visit, self.visit)
            assert visit.state is VisitState.SUBMITTED
            said = {a.criterion: a.mark.value for a in visit.answers}
            assert said == {criterion: one["mark"] for criterion, one in lead.answers.items()}
            photos = sum(len(hand.photos) for hand in self.hands)
            assert db.session.scalar(sa.select(sa.func.count()).select_from(RecordFile)) == photos
            for hand in self.hands:
                kept = json.loads(db.session.get(VisitRecord, hand.key).content)
                assert kept == json.loads(hand.sent[-1])
            assert audit.verify()[0] == audit.SOUND


def test_a_bad_line_loses_and_doubles_nothing(app, house):
    def fresh():
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        house.fresh()

    class Here(Line):
        pass

    Here.app, Here.fresh = app, staticmethod(fresh)
    depth = {"max_examples": 60, "stateful_step_count": 40} if SOAK else {"max_examples": 6, "stateful_step_count": 16}
    run_state_machine_as_test(Here, settings=examples(deadline=None, suppress_health_check=list(HealthCheck), **depth))
