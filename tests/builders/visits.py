"""Visits for tests, in any state, made by the services themselves."""

from itertools import count
from typing import Any

from inspections import gradings, review_services, services
from inspections.models import Visit
from inspections.services import Given
from inspections.states import Entry, Mark, Method, Signature, VisitType
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, MemberRole, Standing
from tests.builders.homes import a_home
from tests.builders.people import person

_numbers = count(1)


def authorised_home(district: str = "SD-HYD", **facts: Any) -> Home:
    """A home that may be graded."""
    today = clock.today()
    number = f"SCPA-{today.year}-{next(_numbers):05d}-T"
    return a_home(
        district, standing=Standing.AUTHORISED, certificate_number=number, authorised_from=today.replace(day=1),
        authorised_until=today.replace(year=today.year + 3, day=1), **facts,
    )  # fmt: skip


def inspector(district: str | None = None, **facts: Any) -> User:
    return person(Role.INSPECTOR, district=district, **{"agency": Agency.SWD, "woman": True, **facts})


def manager_of(home: Home) -> User:
    """Somebody who signs in for the home."""
    user = person(Role.PROVIDER)
    homes.add_member(home.organisation, user, MemberRole.MANAGER, actor=None)
    return user


def planned(home: Home | None = None, lead: User | None = None, **facts: Any) -> Visit:
    """A full visit for today, unannounced, by a team that lacks nothing."""
    home, lead = home or authorised_home(), lead or inspector()
    given = {
        "type": VisitType.FULL, "on": clock.today(), "announced": False, "care_type": CareType.RESIDENTIAL,
        "actor": lead, **facts,
    }  # fmt: skip
    if "members" not in given:
        given["members"] = [inspector(), inspector(health_professional=True)]
    return services.plan(home, lead=lead, **given)


def under_way(
    home: Home | None = None, lead: User | None = None, *, entry: Entry = Entry.LET_IN, **facts: Any
) -> Visit:
    visit = planned(home, lead, **facts)
    services.arrive(visit, entry=entry, opened_by="guard", actor=visit.lead)
    return visit


def answered(visit: Visit, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    """Every criterion answered with enough evidence; `marks` by criterion, S7_3 for S7.3."""
    chosen = {name.replace("_", "."): mark for name, mark in marks.items()}
    framework, lead = gradings.framework_of(visit), visit.lead
    given = {}
    for criterion_id in visit.scope:
        methods = (Method.DOCUMENT, Method.TALK_WITH_CHILD)
        mark = chosen.get(criterion_id, default)
        if mark is Mark.NA and framework.criteria[criterion_id].critical:
            mark = Mark.MET
        given[criterion_id] = Given(mark=mark, methods=methods, na_reason="It does not exist in this house.")
    services.save_answers(visit, given, actor=lead)
    return visit


def ready(visit: Visit, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    """Under way and complete: nothing keeps it from being sent."""
    answered(visit, default, **marks)
    services.record_dangers(visit, [], actor=visit.lead)
    services.record_children(visit, present=4, heard=4, coached=0, actor=visit.lead)
    return visit


def submitted(home: Home | None = None, lead: User | None = None, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    visit = ready(under_way(home, lead), default, **marks)
    return services.submit(visit, signature=Signature.SIGNED, signed_by="The manager", actor=visit.lead)


def commented(home: Home | None = None, lead: User | None = None, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    visit = submitted(home, lead, default, **marks)
    review_services.comment(visit, words="", actor=manager_of(visit.home))
    return visit


def reviewed(home: Home | None = None, lead: User | None = None, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    visit = commented(home, lead, default, **marks)
    return review_services.review(visit, actor=person(Role.REVIEWER))


def published(home: Home | None = None, lead: User | None = None, default: Mark = Mark.MET, **marks: Mark) -> Visit:
    visit = reviewed(home, lead, default, **marks)
    return review_services.publish(visit, actor=person(Role.REVIEWER))
