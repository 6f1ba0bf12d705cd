"""What stands in the way of a plan, an answer or a submission, each said as a sentence that tells what to do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspections import gradings, kinds, queries, rules
from inspections.framework import Criterion, Framework
from inspections.models import Answer, Visit
from inspections.states import Entry, Mark, TeamLack, VisitType
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Ownership, Sexes, Standing
from registry_app.providers.ties.queries import tied
from registry_app.providers.vetting import official_queries as officials
from registry_app.providers.vetting.states import OfficialKind, VettingOutcome

_AUTHORISED = (Standing.AUTHORISED, Standing.SUSPENDED)

SENTENCES = {
    rules.TWO_METHODS: _("A 2 or 3 needs two different ways of knowing. Tick another one."),
    rules.CHILD_NOT_HEARD: _("A 2 or 3 here needs a private talk with a child. Hear a child, or give a lower answer."),
    rules.NO_SOURCE: _("A 0 here needs one way of knowing. Tick one."),
    rules.UNKNOWN_METHOD: _("This way of knowing is not in the standards."),
    rules.NA_ON_CRITICAL: _("This is critical, so it always applies. Choose 0, 1, 2 or 3."),
    rules.NA_REASON_SHORT: _("Say in at least 15 letters why this does not apply."),
}
NOTE_LETTERS, REASON_LETTERS = 4000, 500
NOT_SEEN = _("No answer yet. Answer it, or say why it does not apply.")
LOOK_AT_DANGER = _("Look at danger first: six questions.")
TELL_OF_DANGER = _("Danger was seen. Write down who was called.")
COUNT_CHILDREN = _("Count the children and say how many you heard.")


@dataclass(frozen=True)
class Wanting:
    """One thing that keeps the report from being sent: `criterion` is empty for the parts danger and children."""

    part: str
    sentence: Any
    criterion: str = ""


def fits_home(home: Home, type: VisitType) -> None:
    """Only an authorised home gets a grade; a family gets no graded visit (scoring_rules.ungraded, frequency)."""
    graded = kinds.of(type).of_authorised
    if graded and home.household:
        raise DomainError(_("A family gets no graded visit. Plan a visit on one theme."), "type")
    if graded and home.standing not in _AUTHORISED:
        raise DomainError(_("This home is not authorised, so it gets no grade. Choose another kind of visit."), "type")


def fits_notice(framework: Framework, type: VisitType, announced: bool) -> None:
    """Some kinds of visit are always with notice, some never (visit_types `announced`)."""
    rule = framework.visit_types[type.value].announced
    if rule == "yes" and not announced:
        raise DomainError(_("This kind of visit is made with notice."), "announced")
    if rule == "no" and announced:
        raise DomainError(_("This kind of visit is made without notice."), "announced")


def team(home: Home, lead: User, members: Sequence[User]) -> list[User]:
    """The team without doubles; only a conflict of interest, a missing role or the own directorate refuses."""
    people = list({user.id: user for user in (lead, *members)}.values())
    for user in people:
        name = user.name
        if not user.reaches(home.district, Role.INSPECTOR):
            raise DomainError(_("%(name)s is no inspector of this district.", name=name), "members")
        if tied(user, home.id):
            raise DomainError(_("%(name)s has a tie to this home and cannot go.", name=name), "members")
        if user.agency.value == home.run_by.value:
            raise DomainError(_("%(name)s works for those who run this home and cannot go.", name=name), "members")
    fit_for_children(people)
    if home.run_by is Ownership.SWD and lead.agency is not Agency.SCPA:
        raise DomainError(_("The department runs this home, so an inspector of SCPA leads."), "lead")
    return people


def fit_for_children(people: Sequence[User]) -> None:
    """Refuse when somebody is pending or not clear: that means no contact with children (R10)."""
    for one in officials.not_clear(OfficialKind.INSPECTOR, people):
        said = label(VettingOutcome(one.outcome))
        sentence = _("%(name)s may not be with children (%(outcome)s) and cannot go.", name=one.user.name, outcome=said)
        raise DomainError(sentence, "members")


def may_begin(visit: Visit) -> None:
    """Refuse at the door: a full visit whose team lacks something that nobody agreed to, somebody not clear (R10)."""
    if visit.team_lacks and visit.acknowledged_by_id is None and visit.type is VisitType.FULL:
        raise DomainError(_("The team lacks something. Ask the office to agree before you begin."))
    fit_for_children([member.user for member in visit.team])


def lacks(
    home: Home, framework: Framework, type: VisitType, care_type: CareType, lead: User, people: Sequence[User]
) -> list[TeamLack]:
    """What the approver must acknowledge (rule I6), and the same lead twice running."""
    found = rules.team_problems(
        framework, type.value,
        [rules.TeamMember(bool(user.woman), user.health_professional, user is lead) for user in people],
        facility="facility" in framework.care_types[care_type.value].setting,
        girls_home=any(service.sexes is not Sexes.BOYS for service in home.services),
    )  # fmt: skip
    again = [TeamLack.SAME_INSPECTOR] if queries.last_lead(home) == lead.id else []
    return [*(TeamLack(code) for code in found), *again]


def scope(
    home: Home, framework: Framework, type: VisitType, care_type: CareType, standards: Collection[str]
) -> list[str]:
    """The criteria this visit looks at, in order; at least one, else DomainError (visit_types `scope`)."""
    kind = kinds.of(type)
    standing = queries.standing(home)["standing_scores"] if type is VisitType.FOLLOW_UP else {}
    found = rules.criteria_in_scope(framework, care_type.value, type.value, failed=standing)
    wanted = {c.id for c in found if not kind.chosen or c.standard in standards}
    wanted &= wanted if kind.only is None else kind.only
    if kind.adds_open_actions:
        wanted |= {finding.criterion for finding in queries.findings(home, open_only=True)}
    asked = [c.id for c in framework.criteria_for(care_type.value) if c.id in wanted]
    if not asked and kind.chosen:
        raise DomainError(_("Choose at least one standard to look at."), "standards")
    if not asked:
        raise DomainError(_("Nothing failed at the last visit, so there is nothing to follow up."), "type")
    return asked


def fits_criterion(framework: Framework, criterion: Criterion, mark: Mark | None, note: str, na_reason: str) -> None:
    """What is refused even half-way: NA on a critical criterion, words too long to keep. All else may wait until the
    report is sent."""
    if mark is Mark.NA and criterion.critical:
        raise DomainError(SENTENCES[rules.NA_ON_CRITICAL], criterion.id)
    for words, letters in ((note, NOTE_LETTERS), (na_reason, REASON_LETTERS)):
        if len(words) > letters:
            raise DomainError(_("Write less: at most %(max)d letters.", max=letters), criterion.id)


def of_answer(framework: Framework, criterion: Criterion, answer: Answer | None, *, children: bool = True) -> list[Any]:
    """The sentences about one answer: nothing seen, evidence too thin, reason too short (rules I1, I5).

    Where no `children` are yet, none can be heard: then two other ways of knowing are enough.
    """
    if answer is None or answer.mark is None:
        return [NOT_SEEN]
    if answer.mark is Mark.NA:
        codes = rules.na_problems(framework, criterion, answer.na_reason)
    else:
        codes = rules.evidence_problems(framework, criterion, gradings.score_of(answer.mark), answer.methods)
    return [SENTENCES[code] for code in codes if children or code != rules.CHILD_NOT_HEARD]


def wanting(visit: Visit, answers: Mapping[str, Answer]) -> list[Wanting]:
    """All that keeps the report from being sent; nothing where the team was not let in."""
    if visit.entry is Entry.REFUSED:
        return []
    found = []
    if visit.dangers is None:
        found.append(Wanting("danger", LOOK_AT_DANGER))
    elif visit.dangers and not visit.danger_told:
        found.append(Wanting("danger", TELL_OF_DANGER))
    children = kinds.of(visit.type).children
    if children and visit.children_present is None:
        found.append(Wanting("children", COUNT_CHILDREN))
    framework = gradings.framework_of(visit)
    for criterion_id in visit.scope:
        criterion = framework.criteria[criterion_id]
        sentences = of_answer(framework, criterion, answers.get(criterion_id), children=children)
        found += [Wanting(criterion.standard, sentence, criterion_id) for sentence in sentences]
    return found
