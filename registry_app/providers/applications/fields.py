"""Boxes that only the application form has: a count, a place on the map, rows of people, one of several choices."""

import re
from typing import Any

from wtforms import Field, RadioField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from registry_app.core.forms import NO_CARD, tidy
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import one_digit, western
from registry_app.providers.applications.questions import Question

SINDH = (23.0, 29.0, 66.0, 72.0)
MOST_ROWS = 30
CNIC = re.compile(r"\d{5}-\d{7}-\d")


def in_sindh(lat: float, lon: float) -> bool:
    """Whether a position can be one of Sindh."""
    south, north, west, east = SINDH
    return south <= lat <= north and west <= lon <= east


class CountField(StringField):
    """A whole number of 0 or more, in any digits, with or without commas; its data is an int, or what was typed."""

    def __init__(self, label: Any = None, *, low: int = 0, high: int = 9999, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.low, self.high = low, high

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = western(valuelist[0] if valuelist else "").strip()
        bare = re.sub(r"[,٬،\s]", "", typed)
        self.data = int(bare) if re.fullmatch(r"[0-9]{1,15}", bare) else typed or None

    def pre_validate(self, form: Any) -> None:
        if isinstance(self.data, str):
            raise StopValidation(str(_("Write a number, like 12. Write 0 when there is none.")))
        if isinstance(self.data, int) and not self.low <= self.data <= self.high:
            raise StopValidation(
                gettext("Write a number from %(low)s to %(high)s.", low=self.low, high=f"{self.high:,}")
            )


class OneOf(RadioField):
    """Radios of which none may be chosen yet."""

    def process_data(self, value: Any) -> None:
        self.data = value

    def pre_validate(self, form: Any) -> None:
        if self.data in (None, "", "None"):
            self.data = None
        elif self.data not in {choice.value for choice in self.choices or ()}:
            raise StopValidation(str(_("Choose one of these.")))


class PointField(Field):
    """Latitude and longitude from a map, or the way in words: `<name>-lat`, `<name>-lon`, `<name>-way`."""

    widget = TextInput()
    PARTS = ("lat", "lon", "way")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed = dict.fromkeys(self.PARTS, "")

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[Any] = []
        self.errors, self.data = (), data if isinstance(data, dict) else None
        if self.data:
            self.typed = {part: str(self.data[part] if self.data.get(part) is not None else "") for part in self.PARTS}
        if formdata is None or not any(f"{self.name}-{part}" in formdata for part in self.PARTS):
            return
        self.typed = {part: str(formdata.get(f"{self.name}-{part}", "")).strip() for part in self.PARTS}
        self.data = self._read()

    def _read(self) -> dict[str, Any] | None:
        way = tidy(self.typed["way"]) or None
        numbers = [western(self.typed[part]).replace("٫", ".").replace("°", "").strip() for part in ("lat", "lon")]
        if not any(numbers):
            return {"lat": None, "lon": None, "way": way} if way else None
        try:
            lat, lon = (float(number) for number in numbers)
        except ValueError:
            self.process_errors.append(_("Write both numbers of the place, like 25.39602 and 68.37772."))
            return None
        if not in_sindh(lat, lon):
            self.process_errors.append(_("This place is not in Sindh. Look at the two numbers again."))
            return None
        return {"lat": lat, "lon": lon, "way": way}

    def pre_validate(self, form: Any) -> None:
        if len(self.typed["way"]) > 1000:
            raise StopValidation(gettext("Write less: at most %(max)d letters.", max=1000))


class RowsField(Field):
    """People in rows, such as trustees: `<name>-<row>-<part>`. A row left empty is no row."""

    widget = TextInput()

    def __init__(self, label: Any = None, *, parts: tuple[Question, ...] = (), **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.parts = parts
        self.typed: list[dict[str, str]] = []
        self.wrong: dict[tuple[int, str], Any] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[Any] = []
        self.errors = ()
        self.typed = [{p.id: str(row.get(p.id) or "") for p in self.parts} for row in data or ()]
        self.data = [dict(row) for row in self.typed] or None
        if formdata is None or f"{self.name}-0-{self.parts[0].id}" not in formdata:
            return
        self.typed, self.data = [], None
        for number in range(MOST_ROWS):
            cells = {part.id: tidy(formdata.get(f"{self.name}-{number}-{part.id}", "")) for part in self.parts}
            if any(cells.values()):
                self.typed.append(cells)
        self.data = [self._row(number, cells) for number, cells in enumerate(self.typed)] or None

    def _row(self, number: int, cells: dict[str, str]) -> dict[str, str]:
        row = {}
        for part in self.parts:
            value = cells[part.id][: part.max]
            if part.kind == "cnic" and value:
                digits = re.sub(r"[\s-]", "", western(value))
                value = f"{digits[:5]}-{digits[5:12]}-{digits[12:]}"
                if not CNIC.fullmatch(value):
                    self._mark(number, part, _("A CNIC has 13 numbers, like 42101-1234567-1."))
                elif one_digit(value):
                    self._mark(number, part, NO_CARD)
            if part.kind == "number" and value:
                value = re.sub(r"[,٬،\s]", "", western(value))
                if not re.fullmatch(r"[0-9]{1,4}", value):
                    self._mark(number, part, _("Write a number, like 12. Write 0 when there is none."))
            if part.kind == "yesno" and value not in ("", "yes", "no"):
                self._mark(number, part, _("Choose one of these."))
            if not value and part.required:
                self._mark(number, part, _("Fill in this box."))
            row[part.id] = value
        return row

    def _mark(self, number: int, part: Question, sentence: Any) -> None:
        self.wrong[number, part.id] = sentence
        self.process_errors.append(sentence)
