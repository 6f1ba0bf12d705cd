"""The NADRA pack: every state by every action, what the database refuses, and what follows for the child's B-Form."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import services as placements
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.states import CourtType
from registry_app.placements.nadra import queries, services
from registry_app.placements.nadra.models import NadraSheet
from registry_app.placements.nadra.states import LIFE, Given, Refusal, SheetState, StepKind
from registry_app.placements.papers import queries as trails
from registry_app.placements.papers.states import BForm
from registry_app.placements.states import Basis, Exit
from tests.builders import homes
from tests.builders.nadra import a_pack, a_sheet, do, there
from tests.builders.people import person

S = SheetState


def b_form(sheet):
    trail = trails.of_child(sheet.child)
    return trail[0].status if trail else None


@pytest.mark.parametrize("state", SheetState)
def test_a_sheet_in_every_state_by_every_action(here, state):
    home, actor = homes.a_home(), person(Role.PROVIDER)
    for action in LIFE.actions:
        sheet = a_sheet(state, home=home)
        possible = {arrow.action: arrow.target for arrow in LIFE.open_moves(state)}
        lines = len(sheet.steps)
        if action in possible:
            do(sheet, action, actor)
            assert sheet.state is possible[action], action
            assert len(sheet.steps) == lines + 1
        else:
            with pytest.raises(DomainError, match="not possible now"):
                do(sheet, action, actor)
            again = db.session.get_one(NadraSheet, sheet.id)
            assert (again.state, len(again.steps)) == (state, lines), action
    assert audit.verify()[0] == audit.SOUND


def test_the_trail_says_applied_when_sent_and_issued_only_when_the_unit_saw_it(here):
    sheet, actor = a_sheet(S.SIGNED), person(Role.PROVIDER)
    assert b_form(sheet) is None
    do(sheet, "send", actor)
    assert b_form(sheet) is BForm.APPLIED
    do(sheet, "register", actor)
    assert b_form(sheet) is BForm.APPLIED
    do(sheet, "confirm", person(Role.CPO, district="SD-HYD"))
    assert (b_form(sheet), sheet.given) == (BForm.HAS, Given.B_FORM)
    assert queries.without_papers(sheet.home) == []


def test_a_birth_registration_is_no_b_form_and_leads_to_another_pack(here):
    sheet, actor = a_sheet(S.SENT), person(Role.PROVIDER)
    do(sheet, "register", actor, given=Given.BIRTH_REGISTRATION)
    assert [one.free for one in queries.without_papers(sheet.home)] == [False]
    do(sheet, "confirm", actor)
    assert b_form(sheet) is BForm.APPLIED
    assert [one.free for one in queries.without_papers(sheet.home)] == [True]
    assert a_sheet(stay=sheet.stay).again_of_id == sheet.id


@pytest.mark.parametrize("state", [S.REFUSED, S.MORE_ASKED, S.TAKEN_BACK])
def test_what_did_not_succeed_is_tried_again_and_then_stays(here, state):
    first = a_sheet(state)
    second = a_sheet(stay=first.stay)
    assert (second.again_of_id, second.pack.number) == (first.id, 2)
    if state is not S.TAKEN_BACK:
        with pytest.raises(DomainError, match="tried again"):
            do(first, "correct_refused", person(Role.PROVIDER))
    assert queries.last_sheets([first.child_id])[first.child_id].id == second.id


@pytest.mark.parametrize("state", [S.PREPARED, S.SIGNED, S.SENT, S.REGISTERED, S.CONFIRMED])
def test_a_child_has_one_sheet_on_its_way(here, state):
    sheet = a_sheet(state)
    with pytest.raises(DomainError, match="needs no new sheet"):
        a_pack(sheet.home, [sheet.stay])
    assert len(queries.of_home(sheet.home)) == 1


def test_a_pack_is_made_whole_or_not_at_all(here):
    home = homes.a_home()
    good, other = there(home), there(homes.a_home())
    with pytest.raises(DomainError, match="does not live here"):
        a_pack(home, [good, other])
    for wrong in ([], [there(home) for _ in range(26)]):
        with pytest.raises(DomainError, match="Choose at"):
            a_pack(home, wrong)
    assert queries.of_home(home) == []
    assert a_pack(home, [good]).number == 1


@pytest.mark.parametrize("state", [S.SIGNED, S.SENT])
def test_a_sheet_of_a_home_that_the_child_left_is_in_nobodys_way(here, state):
    old, new = homes.a_home(), homes.a_home()
    sheet = a_sheet(state, home=old)
    cpo = person(Role.CPO, district="SD-HYD")
    stay = placements.record_stay(sheet.child, basis=Basis.LEGACY, home=new, actor=cpo)
    assert [(one.free, one.elsewhere) for one in queries.without_papers(new)] == [(True, True)]
    assert a_pack(new, [stay]).sheets[0].again_of_id == sheet.id
    assert db.session.get_one(NadraSheet, sheet.id).state is S.TAKEN_BACK
    assert queries.without_papers(old) == []


def test_a_wrong_line_gets_a_newer_one_and_both_stay(here):
    sheet, actor = a_sheet(S.SENT), person(Role.PROVIDER)
    do(sheet, "correct_sent", actor, receipt_number="N-2")
    assert [(one.kind, one.receipt_number) for one in sheet.steps[1:]] == [("SENT", "N-1"), ("SENT", "N-2")]
    assert sheet.steps[2].corrects_id == sheet.steps[1].id
    do(sheet, "register", actor)
    do(sheet, "correct_refused", actor, refusal=Refusal.AGE_DOUBTED)
    assert (sheet.state, sheet.refusal, sheet.given) == (S.REFUSED, Refusal.AGE_DOUBTED, None)
    assert sheet.steps[-1].corrects_id == sheet.steps[-2].id
    for kind in (StepKind.SIGNED, StepKind.COPIED, StepKind.TAKEN_BACK, StepKind.CONFIRMED):
        with pytest.raises(DomainError, match="not possible now"):
            services.correct(sheet, kind, on=clock.today(), actor=actor)


@pytest.mark.parametrize(("state", "action", "said", "field"), [
    (S.PREPARED, "sign", {"head_name": " "}, "head_name"), (S.PREPARED, "sign", {"on": 1}, "on"),
    (S.PREPARED, "sign", {"on": -1}, "on"), (S.SIGNED, "send", {"office": None}, "office"),
    (S.SIGNED, "send", {"office_name": ""}, "office_name"),
    (S.SIGNED, "send", {"receipt_number": " "}, "receipt_number"),
    (S.SENT, "copy", {"receipt_number": ""}, "receipt_number"), (S.SENT, "register", {"given": None}, "given"),
    (S.SENT, "refuse", {"refusal": None}, "refusal"), (S.SENT, "refuse", {"words": ""}, "words"),
    (S.SENT, "ask_more", {"words": " "}, "words"), (S.SENT, "register", {"on": 2}, "on"),
    (S.PREPARED, "take_back", {"words": ""}, "words"), (S.SENT, "refuse", {"words": "Sana Memon came."}, "words"),
    (S.SENT, "copy", {"office_name": "C-234567-8 41301-1234567-1"}, "office_name"),
    (S.SIGNED, "send", {"receipt_number": "4130112345671"}, "receipt_number"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_box_and_nothing_is_kept(here, state, action, said, field):
    home = homes.a_home()
    sheet = a_sheet(state, stay=there(home, name="Sana Memon"))
    lines = len(sheet.steps)
    said = {k: clock.today() + timedelta(days=v) if k == "on" else v for k, v in said.items()}
    with pytest.raises(DomainError) as refused:
        do(sheet, action, person(Role.PROVIDER), **said)
    assert refused.value.field == field
    assert (sheet.state, len(db.session.get_one(NadraSheet, sheet.id).steps)) == (state, lines)


@pytest.mark.parametrize("statement", [
    "UPDATE nadra_pack SET number = 9", "DELETE FROM nadra_pack", "DELETE FROM nadra_sheet", "DELETE FROM nadra_step",
    "UPDATE nadra_step SET receipt_number = 'X'", "UPDATE nadra_step SET corrects_id = NULL",
    "UPDATE nadra_sheet SET number = 7", "UPDATE nadra_sheet SET again_of_id = id",
    "UPDATE nadra_sheet SET state = 'REGISTERED'", "UPDATE nadra_sheet SET state = 'CONFIRMED'",
    "UPDATE nadra_sheet SET refusal = NULL", "UPDATE nadra_sheet SET state = 'ELSE'",
    "UPDATE nadra_sheet SET given = 'B_FORM'",
])  # fmt: skip
def test_the_database_keeps_every_line(here, statement):
    a_sheet(S.REFUSED)
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(statement))


def test_the_database_takes_one_open_sheet_of_a_child_only(here):
    first = a_sheet(S.REFUSED)
    a_sheet(stay=first.stay)
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text("UPDATE nadra_sheet SET state = 'SENT', refusal = NULL WHERE state = 'REFUSED'"))


def test_a_guardian_for_nadra_receives_no_child(here):
    """The affidavit is recorded on the sheet, and no way out reads it as the order of a court."""
    sheet = a_sheet(S.PREPARED)
    do(sheet, "sign", person(Role.PROVIDER), affidavit_number="12/2026")
    cpo = person(Role.CPO, district="SD-HYD")
    for way in (Exit.GUARDIAN, Exit.GUARDIAN_ORDER, Exit.KAFALAH_ORDER, Exit.ABROAD_BY_COURT):
        with pytest.raises(DomainError, match="affidavit"):
            placements.end_stay(
                sheet.stay, way, actor=cpo, facts=Facts(order="Affidavit 12/2026", court=CourtType.FAMILY_COURT)
            )
    assert sheet.stay.ended_at is None
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(
            "UPDATE stay SET ended_at = started_at, exit = 'GUARDIAN', exit_to = 'GUARDIAN', exit_district = 'SD-HYD', "
            "exit_order = 'NADRA affidavit 12', exit_court = 'FAMILY_COURT'"
        ))  # fmt: skip


def test_how_far_homes_and_districts_are(here):
    home, far = homes.a_home(), homes.a_home("SD-SKR")
    late = clock.now() - timedelta(days=60)
    with clock.set_to(late):
        a_sheet(S.SENT, home=home)
        a_sheet(S.REFUSED, home=home)
    a_sheet(S.SENT, home=home)
    a_sheet(S.CONFIRMED, home=home)
    there(home)
    a_sheet(S.PREPARED, home=far)
    count = queries.by_home([home.id])[home.id]
    assert (count.without, count.silent, count.states[S.SENT], count.states[S.REFUSED]) == (4, 1, 2, 1)
    director, cpo = person(Role.SWD_DIRECTOR), person(Role.CPO, district="SD-HYD")
    assert set(queries.by_district(director)) == {"SD-HYD", "SD-SKR"}
    assert set(queries.by_district(cpo)) == {"SD-HYD"}
    assert queries.refusals(director, "") == [(Refusal.PARENTS_ASKED, 1)]
    assert queries.refusals(director, "SD-SKR") == []
    assert {one.id for one in queries.listed(director, "", None).rows} == {home.id, far.id}
