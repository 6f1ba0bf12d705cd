"""What a home sees of a child: each field of the rules' list with its words and its value. Nothing else."""

from collections.abc import Callable, Iterable
from typing import Any

from registry_app.core import clock
from registry_app.core.i18n import label, ngettext, write_date
from registry_app.core.i18n import lazy as _
from registry_app.placements.children import queries
from registry_app.placements.due import until
from registry_app.placements.models import Stay
from registry_app.placements.papers import queries as trails


def _siblings(stay: Stay) -> str:
    here = [child.code for child, other in queries.siblings(stay.child) if other and other.home_id == stay.home_id]
    return ", ".join(here)


def _age(stay: Stay) -> str:
    years = stay.child.age(clock.today())
    return str(ngettext("%(num)s year", "%(num)s years", years))


def _b_form(stay: Stay) -> str:
    trail = trails.of_child(stay.child)
    return label(trail[0].status) if trail else ""


SHOWN: dict[str, tuple[Any, Callable[[Stay], str]]] = {
    "code": (_("Code"), lambda stay: stay.child.code),
    "sex": (_("Child"), lambda stay: label(stay.child.sex)),
    "age": (_("Age"), _age),
    "language": (_("Language"), lambda stay: label(stay.child.speech)),
    "special_needs": (_("What the child needs"), lambda stay: stay.child.special_needs),
    "faith": (_("Faith"), lambda stay: label(stay.child.faith)),
    "siblings_here": (_("Brothers and sisters in this home"), _siblings),
    "identity_papers": (_("B-Form"), _b_form),
    "care_type": (_("Kind of care"), lambda stay: label(stay.care_type)),
    "since": (_("Since"), lambda stay: write_date(clock.local(stay.started_at).date())),
    "until": (_("Until"), lambda stay: write_date(until(stay))),
    "review_on": (_("Next review"), lambda stay: write_date(stay.warrant.review_on if stay.warrant else None)),
}


def rows(stay: Stay, fields: Iterable[str]) -> list[tuple[Any, str]]:
    """(words, value) of the fields in this order; a field that the program does not know is an error of the rules."""
    return [(SHOWN[field][0], SHOWN[field][1](stay)) for field in fields]
