"""Monthly returns since each home was authorised: most agree with the stays, a few come late, differ or never come."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from registry_app.core import clock
from registry_app.demo.bulk import Rows, store
from registry_app.demo.chance import Chance, at, not_later
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.placements.returns import queries, rules
from registry_app.placements.returns.models import MonthlyReturn, ReturnReminder, ReturnSettlement
from registry_app.placements.returns.states import Reminded

FORGOTTEN, LATE, DIFFERENT, QUIET = 0.06, 0.12, 0.1, 0.7
"""So many returns never came, came late, say another number than the stays; so many events there are not."""
REASON = "Made up. One child came on the last evening and was written down the day after."


class Book:
    """Rows of returns, of what settled a difference, and of reminders."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people, self.today = chance, people, clock.today()
        self.returns, self.settled, self.reminded = Rows(MonthlyReturn), Rows(ReturnSettlement), Rows(ReturnReminder)

    def of_home(self, place: Place, lines: Sequence[rules.StayLine], months: Sequence[date]) -> None:
        """A return for each month, or the reminders of one that never came."""
        for month in months:
            if self.chance.yes(FORGOTTEN):
                self._forgotten(place, month)
            else:
                self._sent(place, month, queries.counted(lines, month))

    def _forgotten(self, place: Place, month: date) -> None:
        for who, day in ((Reminded.HOME, 6), (Reminded.OFFICE, rules.TOLD_DAY)):
            on = rules.month_after(month).replace(day=day)
            if on <= self.today:
                self.reminded.add(id=self.chance.key(), home_id=place.id, month=month, who=who, at=at(on, 7))

    def _sent(self, place: Place, month: date, known: dict[str, int]) -> None:
        said, different = dict(known), self.chance.yes(DIFFERENT)
        if different:
            said |= {box: known[box] + 1 for box in ("came", "present", self._sex(place))}
        events = 0 if self.chance.yes(QUIET) else self.chance.randint(1, 3)
        first, last = (6, 9) if self.chance.yes(LATE) else (1, 5)
        on = not_later(at(rules.month_after(month) + timedelta(days=self.chance.randint(first, last) - 1), 12))
        key = self.chance.key()
        self.returns.add(
            id=key, home_id=place.id, month=month, version=1, **said, staff=max(4, said["present"] // 4), staff_came=0,
            staff_left=0, events=events, serious=min(events, self.chance.randint(0, 1)), note="",
            sent_by_id=place.user.id if place.user else None, sent_at=on, first_sent_at=on,
        )  # fmt: skip
        if different and self.chance.yes(0.5):
            self._settle(place, key, rules.differences(said, known), on + timedelta(days=4))

    def _sex(self, place: Place) -> str:
        return "girls" if place.sexes.value == "GIRLS" else "boys"

    def _settle(self, place: Place, key: Any, differences: dict[str, list[int]], on: Any) -> None:
        self.settled.add(
            id=self.chance.key(), return_id=key, place=1, differences=differences, reason=REASON,
            settled_by_id=self.people.of("cpuhead", place.district).id, settled_at=not_later(on),
        )  # fmt: skip


def send(chance: Chance, people: People, houses: Houses) -> int:
    """A return for each month since a home was authorised; gives how many."""
    book, today = Book(chance, people), clock.today()
    telling = [place for place in houses.homes if place.authorised and place.user and place.authorised_from]
    months = {place.id: rules.months_due(place.authorised_from or today, today) for place in telling}
    every = sorted({month for found in months.values() for month in found})
    lines = queries.lines([place.id for place in telling], every[0], every[-1]) if every else {}
    for place in telling:
        book.of_home(place, lines.get(place.id, []), months[place.id])
    store(book.returns, book.settled, book.reminded)
    return book.returns.count
