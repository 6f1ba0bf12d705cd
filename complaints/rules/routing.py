"""Who handles a message, who gets a copy and who never sees it (routing of complaints-0.1.yaml; SCPP 4(1)).

The provider never receives, sees, routes or decides a message; nor does whoever it is about, nor their office.
"""

from dataclasses import dataclass

from complaints.rules.message import Message


@dataclass(frozen=True)
class Routing:
    """`to` handles it, `copied` are told, `never` may not see it. All three keep apart."""

    to: str
    copied: frozenset[str]
    never: frozenset[str]


def may_share(message: Message, level: str) -> bool:
    """Whether the message may be passed on (CR05): the child said yes; or said no and there is a lawful ground;
    or was not asked and the danger is now (CR04)."""
    if message.consent == "no":
        return message.no_consent_ground is not None
    return message.consent == "yes" or level == "P1"


def route(message: Message, level: str, shared: bool, task_copies: frozenset[str]) -> Routing:
    """The row of the table for whom it is about, with the copies that the level and the tasks ask for.

    When it may not be shared only the head of the CPU keeps a copy, if the copy was due at all.
    """
    book = message.book
    row = book.routing[_row(message)]
    copied = (row.copy | set(book.levels[level].informs) | task_copies) - row.never - {row.to}
    return Routing(row.to, copied if shared else copied & book.kept_when_not_shared, row.never)


def _row(message: Message) -> str:
    """Which row of the table it is: who runs the home goes first, then persons without a row of their own."""
    book = message.book
    by_owner = book.run_by[message.provider_run_by] if message.provider_run_by else {}
    about = by_owner.get(message.about, message.about)
    return book.routed_as.get(about, about)
