"""Only an owner or the manager binds a home: each service asks it itself, whatever page stands before it."""

from datetime import timedelta

import pytest

from inspections import after_services, review_services
from inspections.states import Permission as Inspect
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.errors import NotAllowed
from registry_app.measures import appeals, closing, services
from registry_app.measures.states import MeasureKind
from registry_app.measures.states import Permission as Measures
from registry_app.providers.applications.states import Permission as Apply
from registry_app.providers.authorisations import renewal_services
from registry_app.providers.changes import change_services
from registry_app.providers.changes.states import ChangeKind
from registry_app.providers.changes.states import Permission as Changes
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.states import MemberRole
from tests.builders import authorisations as built
from tests.builders import measures as made
from tests.builders import visits
from tests.builders.people import person
from tests.services.test_changes import WANTED


def comes_in(home, role):
    user = person(Role.PROVIDER)
    homes.add_member(home.organisation, user, role, actor=None)
    return user


def authorised():
    built.in_force()
    return built.authorised().home


def ask(home, kind, actor):
    service = home.services[0] if kind in change_services.OF_SERVICE else None
    return change_services.ask(
        home, kind, on=clock.today(), why="Made up", wanted=WANTED[kind], service=service, actor=actor
    )


def decided(kind):
    built.in_force()
    with made.blank_letters():
        return made.decided(kind)


def closes(home, actor):
    day = clock.today() + timedelta(days=120)
    with made.blank_letters():
        return closing.give_notice_of_closing(home, effective_on=day, reasons="Made up", actor=actor)


def own_closing():
    home = authorised()
    return closes(home, comes_in(home, MemberRole.OWNER))


# What is sent: (what it is about, its home, the permission of its page, the deed).
DEEDS = {
    **{
        f"change of {kind.value}": (
            authorised, lambda home: home, Changes.ASK, lambda home, actor, kind=kind: ask(home, kind, actor)
        )
        for kind in ChangeKind
    },
    "answer": (
        lambda: decided(MeasureKind.SHOW_CAUSE), lambda one: one.home, Measures.ANSWER,
        lambda one, actor: services.answer(one, "We have applied.", actor=actor),
    ),
    "appeal": (
        lambda: decided(MeasureKind.ADMISSIONS_FROZEN), lambda one: one.home, Measures.ANSWER,
        lambda one, actor: appeals.appeal(one, "It is put right.", actor=actor),
    ),
    "closing": (authorised, lambda home: home, Measures.CLOSE_OWN, closes),
    "closing taken back": (
        own_closing, lambda one: one.home, Measures.TAKE_BACK,
        lambda one, actor: closing.take_back(one, "We go on.", actor=actor),
    ),
    "comment on a report": (
        visits.submitted, lambda one: one.home, Inspect.COMMENT,
        lambda one, actor: review_services.comment(one, words="One fact is wrong.", actor=actor),
    ),
    "appeal against a grade": (
        visits.published, lambda one: one.home, Inspect.APPEAL,
        lambda one, actor: after_services.appeal(one, words="It is wrong.", actor=actor),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DEEDS)
def test_staff_and_strangers_send_nothing_and_the_manager_does(here, what):
    subject, home_of, permission, deed = DEEDS[what]
    about = subject()
    staff, stranger = comes_in(home_of(about), MemberRole.STAFF), person(Role.PROVIDER)
    left = comes_in(home_of(about), MemberRole.MANAGER)
    homes.end_member(next(m for m in home_of(about).organisation.members if m.user_id == left.id), actor=None)
    manager = comes_in(home_of(about), MemberRole.MANAGER)
    for actor in (staff, stranger, left):
        assert not allows(actor, permission, about)
        with pytest.raises(NotAllowed, match="owner or the manager"):
            deed(about, actor)
    assert allows(manager, permission, about)
    deed(about, manager)


def test_staff_start_no_renewal(here):
    home = authorised()
    staff, manager = comes_in(home, MemberRole.STAFF), comes_in(home, MemberRole.MANAGER)
    assert not allows(staff, Apply.RENEW, home)
    assert allows(manager, Apply.RENEW, home)
    with pytest.raises(NotAllowed, match="owner or the manager"):
        renewal_services.start(home, actor=staff)
