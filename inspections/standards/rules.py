"""Changes to a draft of the standards and what they come to: book and terms in, new book and terms out.

A book and its terms have the shape of the two shipped files. Nothing here needs a database.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Book = dict[str, Any]
Terms = dict[str, Any]
NUMBER_WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}
LENGTHS = ("child_safe", "notify", "plan", "fix", "fix_cause", "verify")
WORDED = {"child_safe": "child_safe_by", "notify": "notify", "plan": "plan_due", "fix": "fix_due",
          "fix_cause": "fix_due", "verify": "verify_by"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One line of a comparison: `where` a criterion id or the key of a number, `what` the part of it that differs.

    `before` is empty for what is new, `after` for what is gone.
    """

    where: str
    what: str
    before: str
    after: str


def criteria(book: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every criterion by its id, in the order of the page."""
    return {row["id"]: row for standard in book["standards"] for row in standard["criteria"]}


def highest(book: Mapping[str, Any]) -> dict[str, int]:
    """The highest number given out in each standard, as far as this book knows."""
    return {s["id"]: max(int(c["id"].partition(".")[2]) for c in s["criteria"]) for s in book["standards"]}


def with_criterion(book: Book, criterion_id: str, facts: Mapping[str, Any]) -> Book:
    """The book with this criterion as given; one that is new stands last in its standard. KeyError: no standard."""
    made = deepcopy(book)
    standard = {row["id"]: row for row in made["standards"]}[criterion_id.partition(".")[0]]
    row = {key: value for key, value in facts.items() if value not in (None, "", {})}
    for at, old in enumerate(standard["criteria"]):
        if old["id"] == criterion_id:
            kept = {key: value for key, value in old.items() if key not in facts}
            standard["criteria"][at] = {**kept, **row}
            return made
    standard["criteria"].append({"id": criterion_id, **row})
    return made


def without_criterion(book: Book, criterion_id: str) -> Book:
    """The book with the criterion retired. Its id is gone for ever: `last_ids` of the versions remember it."""
    made = deepcopy(book)
    for standard in made["standards"]:
        standard["criteria"] = [row for row in standard["criteria"] if row["id"] != criterion_id]
    return made


def numbers(book: Mapping[str, Any], terms: Mapping[str, Any]) -> dict[str, int]:
    """Every number that may be set apart from a criterion, by its key: weights, bands, limits, lengths of time."""
    found = {f"weight.{row['id']}": row["standard_weight"] for row in book["standards"]}
    found |= {f"band.{row['grade']}": row["min"] for row in book["scoring_rules"]["bands"]}
    for row in terms["limiting_rules"]:
        if "standards_below" in row:
            found[f"limit.{row['id']}"] = row["standards_below"]["percent"]
        elif "zeros" in row:
            found[f"limit.{row['id']}"] = row["zeros"]
    for row in terms["severity"]:
        for name in LENGTHS:
            if name in row and (name, *row[name].values()) != ("notify", 0):
                found[f"length.{row['level']}.{name}"] = next(iter(row[name].values()))
    return found


def unit(terms: Mapping[str, Any], key: str) -> str:
    """hours or days of a length of time; empty for any other number."""
    kind, _, rest = key.partition(".")
    if kind != "length":
        return ""
    level, _, name = rest.partition(".")
    return str(next(iter(_severity(terms, level)[name])))


def _severity(terms: Mapping[str, Any], level: str) -> dict[str, Any]:
    return next(row for row in terms["severity"] if row["level"] == level)


def with_numbers(book: Book, terms: Terms, given: Mapping[str, int]) -> tuple[Book, Terms]:
    """Book and terms with these numbers; the sentences that say them in words follow. KeyError for an unknown key."""
    made, spelled = deepcopy(book), deepcopy(terms)
    known = numbers(book, terms)
    for key, value in given.items():
        if known[key] != value:
            _set(made, spelled, key, known[key], value)
    return made, spelled


def _set(book: Book, terms: Terms, key: str, old: int, new: int) -> None:
    kind, _, rest = key.partition(".")
    if kind == "weight":
        next(row for row in book["standards"] if row["id"] == rest)["standard_weight"] = new
    elif kind == "band":
        next(row for row in book["scoring_rules"]["bands"] if row["grade"] == rest)["min"] = new
    elif kind == "limit":
        _set_limit(book, terms, rest, old, new)
    else:
        level, _, name = rest.partition(".")
        measure = unit(terms, key)
        _severity(terms, level)[name] = {measure: new}
        words = next(row for row in book["severity"] if row["level"] == level)
        words[WORDED[name]] = words[WORDED[name]].replace(f"{old} {measure}", f"{new} {measure}", 1)


def _set_limit(book: Book, terms: Terms, rule: str, old: int, new: int) -> None:
    words = next(row for row in book["scoring_rules"]["limiting_rules"] if row["id"] == rule)
    spelled = next(row for row in terms["limiting_rules"] if row["id"] == rule)
    if "zeros" in spelled:
        spelled["zeros"] = new
        said, wanted = (str(NUMBER_WORDS.get(n, n)) for n in (old, new))
        words["when"] = words["when"].replace(said, wanted, 1)
    else:
        spelled["standards_below"]["percent"] = new
        words["when"] = words["when"].replace(f"{old} percent", f"{new} percent", 1)
    spelled["source"] = words["when"]


def with_cap(book: Book, rule: str, grade: str) -> Book:
    """The book in which this limiting rule leaves at best this grade."""
    made = deepcopy(book)
    next(row for row in made["scoring_rules"]["limiting_rules"] if row["id"] == rule)["cap"] = grade
    return made


def caps(book: Mapping[str, Any]) -> dict[str, str]:
    """The best grade that each limiting rule leaves."""
    return {row["id"]: row["cap"] for row in book["scoring_rules"]["limiting_rules"]}


PARTS = ("text", "weight", "critical", "fails_if", "methods", "applies_to", "evidence")


def differences(before: tuple[Book, Terms], after: tuple[Book, Terms]) -> list[Change]:
    """What a reader must know of the new version: criteria first, in order, then the numbers and caps."""
    old, new = criteria(before[0]), criteria(after[0])
    found = [Change(one, "retired", row["text"], "") for one, row in old.items() if one not in new]
    for one, row in new.items():
        if one not in old:
            found.append(Change(one, "added", "", row["text"]))
            continue
        for part in PARTS:
            was, now = _said(old[one].get(part)), _said(row.get(part))
            if was != now:
                found.append(Change(one, part, was, now))
    past, present = numbers(*before), numbers(*after)
    found += [Change(key, "number", str(past.get(key, "")), str(present[key]))
              for key in present if past.get(key) != present[key]]  # fmt: skip
    held, holds = caps(before[0]), caps(after[0])
    found += [Change(f"cap.{rule}", "number", held[rule], holds[rule]) for rule in holds if held[rule] != holds[rule]]
    return found


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " · ".join(str(one) for one in sorted(value))
    return "" if value is None else str(value)


ID = re.compile(r"(S\d+)\.[1-9]\d*")


def faults(book: Mapping[str, Any], terms: Mapping[str, Any], methods: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What keeps a version from being used: (where, code) each. The shipped file and every draft are asked the same."""
    seen: set[str] = set()
    kinds = {row["code"] for row in book["care_types"]}
    for standard in book["standards"]:
        if not standard["criteria"]:
            yield standard["id"], "EMPTY"
        for row in standard["criteria"]:
            fits = ID.fullmatch(row["id"])
            if row["id"] in seen or fits is None or fits[1] != standard["id"]:
                yield row["id"], "ID"
            seen.add(row["id"])
            yield from _of_criterion(row, kinds, methods)
    yield from _of_numbers(book, terms)


def _of_criterion(row: Mapping[str, Any], kinds: set[str], methods: frozenset[str]) -> Iterator[tuple[str, str]]:
    if not row["text"].strip():
        yield row["id"], "TEXT"
    if row["weight"] not in (1, 2, 3):
        yield row["id"], "WEIGHT"
    if row["critical"] != bool(row.get("fails_if")):
        yield row["id"], "FAILS_IF"
    if not row["methods"] or not methods.issuperset(row["methods"]):
        yield row["id"], "METHODS"
    if not row["applies_to"] or not kinds.issuperset(row["applies_to"]):
        yield row["id"], "APPLIES_TO"


def _of_numbers(book: Mapping[str, Any], terms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    found = numbers(book, terms)
    bands = [row["min"] for row in book["scoring_rules"]["bands"]]
    if bands != sorted(set(bands), reverse=True) or bands[-1] != 0 or bands[0] > 100:
        yield "band", "BANDS"
    grades = {row["grade"] for row in book["scoring_rules"]["bands"]}
    yield from ((f"cap.{rule}", "CAP") for rule, cap in caps(book).items() if cap not in grades)
    yield from ((key, "POSITIVE") for key, value in found.items() if value < 1 and not key.startswith("band."))
    yield from ((key, "PERCENT") for key, value in found.items() if key.startswith("limit.") and value > 100)
    for row in terms["severity"]:
        if _hours(row["plan"]) > _hours(row["fix"]):
            yield f"length.{row['level']}.plan", "PLAN_FIRST"
        words = next(one for one in book["severity"] if one["level"] == row["level"])
        for name in LENGTHS:
            key = f"length.{row['level']}.{name}"
            if key in found and f"{found[key]} {unit(terms, key)}" not in words[WORDED[name]]:
                yield key, "WORDS"


def _hours(term: Mapping[str, int]) -> int:
    ((measure, amount),) = term.items()
    return amount if measure == "hours" else amount * 24


@dataclass(frozen=True)
class Moves:
    """What past full visits would have got: `counts` by (grade then, grade now).

    `changed`: (visit, grade then, grade now, rules that apply). `unjudged` names those that cannot be judged;
    `unanswered` counts those without an answer to a criterion that is new.
    """

    judged: int
    counts: Mapping[tuple[str, str], int]
    changed: tuple[tuple[str, str, str, str], ...]
    unjudged: tuple[str, ...]
    unanswered: int
