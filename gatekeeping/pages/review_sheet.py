"""The sheet of one review: what the panel said, who voted and who could not, and words for the child."""

from dataclasses import dataclass

from flask import current_app

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.states import Presence
from gatekeeping.reviews import queries
from gatekeeping.reviews.models import ReviewItem
from gatekeeping.reviews.states import ItemState
from registry_app.core import clock, pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import iso


@dataclass(frozen=True)
class Line:
    """One short sentence for the child with the name of a drawing."""

    picture: str
    text: str


def lines(item: ReviewItem) -> list[Line]:
    """At most six sentences for the child (UNG 6; GC12 45)."""
    assert item.next_on is not None
    if item.state is ItemState.CONTINUES:
        said = Line("home", _("You stay where you live now."))
    else:
        said = Line(
            "answer-visitor", _("They want to look closely at where you can live. An officer will come to you.")
        )
    return [
        Line("checking", _("Some people met and talked about you.")), said,
        Line("answered", _("We look at it again before %(day)s.", day=write_date(item.next_on))),
        Line("want-talk", _("You may say no, or ask. Tell the officer.")),
        Line("answer-phone", _("You can call 1121, day or night.")),
    ]  # fmt: skip


def apart(item: ReviewItem) -> list[str]:
    """The members who were there and had no vote on this child."""
    assert item.settled_at is not None
    voted = {vote.user_id for vote in queries.votes(item)}
    here = bodies.presence(item.meeting)
    on = clock.local(item.settled_at).date()
    return [
        seat.user.name
        for seat in bodies.seats(item.meeting.body, on)
        if here.get(seat.user_id, Presence.ABSENT) is not Presence.ABSENT and seat.user_id not in voted
    ]


def pdf_of(item: ReviewItem, code: str) -> bytes:
    """The sheet in one language, as PDF bytes."""

    def write() -> bytes:
        title, made_up = _("Review of a stay from before the register"), current_app.config["SETTINGS"].made_up
        return pdf.build(
            _story(item, title, code), title=title, locale=code, made_up=made_up,
            made_up_words=_("The homes, people and numbers on this page are not real.") if made_up else "",
            footer=_("Sindh Child Protection Authority"),
        )  # fmt: skip

    written: bytes = in_language(code, write)
    return written


def _story(item: ReviewItem, title: str, code: str) -> list[object]:
    row = item.row
    assert item.next_on is not None
    assert item.settled_at is not None
    assert row.child is not None
    kept_apart = ", ".join(apart(item))
    facts = [
        (_("Code"), iso(row.child.code)), (_("Home"), row.home.name_in(language())),
        (_("Register number"), iso(row.home.register_number)), (_("Panel"), label(item.meeting.body.template)),
        (_("Notification"), iso(item.meeting.body.notification)), (_("Day"), write_date(item.settled_at)),
        (_("What the panel says"), label(item.state)),
        (_("How"), _("In one vote with others") if item.together else _("Looked at alone")),
        (_("Next review by"), write_date(item.next_on)), (_("Majority"), _majority(item)),
        (_("There, without a vote on this child"), kept_apart or _("nobody")),
    ]  # fmt: skip
    votes = [[vote.user.name, label(vote.seat), label(vote.vote)] for vote in queries.votes(item)]
    return [
        pdf.heading(title, code), pdf.facts(facts, code),
        *([pdf.heading(_("Reasons"), code, 3), pdf.para(item.reasons, code)] if item.reasons else []),
        pdf.table([[_("Member"), _("Seat"), _("Vote")], *votes], code),
        pdf.para(_("This is a review, not a gatekeeping decision. The stay keeps its basis."), code, size=9),
        pdf.heading(_("For the child"), code, 2), *(pdf.para(line.text, code, size=14) for line in lines(item)),
    ]  # fmt: skip


def _majority(item: ReviewItem) -> str:
    return _("Two thirds of those who may vote") if item.majority == "two_thirds" else _("More than half")
