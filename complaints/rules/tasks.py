"""What must be done about a message beside handling it (triage, routing and consent rules of complaints-0.1.yaml)."""

from complaints.rules.book import Cluster
from complaints.rules.levels import at_least
from complaints.rules.message import Message
from complaints.rules.phrases import Folded


def tasks_for(message: Message, text: Folded, level: str, shared: bool) -> frozenset[str]:
    """The tasks of the message; `text` is its text made ready for searching, `shared` whether it may be passed on."""
    due = {
        "explain_to_child": shared and message.consent != "yes",
        "safety_action": level in message.book.tasks["safety_action"].levels,
        "freeze_admissions": _freeze_admissions(message, level),
        "police_referral": _police_referral(message, text, level),
        "ask_other_relative": _ask_other_relative(message),
        "medical_care": _medical_care(message, text),
        "responsive_inspection": any(_reached(cluster, message, level) for cluster in message.book.clusters),
    }
    return frozenset(task for task, is_due in due.items() if is_due)


def task_copies(message: Message, tasks: frozenset[str]) -> frozenset[str]:
    """The offices that get a copy because of a task: the police, when a crime is suspected."""
    rules = message.book.tasks
    return frozenset(copy for task in tasks if task in rules and (copy := rules[task].copies))


def _freeze_admissions(message: Message, level: str) -> bool:
    """The accused runs the place."""
    rule = message.book.tasks["freeze_admissions"]
    return level in rule.levels and message.about in rule.about


def _police_referral(message: Message, text: Folded, level: str) -> bool:
    """A crime is suspected: danger now with harm, touching, forced work or a weapon."""
    rule = message.book.tasks["police_referral"]
    if level not in rule.levels:
        return False
    return message.category in rule.categories or message.book.weapon_words.stand_in(text)


def _ask_other_relative(message: Message) -> bool:
    """The suspect is never asked for consent; another relative whom the child trusts is (CR03)."""
    return message.about in message.book.tasks["ask_other_relative"].about and message.consent != "yes"


def _medical_care(message: Message, text: Folded) -> bool:
    """A doctor within hours for an injury of any kind."""
    rule = message.book.tasks["medical_care"]
    return message.category in rule.categories or message.book.medical_words.stand_in(text)


def _reached(cluster: Cluster, message: Message, level: str) -> bool:
    """Whether messages about the provider add up to a responsive inspection, this one counted.

    The last day of the span counts. An earlier message dated after this one's arrival is not earlier and does not.
    """
    counted = int(at_least(level, cluster.level))
    for earlier in message.history:
        days = (message.arrived_on - earlier.on).days
        counted += 0 <= days <= cluster.days and at_least(earlier.level, cluster.level)
    return counted >= cluster.messages
