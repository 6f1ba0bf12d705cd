"""Evidence, NA, sample, scope, team, severity, due dates and what a person may do to a grade."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections import framework as frameworks
from inspections import rules
from inspections.framework import Framework, Score
from inspections.outlook import Change, Rise, what_would_change
from inspections.scoring import grade, kept_grade, laid_over, unanswered
from inspections.term import Term

FRAMEWORK: Framework = frameworks.of_version("0.1")
C = FRAMEWORK.criteria


@pytest.mark.parametrize(
    ("criterion", "score", "methods", "problems"),
    [
        ("S1.2", 2, {"document", "observation"}, ()),
        ("S1.2", 3, {"document"}, (rules.TWO_METHODS,)),
        ("S1.2", 2, set(), (rules.TWO_METHODS,)),
        ("S1.2", 2, ["document", "document"], (rules.TWO_METHODS,)),
        # S2.2 lists documents only, and still needs a second method.
        ("S2.2", 2, {"document"}, (rules.TWO_METHODS,)),
        ("S2.2", 2, {"document", "talk_with_staff_or_carer"}, ()),
        ("S7.1", 2, {"talk_with_child", "observation"}, ()),
        ("S7.1", 3, {"document", "observation"}, (rules.CHILD_NOT_HEARD,)),
        ("S7.1", 3, {"observation"}, (rules.TWO_METHODS, rules.CHILD_NOT_HEARD)),
        ("S7.1", 3, {"talk_with_child"}, (rules.TWO_METHODS,)),
        ("S7.1", 1, set(), ()),
        ("S7.1", 0, set(), (rules.NO_SOURCE,)),
        ("S7.1", 0, {"talk_with_child"}, ()),
        ("S1.2", 0, set(), ()),
        ("S1.2", "NA", set(), ()),
        ("S1.2", 2, {"document", "hearsay"}, (rules.UNKNOWN_METHOD,)),
        ("S1.2", 0, {"hearsay"}, (rules.UNKNOWN_METHOD,)),
    ],
)
def test_what_the_evidence_lacks(criterion: str, score: Score, methods: Any, problems: tuple[str, ...]) -> None:
    assert rules.evidence_problems(FRAMEWORK, C[criterion], score, methods) == problems


def test_only_a_critical_zero_is_referred_the_same_day() -> None:
    assert rules.referred_same_day(C["S7.1"], 0)
    assert not rules.referred_same_day(C["S7.1"], 1)
    assert not rules.referred_same_day(C["S7.2"], 0)
    assert not rules.referred_same_day(C["S7.2"], "NA")


@pytest.mark.parametrize(
    ("criterion", "reason", "problems"),
    [
        ("S9.4", "No one is 15+.", (rules.NA_REASON_SHORT,)),
        ("S9.4", "No one is 15 +.", ()),
        ("S9.4", "   No one is    15+.   ", (rules.NA_REASON_SHORT,)),
        ("S9.4", "", (rules.NA_REASON_SHORT,)),
        ("S9.4", " " * 40, (rules.NA_REASON_SHORT,)),
        ("S7.1", "Nobody lives here now.", (rules.NA_ON_CRITICAL,)),
        ("S7.1", "No.", (rules.NA_ON_CRITICAL, rules.NA_REASON_SHORT)),
    ],
)
def test_what_stands_against_na(criterion: str, reason: str, problems: tuple[str, ...]) -> None:
    assert rules.na_problems(FRAMEWORK, C[criterion], reason) == problems


def test_more_than_20_percent_na_in_a_standard_is_confirmed_by_the_reviewer() -> None:
    def confirm(care_type: str, *na: str) -> tuple[str, ...]:
        return rules.na_to_confirm(FRAMEWORK, care_type, dict.fromkeys(na, "NA") | {"S1.1": 3})

    assert confirm("RESIDENTIAL") == ()
    assert confirm("RESIDENTIAL", "S8.6") == ()
    assert confirm("RESIDENTIAL", "S8.6", "S8.8") == ("S8",)
    # S9 has four criteria: one is 25 percent.
    assert confirm("RESIDENTIAL", "S9.4") == ("S9",)
    # S4 has seven for a home and five for kin: one of five is 20 percent, which is not more.
    assert len([c for c in FRAMEWORK.criteria_for("KINSHIP") if c.standard == "S4"]) == 5
    assert confirm("KINSHIP", "S4.4") == ()
    assert confirm("KINSHIP", "S4.4", "S4.5") == ("S4",)
    assert confirm("RESIDENTIAL", "S4.4") == ()
    assert confirm("RESIDENTIAL", "S9.4", "S1.2", "S1.3", "S4.4") == ("S1", "S9")


@pytest.mark.parametrize(
    ("present", "heard"),
    [(0, 0), (1, 1), (5, 5), (6, 5), (24, 5), (25, 5), (26, 6), (30, 6), (31, 7), (100, 20), (101, 21)],
)
def test_how_many_children_are_heard(present: int, heard: int) -> None:
    assert rules.child_sample_size(FRAMEWORK, present) == heard
    assert not rules.child_sample_short(FRAMEWORK, present, heard, reason_accepted=False)
    if heard:
        assert rules.child_sample_short(FRAMEWORK, present, heard - 1, reason_accepted=False)
        assert not rules.child_sample_short(FRAMEWORK, present, heard - 1, reason_accepted=True)


@given(st.integers(0, 2000))
def test_the_sample_is_never_more_than_there_are_and_never_less_than_a_fifth(present: int) -> None:
    heard = rules.child_sample_size(FRAMEWORK, present)
    assert min(present, 5) <= heard <= present
    assert 5 * heard >= present
    assert heard <= rules.child_sample_size(FRAMEWORK, present + 1)


def test_fewer_than_no_children_cannot_be() -> None:
    with pytest.raises(ValueError, match="fewer than no children"):
        rules.child_sample_size(FRAMEWORK, -1)


def test_each_visit_type_looks_at_its_own_criteria() -> None:
    def ids(visit_type: str, **more: Any) -> list[str]:
        return [c.id for c in rules.criteria_in_scope(FRAMEWORK, "FOSTER", visit_type, **more)]

    every = [c.id for c in FRAMEWORK.criteria_for("FOSTER")]
    assert ids("FULL") == ids("PRE_REGISTRATION") == ids("THEMATIC") == ids("RESPONSIVE") == every
    assert {c.split(".")[0] for c in ids("MONITORING")} == {"S3", "S4", "S7", "S10"}
    assert set(ids("MONITORING")) <= set(every)
    last: dict[str, Score] = {"S1.1": 2, "S1.2": 1, "S5.1": 0, "S5.2": "NA", "S10.4": 0}
    # S10.4 does not exist for foster care.
    assert ids("FOLLOW_UP", failed=last) == ["S1.2", "S5.1"]
    assert ids("FOLLOW_UP") == []
    with pytest.raises(KeyError):
        ids("CASUAL")


WOMAN_LEAD = rules.TeamMember(woman=True, health_professional=False, lead=True)
WOMAN_NURSE = rules.TeamMember(woman=True, health_professional=True, lead=False)
MAN_LEAD = rules.TeamMember(woman=False, health_professional=False, lead=True)
MAN = rules.TeamMember(woman=False, health_professional=False, lead=False)
DOCTOR = rules.TeamMember(woman=False, health_professional=True, lead=False)


@pytest.mark.parametrize(
    ("visit_type", "team", "facility", "girls", "problems"),
    [
        ("FULL", [MAN_LEAD, WOMAN_NURSE, MAN], True, False, ()),
        ("FULL", [MAN_LEAD, WOMAN_NURSE], True, False, (rules.TEAM_TOO_SMALL,)),
        ("FULL", [MAN_LEAD, DOCTOR, MAN], True, False, (rules.NO_WOMAN,)),
        ("FULL", [WOMAN_LEAD, MAN, MAN], True, False, (rules.NO_HEALTH_PROFESSIONAL,)),
        ("FULL", [], True, False, (rules.TEAM_TOO_SMALL, rules.NO_WOMAN, rules.NO_HEALTH_PROFESSIONAL)),
        ("FULL", [MAN_LEAD, WOMAN_NURSE, MAN], True, True, (rules.LEAD_NOT_A_WOMAN,)),
        ("FULL", [WOMAN_LEAD, DOCTOR, MAN], True, True, ()),
        ("FULL", [MAN_LEAD], False, False, ()),
        ("FULL", [MAN_LEAD], False, True, (rules.LEAD_NOT_A_WOMAN,)),
        ("MONITORING", [MAN_LEAD], True, False, ()),
        ("MONITORING", [MAN_LEAD], True, True, (rules.LEAD_NOT_A_WOMAN,)),
    ],
)
def test_what_a_team_lacks(
    visit_type: str, team: list[rules.TeamMember], facility: bool, girls: bool, problems: tuple[str, ...]
) -> None:
    assert rules.team_problems(FRAMEWORK, visit_type, team, facility=facility, girls_home=girls) == problems


@pytest.mark.parametrize("criterion", C.values(), ids=lambda criterion: criterion.id)
def test_the_severity_of_each_criterion_at_each_score(criterion: Any) -> None:
    heavy = criterion.weight == 3
    at_0 = "CRITICAL" if criterion.critical else "MAJOR" if heavy else "MODERATE"
    at_1 = "MAJOR" if criterion.critical else "MODERATE" if heavy else "MINOR"
    found = [rules.severity_of(FRAMEWORK, criterion, score) for score in (0, 1, 2, 3, "NA", None)]
    assert found == [at_0, at_1, None, None, None, None]
    danger = rules.severity_of(FRAMEWORK, criterion, 2, danger_seen=True)
    assert danger == ("CRITICAL" if criterion.id in ("S10.2", "S8.2") else None)


FOUND = date(2026, 11, 23)


def test_due_dates_of_each_level() -> None:
    def days(level: str) -> list[int | None]:
        due = rules.due_dates(FRAMEWORK, level, FOUND)
        parts = (due.child_safe, due.notify, due.plan, due.fix, due.fix_cause, due.verify)
        return [None if part is None else (part - FOUND).days for part in parts]

    assert days("CRITICAL") == [1, 0, 2, 3, 14, 7]
    assert days("MAJOR") == [7, 1, 7, 30, None, 45]
    assert days("MODERATE") == [None, None, 14, 90, None, 100]
    assert days("MINOR") == [None, None, 30, 180, None, None]


def test_due_moments_keep_the_hour() -> None:
    found = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    due = rules.due_dates(FRAMEWORK, "CRITICAL", found)
    assert due.child_safe == found + timedelta(hours=24)
    assert (due.plan, due.fix) == (found + timedelta(hours=48), found + timedelta(hours=72))


def test_a_minor_action_ends_at_the_next_inspection_when_that_is_sooner() -> None:
    soon, late = FOUND + timedelta(days=60), FOUND + timedelta(days=365)
    assert rules.due_dates(FRAMEWORK, "MINOR", FOUND, next_inspection=soon).fix == soon
    assert rules.due_dates(FRAMEWORK, "MINOR", FOUND, next_inspection=late).fix == FOUND + timedelta(days=180)
    assert rules.due_dates(FRAMEWORK, "MINOR", FOUND, next_inspection=late).verify == late
    assert rules.due_dates(FRAMEWORK, "MAJOR", FOUND, next_inspection=soon).fix == FOUND + timedelta(days=30)


def test_levels_rise_one_at_a_time_and_stop_at_critical() -> None:
    up = [rules.one_level_up(FRAMEWORK, level) for level in ("MINOR", "MODERATE", "MAJOR", "CRITICAL")]
    assert up == ["MODERATE", "MAJOR", "CRITICAL", "CRITICAL"]
    with pytest.raises(ValueError, match="There is no level 'SEVERE'"):
        rules.one_level_up(FRAMEWORK, "SEVERE")


@pytest.mark.parametrize(
    ("level", "term", "overdue", "failed_last_time", "expected"),
    [
        ("MAJOR", 30, 0, False, "MAJOR"),
        ("MAJOR", 30, 15, False, "MAJOR"),
        ("MAJOR", 30, 16, False, "CRITICAL"),
        ("MODERATE", 91, 45, False, "MODERATE"),
        ("MODERATE", 91, 46, False, "MAJOR"),
        ("MINOR", 180, -10, True, "MODERATE"),
        ("MINOR", 180, 91, True, "MAJOR"),
        ("CRITICAL", 3, 30, True, "CRITICAL"),
    ],
)
def test_an_action_overdue_or_repeated_goes_up(
    level: str, term: int, overdue: int, failed_last_time: bool, expected: str
) -> None:
    due = FOUND + timedelta(days=term)
    on = due + timedelta(days=overdue)
    now = rules.level_now(FRAMEWORK, level, opened=FOUND, due=due, on=on, failed_last_time=failed_last_time)
    assert now == expected


def test_failing_again_means_0_or_1_twice_running() -> None:
    low: tuple[Score, ...] = (0, 1)
    assert all(rules.failed_again(FRAMEWORK, a, b) for a in low for b in low)
    for other in (2, 3, "NA", None):
        assert not rules.failed_again(FRAMEWORK, other, 0)
        assert not rules.failed_again(FRAMEWORK, 1, other)


def test_two_major_overdue_at_once_trigger_a_review() -> None:
    assert not rules.suspension_review_due(FRAMEWORK, ["MAJOR", "CRITICAL", "MODERATE"])
    assert rules.suspension_review_due(FRAMEWORK, ["MAJOR", "MINOR", "MAJOR"])


def test_an_extension_is_given_once_and_never_for_critical() -> None:
    assert rules.may_extend(FRAMEWORK, "MAJOR", 0)
    assert not rules.may_extend(FRAMEWORK, "MAJOR", 1)
    assert not rules.may_extend(FRAMEWORK, "CRITICAL", 0)


@pytest.mark.parametrize(
    ("grade_or_kind", "full", "follow_up", "review"),
    [
        ("A", date(2027, 8, 31), None, None),
        ("B", date(2027, 8, 31), None, None),
        ("C", date(2027, 2, 28), None, None),
        ("D", date(2026, 11, 29), date(2026, 9, 30), None),
        ("new", date(2027, 2, 28), None, None),
        ("household", None, None, date(2027, 8, 31)),
    ],
)
def test_when_a_home_is_visited_again(grade_or_kind: str, full: Any, follow_up: Any, review: Any) -> None:
    due = rules.next_visit_due(FRAMEWORK, grade_or_kind, date(2026, 8, 31))
    assert due == rules.NextVisits(full=full, follow_up=follow_up, review=review)


def test_no_rhythm_for_what_is_no_grade() -> None:
    with pytest.raises(KeyError):
        rules.next_visit_due(FRAMEWORK, "E", FOUND)


def test_monitoring_is_quarterly() -> None:
    assert rules.next_monitoring_due(FRAMEWORK, date(2026, 11, 30)) == date(2027, 2, 28)


def test_the_steps_of_an_inspection_have_their_ends() -> None:
    ends = {step: (rules.process_due(FRAMEWORK, step, FOUND) - FOUND).days for step in ("report", "publish", "appeal")}
    assert ends == {"report": 7, "publish": 21, "appeal": 15}
    assert rules.process_due(FRAMEWORK, "authority_acts", FOUND) == FOUND + timedelta(days=30)
    with pytest.raises(ValueError, match="working_days are counted with a calendar"):
        rules.process_due(FRAMEWORK, "comments", FOUND)
    with pytest.raises(KeyError):
        rules.process_due(FRAMEWORK, "tea", FOUND)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, months: int, end: date) -> None:
    assert Term(months, "months").after(start) == end


def test_a_person_may_lower_a_grade_with_a_reason_and_never_raise_it() -> None:
    grades = FRAMEWORK.grades
    for position, given_grade in enumerate(grades):
        for other, to in enumerate(grades):
            if other > position:
                assert rules.lower(FRAMEWORK, given_grade, to, "Two staff files were made up.") == to
                with pytest.raises(ValueError, match="needs a reason"):
                    rules.lower(FRAMEWORK, given_grade, to, "  ")
            else:
                with pytest.raises(rules.CannotRaise, match="may only be lowered"):
                    rules.lower(FRAMEWORK, given_grade, to, "They asked nicely.")
    with pytest.raises(ValueError, match="There is no grade 'E'"):
        rules.lower(FRAMEWORK, "A", "E", "There is no such grade.")


def full(changes: dict[str, Score], default: Score = 3) -> dict[str, Score]:
    return {c.id: default for c in FRAMEWORK.criteria_for("RESIDENTIAL")} | changes


def changes_of(scores: dict[str, Score], **flags: bool) -> tuple[Change, ...]:
    return what_would_change(FRAMEWORK, "RESIDENTIAL", scores, grade(FRAMEWORK, "RESIDENTIAL", scores, flags))


def test_what_would_change_names_the_answers_the_points_and_the_flag() -> None:
    scores = full({c.id: 2 for c in FRAMEWORK.standards["S7"].criteria} | {"S7.3": 0})
    l1, l6, l8, l9 = changes_of(scores, obstruction=True, child_sample_short=True)
    assert l1 == Change("L1", "D", True, ("S7.3",), how_many=1, to_score=1)
    (rise,) = l6.standards
    assert (l6.rule, l6.cap, l6.holds) == ("L6", "B", False)
    # 28 of 51 points are 54.9 percent; 34 are 66.7 and 33 are 64.7, so 6 are missing.
    assert isinstance(rise, Rise)
    assert (str(rise.percent), rise.needed, rise.points) == ("54.9", 65, 6)
    assert rise.criteria[:2] == ("S7.3", "S7.1")
    assert (l8.flag, l8.holds, l9.flag, l9.holds) == ("obstruction", True, "child_sample_short", False)


def test_what_would_change_names_how_many_zeros_must_go() -> None:
    (l7,) = changes_of(full({"S1.3": 0, "S5.1": 0, "S8.7": 0, "S10.8": 0}))
    assert l7 == Change("L7", "C", True, ("S1.3", "S5.1", "S8.7", "S10.8"), how_many=2, to_score=1)


def test_what_would_change_names_the_next_band() -> None:
    (band,) = changes_of(full({}, 2))
    assert (band.rule, band.cap, band.holds, band.overall_needed) == ("BAND", "B", True, 85)
    assert changes_of(full({})) == ()
    assert what_would_change(FRAMEWORK, "RESIDENTIAL", {}, grade(FRAMEWORK, "RESIDENTIAL", {}, complete=False)) == ()


def test_a_visit_still_being_filled_in_has_a_provisional_grade() -> None:
    empty = grade(FRAMEWORK, "RESIDENTIAL", {}, complete=False)
    assert (empty.overall, empty.band, empty.grade, empty.limits) == (None, None, None, ())
    assert len(empty.unanswered) == 69
    assert empty.unanswered == unanswered(FRAMEWORK, "RESIDENTIAL", {})
    begun = grade(FRAMEWORK, "RESIDENTIAL", {"S1.1": 3, "S9.4": "NA"}, complete=False)
    assert (begun.band, begun.grade, begun.protection_met) == ("A", "A", None)
    assert begun.unanswered[0] == "S1.2"
    assert len(begun.unanswered) == 67


def test_a_visit_turned_away_at_the_door_can_only_be_d() -> None:
    shut = grade(FRAMEWORK, "RESIDENTIAL", {}, {"obstruction": True}, complete=False)
    assert (shut.band, shut.grade, shut.rules_applied) == (None, "D", ("L8",))
    unheard = grade(FRAMEWORK, "RESIDENTIAL", {}, {"child_sample_short": True}, complete=False)
    assert (unheard.grade, unheard.rules_applied) == (None, ("L9",))


def test_held_by_names_only_what_holds_the_grade_below_its_band() -> None:
    result = grade(FRAMEWORK, "RESIDENTIAL", full({"S7.3": 1, "S9.1": 1, "S9.2": 1}))
    assert result.rules_applied == ("L2", "L6")
    assert [limit.rule for limit in result.held_by] == ["L2"]
    assert grade(FRAMEWORK, "RESIDENTIAL", full({}, 2)).held_by == ()


def test_a_follow_up_keeps_the_published_grade_unless_a_rule_bites() -> None:
    last = full({"S9.1": 0, "S9.2": 1})

    def after(fresh: dict[str, Score], last_grade: str = "B") -> str:
        laid = laid_over(FRAMEWORK, "RESIDENTIAL", last, fresh)
        return kept_grade(FRAMEWORK, last_grade, grade(FRAMEWORK, "RESIDENTIAL", laid, complete=False))

    assert after({"S9.1": 3, "S9.2": 3}) == "B"
    assert after({"S9.1": 1, "S9.2": 2}, "A") == "A"
    assert after({"S7.1": 0}) == "D"
    assert after({"S7.1": 1}) == "C"
    assert after({"S1.2": 0, "S10.8": 0}) == "C"
    assert after({"S7.1": 1}, "D") == "D"


def test_answers_of_another_care_type_are_not_laid_over() -> None:
    laid = laid_over(FRAMEWORK, "KINSHIP", {"S1.1": 1, "S1.2": 0}, {"S1.1": 2, "S2.1": 3})
    assert laid == {"S1.1": 2, "S2.1": 3}
