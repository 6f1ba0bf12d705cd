"""The sheet for the child: at most eight short sentences made from the decision (UNG 6; GC12 45)."""

from dataclasses import dataclass

from flask import current_app

from gatekeeping.cases import queries
from gatekeeping.cases.models import Case
from gatekeeping.decisions.models import Decision
from gatekeeping.decisions.states import APPROVING, Outcome
from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, write_date
from registry_app.placements.states import Rung


@dataclass(frozen=True)
class Line:
    """One short sentence with the name of a drawing."""

    picture: str
    text: str


def _where(decision: Decision) -> Line:
    if decision.care_type is Rung.PRESERVE:
        return Line("family", _("You stay with your family."))
    if decision.care_type is Rung.REUNIFY:
        return Line("family", _("You go back to your family."))
    if decision.care_type in (Rung.KINSHIP, Rung.GUARDIAN, Rung.FOSTER, Rung.KAFALAH):
        return Line("family", _("You will live with a family that we know."))
    if decision.care_type is Rung.SIL:
        return Line("home", _("You will live on your own, and we help you."))
    return Line("home", _("You will live in a home for children for some time."))


def lines(case: Case, decision: Decision) -> list[Line]:
    """What was decided, why, where, what you asked for, when we look again, how to tell us."""
    view, match = queries.child_view(case), queries.match(case)
    made = [Line("checking", _("Some people met and talked about you."))]
    if decision.outcome is Outcome.DEFER:
        made.append(Line("answer-visitor", _("They want to know one more thing first.")))
    elif decision.outcome is Outcome.REJECT:
        made.append(Line("answer-visitor", _("They said no to this plan. We look for a better one.")))
    else:
        made += [_where(decision), Line("kept", _("This is to keep you safe."))]
    if view is not None:
        made.append(Line("speak", _("You told us what you want. They heard it.")))
        if match is not None and match.care_type.value in view.objects_to and decision.outcome in APPROVING:
            made.append(Line("want-know", _("You did not want this. Ask us why; we will tell you.")))
    if decision.review_on is not None and decision.outcome in APPROVING:
        made.append(Line("answered", _("We look at it again before %(day)s.", day=write_date(decision.review_on))))
    return [
        *made,
        Line("want-talk", _("You may say no, or ask. Tell the officer.")),
        Line("answer-phone", _("You can call 1121, day or night.")),
    ]


def pdf_of(case: Case, decision: Decision, locale: str) -> bytes:
    """The same sentences on one sheet of paper, large."""

    def write() -> bytes:
        title, made_up = _("What was decided about you"), current_app.config["SETTINGS"].made_up
        story = [pdf.heading(title, locale, size=26)]
        story += [pdf.para(line.text, locale, size=20) for line in lines(case, decision)]
        words = _("The homes, people and numbers on this page are not real.") if made_up else ""
        return pdf.build(story, title=title, locale=locale, made_up=made_up, made_up_words=words)

    return bytes(in_language(locale, write))
