"""The level of a message, and why (SCPP 5.4.2.1; triage.rules of complaints-0.1.yaml).

The highest of the category's level and P1 for danger; then raised once, never twice, and never from P4.
"""

from typing import NamedTuple

from complaints.rules.book import LEVELS
from complaints.rules.message import Message


class Reason(NamedTuple):
    """One reason for a level. `kind` is a key for translation, `detail` the word, category, fact or person.

    Kinds: danger_now, access_tonight, red_flag, category, age_under, fact, about.
    """

    kind: str
    detail: str

    def sentence(self) -> str:
        """The reason in plain English, as the command prints it."""
        return _SENTENCES[self.kind].format(_FACTS[self.detail] if self.kind == "fact" else self.detail)


_SENTENCES = {
    "danger_now": "danger now: {}",
    "access_tonight": "the accused has access tonight",
    "red_flag": "red flag: {}",
    "category": "category: {}",
    "age_under": "raised by one: the child is under {}",
    "fact": "raised by one: {}",
    "about": "raised by one: it is about {}",
}
_FACTS = {
    "disability": "the child has a disability",
    "pregnant": "the child is pregnant",
    "no_family_contact": "the child has no contact with family",
}


def level_of(message: Message, flags: tuple[str, ...]) -> tuple[str, tuple[Reason, ...]]:
    """The level with the reasons that decide it: of danger, then the category's, then of raising.

    `flags` are the red-flag phrases found in the text. Nothing that does not decide is named: a message at P1 gives no
    reasons for raising, and a category below the level is left out when danger decides.
    """
    base = message.book.categories[message.category]
    danger = _danger(message, flags)
    category = Reason("category", f"{message.category} is {base}")
    if danger:
        return LEVELS[0], (*danger, category) if base == LEVELS[0] else danger
    if base == LEVELS[0] or base in message.book.never_raised:
        return base, (category,)
    raising = _raising(message)
    if not raising:
        return base, (category,)
    return LEVELS[LEVELS.index(base) - 1], (category, *raising)


def _danger(message: Message, flags: tuple[str, ...]) -> tuple[Reason, ...]:
    """Why it is P1 whatever the category says."""
    reasons = []
    if message.danger_now in {"yes", "unsure"}:
        reasons.append(Reason("danger_now", message.danger_now))
    if message.accused_has_access_tonight:
        reasons.append(Reason("access_tonight", ""))
    reasons.extend(Reason("red_flag", phrase) for phrase in flags)
    return tuple(reasons)


def _raising(message: Message) -> tuple[Reason, ...]:
    """Why it is raised; one reason or five, it is raised by one."""
    book, reasons = message.book, []
    if message.age_years is not None and message.age_years < book.age_under:
        reasons.append(Reason("age_under", str(book.age_under)))
    reasons.extend(Reason("fact", fact) for fact in book.raising_facts if getattr(message, fact))
    if message.about in book.raising_about:
        reasons.append(Reason("about", message.about))
    return tuple(reasons)


def at_least(level: str, other: str) -> bool:
    """Whether `level` is `other` or higher (P1 is the highest)."""
    return LEVELS.index(level) <= LEVELS.index(other)
