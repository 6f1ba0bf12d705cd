// The brief, the door of the home, and danger first.
import { _, badge, box, button, buttons, el, field, link, moment, notice, radios, tag } from "./dom.js";
import { drawFor, dangersSeen } from "./record.js";
import { find } from "./place.js";
import { photos } from "./photos.js";

export function head(app, visit, title) {
  return [
    el("p", {}, el("a", { href: `#/v/${visit.id}`, class: "back" }, _("Back to the visit"))),
    el("h1", {}, title),
    el("p", { class: "lead" }, el("bdi", { dir: "auto" }, app.inWords(visit.home.name)), " · ", el("bdi", { class: "nowrap" }, visit.home.number)),
    dangerCard(app, visit),
  ];
}

export function saved(record) {
  return el("p", { role: "status", "data-saved": "", class: "quiet" }, record.saved ? _("Saved on this phone %(time)s.", { time: moment(record.saved) }) : "");
}

// Stays on every page of the visit until somebody confirmed who was called.
export function dangerCard(app, visit) {
  const record = app.records.get(visit.id);
  if (!record || !dangersSeen(record).length || record.dangers.confirmed || record.final) return null;
  const body = encodeURIComponent(_("Danger to a child at home %(number)s. Please come now.", { number: visit.home.number }));
  const told = box(record.dangers.told, (value) => { record.dangers.told = value; app.save(record); }, { most: app.bundle.limits.told, name: "told" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const confirm = () => {
    if (!record.dangers.told.trim()) { wrong.textContent = _("Write who was called, and when."); return; }
    record.dangers.confirmed = true;
    app.save(record).then(app.draw);
  };
  return el("section", { class: "danger", "data-danger": "" },
    el("h2", {}, _("Child in danger: call now.")), el("p", {}, _("This stays on the screen until you confirm who was called.")),
    buttons(el("a", { class: "button button--danger", href: "tel:1121" }, _("Call"), " ", el("bdi", {}, "1121")), el("a", { class: "button button--quiet", href: `sms:1121?body=${body}` }, _("Send a text message"))),
    field(_("Who was called, and when?"), told), wrong, buttons(button(_("They were told"), confirm, "wide")));
}

// Never taken up silently: where somebody was is said, and the person chooses.
function restore(app, visit, record) {
  if (!app.fresh?.has(visit.id) || !record.at || record.final) return null;
  const on = () => { app.fresh.delete(visit.id); app.go(record.at.hash); };
  const anew = async () => {
    app.fresh.delete(visit.id);
    await app.restart(visit.id);
    app.draw();
  };
  const sure = el("div", { hidden: true }, el("p", {}, _("All answers and photos of this visit on this phone are deleted.")), buttons(button(_("Yes, delete and start again"), anew, "danger")));
  return el("section", { class: "notice notice--warn", "data-restore": "" },
    el("p", {}, _("You were on %(where)s, at %(time)s.", { where: `\u2068${record.at.words}\u2069`, time: moment(record.saved) })),
    buttons(button(_("Go on"), on, "wide"), button(_("Start again"), () => { sure.hidden = false; }, "quiet")), sure);
}

function steps(app, visit, record) {
  const main = `#/v/${visit.id}`;
  const done = visit.scope.filter((id) => record.answers[id]?.mark).length;
  const rows = record.arrived?.entry === "REFUSED" ? [] : [
    [_("Danger first"), "danger", record.dangers.looked ? _("Done") : _("To do"), record.dangers.looked ? "plain" : "blue"],
    [_("Talks with children and files"), "children", record.present === null ? _("To do") : _("Done"), record.present === null ? "blue" : "plain"],
    [_("Standards: %(done)s of %(total)s", { done, total: visit.scope.length }), "s", done === visit.scope.length ? _("Done") : _("To do"), done === visit.scope.length ? "plain" : "blue"],
    [_("Live grade"), "grade", _("Look"), "teal"],
  ];
  rows.push([_("Read back and send"), "close", _("To do"), "blue"]);
  return el("ul", { class: "tasks" }, rows.map(([said, part, state, tone]) =>
    el("li", { class: "task" }, el("span", { class: "task__name" }, el("a", { href: `${main}/${part}` }, said)), tag(state, tone))));
}

function pair(name, value) {
  return value === null || value === "" || value === undefined ? null : el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

export function brief(app, visit, record) {
  const { last } = visit;
  const held = last ? app.inWords(last.held) : [];
  const now = !record || (visit.state === "PLANNED" && !visit.may_begin)
    ? notice(app.inWords(visit.may_not_because) || _("The office must agree before this visit begins."), "warn")
    : record.final ? notice(_("The report is finished. It is sent as soon as there is a network."), "done", buttons(link(_("Outbox"), "#/outbox", "quiet")))
    : record.arrived ? steps(app, visit, record)
    : buttons(link(_("I am here"), `#/v/${visit.id}/arrive`, "wide"));
  return [
    el("p", {}, el("a", { href: "#/", class: "back" }, _("My day"))),
    el("h1", { "data-title": _("Brief of the visit") }, el("bdi", { dir: "auto" }, app.inWords(visit.home.name)), " · ", el("bdi", { class: "nowrap" }, visit.home.number)),
    record ? dangerCard(app, visit) : null,
    record ? restore(app, visit, record) : null,
    record?.errors?.length ? el("section", { class: "summary-box", role: "alert" }, el("h2", {}, _("There is a problem")), el("ul", {}, record.errors.map((one) => el("li", {}, one.sentence)))) : null,
    now,
    el("h2", {}, _("What we know")),
    last ? el("p", { class: "row" }, badge(last.grade, last.grade ? app.word(`grade.${last.grade}`) : _("Not graded")), el("bdi", {}, last.on)) : el("p", {}, _("Never graded")),
    held?.length ? el("section", { class: "why" }, el("h3", {}, _("What held the last grade")), el("ul", {}, held.map((one) => el("li", {}, one)))) : null,
    el("dl", { class: "summary" }, pair(_("Children registered here"), String(visit.home.present)), pair(_("Open actions"), String(visit.actions.length)), pair(_("Team"), visit.team.map((one) => `\u2068${one.name}\u2069`).join(" · "))),
    visit.themes.length ? [el("h3", {}, _("What children told us about")), el("ul", {}, visit.themes.map((one) => el("li", {}, app.word(`theme.${one.theme}`), " ", el("bdi", {}, `(${one.messages})`))))] : null,
    visit.actions.length ? [el("h3", {}, _("Open actions")), el("ul", {}, visit.actions.map((one) => el("li", {}, tag(app.word(`severity.${one.severity}`), one.severity === "CRITICAL" || one.severity === "MAJOR" ? "red" : "amber"), " ", el("bdi", {}, one.criterion), " ", el("bdi", { class: "quiet" }, one.fix_by))))] : null,
  ];
}

// The place is looked for while the person goes on; nothing waits for it.
async function look(app, record, said) {
  said.textContent = _("Looking for the place. You can go on.");
  const tell = (place) => _("Place saved, ±%(m)s m.", { m: place.accuracy });
  const best = await find((place) => {
    record.place = place;
    if (record.arrived) { record.arrived.place = place; app.save(record); }
    said.textContent = tell(place);
  });
  if (!best) said.textContent = _("No place found. Take a photo of the gate instead.");
}

export function arrive(app, visit, record) {
  const said = el("p", { role: "status" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const typed = record.door ||= { entry: "", opened_by: "", note: "" };
  const keep = (name) => (value) => { typed[name] = value; app.save(record); };
  if (!record.looking) {
    record.looking = true;
    look(app, record, said);
  } else if (record.place) said.textContent = _("Place saved, ±%(m)s m.", { m: record.place.accuracy });
  const go = async () => {
    if (!typed.entry || !typed.opened_by.trim()) { wrong.textContent = _("Say who opened the door and whether you were let in."); return; }
    const gate = record.files.find((one) => one.kind === "GATE");
    record.arrived = { at: new Date().toISOString(), ...typed, opened_by: typed.opened_by.trim(), place: record.place || null, gate_photo: gate ? gate.id : null };
    const today = record.arrived.at.slice(0, 10);
    const inForce = Object.values(app.bundle.frameworks).filter((one) => one.in_force_from <= today).sort((a, b) => (a.in_force_from < b.in_force_from ? 1 : -1))[0];
    if (inForce && visit.scope.every((id) => inForce.standards.some((one) => one.criteria.some((each) => each.id === id)))) record.framework = inForce.version;
    drawFor(record, visit, app.book(record));
    await app.save(record);
    app.go(`#/v/${visit.id}/${typed.entry === "REFUSED" ? "close" : "danger"}`);
  };
  return [
    ...head(app, visit, _("I am here")), said,
    photos(app, record, { kind: "GATE", criterion: null, said: _("Photo of the gate") }),
    radios(_("Were you let in?"), "entry", ["LET_IN", "LATE", "REFUSED"].map((one) => [one, app.word(`entry.${one}`)]), typed.entry, keep("entry")),
    el("p", { class: "hint" }, _("A refused entry is a result too. You may send it as it is.")),
    field(_("Who opened the door?"), box(typed.opened_by, keep("opened_by"), { most: app.bundle.limits.opened_by, name: "opened_by" }), _("Their work, for example guard or manager.")),
    field(_("What was said at the door?"), box(typed.note, keep("note"), { rows: 3, most: app.bundle.limits.entry_note, name: "note" })),
    wrong, buttons(button(_("Begin the visit"), go, "wide")), saved(record),
  ];
}

const DANGERS = ["CHILD_HURT", "LOCKED_IN", "EXIT_BLOCKED", "UNSAFE_ADULT", "NO_FOOD_OR_WATER", "CHILD_MISSING"];

export function danger(app, visit, record) {
  const { dangers } = record;
  const set = (one) => (value) => {
    dangers.answers[one] = value === "yes";
    if (value === "yes") dangers.confirmed = false;
    dangers.looked = DANGERS.every((each) => each in dangers.answers);
    app.save(record, { hash: `#/v/${visit.id}/danger`, words: _("Danger first") }).then(() => { if (value === "yes") app.draw(); });
  };
  const value = (one) => (one in dangers.answers ? (dangers.answers[one] ? "yes" : "no") : "");
  return [
    ...head(app, visit, _("Danger first")),
    DANGERS.map((one) => el("div", { class: "card" }, radios(app.word(`danger.${one}`), one, [["yes", _("Yes")], ["no", _("No")]], value(one), set(one), true))),
    buttons(link(_("Go on"), `#/v/${visit.id}/s`, "wide")), saved(record),
  ];
}

