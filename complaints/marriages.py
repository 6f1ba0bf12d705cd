"""The plan to marry off a child in care becomes a message of the highest level (P1), handled like any other.

gatekeeping.yaml `exit_rules`: any marriage plan under 18 is P1 and goes to the police.
"""

import uuid

from complaints.filing import Telling, file_message
from complaints.models import Complaint
from complaints.states import About, AgeBand, Category, Channel, Danger, Ground, Sex
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements.exits import queries

# Harm that is about to be done, so that the tasks of a P1 for hurt are set: the police, and safety tonight.
CATEGORY = Category.HURT


def open_case(plan_id: uuid.UUID) -> Complaint:
    """File the message for a plan that an officer of the Child Protection Unit recorded."""
    plan, stay = queries.plan(plan_id)
    child = stay.child
    told = Telling(
        category=CATEGORY, channel=Channel.CH07, by_child=False, language="en", home=stay.home,
        district=stay.district or (child.home_district if child.home_district.startswith("SD-") else None),
        about=About.FAMILY, danger=Danger.YES, story=f"Marriage planned for the child {child.code}.",
        age=band(child.age(clock.today())), sex=Sex(str(child.sex)), ground=Ground.REQUIRED_BY_LAW,
    )  # fmt: skip
    return file_message(told, actor=db.session.get(User, plan.reported_by))


def band(age: int) -> AgeBand:
    """The band of an age, as the pages of messages ask for it."""
    for last, one in ((2, AgeBand.A0), (6, AgeBand.A3), (11, AgeBand.A7), (14, AgeBand.A12), (17, AgeBand.A15)):
        if age <= last:
            return one
    return AgeBand.A18
