"""What the calendar does to inspections: late reports are chased, actions are reminded of and grow graver."""

from collections import defaultdict
from datetime import date, timedelta

from inspections import finding_services, gradings, letters, queries, rules
from inspections.models import Finding, Visit
from inspections.states import VisitState
from registry_app.core import clock
from registry_app.core.db import transactional

REMIND_DAYS = 3
PUBLISH_DAYS = 2


@transactional
def run(on: date | None = None) -> int:
    """Do what is due on the day `on`; gives how many actions went a level up."""
    on = on or clock.today()
    for visit in queries.in_progress():
        _chase(visit, on)
    homes: dict[object, list[Finding]] = defaultdict(list)
    graver = 0
    for finding in queries.open_actions_due(on + timedelta(days=REMIND_DAYS)):
        if finding.fix_by >= on:
            letters.action_due(finding)
            continue
        homes[finding.home_id].append(finding)
    for overdue in homes.values():
        _look_at_suspension(overdue)
        graver += sum(finding_services.grow_graver(finding, on) for finding in overdue)
    return graver


def _chase(visit: Visit, on: date) -> None:
    """The lead once the seven days are over; the reviewers each day from two days before the twenty-first."""
    framework = gradings.framework_of(visit)
    if visit.state is VisitState.UNDER_WAY:
        due = rules.process_due(framework, "report", visit.day)
        if on > due:
            letters.report_late(visit, due)
        return
    due = rules.process_due(framework, "publish", visit.day)
    if on >= due - timedelta(days=PUBLISH_DAYS):
        letters.publication_late(visit, due)


def _look_at_suspension(overdue: list[Finding]) -> None:
    """Once for each second major action that is overdue, by the day on which it became so."""
    framework = gradings.framework_of(overdue[0].visit)
    if rules.suspension_review_due(framework, [finding.severity.value for finding in overdue]):
        level = framework.terms["escalation"]["suspension_review"]["level"]
        days = sorted(finding.fix_by for finding in overdue if finding.severity.value == level)
        letters.suspension_review(overdue[0].home, days[1])
