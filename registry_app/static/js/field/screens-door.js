// The door of the phone: get ready with a PIN, open with the PIN, and what is left when the phone was emptied.
import { _, button, buttons, el, field, link, notice } from "./dom.js";
import * as line from "./line.js";

const PIN = /^\d{6}$/;
const SIMPLE = /^(\d)\1{5}$|^123456$|^654321$|^012345$/;

function pinBox(name) {
  return el("input", { type: "password", class: "input input--10", inputmode: "numeric", maxlength: "6", dir: "ltr", name });
}

function plain(text) {
  return [...text].map((sign) => {
    const at = "۰۱۲۳۴۵۶۷۸۹".indexOf(sign) + 1 || "٠١٢٣٤٥٦٧٨٩".indexOf(sign) + 1;
    return at ? String(at - 1) : sign;
  }).join("");
}

function formOf(deed, ...parts) {
  return el("form", { novalidate: "", onsubmit: (event) => { event.preventDefault(); deed(); } }, parts);
}

export async function free() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
  return Math.floor((quota - usage) / 1e6);
}

// Persistent storage is asked for, a key is made of the PIN and the office's half, and what is assigned is fetched.
async function makeReady(app, pin, name) {
  const who = await line.door();
  if (!who) return _("Sign in first, then get ready.");
  const old = await app.vault.phone(who.person);
  const fresh = !old || old.state === "wiped";
  const phone = fresh ? crypto.randomUUID() : old.phone;
  const answer = await line.getReady(phone, name);
  if (answer.status !== 200 && answer.status !== 201) return _("The office does not let this phone in. Call it.");
  await navigator.storage?.persist?.();
  app.owner = who.person;
  const made = await app.vault.ready(who.person, pin, answer.said, who.office);
  await app.vault.put({ ...made.phone, name });
  Object.assign(app, { key: made.key, phone: { ...made.phone, name } });
  await app.fetchBundle();
  await app.opened(made.key);
  return "";
}

export function prepare(app) {
  const [first, again] = [pinBox("pin"), pinBox("again")];
  const name = el("input", { class: "input", maxlength: "60", dir: "auto", name: "device" });
  name.value = app.told.device;
  const said = el("p", { class: "wrong", role: "alert" });
  const deed = async () => {
    const [pin, second] = [plain(first.value), plain(again.value)];
    said.textContent = "";
    if (!PIN.test(pin)) said.textContent = _("The PIN has 6 numbers.");
    else if (SIMPLE.test(pin)) said.textContent = _("This PIN is too easy to guess. Choose another.");
    else if (pin !== second) said.textContent = _("The two PINs are not the same. Type them again.");
    if (said.textContent) return;
    try {
      said.textContent = await makeReady(app, pin, name.value.trim() || app.told.device);
    } catch (error) {
      if (!(error instanceof line.NoLine)) throw error;
      said.textContent = _("No signal. Get ready where there is a network.");
    }
  };
  return [
    el("h1", {}, _("Get ready for offline")),
    el("p", { class: "lead" }, _("Do this once, where there is a network. Then your visits work without signal.")),
    app.who ? null : notice(_("Sign in first, then get ready."), "warn", buttons(link(_("Sign in"), app.told.signIn, "quiet"))),
    formOf(deed, field(_("Name of this phone"), name), field(_("New PIN, 6 numbers"), first, _("You type it each time you open your visits. Tell nobody.")), field(_("The same PIN again"), again), said,
      buttons(el("button", { class: "button button--wide" }, _("Get ready")))),
    notice(_("This phone may delete unsent work if you clear the browser. Send first.")),
  ];
}

export function enter(app) {
  const box = pinBox("pin");
  const said = el("p", { class: "wrong", role: "alert" });
  const deed = async () => {
    const pin = plain(box.value);
    box.value = "";
    if (!PIN.test(pin)) { said.textContent = _("The PIN has 6 numbers."); return; }
    said.textContent = _("Opening.");
    const { key, left } = await app.vault.enter(app.owner, pin);
    if (key) await app.opened(key);
    else if (left <= 0) { app.mode = "wiped"; await app.draw(); app.outbox.now(); }
    else said.textContent = _("This PIN is not right. %(n)s tries are left, then this phone is emptied.", { n: left });
  };
  return [
    el("h1", {}, _("Open your visits")),
    formOf(deed, field(_("PIN"), box), said, buttons(el("button", { class: "button button--wide" }, _("Open")))),
    el("p", {}, _("PIN forgotten? What is unsent stays sealed and is sent. After ten wrong tries you can choose a new PIN.")),
  ];
}

export function wiped(app) {
  return [
    el("h1", {}, _("This phone was emptied")),
    el("p", { class: "lead" }, _("Nothing on it can be read any more: three days passed without a network, the PIN was wrong ten times, or the office blocked the phone.")),
    el("p", {}, _("What you had not sent is sealed for the office and is sent as soon as there is a network and you are signed in.")),
    buttons(link(_("See what is unsent"), "#/outbox", "quiet"), button(_("Get ready again"), () => { app.mode = "prepare"; app.draw(); }, "wide")),
  ];
}
