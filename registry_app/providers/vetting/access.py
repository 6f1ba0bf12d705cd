"""Who sees the people of a home, who records their checks, and who says a word on a match.

A person may work in several homes: a tie to any of them closes the whole file. A home sees only its own posts.
"""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.homes.access import is_provider, signs_in_for
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.access import no_tie
from registry_app.providers.ties.queries import tied
from registry_app.providers.vetting.states import Permission

PROVINCE_ROLES = (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR)
DISTRICT_ROLES = (Role.DISTRICT_OFFICER, Role.CPU_HEAD)


def of_own_home(actor: Any, post: Any) -> bool:
    """The post is in a home the actor signs in for."""
    return post is not None and signs_in_for(actor, post.home)


def no_tie_anywhere(actor: Any, person: Any) -> bool:
    """The actor has no tie to any home in which the person holds or held a post."""
    return not any(tied(actor, post.home_id) for post in person.posts)


def in_reach(actor: Any, person: Any) -> bool:
    """The person holds or held a post in a district of the actor."""
    return any(actor.reaches(post.district, *DISTRICT_ROLES) for post in person.posts)


def not_oneself(actor: Any, person: Any) -> bool:
    """Nobody records or opens the checks of oneself."""
    return all(post.user_id != actor.id for post in person.official_posts)


def somebody_else(actor: Any, user: Any) -> bool:
    """The account is that of another person."""
    return bool(actor.id != user.id)


def leaves_office(actor: Any, post: Any) -> bool:
    """The post is that of another person, and still held."""
    return bool(post.user_id != actor.id and post.left_on is None)


def no_tie_to_the_person(actor: Any, match: Any) -> bool:
    return no_tie_anywhere(actor, match.person)


def did_not_propose(actor: Any, match: Any) -> bool:
    """Whoever proposed the entry does not say whether it is this person."""
    return bool(match.entry.proposed_by_id != actor.id)


def run_by_swd(_actor: Any, place: Any) -> bool:
    """The Social Welfare Department does not look into a home of its own."""
    return bool(place.home.run_by is Ownership.SWD)


def not_run_by_swd(actor: Any, place: Any) -> bool:
    return not run_by_swd(actor, place)


POLICY = {
    Permission.LIST_OWN: [[is_provider, signs_in_for]],
    Permission.ADD: [[is_provider, signs_in_for]],
    Permission.VIEW_OWN: [[is_provider, of_own_home]],
    Permission.GIVE_PAPER: [[is_provider, of_own_home]],
    Permission.RECORD_LEAVING: [[is_provider, of_own_home]],
    Permission.QUEUE: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.LIST_HOME: [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]],
    Permission.VIEW: [
        [holds(*PROVINCE_ROLES), no_tie_anywhere, not_oneself],
        [holds(*DISTRICT_ROLES), in_reach, no_tie_anywhere, not_oneself],
    ],
    Permission.FIND: [[holds(Role.REGISTRY_OFFICER)]],
    Permission.RECORD: [[holds(Role.REGISTRY_OFFICER), no_tie_anywhere, not_oneself]],
    Permission.OFFICIALS: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.NAME_OFFICIAL: [[holds(Role.REGISTRY_OFFICER), somebody_else]],
    Permission.RECORD_OFFICIAL_LEAVING: [[holds(Role.REGISTRY_OFFICER), leaves_office]],
    Permission.ANSWER_MATCH: [[holds(Role.REGISTRY_OFFICER), no_tie_to_the_person]],
    Permission.JUDGE_MATCH: [[holds(Role.AUTHORISER, Role.SCPA_DG), no_tie_to_the_person, did_not_propose]],
    Permission.LIFT_MATCH: [[holds(Role.REGISTRY_OFFICER), no_tie_to_the_person]],
    Permission.CHECK_PLACE: [
        [holds(Role.SWD_DIRECTOR), no_tie, not_run_by_swd],
        [in_district(Role.DISTRICT_OFFICER), no_tie, not_run_by_swd],
        [holds(Role.REGISTRY_OFFICER), no_tie],
    ],
}
