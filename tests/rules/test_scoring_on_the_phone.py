"""The phone's rules and the office's come to the same on thousands of random visits, whole and half filled in."""

import json
import random
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from inspections import framework as frameworks
from inspections import outlook, rules, scoring
from inspections.sync import bundle

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]
PHONE = ROOT / "registry_app" / "static" / "js" / "field" / "scoring.js"
VISITS = 4000
WHITE = (" ", "\u00a0", "\u3000", "\t", "\u200b", "\ufeff", "\u001c")


def visits(book, seed):
    """Visits of every care type, from empty to whole, lenient and harsh, so that each rule and each limit is met."""
    chance = random.Random(seed)
    for _ in range(VISITS):
        care = chance.choice(list(book.forms))
        form = book.forms[care]
        filled, kindness = chance.choice([0, 0.2, 0.9, 1, 1, 1]), chance.random()
        scores = {
            c.id: _score(chance, kindness, c.critical) for c in form.criteria.values() if chance.random() < filled
        }
        yield {
            "care": care,
            "scores": scores,
            "flags": {name: chance.random() < 0.1 for name in book.flags},
            "methods": chance.sample([*sorted(book.methods), "hearsay"], chance.randint(0, 4)),
            "reason": "".join(chance.choice(["a", "کھ", "😀", *WHITE]) for _ in range(chance.randint(0, 24))),
            "present": chance.randint(0, 999),
            "standing": chance.choice(book.grades),
            "earlier": {c: chance.choice([0, 1, 2, 3]) for c in form.criteria},
        }


def _score(chance, kindness, critical):
    if not critical and chance.random() < 0.08:
        return "NA"
    return chance.choices([0, 1, 2, 3], [(1 - kindness) ** 3, 1 - kindness, 2, 4 * kindness])[0]


def at_the_office(book, visit):
    care, scores = visit["care"], visit["scores"]
    result = scoring.grade(book, care, scores, visit["flags"], complete=False)
    laid = scoring.laid_over(book, care, visit["earlier"], scores)
    over = scoring.grade(book, care, laid, visit["flags"], complete=False)
    form = book.forms[care].criteria
    changes = sorted(outlook.what_would_change(book, care, scores, result), key=lambda one: not one.holds)
    return {
        "standards": {s: str(p) for s, p in result.standards.items()},
        "overall": None if result.overall is None else str(result.overall),
        "band": result.band,
        "grade": result.grade,
        "protection": result.protection_met,
        "limits": [[one.rule, list(one.criteria), list(one.standards)] for one in result.limits],
        "unanswered": list(result.unanswered),
        "kept": scoring.kept_grade(book, visit["standing"], over),
        "changes": [_change(one) for one in changes],
        "evidence": [
            [] if score == "NA" else list(rules.evidence_problems(book, form[c], score, visit["methods"]))
            for c, score in scores.items()
        ],
        "na": [list(rules.na_problems(book, c, visit["reason"])) for c in form.values()],
        "confirm": list(rules.na_to_confirm(book, care, scores)),
        "sample": rules.child_sample_size(book, visit["present"]),
    }


def _change(one):
    needed = None if one.overall_needed is None else f"{one.overall_needed:.1f}"
    rises = [[r.standard, str(r.percent), f"{r.needed:.1f}", r.points, list(r.criteria)] for r in one.standards]
    return [one.rule, one.holds, list(one.criteria), one.how_many, one.to_score, one.flag, needed, rises]


IN_THE_BROWSER = """async ([scoring, asked, said]) => {
    const load = (source) => import("data:text/javascript;charset=utf-8," + encodeURIComponent(source));
    return (await load(asked)).answers(await load(scoring), JSON.parse(said));
}"""


def on_the_phone(book, cases):
    """What the phone's own module makes of the same, in a real browser."""
    said = json.dumps({"book": book, "visits": cases})
    asked = Path(__file__).with_name("scoring_on_the_phone.mjs").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        return browser.new_page().evaluate(IN_THE_BROWSER, [PHONE.read_text(), asked, said])


@pytest.mark.parametrize("version", frameworks.known())
def test_phone_and_office_agree_on_thousands_of_visits(the_app, version):
    book = frameworks.of_version(version)
    with the_app.test_request_context():
        written = json.loads(bundle.written(bundle.book(book)))
    cases = list(visits(book, 20261129))
    phone = on_the_phone(written, cases)
    wanted = [at_the_office(book, case) for case in cases]
    differing = [(case, p, w) for case, p, w in zip(cases, phone, wanted, strict=True) if p != w]
    assert differing[:1] == []
    # Each rule and each grade occurs: a generator that meets none of them would prove nothing.
    assert {limit[0] for answer in wanted for limit in answer["limits"]} == {rule.id for rule in book.limiting_rules}
    assert {answer["grade"] for answer in wanted} >= set(book.grades)
