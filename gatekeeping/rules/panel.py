"""The gatekeeping panel: who counts, the quorum, the majority, and HB09 and HB12 (SCPP 5.3.1(j), 5.3.3(h); UNG 57)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gatekeeping.rules.book import Book, book
from gatekeeping.rules.emergency import emergency_runs
from gatekeeping.rules.proposal import Member, Panel, Proposal
from gatekeeping.rules.saying import Say, say, shown


@dataclass(frozen=True, slots=True)
class PanelOutcome:
    """What a sitting comes to.

    `counted` members are present, without conflict and not presenting; `majority` is simple or two_thirds; `shortfalls`
    say what the quorum lacks; `tainted` are the members with a conflict, or who presented, that have a vote.
    """

    quorate: bool
    majority: str
    carried: bool
    counted: int
    votes_for: int
    votes_against: int
    abstained: int
    needed: int
    shortfalls: tuple[Say, ...]
    tainted: tuple[Member, ...]


def conflicted(member: Member) -> bool:
    """The member has a conflict or presented the case; what is not recorded counts as a conflict."""
    return member.conflicts is None or len(member.conflicts) > 0 or member.presented is not False


def _shortfalls(counted: Sequence[Member], urgent: bool, rules: Book) -> tuple[Say, ...]:
    quorum = rules.quorum_urgent if urgent else rules.quorum
    women = sum(member.woman is True for member in counted)
    outside = sum(member.from_swd is False for member in counted)
    found = []
    if len(counted) < quorum.members:
        found.append(
            say(
                "Members present without a conflict: %(counted)s; a quorum needs %(needed)s",
                counted=len(counted),
                needed=quorum.members,
            )
        )
    if not any(member.seat in quorum.led_by for member in counted):
        found.append(say("The quorum needs %(seats)s among them", seats=" / ".join(quorum.led_by)))
    if women < quorum.women:
        found.append(
            say("Women among them: %(counted)s; a quorum needs %(needed)s", counted=women, needed=quorum.women)
        )
    if outside < quorum.outside_swd:
        found.append(
            say(
                "Members from outside SWD among them: %(counted)s; a quorum needs %(needed)s",
                counted=outside,
                needed=quorum.outside_swd,
            )
        )
    return tuple(found)


def _needed(counted: int, two_thirds: bool, rules: Book) -> int:
    """How many votes FOR carry: more than half of the counted members (a tie is lost), or at least two thirds."""
    if not two_thirds:
        return counted // 2 + 1
    part, whole = rules.numbers["panel"]["two_thirds"]
    return max(1, int(-(-counted * part // whole)))


def _outcome(members: Sequence[Member], urgent: bool, two_thirds: bool, rules: Book) -> PanelOutcome:
    counted = [member for member in members if member.present is True and not conflicted(member)]
    shortfalls = _shortfalls(counted, urgent, rules)
    votes = [member.vote for member in counted]
    needed = _needed(len(counted), two_thirds, rules)
    return PanelOutcome(
        quorate=not shortfalls,
        majority="two_thirds" if two_thirds else "simple",
        carried=not shortfalls and votes.count("FOR") >= needed,
        counted=len(counted),
        votes_for=votes.count("FOR"),
        votes_against=votes.count("AGAINST"),
        abstained=votes.count("ABSTAIN"),
        needed=needed,
        shortfalls=shortfalls,
        tainted=tuple(member for member in members if member.vote is not None and conflicted(member)),
    )


def panel_outcome(
    members: Sequence[Member], urgent: bool, two_thirds_needed: bool, on: date | None = None
) -> PanelOutcome:
    """Quorum and vote of the listed members; members not listed are absent, a not quorate panel carries nothing."""
    return _outcome(members, urgent, two_thirds_needed, book(on))


def two_thirds_needed(p: Proposal, rules: Book) -> bool:
    """Two thirds are needed for group care, for siblings split, and against the child's wish."""
    in_group = p.proposed.care_type in rules.numbers["panel"]["two_thirds_care"]
    return in_group or p.child.siblings_split or p.child.objects is True


@lru_cache(maxsize=1)
def outcome_of(p: Proposal, rules: Book) -> PanelOutcome | None:
    """The outcome of the proposal's panel, or None where there is no panel; several rules ask it in turn."""
    panel: Panel | None = p.panel
    if panel is None:
        return None
    return _outcome(panel.members or (), panel.urgent is True, two_thirds_needed(p, rules), rules)


def hb09(p: Proposal, rules: Book) -> list[Say]:
    """HB09: the panel is not quorate, or a member with a conflict or who presented has a vote."""
    outcome = outcome_of(p, rules)
    if outcome is None:
        return []
    return [
        *outcome.shortfalls,
        *(
            say("Member %(member)s has a vote in spite of a conflict or of presenting", member=shown(one.id or "?"))
            for one in outcome.tainted
        ),
    ]


def hb12(p: Proposal, rules: Book) -> list[Say]:
    """HB12: no emergency runs and no panel has sat. PRESERVE and REUNIFY need none."""
    if p.panel is not None or p.proposed.care_type in rules.without_provider or emergency_runs(p, rules):
        return []
    return [say("No emergency runs and there is no panel decision")]
