"""Offices and powers: loaded as shipped, changed by date, and said in every letter."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
import yaml
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.i18n import in_language
from registry_app.measures import deciding
from registry_app.providers.powers import queries, reports, rules, services
from registry_app.providers.powers.models import Office, Power
from registry_app.providers.powers.states import Act, GradePublication, Mode, NamingUnregistered, PowerStatus
from tests.builders import authorisations as built
from tests.builders import measures as made
from tests.builders.people import person

SHIPPED = Path(services.__file__).parent / "reference"
ON = date(2026, 11, 23)


def shipped(name):
    return yaml.safe_load((SHIPPED / f"{name}-0.1.yaml").read_text(encoding="utf-8"))


def test_every_act_and_office_of_the_file_has_its_member_and_its_title():
    book = shipped("powers")
    assert {row["act"] for row in book["powers"]} == {act.value for act in Act}
    assert {row["status"] for row in book["powers"]} <= {status.value for status in PowerStatus}
    titles = {row["key"]: row for row in shipped("offices")["offices"]}
    assert set(titles) == set(book["offices"])
    assert all(row["title"] and row["title_ur"] and row["title_sd"] for row in titles.values())


@pytest.mark.parametrize(
    ("status", "acts"),
    [
        ("IN_FORCE", True),
        ("IN_FORCE_AS_POLICY", True),
        ("IN_FORCE_DEMO", True),
        ("PROPOSED", False),
        ("CHECK_TEXT", False),
    ],
)
def test_only_a_power_in_force_acts(status, acts):
    assert rules.may_act(status) is acts
    assert rules.setting_in_effect(status, "grade") == ("grade" if acts else "off")


def test_loading_twice_changes_nothing_and_proposed_powers_recommend(here):
    services.load_reference()
    services.load_reference()
    assert len(queries.all_powers()) == len(Act)
    assert queries.may_act(Act.AUTHORISE) is Mode.RECOMMEND
    assert queries.may_act(Act.INSPECT) is Mode.ACT
    assert queries.may_act(Act.APPOINT_GUARDIAN) is Mode.ACT
    assert queries.publish_grade() is GradePublication.OFF
    assert queries.naming_unregistered() is NamingUnregistered.OFF


def test_without_the_table_nothing_is_published_and_nothing_decided(here):
    assert queries.publish_grade() is GradePublication.OFF
    assert queries.naming_unregistered() is NamingUnregistered.OFF
    with pytest.raises(queries.PowersMissing):
        queries.may_act(Act.AUTHORISE)


def test_the_demonstration_marks_all_and_every_letter_says_so(here):
    services.load_reference()
    services.mark_demo()
    assert {queries.may_act(act) for act in Act} == {Mode.ACT}
    assert queries.publish_grade() is GradePublication.GRADE
    assert queries.naming_unregistered() is NamingUnregistered.AFTER_NOTICE_AND_TERM
    for act in Act:
        assert "demonstration" in reports.authority(act).lines[-1]


def test_a_recommendation_says_so_in_its_first_line_and_names_office_and_basis(here):
    services.load_reference()
    said = reports.authority(Act.AUTHORISE)
    assert said.lines[0] == "This is a recommendation to: Director General, Sindh Child Protection Authority."
    assert "SCPP 5.3.1(i),(l)" in said.lines[-1]
    assert "ڊائريڪٽر جنرل" in in_language("sd", lambda: reports.authority(Act.AUTHORISE)).office


def test_a_change_is_dated_and_the_past_keeps_its_power(here):
    services.load_reference()
    law = person(Role.LAW_OFFICER)
    services.change(
        Act.AUTHORISE, holder="SCPA_DG", basis="Rules 2026 r.4", status=PowerStatus.IN_FORCE, since=ON, actor=law
    )
    assert queries.may_act(Act.AUTHORISE, ON) is Mode.ACT
    assert queries.may_act(Act.AUTHORISE, date(2026, 11, 22)) is Mode.RECOMMEND
    assert reports.authority(Act.AUTHORISE, ON).lines == (
        "Power: Authorise alternative care. Office: Director General, Sindh Child Protection Authority. "
        "Basis: \u2066Rules 2026 r.4\u2069.",
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"holder": "NOBODY"}, "holder"),
        ({"basis": None}, "basis"),
        ({"status": PowerStatus.IN_FORCE_DEMO}, "status"),
        ({"since": date(2025, 1, 1)}, "since"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(here, facts, field):
    services.load_reference()
    good = {"holder": "SCPA_DG", "basis": "Rules", "status": PowerStatus.IN_FORCE, "since": ON}
    with pytest.raises(DomainError) as refused:
        services.change(Act.AUTHORISE, **{**good, **facts}, actor=person(Role.LAW_OFFICER))
    assert refused.value.field == field
    assert queries.may_act(Act.AUTHORISE, ON) is Mode.RECOMMEND


@pytest.mark.parametrize(
    "facts",
    [
        {"status": PowerStatus.IN_FORCE, "basis": None},
        {"setting": "grade"},
        {"act": Act.PUBLISH_GRADE, "setting": "everything"},
        {"since": date(2025, 1, 1)},
    ],
)
def test_the_database_refuses_a_power_without_paper_or_with_a_wrong_setting(here, facts):
    services.load_reference()
    good = {"act": Act.AUTHORISE, "since": ON, "holder": "SCPA_DG", "basis": "Rules", "status": PowerStatus.PROPOSED}
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Power(**{**good, **facts}))


def test_the_holder_of_an_office_is_data(here):
    services.load_reference()
    office = db.session.get(Office, "SCPA_DG")
    services.name_holder(office, "Made-up Name", actor=person(Role.LAW_OFFICER))
    assert db.session.get(Office, "SCPA_DG").holder == "Made-up Name"


def authorised_home():
    with made.blank_letters():
        return built.authorised().home


def test_what_was_recorded_wrongly_today_is_put_right_while_nothing_rests_on_it(here):
    services.load_reference()
    law, today = person(Role.LAW_OFFICER), clock.today()
    wrong = {"holder": "SWD_HEAD", "basis": "Rules 2026 r.4", "status": PowerStatus.IN_FORCE, "since": today}
    services.change(Act.SUSPEND, **wrong, actor=law)
    rows = len(queries.history(Act.SUSPEND))
    services.change(Act.SUSPEND, **{**wrong, "holder": "SCPA_DG"}, actor=law)
    assert (queries.power(Act.SUSPEND).holder, len(queries.history(Act.SUSPEND))) == ("SCPA_DG", rows)
    line = db.session.scalars(select(audit.AuditEntry).where(audit.AuditEntry.action == "power:correct")).one()
    assert line.changes["holder"] == ["SWD_HEAD", "SCPA_DG"]
    with pytest.raises(DomainError, match="needs its legal basis"):
        services.change(Act.SUSPEND, **{**wrong, "basis": None}, actor=law)
    services.change(Act.AUTHORISE, **{**wrong, "holder": "SCPA_DG"}, actor=law)
    home, dg = authorised_home(), person(Role.SCPA_DG)
    with made.blank_letters():
        deciding.suspend_at_once(home, reasons="A fire.", plan="", actor=dg)
    with pytest.raises(DomainError, match="counts from tomorrow") as refused:
        services.change(Act.SUSPEND, **wrong, actor=law)
    assert refused.value.field == "since"
    assert queries.power(Act.SUSPEND).holder == "SCPA_DG"
    services.change(Act.SUSPEND, **{**wrong, "since": today + timedelta(days=1)}, actor=law)
    services.change(Act.SUSPEND, **{**wrong, "since": today + timedelta(days=1), "holder": "SCPA_AUTHORITY"}, actor=law)
    assert queries.power(Act.SUSPEND, today + timedelta(days=1)).holder == "SCPA_AUTHORITY"


def test_what_rests_on_one_power_holds_no_other_and_the_past_stays(here):
    services.load_reference()
    law, today = person(Role.LAW_OFFICER), clock.today()
    facts = {"holder": "SCPA_DG", "basis": "Rules 2026 r.4", "status": PowerStatus.IN_FORCE}
    for act in (Act.SUSPEND, Act.LIST_OFFENDER, Act.AUTHORISE):
        services.change(act, **facts, since=today, actor=law)
    home = authorised_home()
    with pytest.raises(DomainError, match="counts from tomorrow"):
        services.change(Act.AUTHORISE, **facts, since=today, actor=law)
    assert home.register_number
    services.change(Act.SUSPEND, **facts, since=today, actor=law)
    services.change(Act.LIST_OFFENDER, **facts, since=today, actor=law)
    with (
        time_machine.travel(clock.now() + timedelta(days=1), tick=False),
        pytest.raises(DomainError, match="later one"),
    ):
        services.change(Act.SUSPEND, **facts, since=today, actor=law)
