"""Every text of the reference data that a person reads has its Urdu and its Sindhi words, in their own letters."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from registry_app.accounts import states as accounts
from registry_app.core import rulebook
from registry_app.core.i18n import label
from registry_app.providers.homes import states as homes
from registry_app.providers.powers import states as powers
from registry_app.providers.ties.models import TieKind

TRANSLATIONS = Path(__file__).parents[2] / "registry_app" / "translations"
LANGUAGES = ("ur", "sd")

# Letters that only one of the two alphabets has. Urdu and Sindhi share the rest (گ, ک, چ, پ, غ and so on).
URDU_ONLY = frozenset("ٹڈڑےںہھیۓۃ")
SINDHI_ONLY = frozenset("ٽڊٺڏڌڍڀٻٿڦڄڃڇڪڳڱڻ۽۾ڙيه")
OTHER_DIGITS = re.compile(r"[٠-٩۰-۹]")
# A code with an underscore (SMALL_GROUP), a code with a number (S4.6, HB07, P1), a number, a placeholder.
KEPT = re.compile(r"[A-Z]+(?:_[A-Z0-9]+)+|\b[A-Z]{1,3}\d+(?:\.\d+)?\b|\d+(?:[.,]\d+)*|%\(\w+\)[sd]")


def book(package: str, name: str) -> Any:
    return rulebook.body(rulebook.exact(package, name, "0.1"))


def labels(package: str) -> Iterator[str]:
    for group in book(package, "labels")["labels"].values():
        yield from group.values()


def standards_of_care() -> Iterator[str]:
    rules = book("inspections", "standards")
    yield from (row["name"] for row in rules["care_types"])
    for row in rules["scale"]:
        yield from (row["label"], row["meaning"])
    yield from (row["label"] for row in rules["scoring_rules"]["bands"])
    yield from (row["when"] for row in rules["scoring_rules"]["limiting_rules"])
    yield from (row["default_measure"] for row in rules["severity"])
    yield from (row["step"] for row in rules["inspection_process"])
    for standard in rules["standards"]:
        yield from (standard["title"], standard["outcome_for_child"])
        for criterion in standard["criteria"]:
            yield criterion["text"]
            yield from (criterion[key] for key in ("fails_if", "only_when") if key in criterion)
            yield from criterion["evidence"]
    yield from labels("inspections")


def gatekeeping() -> Iterator[str]:
    rules = book("gatekeeping", "gatekeeping")
    for row in rules["care_ladder"]:
        yield from (row[key] for key in ("name", "condition") if key in row)
    yield from (row["name"] for row in rules["procedure"])
    yield from (row["evidence"] for row in rules["reason_codes"]["allowed"])
    yield from (row["say"] for row in rules["reason_codes"]["forbidden_as_sole_reason"])
    for group in ("hard_blocks", "blocks_with_exception", "warnings"):
        for row in rules["checks"][group]:
            yield from (row[key] for key in ("rule", "also", "extra", "renew") if key in row)
    yield from (row["name"] for row in rules["bodies"]["templates"])
    for row in rules["time_limits"]["clocks"]:
        yield from (row["name"], row["limit"])
    yield from rules["re_decision_triggers"]
    yield from labels("gatekeeping")


def codes_of_gatekeeping() -> Iterator[tuple[str, str]]:
    """(group of labels, code) for each code of the rules that needs a plain name."""
    rules = book("gatekeeping", "gatekeeping")
    yield from (("reasons", row["code"]) for row in rules["reason_codes"]["allowed"])
    yield from (("forbidden_reasons", row["code"]) for row in rules["reason_codes"]["forbidden_as_sole_reason"])
    yield from (("stay_bases", row["code"]) for row in rules["stays"]["basis"])
    yield from (("exits", code) for code in rules["stays"]["exits_add"])
    yield from (("places_outside", code) for code in rules["stays"]["provinces"])
    yield from (("police_seat", code) for code in rules["bodies"]["police_seat"])
    yield from (("levels", code) for code in rules["checks"]["override_ladder"])
    yield from (("levels", row["owner"]) for row in rules["time_limits"]["clocks"])
    for row in rules["checks"]["blocks_with_exception"]:
        yield from (("exception_grounds", ground) for ground in row["exception"])
    for row in rules["courts"]:
        yield "courts", row["type"]
        yield from (("court_orders", order) for order in row["order"])


def complaints() -> Iterator[str]:
    rules = book("complaints", "complaints")
    yield from (row["name"] for row in rules["channels"])
    yield from (row["name"] for row in rules["triage"]["levels"])
    yield from (row["rule"] for row in rules["consent_and_mandatory_reporting"])
    yield from rules["workflow"]["outcomes"]
    yield from rules["satisfaction"]["items"]
    yield from (row["name"] for row in rules["monthly_monitoring"]["indicators"])
    for group in rules["intake"]["ages"]:
        yield from group["questions"]
    for key in ("adult_reporter", "always", "never_ask"):
        yield from rules["intake"][key]
    yield from rules["triage"]["safe_first_actions"]
    yield from labels("complaints")


def codes_of_complaints() -> Iterator[tuple[str, str]]:
    rules, triage = book("complaints", "complaints"), book("complaints", "triage")
    for group in ("categories_for_child", "categories_for_staff"):
        yield from ((group, code) for code in rules["categories"])
    yield from (("channels", row["id"]) for row in rules["channels"])
    yield from (("levels", row["level"]) for row in rules["triage"]["levels"])
    yield from (("states", code) for code in rules["workflow"]["states"])
    yield from (("findings", code) for code in rules["workflow"]["findings"])
    for group in ("sex", "age", "disability"):
        yield from ((group, code) for code in rules["monthly_monitoring"]["disaggregate"][group])
    yield from (("run_by", code) for code in triage["run_by"])
    yield from (("no_consent_grounds", code) for code in triage["no_consent_grounds"])
    yield from (("tasks", code) for code in triage["tasks"])
    for about, route in triage["routing"].items():
        yield "about", about
        yield from (("offices", code) for code in [route["to"], *route["copy"], *route["never"]])


def registration() -> Iterator[str]:
    rules = book("registry_app.providers", "registration")
    yield from (row["name"] for row in rules["tracks"])
    yield from (row["name"] for row in rules["steps"])
    for items in rules["application_data"].values():
        # The one item that points to another part of the rules is no text for a person.
        yield from (item for item in items if item != "see person_vetting")
    yield from (row["name"] for row in rules["documents"])
    yield from rules["person_vetting"]["who"]
    yield from rules["person_vetting"]["rules"]
    for row in rules["person_vetting"]["checks"]:
        yield from (row[key] for key in ("name", "how") if key in row)
    for term in (rules["terms"] | rules["terms_add"]).values():
        for key in ("for", "length", "renew", "capacity", "apply", "late", "needs", "rule", "effect"):
            yield from (term[key],) if key in term else ()
        for key in ("events", "checks_same_day", "pending_allowed"):
            yield from term.get(key, ())
    for group in ("hard_blocks", "conditions_may_be", "refusal_needs"):
        yield from rules["decision_rules"][group]
    for group in ("ladder", "cancellation_grounds", "cancellation_steps"):
        yield from rules["measures"][group]
    yield rules["measures"]["voluntary_closure"]
    yield from labels("registry_app.providers")


def codes_of_registration() -> Iterator[tuple[str, str]]:
    rules = book("registry_app.providers", "registration")
    yield from (("application_sections", code) for code in rules["application_data"])
    yield from (("authorisation_kinds", code) for code in rules["terms"] | rules["terms_add"])
    yield from (("authorisation_standing", code) for code in rules["states"]["authorisation_standing"])
    yield from (("authorisation_standing", code) for code in rules["states"]["other"])
    yield from (("vetting_outcomes", code) for code in rules["person_vetting"]["outcome"])
    for group in ("identity_kinds", "ownership", "other_registrations"):
        yield from ((group, code) for code in rules[group])


def indicators() -> Iterator[str]:
    rules = book("registry_app.pages", "indicators")
    for row in rules["indicators"]:
        yield row["name"]
        yield from row.get("items", ())
    yield from (row["name"] for row in rules["reports"])


def offices_and_acts() -> Iterator[str]:
    """The words of the enums for acts, homes, ties and roles; equal words of two enums are one entry."""
    for kind in (
        *(powers.Act, powers.PowerStatus, powers.Mode, powers.GradePublication, powers.NamingUnregistered),
        *(homes.Ownership, homes.CareType, homes.Standing, homes.Sexes, homes.Grade, homes.KnownFrom, homes.MemberRole),
        *(TieKind, accounts.Role, accounts.Agency),
    ):
        yield from (label(member) for member in kind)


CODES: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "gatekeeping": codes_of_gatekeeping,
    "complaints": codes_of_complaints,
    "registry_app.providers": codes_of_registration,
}

SOURCES: dict[str, Callable[[], Iterator[str]]] = {
    "standards of care": standards_of_care,
    "gatekeeping": gatekeeping,
    "complaints": complaints,
    "registration": registration,
    "indicators": indicators,
    "offices and acts": offices_and_acts,
}


@cache
def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "reference.po").open("rb") as file:
        return read_po(file, locale=None, abort_invalid=True)


def pairs(language: str) -> list[tuple[str, str]]:
    """(English, translation) of each entry; the header, whose msgid is empty, is no entry."""
    return [(str(message.id), str(message.string)) for message in catalogue(language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES)
def test_every_text_has_its_words(source: str, language: str) -> None:
    known = {english for english, words in pairs(language) if words.strip()}
    wanted = set(SOURCES[source]())
    assert len(wanted) > 10
    assert sorted(wanted - known) == []


@pytest.mark.parametrize("package", CODES)
def test_every_code_has_a_plain_label(package: str) -> None:
    named = book(package, "labels")["labels"]
    assert [(group, code) for group, code in CODES[package]() if not named[group].get(code)] == []


def test_the_pictures_of_the_child_keep_their_order() -> None:
    assert list(book("complaints", "labels")["labels"]["categories_for_child"]) == list(
        book("complaints", "complaints")["categories"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_outlives_its_text(language: str) -> None:
    wanted = {text for source in SOURCES.values() for text in source()}
    assert sorted(english for english, _ in pairs(language) if english not in wanted) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_whole(language: str) -> None:
    """One entry for a text, none fuzzy or left behind, and a header that names the language."""
    written = (TRANSLATIONS / language / "reference.po").read_text(encoding="utf-8")
    assert written.count("\nmsgid ") == len(pairs(language)) + 1
    assert "#~" not in written
    assert not [message.id for message in catalogue(language) if message.fuzzy]
    assert f'"Language: {language}\\n"' in written


@pytest.mark.parametrize(("language", "foreign"), [("ur", SINDHI_ONLY), ("sd", URDU_ONLY)])
def test_each_language_in_its_own_letters(language: str, foreign: frozenset[str]) -> None:
    assert [(words, sorted(foreign & set(words))) for _, words in pairs(language) if foreign & set(words)] == []


@pytest.mark.parametrize(("language", "foreign"), [("ur", SINDHI_ONLY), ("sd", URDU_ONLY)])
def test_titles_of_offices_in_their_own_letters(language: str, foreign: frozenset[str]) -> None:
    offices = book("registry_app.providers.powers", "offices")["offices"]
    assert {row["key"] for row in offices} == set(book("registry_app.providers.powers", "powers")["offices"])
    for row in offices:
        title = row[f"title_{language}"]
        assert title.strip()
        assert not foreign & set(title), title
        assert not re.search(r"[A-Za-z]", title), title


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_numbers_and_placeholders_survive(language: str) -> None:
    for english, words in pairs(language):
        lost = [token for token in KEPT.findall(english) if not re.search(rf"(?<!\d){re.escape(token)}(?!\d)", words)]
        assert not lost, (english, words)
        numbers = set(re.findall(r"\d+", words)) - set(re.findall(r"\d+", english))
        assert not numbers, (english, words)
        assert not OTHER_DIGITS.search(words), words


@pytest.mark.parametrize(("language", "stop"), [("ur", "۔"), ("sd", ".")])
def test_a_sentence_ends_as_its_language_ends_it(language: str, stop: str) -> None:
    assert [words for english, words in pairs(language) if english.endswith(".") != words.endswith(stop)] == []


def test_the_two_languages_are_not_copies() -> None:
    """A text of several words never reads the same in both: one of them would be in the wrong language."""
    sindhi = dict(pairs("sd"))
    assert [words for english, words in pairs("ur") if len(words.split()) > 5 and sindhi[english] == words] == []
