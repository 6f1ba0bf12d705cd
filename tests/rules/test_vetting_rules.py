"""Who needs which check and what follows, against registration.yaml and by the boundaries of every date."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.core.letters import one_digit
from registry_app.core.workdays import KARACHI
from registry_app.providers.identity import NUMBERED, OF_NADRA, IdentityKind, normal, written
from registry_app.providers.vetting import rules
from registry_app.providers.vetting.queries import PACKAGE
from registry_app.providers.vetting.rules import PostFacts, Recorded
from registry_app.providers.vetting.states import Check, Experience, PostKind, Result, Standing, VettingOutcome

BOOK = rulebook.body(rulebook.exact(PACKAGE, "vetting", "0.1"))
SHIPPED = rulebook.body(rulebook.exact("registry_app.providers", "registration", "0.1"))
SOURCE = SHIPPED["person_vetting"]
ON = date(2026, 11, 23)
CARER = PostFacts("CARER", date(2026, 6, 1))


def all_good(on=ON, **other):
    return {code: Recorded("PASSED", on, 3) for code in rules.checks(BOOK)} | other


def outcome(known, post=CARER, on=ON):
    return rules.outcome(rules.lines(BOOK, post, known, on))


def standing(code, recorded, post=CARER, on=ON):
    return rules.line(BOOK, post, code, recorded, on).standing


def test_the_codes_and_outcomes_are_those_of_the_rules():
    assert rules.checks(BOOK) == [row["code"] for row in SOURCE["checks"]] == [check.value for check in Check]
    assert {one.value for one in VettingOutcome} == set(SOURCE["outcome"]) == set(rules.ORDER)
    assert [kind.value for kind in IdentityKind] == SHIPPED["identity_kinds"]


def test_who_needs_which_check_is_said_by_the_table_of_the_rules():
    for row, source in zip(BOOK["checks"], SOURCE["checks"], strict=True):
        said = str(source["required"])
        for group in row["required"]:
            named = "teaching staff" if group == "qualified" else group
            assert named in said, (row["code"], group, said)
        if row["code"] == "V12":
            assert (said, row["required"]) == ("one per shift", [])
        assert (said == "all") == (row["required"] == ["all"])
    assert {kind for group in BOOK["groups"].values() for kind in group} <= {kind.value for kind in PostKind}
    for word in ("owner", "governing member", "responsible person", "manager", "volunteer", "household adult", "driver",
                 "guard", "interpreter"):  # fmt: skip
        assert word in SOURCE["who"]
        assert word.replace(" ", "_").upper() in set(PostKind)


def test_renewals_and_ages_are_those_of_the_rules():
    by_code = {row["code"]: row for row in BOOK["checks"]}
    source = {row["code"]: row for row in SOURCE["checks"]}
    assert source["V02"]["renew"] == f"{by_code['V02']['renew_months']} months"
    assert f"not older than {by_code['V02']['months_before_start']} months at start" in source["V02"]["how"]
    assert (source["V10"]["renew"], by_code["V10"]["renew_months"]) == ("yearly", 12)
    assert source["V12"]["renew"] == f"{by_code['V12']['renew_months']} months"
    assert "every night" in source["V03"]["renew"]
    assert "two for everybody; three former employers when experienced" in source["V04"]["how"]
    assert by_code["V04"]["references"] == {"EXPERIENCED": 3, "NEWLY_GRADUATED": 2, "OTHER": 2}
    assert set(by_code["V04"]["references"]) == {one.value for one in Experience}
    said = " ".join(SOURCE["rules"])
    assert f"may answer in {BOOK['match']['answer_days']} days" in said
    assert f"reported in {BOOK['leaving']['hours']} hours" in said


def test_all_in_order_is_clear_and_nothing_is_pending():
    assert outcome(all_good()) == "CLEAR"
    assert outcome({}) == "PENDING"
    assert rules.worst([]) == "PENDING"


@pytest.mark.parametrize("code", [code for code in rules.checks(BOOK) if rules.asked(BOOK, code, "CARER")])
def test_each_check_that_is_asked_can_keep_a_carer_away(code):
    without = {other: row for other, row in all_good().items() if other != code}
    assert outcome(without) == "PENDING"
    assert outcome(all_good(**{code: Recorded("FAILED", ON)})) == "NOT_CLEAR"
    assert outcome(all_good(**{code: Recorded("WITH_CONDITION", ON, 3)})) == "CLEAR_WITH_CONDITION"


def test_a_check_that_is_not_asked_of_a_post_keeps_nobody_away():
    guard = PostFacts("GUARD", date(2026, 6, 1))
    assert not rules.asked(BOOK, "V08", "GUARD")
    assert outcome(all_good(V08=Recorded("FAILED", ON)), guard) == "CLEAR"
    assert standing("V08", None, guard) == "NOT_ASKED"


def test_a_police_certificate_lasts_two_years_and_is_fresh_at_the_start():
    taken = date(2025, 2, 28)
    post = PostFacts("CARER", date(2025, 3, 1))
    assert rules.holds_until(BOOK, "V02", taken) == date(2027, 2, 28)
    assert standing("V02", Recorded("PASSED", taken), post, date(2027, 2, 28)) == "GOOD"
    assert standing("V02", Recorded("PASSED", taken), post, date(2027, 3, 1)) == "LAPSED"
    assert standing("V02", Recorded("PASSED", date(2025, 11, 29)), PostFacts("CARER", date(2026, 5, 31))) == "TOO_OLD"
    assert standing("V02", Recorded("PASSED", date(2025, 12, 1)), PostFacts("CARER", date(2026, 6, 1))) == "GOOD"


def test_the_list_must_have_been_searched_within_three_nights():
    assert standing("V03", Recorded("PASSED", ON - timedelta(days=3))) == "GOOD"
    assert standing("V03", Recorded("PASSED", ON - timedelta(days=4))) == "LAPSED"


@pytest.mark.parametrize(("experience", "needed"), [("EXPERIENCED", 3), ("NEWLY_GRADUATED", 2), ("OTHER", 2)])
def test_references_are_counted(experience, needed):
    post = PostFacts("CARER", date(2026, 6, 1), experience)
    assert standing("V04", Recorded("PASSED", ON, needed), post) == "GOOD"
    assert standing("V04", Recorded("PASSED", ON, needed - 1), post) == "TOO_FEW"


def test_another_name_on_the_same_number_is_not_yet_the_same_person():
    assert outcome(all_good(), PostFacts("CARER", date(2026, 6, 1), same_person=False)) == "PENDING"


def test_reminders_begin_and_none_is_lost_when_the_worker_slept():
    until = date(2027, 1, 31)
    due = {left: rules.reminder_due(BOOK, until, until - timedelta(days=left)) for left in range(-1, 70)}
    assert due[61] is None
    assert due[60] == due[59] == due[31] == 60
    assert due[30] == due[8] == 30
    assert due[7] == due[0] == 7
    assert due[-1] is None


def test_leaving_under_allegation_is_late_after_a_day():
    left = date(2026, 11, 20)
    last = datetime(2026, 11, 22, 0, 0, tzinfo=KARACHI)
    assert not rules.told_late(BOOK, left, last)
    assert rules.told_late(BOOK, left, last + timedelta(seconds=1))


def test_a_match_is_confirmed_after_the_answer_or_its_days():
    assert rules.answer_by(BOOK, ON) == ON + timedelta(days=15)
    assert not rules.may_confirm_on(BOOK, ON, False, ON + timedelta(days=15))
    assert rules.may_confirm_on(BOOK, ON, False, ON + timedelta(days=16))
    assert rules.may_confirm_on(BOOK, ON, True, ON)


KINDS = st.sampled_from([kind.value for kind in PostKind])
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
RECORDS = st.builds(Recorded, st.sampled_from([r.value for r in Result]), DAYS, st.integers(0, 4))
POSTS = st.builds(PostFacts, KINDS, DAYS, st.sampled_from([e.value for e in Experience]), same_person=st.booleans())
KNOWN = st.dictionaries(st.sampled_from(rules.checks(BOOK)), RECORDS)


@given(POSTS, KNOWN, DAYS)
def test_only_people_with_every_check_that_is_asked_may_be_with_children(post, known, on):
    found = rules.lines(BOOK, post, known, on)
    assert [line.code for line in found] == rules.checks(BOOK)
    assert {line.standing for line in found} <= {s.value for s in Standing}
    if rules.may_be_with_children(rules.outcome(found)):
        for line in found:
            if line.asked:
                assert line.standing in ("GOOD", "CONDITION")
                assert known[line.code].on <= on
                assert line.until is None or on <= line.until


@given(POSTS, KNOWN, DAYS, st.sampled_from(rules.checks(BOOK)))
def test_taking_a_check_away_never_helps(post, known, on, code):
    order = rules.ORDER.index
    fewer = {other: row for other, row in known.items() if other != code and row.result != "FAILED"}
    more = {other: row for other, row in known.items() if row.result != "FAILED"}
    assert order(outcome(fewer, post, on)) <= order(outcome(more, post, on))


@given(POSTS, KNOWN, DAYS, st.sampled_from(rules.checks(BOOK)))
def test_a_check_that_failed_keeps_away_whoever_is_asked_for_it(post, known, on, code):
    worse = known | {code: Recorded("FAILED", on)}
    if rules.asked(BOOK, code, post.kind) and (code != "V01" or post.same_person):
        assert outcome(worse, post, on) == "NOT_CLEAR"


@given(POSTS, KNOWN, DAYS, st.integers(0, 3000))
def test_time_alone_never_clears_anybody(post, known, on, days):
    known = {code: row for code, row in known.items() if row.on <= on}
    later = on + timedelta(days=days)
    assert rules.ORDER.index(outcome(known, post, later)) <= rules.ORDER.index(outcome(known, post, on))


@given(st.sampled_from(sorted(OF_NADRA)), st.integers(0, 10**13 - 1), st.sampled_from(["", "-", " ", "\u200f"]))
def test_a_number_is_the_same_however_it_is_typed(kind, number, between):
    digits = f"{number:013d}"
    assume(not one_digit(digits))
    urdu = digits.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for text in (digits, urdu):
        typed = f" {text[:5]}{between}{text[5:12]}{between}{text[12]} "
        assert normal(kind, typed) == digits
    assert normal(kind, written(kind, digits)) == digits


@given(st.sampled_from(NUMBERED), st.text(max_size=30))
def test_whatever_is_typed_is_a_number_in_its_form_or_none(kind, typed):
    found = normal(kind, typed)
    assert found is None or re.fullmatch(r"[0-9A-Z]{5,20}", found)
    assert found is None or normal(kind, found) == found


def test_nobody_has_a_number_by_being_vouched_for():
    assert normal(IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS, "4210112345671") is None
    assert normal(IdentityKind.PASSPORT, "ab 12345-67") == "AB1234567"
    assert normal(IdentityKind.PASSPORT, "PASSPORT") is None
