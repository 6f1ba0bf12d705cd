"""The list of offenders: due process from proposal to expiry, and the one question outsiders may put."""

import io
from datetime import timedelta

import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, files
from registry_app.core.access import allows
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.providers import identity
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import access, decision_services, queries, rules, services
from registry_app.providers.offenders.models import OffenderEntry, OffenderQuestion
from registry_app.providers.offenders.states import LIFE, ON_LIST, Ground, LetterKind, NoticeMeans, Purpose, State
from registry_app.providers.powers import queries as powers_of
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Act, Mode
from tests.builders import vetting as built
from tests.builders.authorisations import in_force
from tests.builders.people import person

CNIC = IdentityKind.CNIC


def ask(number, actor=None, **facts):
    facts = {"kind": CNIC, "purpose": Purpose.INQUIRY, "reason": "A made-up inquiry.", **facts}
    return services.ask(number=number, actor=actor or person(Role.CPO, district="SD-HYD"), **facts)


def test_the_numbers_are_those_of_the_rules_and_of_the_table_of_powers(here):
    book = queries.book()
    assert book["grounds"] == [ground.value for ground in Ground]
    assert book["answer"]["days"] == 15
    assert set(book["may_propose"]) == {role.value for role in access.PROPOSERS}
    assert queries.grounds_in_force() == {"COURT_CONVICTION"}


def test_from_proposal_to_the_list_and_off_it_again(here):
    in_force()
    number = built.cnic()
    entry = built.proposed(number)
    assert entry.state is State.PROPOSED
    assert not ask(number)
    with built.without_letters():
        entry = decision_services.notify(entry, on=clock.today(), means=NoticeMeans.BY_HAND, actor=built.registrar())
    assert entry.answer_until == clock.today() + timedelta(days=15)
    dg = person(Role.AUTHORISER, agency=Agency.SCPA)
    with pytest.raises(DomainError, match="days for the answer"):
        decision_services.decide(entry, put_on=True, reasons="x", actor=dg)
    entry = services.record_answer(entry, on=clock.today(), answer="No.", actor=built.registrar())
    with built.without_letters():
        entry = decision_services.decide(entry, put_on=True, reasons="Convicted.", actor=dg)
    assert (entry.state, entry.mode) == (State.LISTED, Mode.ACT)
    assert entry.until == rules.usual_last_day(queries.book(), clock.today())
    assert ask(number)
    entry = decision_services.record_appeal(entry, on=clock.today(), appeal="Wrong.", actor=built.registrar())
    assert ask(number), "an appeal lifts nothing"
    law = person(Role.LAW_OFFICER)
    entry = decision_services.decide_appeal(entry, allowed=True, body="Panel", reasons="Set aside.", actor=law)
    assert (entry.state, entry.ended_on) == (State.REMOVED, clock.today())
    assert not ask(number)
    assert audit.verify()[0] == audit.SOUND


def test_without_an_answer_it_is_decided_only_when_the_days_are_over(here):
    in_force()
    entry, dg = built.noticed(), person(Role.AUTHORISER)
    noon = clock.now()
    for days, state in ((15, None), (16, State.LISTED)):
        with time_machine.travel(noon + timedelta(days=days), tick=False), built.without_letters():
            if state is None:
                with pytest.raises(DomainError):
                    decision_services.decide(entry, put_on=True, reasons="x", actor=dg)
            else:
                assert decision_services.decide(entry, put_on=True, reasons="x", actor=dg).state is state


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.COURT_CONVICTION])
def test_a_ground_that_is_not_in_force_lists_nobody(here, ground):
    in_force()
    number = built.cnic()
    entry = built.decided(number, ground=ground)
    assert (entry.state, entry.mode) == (State.RECOMMENDED, Mode.RECOMMEND)
    assert not ask(number)
    assert entry.power_lines["en"][0].startswith("This is a recommendation to:")


def test_a_power_that_is_not_in_force_lists_nobody(here):
    powers.load_reference()
    number = built.cnic()
    entry = built.decided(number)
    assert (entry.state, entry.mode) == (State.RECOMMENDED, Mode.RECOMMEND)
    assert not ask(number)
    assert entry.power_lines["en"][0].startswith("This is a recommendation to:")
    powers.mark_demo()
    with built.without_letters():
        entry = decision_services.decide(entry, put_on=True, reasons="In force now.", actor=person(Role.AUTHORISER))
    assert entry.state is State.LISTED
    assert ask(number)


def test_the_proposer_never_decides_nor_does_the_database_let_them(here):
    in_force()
    both = person(Role.SWD_DIRECTOR, Role.AUTHORISER)
    entry = built.answered(actor=both)
    assert not allows(both, access.Permission.DECIDE, entry)
    with pytest.raises(NotAllowed):
        decision_services.decide(entry, put_on=True, reasons="x", actor=both)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(OffenderEntry).values(decided_by_id=both.id))


def test_the_office_that_holds_the_power_decides_and_corrects_and_nobody_else(here):
    """powers.yaml `list_offender`: the Authority holds it, whom the authorising officer stands for."""
    in_force()
    authoriser, dg = person(Role.AUTHORISER, agency=Agency.SCPA), person(Role.SCPA_DG, agency=Agency.SCPA)
    entry = built.answered()
    assert queries.one(authoriser, entry.id) is not None
    for step in (access.Permission.DECIDE, access.Permission.CORRECT):
        assert allows(authoriser, step, entry)
        assert not allows(dg, step, entry)
    row = powers_of.power(Act.LIST_OFFENDER)
    with transaction():
        row.holder = "SCPA_DG"
    assert allows(dg, access.Permission.DECIDE, entry)
    assert not allows(authoriser, access.Permission.DECIDE, entry)


def test_who_decided_or_proposed_does_not_say_how_the_appeal_ended(here):
    in_force()
    dg = person(Role.AUTHORISER, Role.LAW_OFFICER)
    entry = built.listed(dg=dg)
    entry = decision_services.record_appeal(entry, on=clock.today(), appeal="x", actor=built.registrar())
    assert not allows(dg, access.Permission.DECIDE_APPEAL, entry)
    with pytest.raises(NotAllowed):
        decision_services.decide_appeal(entry, allowed=False, body="x", reasons="x", actor=dg)


def test_an_entry_ends_by_itself_the_day_after_its_last(here):
    in_force()
    number, until = built.cnic(), clock.today() + timedelta(days=40)
    entry = built.listed(number, until=until)
    noon = clock.now()
    with time_machine.travel(noon + timedelta(days=40), tick=False):
        assert ask(number)
        assert services.expire_due() == 0
    with time_machine.travel(noon + timedelta(days=41), tick=False):
        assert not ask(number), "also when the worker has not come by yet"
        assert services.expire_due() == 1
        assert services.expire_due() == 0
        assert db.session.get(OffenderEntry, entry.id, populate_existing=True).state is State.EXPIRED


def test_no_entry_is_for_ever(here):
    in_force()
    entry, dg = built.answered(), person(Role.AUTHORISER)
    longest = rules.last_day_possible(queries.book(), clock.today())
    with pytest.raises(DomainError) as refused:
        decision_services.decide(entry, put_on=True, reasons="x", until=longest + timedelta(days=1), actor=dg)
    assert refused.value.field == "until"
    with built.without_letters():
        assert decision_services.decide(entry, put_on=True, reasons="x", until=longest, actor=dg).until == longest


def test_a_mistake_is_corrected_at_once_and_stays_to_be_read(here):
    in_force()
    number = built.cnic()
    entry = built.listed(number)
    services.correct(entry, reason="Another person of the same name.", actor=person(Role.AUTHORISER))
    assert not ask(number)
    assert db.session.get(OffenderEntry, entry.id).end == "Another person of the same name."
    built.proposed(number)


def test_a_second_proposal_for_a_number_that_runs_is_refused(here):
    number = built.cnic()
    built.proposed(number)
    with pytest.raises(DomainError) as refused:
        built.proposed(f"{number[:5]}-{number[5:12]}-{number[12]}", kind=IdentityKind.NICOP)
    assert refused.value.field == "number"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", LIFE.actions)
def test_each_step_goes_only_from_where_it_may(here, state, action):
    """state x action: the table says which arrows there are, and the services follow it."""
    in_force()
    entry = entry_in(state)
    actors = {"law": person(Role.LAW_OFFICER), "dg": person(Role.AUTHORISER), "registrar": built.registrar()}
    possible = action in {arrow.action for arrow in LIFE.open_moves(state)}
    # Whether a decision lists or recommends is not chosen; here the power and the ground are in force.
    if action == "recommend":
        return
    if action == "appeal" and state is State.LISTED:
        assert entry.appealed_on is None
    # Without an answer a person is put on the list only when the days for it are over.
    wait = timedelta(days=16 if (action, state) == ("list", State.NOTICED) else 0)
    with built.without_letters(), time_machine.travel(clock.now() + wait, tick=False):
        if possible:
            moved = deed(action, entry, actors)
            assert moved.state is LIFE.target(state, action)
        else:
            with pytest.raises(DomainError):
                deed(action, entry, actors)
            assert db.session.get(OffenderEntry, entry.id, populate_existing=True).state is state


def deed(action, entry, actors):
    today = clock.today()
    if action == "expire":
        if entry.state in ON_LIST:
            with transaction():
                entry.decided_on, entry.until = entry.decided_on, today
            services.expire_due(today + timedelta(days=1))
        else:
            with transaction(), services.moving(entry, "expire", None):
                pass
        return db.session.get(OffenderEntry, entry.id, populate_existing=True)
    deeds = {
        "notify": lambda: decision_services.notify(entry, on=today, means=NoticeMeans.BY_HAND, actor=actors["law"]),
        "answer": lambda: services.record_answer(entry, on=today, answer="x", actor=actors["law"]),
        "list": lambda: decision_services.decide(entry, put_on=True, reasons="x", actor=actors["dg"]),
        "decline": lambda: decision_services.decide(entry, put_on=False, reasons="x", actor=actors["dg"]),
        "withdraw": lambda: services.withdraw(entry, reason="x", actor=entry.proposed_by),
        "appeal": lambda: decision_services.record_appeal(entry, on=today, appeal="x", actor=actors["registrar"]),
        "uphold": lambda: decision_services.decide_appeal(
            entry, allowed=False, body="x", reasons="x", actor=actors["law"]
        ),
        "allow": lambda: decision_services.decide_appeal(
            entry, allowed=True, body="x", reasons="x", actor=actors["law"]
        ),
        "correct": lambda: services.correct(entry, reason="x", actor=actors["dg"]),
    }
    return deeds[action]()


def entry_in(state):
    makers = {
        State.PROPOSED: built.proposed,
        State.NOTICED: built.noticed,
        State.ANSWERED: built.answered,
        State.RECOMMENDED: lambda: recommended(),
        State.LISTED: built.listed,
        State.APPEALED: lambda: appealed(),
        State.NOT_LISTED: lambda: built.decided(put_on=False),
        State.WITHDRAWN: lambda: withdrawn(),
        State.REMOVED: lambda: services.correct(built.listed(), reason="x", actor=person(Role.AUTHORISER)),
        State.EXPIRED: lambda: expired(),
    }
    entry = makers[state]()
    assert entry.state is state
    return entry


def recommended():
    """Recommended while the ground was not in force, which it is now."""
    entry = built.decided(ground=Ground.AUTHORITY_FINDING)
    with transaction():
        entry.ground = Ground.COURT_CONVICTION
    return entry


def appealed():
    return decision_services.record_appeal(built.listed(), on=clock.today(), appeal="x", actor=built.registrar())


def withdrawn():
    entry = built.proposed()
    return services.withdraw(entry, reason="x", actor=entry.proposed_by)


def expired():
    entry = built.listed(until=clock.today())
    services.expire_due(clock.today() + timedelta(days=1))
    return db.session.get(OffenderEntry, entry.id, populate_existing=True)


def test_an_upheld_appeal_is_the_last_one(here):
    in_force()
    entry = decision_services.decide_appeal(
        appealed(), allowed=False, body="Panel", reasons="It stands.", actor=person(Role.LAW_OFFICER)
    )
    assert entry.state is State.LISTED
    with pytest.raises(DomainError):
        decision_services.record_appeal(entry, on=clock.today(), appeal="again", actor=built.registrar())


def test_a_late_appeal_is_not_taken(here):
    in_force()
    entry = built.listed()
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False), pytest.raises(DomainError) as refused:
        decision_services.record_appeal(entry, on=clock.today(), appeal="x", actor=built.registrar())
    assert refused.value.field == "on"


def test_a_name_alone_never_matches_and_every_question_is_kept(here):
    in_force()
    number = built.cnic()
    built.listed(number, name="Known Name")
    asker = person(Role.CPO, district="SD-HYD")
    with pytest.raises(DomainError) as refused:
        ask("Known Name", asker)
    assert refused.value.field == "number"
    assert [ask(typed, asker) for typed in (number, f" {number[:5]}-{number[5:12]}-{number[12:]} ")] == [True, True]
    assert not ask(built.cnic(), asker)
    with pytest.raises(DomainError) as refused:
        ask(number, asker, reason="  ")
    assert refused.value.field == "reason"
    kept = db.session.scalars(select(OffenderQuestion)).all()
    assert len(kept) == 3
    assert {(q.asked_by_id, q.asked_as, q.purpose, q.reason) for q in kept} == {
        (asker.id, "CPO", Purpose.INQUIRY, "A made-up inquiry.")
    }
    lines = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "offender:ask")).all()
    assert len(lines) == 3
    assert all(line.actor_id == asker.id for line in lines)
    assert {line.changes["answer"] for line in lines} == {"changed"}


def test_too_many_questions_a_day_stop_and_the_data_officer_hears_of_it(here):
    asker, officer = person(Role.CPO, district="SD-HYD"), person(Role.DPO)
    most = queries.book()["questions"]["a_day"]
    for _turn in range(most):
        ask(built.cnic(), asker)
    with pytest.raises(DomainError, match="very often"):
        ask(built.cnic(), asker)
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == officer.email)).all()
    assert len(told) == 1
    assert asker.name not in told[0].body
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert not ask(built.cnic(), asker)


def test_a_stolen_database_tells_nobody_who_is_on_the_list(here):
    in_force()
    number = built.cnic()
    entry = built.listed(number, name="Qamar Zaidi Marked", facts="Convicted in case Canary-77.")
    for table in ("offender_entry", "audit_entry", "outbox_message", "offender_question"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        said = " ".join(str(value) for row in rows for value in row)
        for secret in (number, identity.written(CNIC, number), "Qamar", "Canary-77"):
            assert secret not in said, (table, secret)
    assert (entry.name, entry.identity) == ("Qamar Zaidi Marked", number)


def words(stored):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(stored))).pages)


def test_the_letters_are_kept_in_three_languages_and_say_what_they_must(here):
    in_force()
    number = built.cnic()
    entry = built.proposed(number, name="Letter Person", facts="Court of Session, case 12 of 2026.")
    entry = decision_services.notify(entry, on=clock.today(), means=NoticeMeans.BY_HAND, actor=built.registrar())
    entry = services.record_answer(entry, on=clock.today(), answer="x", actor=built.registrar())
    entry = decision_services.decide(entry, put_on=True, reasons="Convicted.", actor=person(Role.AUTHORISER))
    letters = {(paper.kind, paper.language): paper.file for paper in entry.letters}
    assert set(letters) == {(kind, language) for kind in LetterKind for language in ("en", "ur", "sd")}
    notice, decision = words(letters[LetterKind.NOTICE, "en"]), words(letters[LetterKind.DECISION, "en"])
    assert "Power: Put a person on the list of offenders" in notice
    assert "You can answer until" in notice
    assert "case 12 of 2026" in notice
    assert "Convicted." in decision
    assert "You can appeal until" in decision
    for stored in letters.values():
        assert number not in words(stored)
        assert "Letter" not in stored.name
        assert entry.number in words(stored)
        assert "Letter Person" not in str(PdfReader(io.BytesIO(files.read(stored))).metadata)


def test_a_recommendation_says_so_in_its_first_line(here):
    in_force()
    entry = built.answered(ground=Ground.AUTHORITY_FINDING)
    entry = decision_services.decide(entry, put_on=True, reasons="Heard.", actor=person(Role.AUTHORISER))
    said = next(words(p.file) for p in entry.letters if (p.kind, p.language) == (LetterKind.DECISION, "en"))
    assert said.index("This is a recommendation to:") < said.index("The list of offenders")
    assert "the ground is not in force" in said
    assert "Last day on the list, as proposed" in said
    assert entry.decided_by.name in said


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"state": State.LISTED, "mode": None}, "listed without a decision"),
        ({"decided_on": clock.today()}, "decided before anybody was heard"),
        ({"state": State.WITHDRAWN}, "ended without a day"),
        ({"identity_kind": IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS}, "listed without a number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_refuses_an_entry_without_due_process(here, columns, name):
    built.proposed()
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(OffenderEntry).values(**columns))


def test_numbers_go_on_matching_after_the_key_was_changed(here, monkeypatch):
    from registry_app.core import keys

    in_force()
    number = built.cnic()
    entry = built.listed(number)
    before = entry.identity_digest
    ring = keys.ring()
    newer = keys.Keyring("k2", {**ring._keys, "k2": bytes(range(32))})
    monkeypatch.setitem(here.extensions, "keyring", newer)
    assert ask(number)
    assert services.rehash(clock.today()) == 1
    assert services.rehash(clock.today()) == 0
    after = db.session.get(OffenderEntry, entry.id, populate_existing=True).identity_digest
    assert after.startswith("k2:")
    assert after != before
    assert ask(number)
