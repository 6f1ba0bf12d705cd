"""NADRA packs for tests: a home with children, and a sheet brought to any state by the verbs themselves."""

from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.placements import services as placements
from registry_app.placements.models import Stay
from registry_app.placements.nadra import services
from registry_app.placements.nadra.models import NadraPack, NadraSheet
from registry_app.placements.nadra.states import Given, Office, Refusal, SheetState, StepKind
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from tests.builders import homes
from tests.builders.children import a_child
from tests.builders.people import person

S = SheetState
SENT = {"office": Office.NADRA, "office_name": "Centre 1", "receipt_number": "N-1"}
WAY: dict[SheetState, tuple[str, ...]] = {
    S.PREPARED: (), S.SIGNED: ("sign",), S.SENT: ("sign", "send"), S.REGISTERED: ("sign", "send", "register"),
    S.CONFIRMED: ("sign", "send", "register", "confirm"), S.REFUSED: ("sign", "send", "refuse"),
    S.MORE_ASKED: ("sign", "send", "ask_more"), S.TAKEN_BACK: ("take_back",),
}  # fmt: skip


def there(home: Home, years: int = 9, **facts: Any) -> Stay:
    """A child who lives in this home."""
    officer = person(Role.CPO, district=home.district)
    return placements.record_stay(a_child(years, **facts), basis=Basis.LEGACY, home=home, actor=officer)


def do(sheet: NadraSheet, action: str, actor: Any, **said: Any) -> Any:
    """One action of the lifecycle by its own verb, with facts that are right unless `said` says otherwise."""
    day, pack = {"on": clock.today(), "actor": actor}, sheet.pack
    refused = {"refusal": Refusal.PARENTS_ASKED, "words": "They asked for the father."}
    verbs: dict[str, Any] = {
        "sign": lambda: services.sign(pack, **{"head_name": "Head One", **day, **said}),
        "send": lambda: services.send(pack, **{**SENT, **day, **said}),
        "copy": lambda: services.copy(pack, **{"office_name": "UC 7", "receipt_number": "U-1", **day, **said}),
        "register": lambda: services.answer(sheet, StepKind.REGISTERED, **{"given": Given.B_FORM, **day, **said}),
        "refuse": lambda: services.answer(sheet, StepKind.REFUSED, **{**refused, **day, **said}),
        "ask_more": lambda: services.answer(sheet, StepKind.MORE_ASKED, **{"words": "A photo.", **day, **said}),
        "take_back": lambda: services.take_back(sheet, **{"words": "Not needed.", "actor": actor, **said}),
        "leave_behind": lambda: services.leave_behind(sheet, actor=actor),
        "confirm": lambda: services.confirm(sheet, actor=actor),
        "correct_sent": lambda: services.correct(sheet, StepKind.SENT, **{**SENT, **day, **said}),
        "correct_registered": lambda: services.correct(
            sheet, StepKind.REGISTERED, **{"given": Given.B_FORM, **day, **said}
        ),
        "correct_refused": lambda: services.correct(sheet, StepKind.REFUSED, **{**refused, **day, **said}),
        "correct_more_asked": lambda: services.correct(
            sheet, StepKind.MORE_ASKED, **{"words": "A photo.", **day, **said}
        ),
    }
    return verbs[action]()


def a_sheet(state: SheetState = S.PREPARED, *, home: Home | None = None, stay: Stay | None = None) -> NadraSheet:
    """A sheet in this state, of a child in a home."""
    home = home or (stay.home if stay and stay.home else homes.a_home())
    actor = person(Role.PROVIDER)
    sheet = services.prepare(home, [stay or there(home)], actor=actor).sheets[0]
    for action in WAY[state]:
        do(sheet, action, actor)
    assert sheet.state is state
    return sheet


def a_pack(home: Home, stays: list[Stay]) -> NadraPack:
    return services.prepare(home, stays, actor=person(Role.PROVIDER))
