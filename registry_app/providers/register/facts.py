"""A home as the public sees it: one frozen object, from which pages, JSON and CSV are written alike."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from registry_app.places import gazetteer
from registry_app.providers.homes.states import CareType, Grade, Sexes, Standing
from registry_app.providers.powers.states import GradePublication, NamingUnregistered
from registry_app.providers.register import rules


class PublicService(NamedTuple):
    """What a home offers, as far as it is public."""

    care_type: CareType
    sexes: Sexes
    age_from: int
    age_to: int
    capacity: int


class PublicHome(NamedTuple):
    """Public facts only. `names` is empty when the name is not public; None in a grade's fact: not published."""

    number: str
    names: dict[str, str]
    household: bool
    shelter: bool
    district: str
    standing: Standing
    certificate: str | None
    authorised_from: date | None
    authorised_until: date | None
    care_types: tuple[CareType, ...]
    services: tuple[PublicService, ...]
    visited_on: date | None
    with_notice: bool | None
    grade: Grade | None
    limits: tuple[str, ...]
    protection_met: bool | None
    grade_days: int | None
    grade_is_old: bool

    def name_in(self, language: str) -> str:
        """The name in the language, in English where there is none; empty when it is not public."""
        return self.names.get(language) or self.names.get("en", "")

    def district_in(self, language: str) -> str:
        """The district's name."""
        return gazetteer.district(self.district).name_in(language)

    @property
    def carries(self) -> bool:
        """Whether it is authorised today."""
        return self.standing is Standing.AUTHORISED


def public(
    home: Any, services: Sequence[Any], publication: GradePublication, naming: NamingUnregistered, today: date
) -> PublicHome:
    """What of `home` is public today: a home, or a plain row with its public columns."""
    known = rules.Facts(
        home.standing, home.household, home.shelters_survivors, home.notice_until, home.authorised_until
    )
    standing = Standing.EXPIRED if rules.is_over(known, today) else home.standing
    living = standing in (Standing.AUTHORISED, Standing.SUSPENDED)
    open_ = rules.shows_visits(known)
    shows_grade = open_ and publication is GradePublication.GRADE and home.grade is not None
    visited_on = home.grade_on if open_ and publication is not GradePublication.OFF else None
    names = {"en": home.name, "ur": home.name_ur or "", "sd": home.name_sd or ""}
    return PublicHome(
        number=home.register_number,
        names={code: name for code, name in names.items() if name} if rules.is_named(known, naming, today) else {},
        household=home.household,
        shelter=home.shelters_survivors,
        district=home.district,
        standing=standing,
        certificate=home.certificate_number if living and rules.shows_care(known) else None,
        authorised_from=home.authorised_from if living and open_ else None,
        authorised_until=home.authorised_until if living and open_ else None,
        care_types=_kinds(services) if rules.shows_care(known) else (),
        services=tuple(
            PublicService(s.care_type, s.sexes, s.age_from, s.age_to, s.capacity) for s in services
        ) if rules.shows_places(known) else (),
        visited_on=visited_on,
        with_notice=home.grade_with_notice if visited_on else None,
        grade=home.grade if shows_grade else None,
        limits=tuple((home.grade_limits or "").split()) if shows_grade else (),
        protection_met=home.protection_met if shows_grade else None,
        grade_days=rules.age_in_days(home.grade_on, today) if shows_grade and home.grade_on else None,
        grade_is_old=bool(shows_grade and home.grade_on and rules.is_old(home.grade_on, today)),
    )  # fmt: skip


def _kinds(services: Sequence[Any]) -> tuple[CareType, ...]:
    return (services[0].care_type,) if len(services) == 1 else tuple(sorted({s.care_type for s in services}))
