"""What the packages above the register add to the public page of a home: inspections why this grade, the standards,
actions and earlier grades; measures the notices that a home without authorisation was given."""

from collections.abc import Sequence
from typing import Any

from inspections.register import Past, PublishedVisit, published_for_public, published_visits
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.measures import queries as measures
from registry_app.providers.homes.models import Home
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import GradePublication, NamingUnregistered
from registry_app.providers.register.parts import Given, Giver, Happening, Part


def of_inspections(home: Home, publication: GradePublication) -> Given:
    """The last published full visit, in parts, and every published visit as a happening.

    While only the fact of inspection is public, there are the visits alone, without grade or part; with nothing of
    grades public there is nothing.
    """
    if publication is GradePublication.OFF:
        return Given()
    visits = published_visits(home)
    if publication is not GradePublication.GRADE:
        return Given(happenings=[_visited(one) for one in visits])
    visit = published_for_public(home)
    if visit is None:
        return Given(happenings=[_visited(one) for one in visits])
    context: dict[str, Any] = {"visit": visit}
    slots = ["why", "standards", "visit"]
    slots += ["actions"] if visit.actions else []
    slots += ["earlier"] if len(visit.history) > 1 else []
    return Given([Part(slot, f"register/inspected_{slot}.html", context) for slot in slots], _happenings(visit, visits))


def _visited(visit: Past) -> Happening:
    """Every visit made without notice reads just so. Its kind stays unsaid: one kind comes after complaints."""
    return Happening(visit.on, _("Visit with notice") if visit.with_notice else _("Visit without notice"))


def _graded(visit: Past) -> Happening:
    words = _("Visit with notice: grade %(grade)s") if visit.with_notice else _("Visit without notice: grade %(grade)s")
    return Happening(visit.on, words % {"grade": visit.grade})


def _happenings(visit: PublishedVisit, visits: Sequence[Past]) -> list[Happening]:
    found = [_graded(one) if one.grade else _visited(one) for one in visits]
    for action in visit.actions:
        if action.verified_on:
            found.append(
                Happening(action.verified_on, _("Put right and seen: %(criterion)s", criterion=action.criterion))
            )
    return [*found, Happening(visit.published_on, _("Report published"))]


def of_measures(home: Home, _publication: GradePublication) -> Given:
    """The notices given to a home that did not apply, with their days, while homes without authorisation may be named
    (powers.yaml `name_unregistered_home`); no ground and no word of them."""
    if powers.publication()[1] is NamingUnregistered.OFF:
        return Given()
    return Given(happenings=[Happening(day, label(kind)) for kind, day in measures.public_notices(home)])


GIVERS = (Giver(of_inspections), Giver(of_measures))
