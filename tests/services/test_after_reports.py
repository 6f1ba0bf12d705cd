"""Beside a report: both sides of a fact, kept papers, corrections, appeals, late reports and the visit from paper."""

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import FileStorage

from inspections import (
    after_queries,
    after_services,
    clockwork,
    finding_services,
    papers,
    queries,
    review_services,
    services,
    wall,
)
from inspections.states import (
    APPEAL_LIFE,
    CORRECTION_LIFE,
    CorrectionState,
    Entry,
    GradeAppealState,
    Mark,
    Severity,
    VisitState,
)
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.outbox import OutboxMessage
from registry_app.core.states import WrongState
from registry_app.providers.homes.states import Grade
from tests.builders import visits
from tests.builders.people import person


def reviewer():
    return person(Role.REVIEWER)


def keys_told(start):
    return {m.once_key.rsplit(":", 1)[0] for m in db.session.scalars(select(OutboxMessage)) if m.once_key and
            m.once_key.startswith(start)}  # fmt: skip


def later(days):
    return time_machine.travel(clock.now() + timedelta(days=days), tick=False)


MOVES = {
    (CORRECTION_LIFE, CorrectionState.PROPOSED, "approve"): CorrectionState.APPROVED,
    (CORRECTION_LIFE, CorrectionState.PROPOSED, "refuse"): CorrectionState.REFUSED,
    (APPEAL_LIFE, GradeAppealState.FILED, "uphold"): GradeAppealState.STANDS,
    (APPEAL_LIFE, GradeAppealState.FILED, "allow"): GradeAppealState.WRONG_FACT,
}


@pytest.mark.parametrize(
    ("life", "state", "action"),
    [(life, state, action) for life, kind in ((CORRECTION_LIFE, CorrectionState), (APPEAL_LIFE, GradeAppealState))
     for state in kind for action in life.actions],
)  # fmt: skip
def test_every_state_and_action(life, state, action):
    found = [to for (of, at, deed), to in MOVES.items() if of is life and at is state and deed == action]
    if found:
        assert life.target(state, action) is found[0]
    else:
        with pytest.raises(WrongState):
            life.target(state, action)


def test_the_team_answers_each_point_once_and_both_stand_in_the_report(here):
    visit = visits.submitted()
    review_services.comment(
        visit, words="We have two exits.\n\nThe cook is trained.", actor=visits.manager_of(visit.home)
    )
    assert [point for point, _ in after_queries.pairs(visit)] == ["We have two exits.", "The cook is trained."]
    after_services.answer_comment(visit, {2: "We saw the paper."}, actor=visit.lead)
    with pytest.raises(DomainError):
        after_services.answer_comment(visit, {2: "Again."}, actor=visit.lead)
    assert not after_queries.answered(visit)
    after_services.answer_comment(visit, {1: "One was locked."}, actor=visit.lead)
    assert [answer.words for _, answer in after_queries.pairs(visit)] == ["One was locked.", "We saw the paper."]
    review_services.review(visit, actor=reviewer())
    with pytest.raises(DomainError):
        after_services.answer_comment(visit, {1: "Late."}, actor=visit.lead)


def test_the_published_paper_is_kept_byte_for_byte(here):
    visit = visits.published()
    first = {code: papers.of(visit, code) for code in ("en", "ur", "sd")}
    assert all(paper.startswith(b"%PDF") for paper in first.values())
    visit.home.name, kept = "Another name", papers.of(visit, "en")
    db.session.rollback()
    assert kept == first["en"]
    assert papers.of(visit, "en", 2) is None


def test_a_correction_needs_a_second_person_and_the_rules_grade_anew(here):
    visit = visits.published(None, None, Mark.MET, S7_3=Mark.PARTLY)
    assert visit.grade is Grade.C
    before, who = papers.of(visit, "en"), reviewer()
    made = after_services.propose_correction(visit, criterion="S7.3", mark=Mark.MET, reason="Misread.", actor=who)
    with pytest.raises(DomainError):
        after_services.propose_correction(visit, criterion="S7.3", mark=Mark.EMBEDDED, reason="Twice.", actor=who)
    with pytest.raises(NotAllowed):
        after_services.approve_correction(made, actor=who)
    assert visit.grade is Grade.C
    after_services.approve_correction(made, actor=reviewer())
    assert (visit.issue, visit.grade, visit.home.grade, made.old_mark) == (2, Grade.B, Grade.B, Mark.PARTLY)
    assert papers.of(visit, "en", 1) == before != papers.of(visit, "en")
    assert queries.open_finding(visit.home, "S7.3") is None
    with pytest.raises(WrongState):
        after_services.refuse_correction(made, reason="No.", actor=reviewer())


def test_a_refused_correction_changes_nothing_and_the_database_holds_the_rest(here):
    visit = visits.published()
    made = after_services.propose_correction(
        visit, criterion="S7.3", mark=Mark.NOT_MET, reason="Why.", actor=reviewer()
    )
    after_services.refuse_correction(made, reason="The photo shows it.", actor=reviewer())
    assert (visit.issue, queries.answers(visit)["S7.3"].mark, made.state) == (1, Mark.MET, CorrectionState.REFUSED)
    for statement in (
        "UPDATE visit_answer SET mark = '0' WHERE criterion = 'S7.3'",
        "UPDATE visit SET grade = 'A', computed_grade = 'A' WHERE state = 'PUBLISHED'",
        "DELETE FROM visit_paper",
        "DELETE FROM visit_correction",
        "UPDATE visit_correction SET reason = 'x'",
    ):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(statement))


@pytest.mark.parametrize(("days", "open_"), [(15, True), (16, False)])
def test_an_appeal_comes_within_fifteen_days(here, days, open_):
    visit = visits.published()
    manager = visits.manager_of(visit.home)
    with later(days):
        assert after_services.may_appeal(visit) is open_
        if not open_:
            with pytest.raises(DomainError):
                after_services.appeal(visit, words="It is wrong.", actor=manager)
            return
        made = after_services.appeal(visit, words="It is wrong.", actor=manager)
        assert made.decide_by == clock.today() + timedelta(days=30)
        with pytest.raises(DomainError):
            after_services.appeal(visit, words="Again.", actor=manager)


def test_an_appeal_is_decided_by_people_who_had_no_part(here):
    visit = visits.published()
    made = after_services.appeal(visit, words="It is wrong.", actor=visits.manager_of(visit.home))
    for involved in (visit.lead, visit.reviewed_by, visit.published_by):
        with pytest.raises(NotAllowed):
            after_services.decide_appeal(made, GradeAppealState.STANDS, reasons="Seen.", actor=involved)
    grade = visit.grade
    after_services.decide_appeal(made, GradeAppealState.WRONG_FACT, reasons="The exit was open.", actor=reviewer())
    assert (made.state, visit.grade) == (GradeAppealState.WRONG_FACT, grade)


@pytest.mark.parametrize(("days", "told"), [(7, set()), (8, {"report-late"})])
def test_the_lead_is_told_the_day_after_the_seventh(here, days, told):
    visits.under_way()
    with later(days):
        clockwork.run()
        assert {key.split(":")[0] for key in keys_told("report-late")} == told


@pytest.mark.parametrize(("days", "told"), [(18, 0), (19, 1), (21, 1)])
def test_publication_is_chased_before_the_twenty_first_day(here, days, told):
    reviewer()
    visits.submitted()
    with later(days):
        clockwork.run()
        assert len(keys_told("publish-late")) == told


@pytest.mark.parametrize(("days", "told"), [(26, 0), (27, 1), (30, 1)])
def test_the_home_is_reminded_before_the_due_day(here, days, told):
    home = visits.authorised_home()
    visits.manager_of(home)
    visits.submitted(home, None, Mark.MET, S7_3=Mark.PARTLY)
    with later(days):
        clockwork.run()
        assert len(keys_told("action-due")) == told


@pytest.mark.parametrize(("days", "level"), [(45, Severity.MAJOR), (46, Severity.CRITICAL)])
def test_an_action_overdue_by_more_than_half_its_term_grows_graver_once(here, days, level):
    visit = visits.submitted(None, None, Mark.MET, S7_3=Mark.PARTLY)
    with later(days):
        clockwork.run()
        clockwork.run()
    finding = queries.open_finding(visit.home, "S7.3")
    assert (finding.severity, visit.home.open_critical_actions) == (level, int(level is Severity.CRITICAL))


@pytest.mark.parametrize(("days", "told"), [(30, 0), (31, 1)])
def test_two_major_actions_overdue_call_for_a_suspension_review(here, days, told):
    person(Role.SCPA_DG)
    visits.submitted(None, None, Mark.MET, S7_3=Mark.PARTLY, S3_1=Mark.PARTLY)
    with later(days):
        clockwork.run()
        assert len(keys_told("suspension-review")) == told


def test_two_grades_d_running_call_for_a_cancellation_review(here):
    person(Role.SCPA_DG)
    home = visits.authorised_home()
    visits.published(home, None, Mark.MET, S7_3=Mark.NOT_MET)
    assert keys_told("cancellation-review") == set()
    with later(40):
        visits.published(home, None, Mark.MET, S7_3=Mark.NOT_MET)
    assert len(keys_told("cancellation-review")) == 1


def scan():
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    picture.seek(0)
    return FileStorage(picture, "scan.png")


def test_a_visit_from_paper_keeps_its_scan_and_is_never_mixed(here):
    visit = visits.planned()
    given = {"entry": Entry.LET_IN, "opened_by": "guard", "actor": visit.lead}
    with pytest.raises(DomainError):
        services.arrive_on_paper(visit, on=clock.today(), upload=None, **given)
    with later(3):
        with pytest.raises(DomainError):
            services.arrive_on_paper(visit, on=clock.today() + timedelta(days=1), upload=scan(), **given)
        day = clock.today() - timedelta(days=2)
        services.arrive_on_paper(visit, on=day, upload=scan(), **given)
        assert (visit.day, visit.state, visit.scan.media_type) == (day, VisitState.UNDER_WAY, "image/jpeg")
        with pytest.raises(DomainError):
            services.arrive_on_paper(visit, on=day, upload=scan(), **given)
    begun = visits.under_way()
    with pytest.raises(DomainError):
        services.arrive_on_paper(begun, on=clock.today(), upload=scan(), entry=Entry.LET_IN, opened_by="x",
                                 actor=begun.lead)  # fmt: skip


@pytest.mark.parametrize("code", ["en", "ur", "sd"])
def test_the_page_for_the_wall_is_one_page_and_the_form_is_short(here, code):
    import pikepdf

    visit = visits.published()
    for written, most in (
        (wall.for_children(visit, code, made_up=False), 1),
        (wall.form(visit, code, made_up=False), 12),
    ):
        with pikepdf.open(io.BytesIO(written)) as opened:
            assert 1 <= len(opened.pages) <= most


def test_the_home_cannot_check_its_own_proof(here):
    visit = visits.submitted(None, None, Mark.MET, S7_1=Mark.PARTLY)
    finding, giver = queries.findings(visit.home)[0], visits.inspector()
    finding_services.prove(finding, note="Done.", actor=giver)
    with pytest.raises(NotAllowed):
        finding_services.verify(finding, how="EVIDENCE", note="", actor=giver)
