"""An inspector's phone: a browser with a profile of its own, the PIN, and a line that can be cut or made bad."""

import io
import itertools
import random

from PIL import Image

from tests.journeys.conftest import QUIET
from tests.journeys.looking import until

PIN = "280641"
PHONE = "/field/phone"
NOTE = "Marker-Shaheen told of the locked gate"
METHODS = ("document", "observation", "talk_with_child", "talk_with_staff_or_carer")
LEFT = """async () => {
  const answer = (asked) => new Promise((fine) => { asked.onsuccess = () => fine(asked.result); });
  const base = await answer(indexedDB.open("field"));
  const all = (name) => answer(base.transaction(name).objectStore(name).getAll());
  const [kept, unsent, phones] = [await all("kept"), await all("unsent"), await all("phones")];
  base.close();
  return { kept: kept.map((one) => one.kind), unsent: unsent.map((one) => [one.kind, one.seq || 0, one.sent]),
    phone: phones.map((one) => [one.state, Boolean(one.half), one.wrong, one.phone]) };
}"""


class Phone:
    """One phone: `start` opens its browser again on the same profile, `kill` ends it at once."""

    def __init__(self, chromium, place, folder, cookies):
        self.chromium, self.place, self.folder, self.cookies = chromium, place, folder, cookies
        self.context = self.page = None

    def start(self, *, offline=True, path=PHONE):
        self.context = self.chromium.chromium.launch_persistent_context(
            str(self.folder), executable_path="/usr/bin/chromium", args=QUIET, base_url=self.place.url,
            viewport={"width": 320, "height": 640}, locale="en-PK",
            geolocation={"latitude": 25.4, "longitude": 68.36, "accuracy": 8}, permissions=["geolocation"],
        )  # fmt: skip
        self.context.set_default_timeout(45_000)
        self.context.add_cookies(self.cookies)
        self.context.set_offline(offline)
        self.page = self.context.pages[0]
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(path)
        self.page.wait_for_selector("[data-phone][data-ready]")
        return self.page

    def kill(self):
        self.context.close()

    def enter(self, pin=PIN):
        self.page.locator("input[name=pin]").fill(pin)
        self.page.locator("form button").click()

    def get_ready(self):
        page = self.page
        page.locator("input[name=pin]").fill(PIN)
        page.locator("input[name=again]").fill(PIN)
        page.locator("form button").click()
        page.wait_for_selector(".notice--done")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until(page, "caches.keys().then((all) => all.some((name) => name.startsWith('field-')))")

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()

    def go(self, hash_):
        self.page.evaluate("(hash) => { location.hash = hash; }", hash_)

    def saved(self):
        """Wait until the last tap is kept."""
        until(
            self.page,
            "() => !document.querySelector('[data-saved]') || document.querySelector('[data-saved]').dataset.seq",
        )


def picture(number):
    """A photo as a camera makes it: large, and different each time."""
    chance = random.Random(number)
    tile = Image.frombytes("RGB", (60, 45), bytes(chance.randrange(256) for _ in range(60 * 45 * 3)))
    out = io.BytesIO()
    tile.resize((2400, 1800)).save(out, "JPEG", quality=92)
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def arrive(phone, visit):
    page = phone.page
    phone.go(f"#/v/{visit}/arrive")
    page.wait_for_selector("[name=opened_by]")
    page.locator("input[name=entry][value=LET_IN]").check()
    page.locator("[name=opened_by]").fill("guard")
    phone.press("Begin the visit")
    page.wait_for_selector("input[name=CHILD_HURT]")
    for one in page.locator("input[type=radio][value=no]").all():
        one.check()
    phone.saved()


def children(phone, visit):
    """All that were drawn are heard; the count is what the register says, or at least as many as were drawn."""
    page = phone.page
    phone.go(f"#/v/{visit}/children")
    page.wait_for_selector("[name=present]")
    drawn = page.locator("[data-child]").count()
    page.locator("[name=present]").fill(str(max(drawn, 1)))
    for one in page.locator("[data-child] input[value=HEARD]").all():
        one.check()
    if not drawn:
        page.locator("[name=reason]").fill("No child was at home today, all were at school.")
    phone.saved()


def standard(phone, visit, number, *, photos=0, note=""):
    """Every criterion of one standard is met and known in four ways."""
    page = phone.page
    phone.go(f"#/v/{visit}/s/{number}")
    until(page, "(n) => document.querySelector('h1').textContent.startsWith(`${n}. `)", number)
    for card in page.locator("[data-criterion]").all():
        criterion = card.get_attribute("data-criterion")
        card.locator(f"input[name='{criterion}'][value='2']").check()
        for method in METHODS:
            card.locator(f"input[name='{criterion}-{method}']").check()
    if note or photos:
        first = page.locator("[data-criterion]").first
        first.locator("summary").click()
        if note:
            first.locator("textarea").fill(note)
        for number_ in range(photos):
            first.locator("input[type=file]").set_input_files(picture(10 * number + number_))
            first.locator("li.card").nth(number_).wait_for()
    phone.saved()
    return page.locator("[data-criterion]").count()


def finish(phone, visit):
    page = phone.page
    phone.go(f"#/v/{visit}/close")
    page.wait_for_selector("[name=signed_by]")
    page.locator("input[name=signature][value=SIGNED]").check()
    page.locator("[name=signed_by]").fill("The manager")
    phone.press("Send the report")
    page.wait_for_selector("[data-piece]")


def bad_line(context, every=3):
    """Every third request is lost, by turns before it reaches the office and after it was heard there."""
    count, lost = itertools.count(1), []

    def carry(route):
        turn = next(count)
        if turn % every:
            route.continue_()
            return
        lost.append(route.request.url)
        if turn % 2:
            route.abort("connectionfailed")
        else:
            route.fetch()
            route.abort("connectionreset")

    context.route("**/api/v1/field/**", carry)
    return lost
