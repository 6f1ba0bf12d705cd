"""Each enum that people read has words for all its members, in three languages, also beside one of the same texts."""

import pytest

import registry_app.app  # noqa: F401 - importing the whole program lets every package name its enums
from registry_app.core import catalogues, i18n
from registry_app.core.access import Public
from registry_app.providers.homes.states import MemberRole, Ownership
from registry_app.providers.powers.states import GradePublication, NamingUnregistered
from registry_app.providers.ties.models import TieKind
from tests.conventions import walk

# Nobody reads these as such: names of file endings, of ways out, of pages and of sentences that stand elsewhere.
UNREAD = {
    "registry_app.core.outbox.Channel",
    "registry_app.demo.plan.Sort",
    "registry_app.pages.reports.states.Format",
    "registry_app.providers.applications.suitability.Exit",
    "registry_app.providers.register.checking.Answer",
}


def place(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


KINDS = [kind for kind in walk.enums() if kind.__name__ != "Permission" and kind is not Public]
READ = [kind for kind in KINDS if place(kind) not in UNREAD]


def test_the_exceptions_are_enums_of_the_program():
    assert {place(kind) for kind in KINDS} >= UNREAD


@pytest.mark.parametrize("kind", READ, ids=lambda kind: kind.__name__)
def test_every_member_has_words(kind):
    assert i18n.labelled(kind) == []


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_the_words_are_said_in_urdu_and_in_sindhi(the_app, language):
    whole, _quarrels = catalogues.merged(language)
    with the_app.app_context():
        english = {i18n.in_language("en", lambda member=member: i18n.label(member)) for kind in READ for member in kind}
    assert sorted(words for words in english if not getattr(whole.get(words), "string", "")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Ownership.FAMILY, TieKind.FAMILY),
        (MemberRole.OWNER, TieKind.OWNER),
        (MemberRole.STAFF, TieKind.STAFF),
        (GradePublication.OFF, NamingUnregistered.OFF),
    ],
)
def test_equal_texts_of_two_enums_keep_their_own_words(one, other):
    assert one == other
    assert i18n.label(one) != i18n.label(other)
