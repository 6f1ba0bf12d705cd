"""The questions of the form as they stand in the book: parts, steps, fields, papers, cut down to one track."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from registry_app.core import rulebook
from registry_app.providers.applications.rules import PACKAGE, book

Answers = Mapping[tuple[str, str], Any]
"""(section, field) -> value as stored, or None where it is not known yet; fields without an answer are absent."""


@dataclass(frozen=True)
class Condition:
    """After which answer something is asked: one of `equals`, or a number above `above`."""

    section: str
    field: str
    equals: tuple[str, ...] = ()
    above: int | None = None

    def holds(self, answers: Answers) -> bool:
        """Whether the answer given so far asks for it. No answer asks for nothing."""
        value = answers.get((self.section, self.field))
        if self.above is not None:
            return isinstance(value, int) and value > self.above
        return value in self.equals


@dataclass(frozen=True)
class Question:
    """One box: `kind` is text, long, number, yesno, choice, many, district, date, cnic, phone, point or rows."""

    section: str
    id: str
    kind: str
    label: str
    hint: str = ""
    required: bool = True
    sealed: bool = False
    past: bool = False
    max: int = 200
    low: int = 0
    high: int = 9999
    must: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    options_from: str | None = None
    needed_if: Condition | None = None
    not_more_than: tuple[str, str] | None = None
    not_less_than: str | None = None
    rows: tuple["Question", ...] = ()
    tracks: tuple[str, ...] = ()
    carries: str | None = None

    def needed(self, answers: Answers) -> bool:
        """Whether the part stays open without this answer."""
        return self.needed_if.holds(answers) if self.needed_if else self.required


@dataclass(frozen=True)
class Sum:
    """Counts that must add up to a total; `of` says what is counted: children or people."""

    parts: tuple[str, ...]
    total: str
    of: str


@dataclass(frozen=True)
class Step:
    """One page of a part."""

    section: str
    id: str
    title: str
    hint: str = ""
    fields: tuple[Question, ...] = ()
    sums: tuple[Sum, ...] = ()
    when: Condition | None = None
    tracks: tuple[str, ...] = ()

    def asked(self, answers: Answers) -> bool:
        """Whether this step is asked at all, after what was answered so far."""
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True)
class Section:
    """One of the parts of the task list."""

    id: str
    group: str
    name: str
    steps: tuple[Step, ...]

    def asked(self, answers: Answers) -> list[Step]:
        """The steps that are asked, in order."""
        return [step for step in self.steps if step.asked(answers)]

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def step_of(self, field_id: str) -> Step | None:
        """The step that asks this field."""
        return next((step for step in self.steps if any(q.id == field_id for q in step.fields)), None)


@dataclass(frozen=True)
class Paper:
    """A paper D01-D18 and why it is asked for."""

    code: str
    name: str
    why: str
    when: Condition | None = None

    def asked(self, answers: Answers) -> bool:
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True)
class Questions:
    """Everything one track is asked."""

    version: str
    track: str
    groups: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    papers: tuple[Paper, ...]
    by_id: Mapping[str, Section] = field(default_factory=dict, compare=False)

    def section(self, section_id: str) -> Section | None:
        return self.by_id.get(section_id)

    def numbers(self) -> dict[tuple[str, str], str]:
        """(section, field) -> its number on the screen and on the printed form, such as 3.2.1."""
        return {
            (section.id, question.id): f"{part}.{page}.{line}"
            for part, section in enumerate(self.sections, start=1)
            for page, step in enumerate(section.steps, start=1)
            for line, question in enumerate(step.fields, start=1)
        }

    def fields(self) -> Iterator[Question]:
        for section in self.sections:
            for step in section.steps:
                yield from step.fields


@cache
def questions(version: str, track: str) -> Questions:
    """The questions of this version of the book for one track, such as TRK-A."""
    raw = book(version)
    names = {row["code"]: row["name"] for row in _registration(raw["meta"]["registration"])["documents"]}
    sections = tuple(_section(row, track) for row in raw["sections"])
    return Questions(
        version=version,
        track=track,
        groups=tuple((row["id"], row["name"]) for row in raw["groups"]),
        sections=sections,
        papers=tuple(
            Paper(row["code"], names[row["code"]], row["why"], _condition(row.get("when"), ""))
            for row in raw["papers"]
            if track in row["tracks"]
        ),
        by_id={section.id: section for section in sections},
    )


def _registration(version: str) -> Any:
    return rulebook.body(rulebook.exact(PACKAGE, "registration", version))


def _section(row: dict[str, Any], track: str) -> Section:
    name = row.get("name_for", {}).get(track, row["name"])
    steps = (_step(step, row["id"], track) for step in row["steps"] if track in step.get("tracks", (track,)))
    return Section(row["id"], row["group"], name, tuple(steps))


def _step(row: dict[str, Any], section: str, track: str) -> Step:
    fields = tuple(_question(one, section) for one in row["fields"] if track in one.get("tracks", (track,)))
    sums = tuple(Sum(tuple(one["parts"]), one["total"], one["of"]) for one in row.get("sums", ()))
    when = _condition(row.get("when"), section)
    return Step(section, row["id"], row["title"], row.get("hint", ""), fields, sums, when)


def _question(row: dict[str, Any], section: str) -> Question:
    given = dict(row)
    if given["kind"] == "long":
        given.setdefault("max", 4000)
    if "options" in given:
        given["options"] = tuple((one["value"], one["label"]) for one in given["options"])
    if "rows" in given:
        given["rows"] = tuple(replace(_question(one, section), section=section) for one in given["rows"])
    if "needed_if" in given:
        given["needed_if"] = _condition(given["needed_if"], section)
    if "not_more_than" in given:
        place, _, name = given["not_more_than"].rpartition(".")
        given["not_more_than"] = (place or section, name)
    if "tracks" in given:
        given["tracks"] = tuple(given["tracks"])
    return Question(section=section, **given)


def _condition(row: dict[str, Any] | None, section: str) -> Condition | None:
    if row is None:
        return None
    equals = row.get("is", ())
    wanted = (equals,) if isinstance(equals, str) else tuple(equals)
    return Condition(row.get("section", section), row["field"], wanted, row.get("above"))
