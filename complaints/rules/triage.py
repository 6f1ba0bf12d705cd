"""One message judged whole: `assess` for the program's own pages, `judge` for the command."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.rules.clocks import Clocks, clocks_by
from complaints.rules.levels import Reason, level_of
from complaints.rules.message import Message, read_message
from complaints.rules.phrases import Folded
from complaints.rules.routing import may_share, route
from complaints.rules.tasks import task_copies, tasks_for


@dataclass(frozen=True)
class Judgement:
    """What triage says of a message. Offices and tasks are sorted by name; reasons stand as `level_of` orders them."""

    level: str
    reasons: tuple[Reason, ...]
    clocks: Clocks
    routes_to: str
    copied_to: tuple[str, ...]
    never_to: tuple[str, ...]
    may_share: bool
    tasks: tuple[str, ...]
    version: str

    def as_json(self) -> dict[str, Any]:
        """The answer of `registry triage`."""
        return {
            "level": self.level,
            "because": [reason.sentence() for reason in self.reasons],
            "clocks": self.clocks.as_json(),
            "routes_to": self.routes_to,
            "copied_to": list(self.copied_to),
            "never_to": list(self.never_to),
            "may_share": self.may_share,
            "tasks": list(self.tasks),
        }


def assess_message(message: Message, agreed: str | None = None) -> Judgement:
    """Judge a message that was already checked; a level on which officers agreed stands instead of the rules' own."""
    text = Folded(message.text)
    found, reasons = level_of(message, message.book.red_flags.found_in(text))
    level = agreed or found
    shared = may_share(message, level)
    tasks = tasks_for(message, text, level, shared)
    routing = route(message, level, shared, task_copies(message, tasks))
    return Judgement(
        level=level,
        reasons=reasons,
        clocks=clocks_by(message.book.levels[level], message.arrived_at, message.holidays),
        routes_to=routing.to,
        copied_to=tuple(sorted(routing.copied)),
        never_to=tuple(sorted(routing.never)),
        may_share=shared,
        tasks=tuple(sorted(tasks)),
        version=message.book.version,
    )


def assess(given: Mapping[str, Any], holidays: Collection[date] | None = None, agreed: str | None = None) -> Judgement:
    """Check and judge a message in the keys of `registry triage`; Unusable with one sentence when it cannot be.

    `holidays` stands in for the shipped list (the office's own, from the database), `agreed` for the level that the
    rules would give.
    """
    return assess_message(read_message(given, holidays), agreed)


def judge(given: Mapping[str, Any]) -> dict[str, Any]:
    """A message in, the answer of `registry triage` out; Unusable with one sentence when it cannot be judged."""
    return assess(given).as_json()
