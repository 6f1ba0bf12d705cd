"""What follows from the kind of a visit is the same on the phone as at the office: wanting evidence and the grade."""

import json

import pytest
from playwright.sync_api import sync_playwright

from inspections import framework as frameworks
from inspections import kinds, rules
from inspections.states import VisitType
from inspections.sync import bundle
from tests.rules.test_scoring_on_the_phone import CHROMIUM, PHONE

IN_THE_BROWSER = """async ([scoring, record, sample, said]) => {
    const address = (source) => "data:text/javascript;charset=utf-8," + encodeURIComponent(source);
    const whole = record.replace('"./scoring.js"', JSON.stringify(address(scoring)))
      .replace('"./sample.js"', JSON.stringify(address(sample)));
    // A browser keeps this to secure pages; the keys of a record play no part here.
    crypto.randomUUID ||= () => "a record";
    const phone = await import(address(whole));
    const { book, visits } = JSON.parse(said);
    return visits.map(({ visit, methods }) => {
      const mine = phone.begin(visit);
      mine.dangers.looked = true;
      for (const id of visit.scope) Object.assign(phone.answer(mine, id), { mark: "2", methods });
      const codes = phone.wanting(mine, visit, book).map((one) => [one.criterion || "", one.code]);
      return { codes, grade: phone.grading(mine, visit, book).grade };
    });
}"""


@pytest.mark.parametrize("methods", [["document", "observation"], ["document", "talk_with_child"], ["document"]])
def test_each_kind_wants_the_same_and_leaves_the_same_kind_of_grade(the_app, methods):
    book = frameworks.of_version("0.1")
    with the_app.test_request_context():
        written = json.loads(bundle.written(bundle.book(book)))
    scope = [c.id for c in book.criteria_for("RESIDENTIAL")]
    made = [
        {"methods": methods, "visit": {
            "id": kind.value, "type": kind.value, "care_type": "RESIDENTIAL", "framework": "0.1", "scope": scope,
            "kind": kinds.of(kind).for_phone(), "children": [], "filled": None,
            "standing": {"scores": {}, "grade": "C"},
        }}
        for kind in VisitType
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        sources = [PHONE.with_name(name).read_text() for name in ("scoring.js", "record.js", "sample.js")]
        said = json.dumps({"book": written, "visits": made})
        phone = browser.new_page().evaluate(IN_THE_BROWSER, [*sources, said])
    for kind, told in zip(VisitType, phone, strict=True):
        row = kinds.of(kind)
        wanted = [["", "COUNT_CHILDREN"]] if row.children else []
        for criterion in scope:
            codes = rules.evidence_problems(book, book.criteria[criterion], 2, methods)
            wanted += [[criterion, one] for one in codes if row.children or one != rules.CHILD_NOT_HEARD]
        assert told["codes"] == wanted, kind
        assert (told["grade"] is None) is (row.grade == "none"), kind
        assert (told["grade"] == "C") is row.keeps_grade, kind
