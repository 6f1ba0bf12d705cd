"""The people who sign in: those of the contract, and the officers of every district. All have one password."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import current_app

from registry_app.accounts import passwords
from registry_app.accounts.models import RoleGrant, User
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.demo import words
from registry_app.demo.chance import Chance
from registry_app.demo.plan import INSPECTORS
from registry_app.places import gazetteer

SINGLE = "SD-UMK"
"""Here one officer does everything, so that every rule of a second pair of eyes has to go elsewhere."""

BODIES: dict[str, tuple[str, ...]] = {
    "hyd": ("SD-HYD",),
    "khi": ("SD-KCE", "SD-KEA", "SD-KSO", "SD-KWE", "SD-KOR", "SD-MLR", "SD-KEM"),
    "skr": ("SD-SKR", "SD-KHP", "SD-GTK"),
    "lrk": ("SD-LRK", "SD-QSD", "SD-SKP", "SD-JCB", "SD-KSM"),
    "mpk": ("SD-MPK", "SD-THP", "SD-UMK"),
    "sba": ("SD-SBA", "SD-SGR", "SD-NFZ"),
    "kot": ("SD-JMS", "SD-DDU", "SD-BDN", "SD-MTR", "SD-SJW", "SD-TAY", "SD-TMK", "SD-THT"),
}
"""Which body serves which districts; the key is how its members' addresses end."""


@dataclass(frozen=True)
class Sign:
    """One sign-in of the demonstration."""

    key: str
    role: Role
    woman: bool
    agency: Agency = Agency.OTHER
    district: str | None = None
    language: str = "en"
    facts: dict[str, Any] = field(default_factory=dict)


HYD, SKR = "SD-HYD", "SD-SKR"
CONTRACT = (
    Sign("registrar", Role.REGISTRY_OFFICER, True, Agency.SCPA),
    Sign("authoriser", Role.AUTHORISER, False, Agency.SCPA),
    Sign("dg", Role.SCPA_DG, True, Agency.SCPA),
    Sign("director", Role.SWD_DIRECTOR, False, Agency.SWD),
    Sign("district.hyd", Role.DISTRICT_OFFICER, False, Agency.SWD, HYD),
    Sign("inspector1", Role.INSPECTOR, False, Agency.SWD),
    Sign("inspector2", Role.INSPECTOR, False, Agency.SWD),
    Sign("inspector3", Role.INSPECTOR, True, Agency.SWD, facts={"health_professional": True}),
    Sign("scpa.inspector", Role.INSPECTOR, True, Agency.SCPA),
    Sign("reviewer", Role.REVIEWER, True, Agency.SCPA),
    Sign("cpo.hyd", Role.CPO, True, Agency.CPU, HYD),
    Sign("cpuhead.hyd", Role.CPU_HEAD, False, Agency.CPU, HYD),
    Sign("chair.hyd", Role.PANEL_CHAIR, True, Agency.SWD, HYD),
    Sign("member1", Role.PANEL_MEMBER, False, Agency.SWD, HYD),
    Sign("member2", Role.PANEL_MEMBER, True, Agency.OTHER, HYD, facts={"health_professional": True}),
    Sign("member3", Role.PANEL_MEMBER, True, Agency.OTHER, HYD),
    Sign("member4", Role.PANEL_MEMBER, False, Agency.POLICE, HYD),
    Sign("member5", Role.PANEL_MEMBER, False, Agency.OTHER, HYD),
    Sign("member6", Role.PANEL_MEMBER, True, Agency.OTHER, HYD),
    Sign("complaints.hyd", Role.COMPLAINT_OFFICER, True, Agency.CPU, HYD),
    Sign("cpuhead.skr", Role.CPU_HEAD, False, Agency.CPU, SKR),
    Sign("complaints.skr", Role.COMPLAINT_OFFICER, True, Agency.CPU, SKR),
    Sign("law", Role.LAW_OFFICER, False, Agency.SCPA),
    Sign("desk", Role.DESK, True, Agency.SWD),
    Sign("manager", Role.PROVIDER, True),
    Sign("owner", Role.PROVIDER, False),
    Sign("foster", Role.FAMILY_CARER, True),
    Sign("twg", Role.TWG, True),
    Sign("dpo", Role.DPO, False, Agency.SCPA),
    Sign("auditor", Role.AUDITOR, False),
    Sign("admin", Role.ADMIN, False),
)
OFFICES = (
    ("cpo", Role.CPO, Agency.CPU),
    ("cpuhead", Role.CPU_HEAD, Agency.CPU),
    ("complaints", Role.COMPLAINT_OFFICER, Agency.CPU),
    ("district", Role.DISTRICT_OFFICER, Agency.SWD),
)
PANEL = ("chair", "deputy", "health", "education", "police", "law", "civil", "community")
OF_SCPA = 4
"""So many of the inspectors are of the protection authority; the others of the department."""
OFFICES_OF_THE_PROVINCE = (
    ("registrar", Role.REGISTRY_OFFICER, Agency.SCPA, 6),
    ("authoriser", Role.AUTHORISER, Agency.SCPA, 2),
    ("reviewer", Role.REVIEWER, Agency.SWD, 8),
    ("desk", Role.DESK, Agency.SWD, 20),
    ("law", Role.LAW_OFFICER, Agency.SCPA, 2),
    ("twg", Role.TWG, Agency.OTHER, 15),
)
"""How many there are of each beside those of the contract."""
DEPUTIES = 19
"""Districts with a second protection officer, Hyderabad not counted."""
SIGN_INS = tuple(one.key for one in CONTRACT)


class People:
    """Everybody, by the part of the address before the @."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.known: dict[str, User] = {}
        self.since = clock.today() - timedelta(days=720)
        self._cards = 0
        self._hash = passwords.make(current_app.config["SETTINGS"].demo_password)

    def card(self) -> str:
        """A CNIC that nobody has: none begins with 99999."""
        self._cards += 1
        return f"99999{self._cards:07d}1"

    def __getitem__(self, key: str) -> User:
        return self.known[key]

    def add(self, sign: Sign) -> User:
        """An account with its role and the password of the demonstration."""
        user = User(
            id=self.chance.key(), name=words.adult(self.chance, sign.woman), email=f"{sign.key}@example.org",
            language=sign.language, agency=sign.agency, woman=sign.woman, password_hash=self._hash,
            password_set_on=clock.today(), **sign.facts,
        )  # fmt: skip
        self.known[sign.key] = user
        self.grant(user, sign.role, sign.district)
        db.session.add(user)
        return user

    def grant(self, user: User, role: Role, district: str | None) -> None:
        """A role that the person has held for two years."""
        user.grants.append(RoleGrant(id=self.chance.key(), role=role, district=district, since=self.since))

    def of(self, office: str, district: str) -> User:
        """The officer of a district; where one person does everything, that person."""
        key = f"{office}.{district[3:].lower()}"
        return self.known.get(key) or self.known[f"cpuhead.{district[3:].lower()}"]

    def inspectors(self) -> list[User]:
        """Everybody who inspects for SWD."""
        return [user for key, user in self.known.items() if key.startswith("inspector")]

    def scpa_inspectors(self) -> list[User]:
        """Everybody who inspects for SCPA: the homes of the department are theirs."""
        return [user for key, user in self.known.items() if key.startswith("scpa.inspector")]


def invite(chance: Chance, scale: int) -> People:
    """Make all accounts: the contract's, officers of every district and their deputies, the bodies, the inspectors."""
    people = People(chance)
    for sign in CONTRACT:
        people.add(sign)
    for number in range(4, INSPECTORS * scale - OF_SCPA + 1):
        nurse = number % 4 == 0
        sign = Sign(
            f"inspector{number}", Role.INSPECTOR, number % 2 == 0, Agency.SWD, facts={"health_professional": nurse}
        )
        people.add(sign)
    for number in range(2, OF_SCPA + 1):
        facts = {"health_professional": number == 3}
        people.add(Sign(f"scpa.inspector{number}", Role.INSPECTOR, number > 2, Agency.SCPA, facts=facts))
    people.add(Sign("cpo2.hyd", Role.CPO, False, Agency.CPU, HYD))
    for district in gazetteer.districts():
        _officers(people, district.code)
    for body, districts in BODIES.items():
        if body != "hyd":
            _members(people, body, districts)
    _province(people, scale)
    db.session.flush()
    audit.note("account:load-made-up", None, None, changes={"accounts": [None, len(people.known)]})
    return people


def _officers(people: People, district: str) -> None:
    ending = district[3:].lower()
    if district == SINGLE:
        alone = people.add(Sign(f"cpuhead.{ending}", Role.CPU_HEAD, True, Agency.CPU, district, language="sd"))
        for role in (Role.CPO, Role.COMPLAINT_OFFICER, Role.DISTRICT_OFFICER):
            people.grant(alone, role, district)
        return
    for number, (office, role, agency) in enumerate(OFFICES):
        if f"{office}.{ending}" not in people.known:
            people.add(Sign(f"{office}.{ending}", role, number % 2 == 0, agency, district))


def _province(people: People, scale: int) -> None:
    """The offices in Karachi, and deputies in the districts."""
    for office, role, agency, count in OFFICES_OF_THE_PROVINCE:
        for number in range(2, count * scale + 2):
            people.add(Sign(f"{office}{number}", role, number % 2 == 0, agency))
    endings = [d.code[3:].lower() for d in gazetteer.districts() if d.code not in (HYD, SINGLE)]
    for number, ending in enumerate(endings):
        district = f"SD-{ending.upper()}"
        people.add(Sign(f"district2.{ending}", Role.DISTRICT_OFFICER, number % 2 == 1, Agency.SWD, district))
        if number < DEPUTIES:
            people.add(Sign(f"cpo2.{ending}", Role.CPO, number % 2 == 1, Agency.CPU, district))


def _members(people: People, body: str, districts: tuple[str, ...]) -> None:
    for number, seat in enumerate(PANEL):
        role = Role.PANEL_CHAIR if seat == "chair" else Role.PANEL_MEMBER
        agency = {0: Agency.SWD, 1: Agency.SWD, 4: Agency.POLICE}.get(number, Agency.OTHER)
        user = people.add(Sign(f"{seat}.{body}", role, number % 2 == 1, agency, districts[0]))
        for district in districts[1:]:
            people.grant(user, role, district)
