"""How far an application is: what is open, what does not add up, the status of each part. Answers in, words out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from registry_app.providers.applications.questions import Answers, Paper, Question, Questions, Section, Step, Sum
from registry_app.providers.applications.states import TaskStatus
from registry_app.providers.homes.rules import House, village_is_small_group


@dataclass(frozen=True)
class Mismatch:
    """Numbers that do not fit each other. `kind` is sum, more (field above bound) or less (field below bound)."""

    kind: str
    field: str
    numbers: tuple[tuple[str, int], ...]
    bound: int
    of: str = ""

    @property
    def total(self) -> int:
        return sum(number for _field, number in self.numbers)


def mismatches(step: Step, answers: Answers) -> list[Mismatch]:
    """Every rule of the step that its numbers break, as far as they are known."""
    found = [one for one in (_sum(step, rule, answers) for rule in step.sums) if one]
    for question in step.fields:
        value = answers.get((step.section, question.id))
        if not isinstance(value, int):
            continue
        if question.not_more_than and isinstance(bound := answers.get(question.not_more_than), int) and value > bound:
            found.append(Mismatch("more", question.id, ((question.id, value),), bound, question.not_more_than[1]))
        lower = answers.get((step.section, question.not_less_than or ""))
        if isinstance(lower, int) and value < lower:
            found.append(Mismatch("less", question.id, ((question.id, value),), lower, question.not_less_than or ""))
    return found


def _sum(step: Step, rule: Sum, answers: Answers) -> Mismatch | None:
    numbers = [(part, answers.get((step.section, part))) for part in rule.parts]
    total = answers.get((step.section, rule.total))
    known = tuple((part, number) for part, number in numbers if isinstance(number, int))
    if len(known) < len(numbers) or not isinstance(total, int) or sum(n for _p, n in known) == total:
        return None
    return Mismatch("sum", rule.parts[0], known, total, rule.of)


def village_too_large(answers: Answers) -> bool:
    """Small group homes are asked for, but the houses of the village do not count as such. What is not known waits."""
    if answers.get(("care", "care_type")) != "SMALL_GROUP" or answers.get(("care", "village")) != "yes":
        return False
    houses = [
        House(
            own_carer=row["own_carer"] == "yes",
            own_kitchen=row["own_kitchen"] == "yes",
            own_door=row["own_door"] == "yes",
            children=int(row["children"]),
        )
        for row in answers.get(("care", "houses")) or ()
    ]
    school = answers.get(("school", "school_kind"))
    return bool(houses) and not village_is_small_group(houses, school in (None, "COMMUNITY"))


def open_fields(section: Section, answers: Answers) -> list[Question]:
    """The fields of the asked steps that need an answer and have none, or are not known yet."""
    return [
        question
        for step in section.asked(answers)
        for question in step.fields
        if question.needed(answers) and answers.get((section.id, question.id)) is None
    ]


def broken_steps(section: Section, answers: Answers) -> list[Step]:
    """The asked steps whose numbers do not fit each other."""
    return [step for step in section.asked(answers) if mismatches(step, answers)]


def status(section: Section, answers: Answers, *, finished: bool, flagged: bool) -> TaskStatus:
    """The status of one part. A question of the office, or numbers that do not fit, are a problem."""
    started = any(key[0] == section.id for key in answers)
    if flagged or broken_steps(section, answers):
        return TaskStatus.PROBLEM
    if not started:
        return TaskStatus.NOT_STARTED
    if finished and not open_fields(section, answers):
        return TaskStatus.COMPLETED
    return TaskStatus.IN_PROGRESS


def missing_papers(asked: Questions, answers: Answers, given: Collection[str]) -> list[Paper]:
    """Papers of this track that were neither uploaded nor promised."""
    return [paper for paper in asked.papers if paper.asked(answers) and paper.code not in given]


def unseen_papers(asked: Questions, answers: Answers, seen: Collection[str]) -> list[Paper]:
    """Papers of this track that nobody has seen yet, promised or not: without them it is not complete (step 3)."""
    return missing_papers(asked, answers, seen)


def papers_status(asked: Questions, answers: Answers, given: Collection[str], *, flagged: bool) -> TaskStatus:
    if flagged:
        return TaskStatus.PROBLEM
    if not given:
        return TaskStatus.NOT_STARTED
    return TaskStatus.IN_PROGRESS if missing_papers(asked, answers, given) else TaskStatus.COMPLETED


def done(statuses: Mapping[str, TaskStatus]) -> int:
    """How many parts are completed."""
    return sum(one is TaskStatus.COMPLETED for one in statuses.values())


def together(step: Step, fields: Collection[str]) -> set[str]:
    """These fields, and those whose numbers must add up with them: a sum is mended only as a whole."""
    wanted = set(fields)
    for rule in step.sums:
        members = {*rule.parts, rule.total} & {question.id for question in step.fields}
        if wanted & members:
            wanted |= members
    return wanted
