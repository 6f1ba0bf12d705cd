"""Which records may be one home: by name, place and people, in any of the three scripts. Facts in, pairs out."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from registry_app.core import names
from registry_app.core.geo import Point, box
from registry_app.places import gazetteer
from registry_app.providers.twins.states import Why

NEAR_KM = 0.2
MOST = 5
"""A home of a common name is shown beside its nearest few, not beside all of them."""
# Words that most homes have in their names, and so say nothing about which home it is.
COMMON = (
    "home house centre center hostel shelter village orphanage orphan orphans orphanages institute institution complex "
    "foundation trust welfare society organisation organization association charitable children childrens child "
    "for of the and in at no branch sindh pakistan yateem khana ghar idara markaz "
    "گھر یتیم خانہ ادارہ مرکز فاؤنڈیشن ٹرسٹ ویلفیئر سوسائٹی برائے اور کے کا کی بچوں سندھ پاکستان "
    "گهر يتيم خانو ادارو فائونڊيشن "
    "ٽرسٽ ويلفيئر سوسائٽي جو جا جي ۽ ٻارن سنڌ پاڪستان"
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """What of a home is compared."""

    key: uuid.UUID
    names: tuple[str, ...]
    district: str
    address: str = ""
    point: Point | None = None
    people: frozenset[str] = frozenset()

    @cached_property
    def cores(self) -> frozenset[str]:
        """What its names sound like without the words that many names share."""
        return frozenset(core(name, self.district) for name in self.names) - {""}

    @cached_property
    def street(self) -> str:
        """The address as letters; too short a one says nothing."""
        spelt = names.letters(self.address)
        return spelt if len(spelt) >= 8 else ""


@cache
def _common(district: str) -> frozenset[str]:
    one = gazetteer.district(district)
    places = (one.name, one.name_ur, one.name_sd, one.headquarters, "Karachi", "کراچی", "ڪراچي")
    return frozenset(names.sound(word) for said in (COMMON, *places) for word in names.words(said))


def core(name: str, district: str) -> str:
    """The sound of a name without common words; of the whole name where nothing else is left."""
    own = [word for word in names.words(name) if names.sound(word) not in _common(district)]
    return names.sound(" ".join(own)) or names.sound(name)


def shared(one: Record, other: Record) -> tuple[Why, ...]:
    """What two records share."""
    found = []
    if one.cores & other.cores:
        found.append(Why.NAME)
    if one.district == other.district and (_same_street(one, other) or _near(one, other)):
        found.append(Why.PLACE)
    if one.people & other.people:
        found.append(Why.PEOPLE)
    return tuple(found)


def may_be_one(one: Record, other: Record) -> tuple[Why, ...]:
    """Why two records may be one home; empty when nothing speaks for it.

    One name in one district is enough; people need the name or the place beside them, because an organisation has
    several homes and one phone; a place alone is not enough, because two homes may share a compound.
    """
    why = shared(one, other)
    if Why.NAME in why and one.district == other.district:
        return why
    return why if Why.PEOPLE in why and len(why) > 1 else ()


def _same_street(one: Record, other: Record) -> bool:
    return bool(one.street) and one.street == other.street


def _near(one: Record, other: Record) -> bool:
    return one.point is not None and other.point is not None and box(one.point, NEAR_KM).holds(other.point)


def contradict(one: Record, other: Record) -> bool:
    """Whether two records of one name cannot be taken for one home without asking: they stand in different places."""
    if one.street and other.street:
        return one.street not in other.street and other.street not in one.street
    return one.point is not None and other.point is not None and not _near(one, other)


def pairs(new: Iterable[Record], known: Iterable[Record]) -> Iterator[tuple[uuid.UUID, uuid.UUID, tuple[Why, ...]]]:
    """(known, new, why) for each new record and those it may be one with; `known` holds the new ones too, in order."""
    known = list(known)
    place = {record.key: n for n, record in enumerate(known)}
    by_mark: dict[object, list[Record]] = defaultdict(list)
    for record in known:
        for mark in _marks(record):
            by_mark[mark].append(record)
    for record in new:
        met = {other.key: other for mark in _marks(record) for other in by_mark[mark][: 4 * MOST]}
        met.pop(record.key, None)
        found = [(why, other) for other in met.values() if (why := may_be_one(other, record))]
        found.sort(key=lambda pair: (-len(pair[0]), place[pair[1].key]))
        for why, other in found[:MOST]:
            yield other.key, record.key, why


def _marks(record: Record) -> set[object]:
    return {(record.district, core) for core in record.cores} | set(record.people)
