"""Help with applying: who helps is marked, everything is read back, and nothing goes out unsigned."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from werkzeug.datastructures import FileStorage

from registry_app.accounts import joining
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.access import allows
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import answer_services as answering
from registry_app.providers.applications import help_services as helping
from registry_app.providers.applications import queries, rules, services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Helper, HelpStage, Permission, State, Track
from tests.builders import filling
from tests.builders.people import person

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
MOMENT = st.none() | st.integers(0, 100).map(lambda minutes: NOW + timedelta(minutes=minutes))
PHONE = "+923009998877"


@given(st.integers(0, 100), MOMENT, MOMENT, MOMENT)
def test_what_was_signed_before_the_last_change_counts_no_more(
    minutes: int, read: Any, signed: Any, ended: Any
) -> None:
    saved = NOW + timedelta(minutes=minutes)
    stage = rules.help_stage(saved, read, signed, ended)
    assert (stage is HelpStage.ENDED) == (ended is not None)
    if stage is HelpStage.SIGNED:
        assert read
        assert signed
        assert saved <= read <= signed
    if stage is HelpStage.OPEN:
        assert read is None or read < saved


def said_to(phone: str) -> str:
    found = db.session.query(OutboxMessage).filter_by(to=phone).order_by(OutboxMessage.created_at.desc()).all()
    code = next(match for one in found if (match := re.match(r"\d{6}", one.body)))
    return code[0]


def photo() -> FileStorage:
    raw = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(raw, "JPEG")
    return FileStorage(io.BytesIO(raw.getvalue()), filename="signed.jpg")


@pytest.mark.usefixtures("here")
class TestHelping:
    def begun(self, **facts: Any) -> tuple[User, Application]:
        officer = person(Role.DISTRICT_OFFICER, district="SD-HYD")
        facts = {"name": "Bakhtawar", "phone": PHONE, "language": "sd", "track": Track.FACILITIES, **facts}
        pending = helping.ask(from_paper=facts.pop("from_paper", False), actor=officer, **facts)
        pending = joining.tried(pending, said_to(facts["phone"]))

        def draft(track: Track, applicant: User, _home: object) -> Application:
            return services.start(track=track, suitability=filling.SUITABILITY, actor=applicant)

        return officer, helping.begin(pending, draft, actor=officer)

    def test_the_right_code_makes_an_account_and_a_draft_of_the_applicant(self) -> None:
        officer, draft = self.begun()
        assert (draft.applicant.phone, draft.applicant.name) == (PHONE, "Bakhtawar")
        assert [(one.name, one.kind, one.helper_id) for one in draft.helps] == [
            (officer.name, Helper.OFFICER, officer.id)
        ]
        assert [one.id for one in queries.all_of_own(officer)] == [draft.id]
        link = db.session.query(OutboxMessage).filter(OutboxMessage.body.contains("/account/open/")).one()
        assert officer.name not in link.body

    def test_a_wrong_code_makes_nothing(self) -> None:
        officer = person(Role.DISTRICT_OFFICER, district="SD-HYD")
        pending = helping.ask(name="B", phone=PHONE, language="sd", track=Track.FAMILY, from_paper=False, actor=officer)
        wrong = "000000" if said_to(PHONE) != "000000" else "111111"
        with pytest.raises(DomainError):
            helping.begin(joining.tried(pending, wrong), services.start, actor=officer)
        assert db.session.query(User).filter_by(phone=PHONE).count() == 0

    def test_nobody_offers_help_to_an_officer(self) -> None:
        person(Role.INSPECTOR, district="SD-HYD", phone=PHONE)
        with pytest.raises(DomainError):
            self.begun()

    def test_the_helper_fills_and_sends_but_never_checks_or_decides(self) -> None:
        officer, draft = self.begun()
        for permission in (Permission.FILL, Permission.SEND, Permission.VIEW_AS_APPLICANT):
            assert allows(officer, permission, draft)
        assert not allows(officer, Permission.WITHDRAW, draft)
        assert not allows(person(Role.DISTRICT_OFFICER, district="SD-HYD"), Permission.FILL, draft)
        filling.fill(draft)
        helping.read_back(draft, actor=officer)
        helping.sign(draft, code="", photo=photo(), actor=officer)
        services.send(draft, declared=True, actor=officer)
        for permission in (Permission.VIEW, Permission.RECOMMEND):
            assert not allows(officer, permission, draft)
        assert queries.one(officer, draft.id) is None
        other = person(Role.DISTRICT_OFFICER, district=draft.district)
        assert allows(other, Permission.VIEW, draft)

    def test_nothing_goes_out_before_it_is_read_back_and_signed_since_the_last_change(self) -> None:
        officer, draft = self.begun(from_paper=True)
        filling.fill(draft)
        with pytest.raises(DomainError):
            services.send(draft, declared=True, actor=officer)
        with pytest.raises(DomainError):
            helping.sign(draft, code="", photo=photo(), actor=officer)
        with pytest.raises(DomainError):
            helping.send_code(draft, actor=officer)
        helping.read_back(draft, actor=officer)
        with pytest.raises(DomainError):
            helping.sign(draft, code="", photo=None, actor=officer)
        helping.send_code(draft, actor=officer)
        with pytest.raises(DomainError):
            helping.sign(draft, code="12", photo=None, actor=officer)
        helping.sign(draft, code=said_to(PHONE), photo=None, actor=officer)
        helped = draft.helps[0]
        assert (helping.stage(helped), helped.by_code, helped.from_paper) == (HelpStage.SIGNED, True, True)
        section = answering.asked(draft).sections[0]
        answering.finish(draft, section, finished=True, actor=officer)
        assert helping.stage(helped) is HelpStage.OPEN
        helping.read_back(draft, actor=officer)
        helping.send_code(draft, actor=officer)
        helping.sign(draft, code=said_to(PHONE), photo=None, actor=officer)
        services.send(draft, declared=True, actor=officer)
        assert draft.state is State.SUBMITTED
        assert '"signed":"code"' in (draft.sendings[0].content or "")

    def test_a_trusted_person_is_named_and_the_applicant_signs(self) -> None:
        applicant = person(Role.PROVIDER)
        draft = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=applicant)
        helping.help_of(draft, Helper.TRUSTED, name="Ustad Ali", who="teacher", actor=applicant)
        filling.fill(draft)
        with pytest.raises(DomainError):
            services.send(draft, declared=True, actor=applicant)
        helping.end(draft, actor=applicant)
        services.send(draft, declared=True, actor=applicant)
        assert draft.helps[0].name == "Ustad Ali"

    def test_after_the_end_the_officer_sees_it_no_more(self) -> None:
        officer, draft = self.begun()
        helping.end(draft, actor=draft.applicant)
        assert queries.one_of_own(officer, draft.id) is None
        assert not allows(officer, Permission.FILL, draft)
        with pytest.raises(DomainError):
            helping.read_back(draft, actor=officer)
