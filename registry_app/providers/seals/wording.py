"""The sealed facts in words of the page's language: for the page that checks, and for the one that does it offline."""

from collections.abc import Iterable
from enum import StrEnum

from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.places import gazetteer
from registry_app.providers.authorisations.states import ConditionCode, Kind
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.seals.rules import Sealed


def _isolated(text: object) -> str:
    return f"\u2066{text}\u2069"


def word(kind: type[StrEnum], code: str) -> str:
    """The word of a code; the code itself where a later version no longer knows it."""
    return str(label(kind(code))) if code in set(kind) else code


def signed(sealed: Sealed, *, named: bool, open_: bool) -> list[tuple[str, str]]:
    """(label, value) of what the office signed beyond number, kind and days, as far as it is public of the home today.

    `named`: its name is public; `open_`: its kind of care, children and places are.
    """
    rows = [(_("Name on the certificate"), sealed.name)] if named and sealed.name else []
    if open_ and sealed.care:
        rows.append((_("Care"), word(CareType, sealed.care)))
    if open_ and sealed.ages:
        ages = _isolated(f"{sealed.ages[0]}–{sealed.ages[1]}")
        rows.append(
            (_("Children"), _("%(sexes)s, %(ages)s years", sexes=word(Sexes, sealed.sexes), ages=ages)),
        )
    if open_ and sealed.places is not None:
        rows.append((_("Places"), _isolated(sealed.places)))
    if open_ and sealed.care:
        conditions = " · ".join(word(ConditionCode, code) for code in sealed.conditions)
        rows.append((_("Conditions"), conditions or _("No conditions")))
    return rows


def words() -> Iterable[tuple[str, str]]:
    """Every code that can stand in a seal, with its word, for a page that reads seals by itself."""
    kinds: tuple[type[StrEnum], ...] = (Kind, CareType, Sexes, ConditionCode)
    for kind in kinds:
        yield from ((one.value, str(label(one))) for one in kind)
    yield from ((one.code, one.name_in(language())) for one in gazetteer.districts())
