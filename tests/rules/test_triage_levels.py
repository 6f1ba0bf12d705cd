"""The level of a message: category, danger, raising, and red-flag words in three languages."""

from datetime import date
from typing import Any

import pytest
import yaml

from complaints.rules import book_on, categories, judge
from registry_app.core import rulebook
from tests.builders.messages import ABOUT, CATEGORIES, message, triaged

GIVEN: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("complaints", "complaints", "0.1")))
TWIN: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("complaints", "triage", "0.1")))
DRAFTS = [(language, row["phrase"]) for language in ("ur", "sd") for row in TWIN["red_flags"][language]]
RAISING_ABOUT = (
    "MANAGER",
    "CPO",
    "CPU_HEAD",
    "DISTRICT_OFFICER",
    "SWD_DIRECTORATE",
    "SCPA",
    "POLICE",
    "COURT",
    "INSPECTOR",
)


@pytest.mark.parametrize(("category", "level"), CATEGORIES.items())
def test_each_category_has_its_level(category: str, level: str) -> None:
    answer = triaged(category=category)
    assert answer["level"] == level
    assert answer["because"] == [f"category: {category} is {level}"]


def test_the_nine_pictures_in_their_order_and_idea_last() -> None:
    assert list(categories()) == [
        "hurt",
        "touched",
        "afraid",
        "food",
        "sick",
        "work",
        "school",
        "family",
        "other",
        "idea",
    ]
    assert categories() == CATEGORIES


def test_no_category_is_other() -> None:
    nothing = message(category=None)
    assert judge(nothing)["because"] == ["category: other is P3"]
    del nothing["category"]
    assert judge(nothing) == triaged(category="other")


@pytest.mark.parametrize("category", ["food", "idea", "hurt"])
@pytest.mark.parametrize(("danger_now", "is_p1"), [("yes", True), ("unsure", True), ("no", False), (None, False)])
def test_danger_now(category: str, danger_now: str | None, is_p1: bool) -> None:
    answer = triaged(category=category, danger_now=danger_now)
    assert answer["level"] == ("P1" if is_p1 else CATEGORIES[category])
    assert (f"danger now: {danger_now}" in answer["because"]) is is_p1


@pytest.mark.parametrize(("access", "level"), [(True, "P1"), (False, "P3"), (None, "P3")])
def test_access_tonight(access: bool | None, level: str) -> None:
    answer = triaged(accused_has_access_tonight=access)
    assert answer["level"] == level
    assert ("the accused has access tonight" in answer["because"]) is (level == "P1")


@pytest.mark.parametrize(
    "changes",
    [
        {"age_years": 5},
        {"age_years": 0},
        {"disability": True},
        {"pregnant": True},
        {"no_family_contact": True},
        *({"about": about} for about in RAISING_ABOUT),
    ],
    ids=str,
)
def test_raised_by_one(changes: dict[str, Any]) -> None:
    assert triaged(category="food", **changes)["level"] == "P2"
    assert triaged(category="hurt", **changes)["level"] == "P1"
    assert triaged(category="touched", **changes)["level"] == "P1"
    assert triaged(category="idea", **changes)["level"] == "P4"


@pytest.mark.parametrize(
    "changes",
    [
        {"age_years": 6},
        {"age_years": None},
        {"disability": False},
        {"disability": None},
        {"pregnant": False},
        {"pregnant": None},
        {"no_family_contact": False},
        {"no_family_contact": None},
        *({"about": about} for about in ABOUT if about not in RAISING_ABOUT),
        {"about": None},
    ],
    ids=str,
)
def test_not_raised(changes: dict[str, Any]) -> None:
    assert triaged(category="food", **changes)["level"] == "P3"
    assert triaged(category="hurt", **changes)["level"] == "P2"


def test_raised_once_and_never_twice() -> None:
    answer = triaged(
        category="food", age_years=3, disability=True, pregnant=True, no_family_contact=True, about="MANAGER"
    )
    assert answer["level"] == "P2"
    assert answer["because"] == [
        "category: food is P3",
        "raised by one: the child is under 6",
        "raised by one: the child has a disability",
        "raised by one: the child is pregnant",
        "raised by one: the child has no contact with family",
        "raised by one: it is about MANAGER",
    ]


def test_an_idea_is_raised_by_danger_but_by_nothing_else() -> None:
    assert triaged(category="idea", age_years=3, disability=True, about="SCPA")["level"] == "P4"
    assert triaged(category="idea", age_years=3, text="he has a gun")["level"] == "P1"


def test_who_runs_the_home_does_not_change_the_level() -> None:
    """Staff of a home of SCPA are routed as SCPA, but they are staff: only a person in power raises the level."""
    assert triaged(about="STAFF", provider_run_by="SCPA")["level"] == "P3"
    assert triaged(about="STAFF", provider_run_by="SWD")["level"] == "P3"
    assert triaged(about="MANAGER", provider_run_by="SWD")["level"] == "P2"


def test_only_what_decides_is_named() -> None:
    assert triaged(category="hurt", about="MANAGER", text="a KNIFE", danger_now="unsure")["because"] == [
        "danger now: unsure",
        "red flag: knife",
    ]
    assert triaged(category="touched", about="MANAGER", accused_has_access_tonight=True)["because"] == [
        "the accused has access tonight",
        "category: touched is P1",
    ]


@pytest.mark.parametrize("phrase", GIVEN["red_flags"]["en"])
def test_every_english_red_flag(phrase: str) -> None:
    for text in (phrase, phrase.upper(), f"yes, {phrase.title()}!", phrase.replace(" ", "  \n "), f"«{phrase}»"):
        answer = triaged(text=text)
        assert answer["level"] == "P1", text
        assert f"red flag: {phrase}" in answer["because"]
    for text in (f"x{phrase}", f"{phrase}x", f"{phrase}7", f"é{phrase}", phrase[:-1], phrase[1:]):
        assert f"red flag: {phrase}" not in triaged(text=text)["because"], text


@pytest.mark.parametrize(
    "text",
    [
        "The diet is poor and we want a better product",
        "penknives, gunny bags, killjoy, bloody, nakedness, diesel, unlocked",
        "run to school, then go away",
        "a runaway goat",
        "He likes to run. Away from home he is sad",
        "he hit me with a rod",  # a weapon word, not a red flag
        "my father died",
        "sold my book",
        "",
        "   \n",
    ],
)
def test_no_red_flag(text: str) -> None:
    assert triaged(text=text)["level"] == "P3"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I can’t breathe", "can't breathe"),
        ("I can`t\tbreathe", "can't breathe"),
        ("we want to run-away", "run away"),
        ("we want to run_away", "run away"),
        ("a kni\u200bfe", "knife"),
        ("a\u200bknife\u200bhere", "knife"),
        ("ｋｎｉｆｅ", "knife"),
        ("the knife's edge", "knife"),
        ("(gun)", "gun"),
        ("someone was raped.", "raped"),
    ],
)
def test_red_flags_as_people_type_them(text: str, phrase: str) -> None:
    assert f"red flag: {phrase}" in triaged(text=text)["because"]


@pytest.mark.parametrize(("language", "phrase"), DRAFTS)
def test_every_draft_in_urdu_and_sindhi(language: str, phrase: str) -> None:
    assert triaged(text=f"سنو {phrase}۔")["level"] == "P1"
    assert triaged(text=f"؟{phrase}،")["level"] == "P1"
    assert triaged(text=phrase.replace(" ", ""))["level"] == "P1"
    # One more letter at either end makes it another word.
    assert triaged(text=f"ط{phrase}ط")["level"] == "P3"


@pytest.mark.parametrize(
    "text",
    [
        "اس کے پاس چاقو ہے",
        "چَاقُو",  # with vowel marks
        "چا\u200cقو",
        "اس نے ہتھیار دکھایا",
        "اس نے هتهيار دکھایا",  # the same in Arabic letters
        "بھاگ گئی",
        "بهاگ گئي",
        "خودکشی",
        "هن وٽ چاقو آهي",
        "هو مون کي ماري ڇڏيندو",
        "هو مون کي ماري ڇڏيندو.",
        "مون کي ساهه نٿو اچي",
        "مون کي ساھ نٿو اچي",
    ],
)
def test_red_flags_in_the_letters_of_any_keyboard(text: str) -> None:
    assert triaged(text=text)["level"] == "P1"


@pytest.mark.parametrize(
    "text",
    [
        "کھانا اچھا نہیں ہے",
        "مجھے اسکول جانا ہے",
        "میرے ابو مر گئے تھے",  # what orphans say of their parents
        "نقل و حمل",
        "خونی رشتہ دار",
        "کھانا گن کر دیتے ہیں",
        "ماڻهو سٺا آهن",
        "تعليم کاتي جو ماڻهو",
        "کاڌو سٺو ناهي",
    ],
)
def test_plain_words_are_no_red_flags(text: str) -> None:
    assert triaged(text=text)["level"] == "P3"


def test_several_flags_stand_in_the_order_of_the_list() -> None:
    assert triaged(text="They locked us. He has a gun, a knife and there is blood: چاقو")["because"] == [
        "red flag: blood",
        "red flag: locked",
        "red flag: knife",
        "red flag: gun",
        "red flag: چاقو",
    ]


def test_drafts_are_marked_for_native_review() -> None:
    assert "native review" in TWIN["red_flags"]["status"]
    assert all(row["en"].strip() for language in ("ur", "sd") for row in TWIN["red_flags"][language])
    listed = book_on(date(2026, 11, 23)).red_flags.listed
    assert set(GIVEN["red_flags"]["en"]) <= set(listed)
