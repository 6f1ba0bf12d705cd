"""Relatives approved tonight, by the head of the Child Protection Unit of Hyderabad."""

from dataclasses import replace
from typing import Any

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.providers.identity import IdentityKind
from registry_app.providers.kin import approval_services
from registry_app.providers.kin.approval_services import Adult, Tonight
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.kin.states import Comes, Relation
from tests.builders.people import person
from tests.builders.vetting import cnic


def head(district: str = "SD-HYD") -> User:
    return person(Role.CPU_HEAD, district=district, agency=Agency.SWD)


def aunt(**facts: Any) -> Adult:
    facts = {"name": "Made-up Aunt", "kind": IdentityKind.CNIC, "woman": True, **facts}
    if facts["kind"] is IdentityKind.CNIC:
        facts.setdefault("number", cnic())
    return Adult(**facts)


def tonight(*adults: Adult, **facts: Any) -> Tonight:
    """An aunt with everything looked at, for one boy of ten."""
    wish = Tonight(
        relation=Relation.RELATIVE, adults=adults or (aunt(),), counted=len(adults) or 1, comes=frozenset({Comes.BOY}),
        children=1, age_from=10, age_to=10, district="SD-HYD", address="Near the mosque", identity_seen=True,
        home_seen=True, home_seen_by="An officer", child_said="I want to go to my aunt",
    )  # fmt: skip
    return replace(wish, **facts)


def approved(actor: User | None = None, *adults: Adult, **facts: Any) -> KinApproval:
    return approval_services.approve(tonight(*adults, **facts), actor=actor or head())
