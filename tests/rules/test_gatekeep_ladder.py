"""HB04 and HB05: which rungs are asked, and which reasons hold."""

from datetime import date, timedelta
from typing import Any

import pytest

from gatekeeping.rules import Reason, answered, book, judge, ladder_below
from tests.rules.gatekeeping_input import HOLDS, changed, good, reason, rung

LADDER = ("PRESERVE", "REUNIFY", "KINSHIP", "GUARDIAN", "FOSTER", "KAFALAH", "SIL", "SMALL_GROUP", "RESIDENTIAL")


def blocks(given: dict[str, Any]) -> list[str]:
    found: list[str] = judge(given)["blocks"]
    return found


def with_rung(name: str, entry: Any, care_type: str = "RESIDENTIAL") -> dict[str, Any]:
    return changed(good(care_type), f"ladder.{name}", entry)


@pytest.mark.parametrize(
    ("care_type", "below"),
    [
        *((code, LADDER[:rank]) for rank, code in enumerate(LADDER)),
        ("EMERGENCY", LADDER[:8]),
        ("RESPITE", ()),
    ],
)
def test_each_rung_below_is_asked_and_no_other(care_type: str, below: tuple[str, ...]) -> None:
    assert ladder_below(care_type) == below
    for name in LADDER[:8]:
        raised = blocks(with_rung(name, None, care_type))
        assert ("HB04" in raised) is (name in below)
    if below:
        assert len(judge(good(care_type, ladder={}))["explain"]["HB04"]) == len(below)


@pytest.mark.parametrize("care_type", LADDER[2:])
def test_what_stands_on_the_proposed_rung_or_beyond_does_no_harm(care_type: str) -> None:
    given = good(care_type)
    given["ladder"][care_type] = {"status": "CHOSEN"}
    given["ladder"]["RESIDENTIAL"] = {"status": "CHOSEN", "reasons": [{"code": "X01_POVERTY"}]}
    assert blocks(given) == []


@pytest.mark.parametrize(
    "entry",
    [
        None,
        {},
        {"status": "RULED_OUT"},
        {"status": "RULED_OUT", "reasons": []},
        {"status": "NOT_AVAILABLE", "reasons": []},
        {"status": None, "reasons": [reason("R11_NO_APPROVED_CARER_AVAILABLE")]},
        {"reasons": [reason("R11_NO_APPROVED_CARER_AVAILABLE")]},
        {"status": "CHOSEN", "reasons": [reason("R11_NO_APPROVED_CARER_AVAILABLE")]},
        rung("R11_NO_APPROVED_CARER_AVAILABLE", evidence=[]),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", evidence=["  "]),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", evidence=None),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", officer=None),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", officer=""),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", on=None),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-24"),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-08"),
        rung("R01_DECEASED"),
        rung("R10_NOT_SUITABLE_ON_ASSESSMENT", "NOT_AVAILABLE"),
        {"status": "RULED_OUT", "reasons": [{"evidence": ["we tried"], "on": "2026-11-20", "officer": "U7"}]},
    ],
)
def test_a_rung_that_is_not_answered_is_hb04(entry: Any) -> None:
    answer = judge(with_rung("FOSTER", entry))
    assert answer["blocks"] == ["HB04"]
    assert len(answer["explain"]["HB04"]) == 1
    assert answer["explain"]["HB04"][0].startswith("FOSTER: ")


@pytest.mark.parametrize(
    "entry",
    [
        rung("R11_NO_APPROVED_CARER_AVAILABLE"),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", "NOT_AVAILABLE"),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-09"),
        rung("R11_NO_APPROVED_CARER_AVAILABLE", on="2026-11-23"),
        rung("R10_NOT_SUITABLE_ON_ASSESSMENT"),
        rung("R08_COURT_BARS", on="2001-01-01"),
    ],
)
def test_a_rung_that_is_answered_passes(entry: Any) -> None:
    assert blocks(with_rung("FOSTER", entry)) == []


def test_the_explanation_of_an_old_search_is_the_sentence_of_the_contract() -> None:
    answer = judge(with_rung("FOSTER", rung("R11_NO_APPROVED_CARER_AVAILABLE", "NOT_AVAILABLE", on="2026-11-08")))
    assert answer["explain"]["HB04"] == ["FOSTER: R11_NO_APPROVED_CARER_AVAILABLE is 15 days old, 14 are allowed"]


def test_other_reasons_beside_one_that_holds_do_no_harm() -> None:
    beside = [
        reason("X01_POVERTY"),
        reason("R01_DECEASED"),
        reason("R11_NO_APPROVED_CARER_AVAILABLE", on="2020-01-01"),
        reason("R10_NOT_SUITABLE_ON_ASSESSMENT", on="2099-01-01"),
        {},
    ]
    holds = reason("R11_NO_APPROVED_CARER_AVAILABLE")
    for order in ([*beside, holds], [holds, *beside]):
        assert blocks(with_rung("FOSTER", {"status": "RULED_OUT", "reasons": order})) == []
        assert blocks(with_rung("FOSTER", {"status": "NOT_AVAILABLE", "reasons": order})) == []


def test_every_r_code_holds_on_the_rungs_it_applies_to_and_on_no_other() -> None:
    for known in book().reasons.values():
        for name in LADDER[:8]:
            raised = blocks(with_rung(name, rung(known.code)))
            assert ("HB04" in raised) is (name not in known.applies), (known.code, name)
            assert ("HB05" in raised) is known.forbidden


def test_every_r_code_holds_to_the_last_of_its_days_and_not_one_more() -> None:
    on = date(2026, 11, 23)
    for known in book().reasons.values():
        if known.forbidden:
            continue
        name = known.applies[0]
        days = 40_000 if known.valid_days is None else known.valid_days
        last = (on - timedelta(days=days)).isoformat()
        assert blocks(with_rung(name, rung(known.code, on=last))) == []
        if known.valid_days is not None:
            past = (on - timedelta(days=days + 1)).isoformat()
            assert blocks(with_rung(name, rung(known.code, on=past))) == ["HB04"]


def test_hb05_is_asked_rung_by_rung_and_hb04_stands_with_it() -> None:
    only = {"status": "RULED_OUT", "reasons": [reason("X01_POVERTY"), reason("X03_SCHOOLING")]}
    answer = judge(with_rung("KINSHIP", only))
    assert answer["blocks"] == ["HB04", "HB05"]
    assert answer["explain"]["HB05"] == [
        "KINSHIP: only X01_POVERTY is recorded: poverty alone; open a support plan instead",
        "KINSHIP: only X03_SCHOOLING is recorded: access to school, madrasah or training alone",
    ]


@pytest.mark.parametrize("status", ["RULED_OUT", "NOT_AVAILABLE", "CHOSEN", None])
def test_hb05_does_not_ask_the_status(status: str | None) -> None:
    entry = {"status": status, "reasons": [{"code": "X02_DISABILITY"}]}
    assert blocks(with_rung("KINSHIP", entry)) == ["HB04", "HB05"]


def test_hb05_needs_every_reason_to_be_forbidden() -> None:
    stale = reason("R10_NOT_SUITABLE_ON_ASSESSMENT", on="2020-01-01")
    mixed = {"status": "RULED_OUT", "reasons": [reason("X01_POVERTY"), stale]}
    assert blocks(with_rung("KINSHIP", mixed)) == ["HB04"]
    uncoded = {"status": "RULED_OUT", "reasons": [reason("X01_POVERTY"), {"officer": "U7"}]}
    assert blocks(with_rung("KINSHIP", uncoded)) == ["HB04"]
    assert blocks(with_rung("KINSHIP", {"status": "RULED_OUT", "reasons": []})) == ["HB04"]


def test_a_forbidden_reason_on_a_rung_that_is_not_lower_is_not_asked() -> None:
    assert blocks(with_rung("SIL", rung("X01_POVERTY"), "KINSHIP")) == []


@pytest.mark.parametrize(
    ("alone", "exhausted", "raised"),
    [
        (True, None, True),
        (True, False, True),
        (True, True, False),
        (False, None, False),
        (False, False, False),
        (None, None, True),
        (None, True, False),
    ],
)
def test_kafalah_waits_for_the_end_of_tracing(alone: bool | None, exhausted: bool | None, raised: bool) -> None:
    given = changed(good("KAFALAH"), "child.unaccompanied_or_separated", alone)
    given = changed(given, "child.tracing_exhausted", exhausted)
    assert blocks(given) == (["HB04"] if raised else [])
    if raised:
        assert "R15_TRACING_NOT_EXHAUSTED" in judge(given)["explain"]["HB04"][0]
    assert blocks(changed(given, "proposed.care_type", "RESIDENTIAL")) == []


@pytest.mark.parametrize(("age", "raised"), [(15, True), (16, False), (17, False), (None, True)])
def test_supervised_independent_living_is_for_sixteen_and_over(age: int | None, raised: bool) -> None:
    answer = judge(changed(good("SIL"), "child.age_years", age))
    assert ("HB04" in answer["blocks"]) is raised
    if raised:
        assert "R16_AGE_OR_CAPACITY" in answer["explain"]["HB04"][0]


def test_an_emergency_lifts_the_waiting_for_tracing_too() -> None:
    given = changed(good("KAFALAH"), "child.unaccompanied_or_separated", True)
    given["emergency"] = {"approved_by": "CPU_HEAD", "days_in_emergency": 1}
    assert blocks(given) == []


def test_r15_and_r16_answer_their_own_rungs_for_a_lower_proposal() -> None:
    given = with_rung("KAFALAH", rung("R15_TRACING_NOT_EXHAUSTED"))
    assert HOLDS["SIL"] == "R16_AGE_OR_CAPACITY"
    assert blocks(given) == []


def test_answered_says_why_not_in_one_sentence_a_reason() -> None:
    on = date(2026, 11, 23)
    holds = Reason("R10_NOT_SUITABLE_ON_ASSESSMENT", ("home study",), date(2026, 11, 12), "U7")
    assert answered("KINSHIP", [holds], on) == (True, ())
    done, why = answered("KINSHIP", [holds._replace(officer=None), holds._replace(evidence=())], on)
    assert not done
    assert [str(one) for one in why] == [
        "KINSHIP: R10_NOT_SUITABLE_ON_ASSESSMENT names no officer",
        "KINSHIP: R10_NOT_SUITABLE_ON_ASSESSMENT has no evidence",
    ]
    assert answered("KINSHIP", [holds], on, status="NOT_AVAILABLE")[0] is False
    assert answered("KINSHIP", [holds], on, status="CHOSEN")[0] is False
    assert answered("KINSHIP", [], on)[0] is False
