// The phone's side of visits made without signal: the door with the PIN, the way between the screens, and what is saved.
import { _, el, speak } from "./dom.js";
import * as line from "./line.js";
import { outbox } from "./outbox.js";
import { begin, body } from "./record.js";
import { open } from "./vault.js";
import { enter, prepare, wiped } from "./screens-door.js";
import { today } from "./screens-today.js";
import { arrive, brief, danger } from "./screens-visit.js";
import { standard, standards } from "./screens-standards.js";
import { children } from "./screens-children.js";
import { close, grade } from "./screens-end.js";
import { queue } from "./screens-queue.js";

const place = document.querySelector("[data-phone]");
const told = place.dataset;
const AWAY_MS = 10 * 60000;
const SCREENS = { "": brief, arrive, danger, s: standards, children, grade, close };
let away = 0;

const app = {
  owner: "", key: null, phone: null, bundle: null, records: new Map(), told, mode: "", saving: Promise.resolve(),

  visit: (id) => app.bundle.visits.find((one) => one.id === id),
  book: (record) => app.bundle.frameworks[record.framework],
  word: (key) => app.bundle.messages[app.language][key] || key,
  inWords: (words) => (words ? words[app.language] || words.en : ""),
  nameOf: (id) => app.visit(id)?.home.number || "",
  go: (hash) => { if (location.hash === hash) app.draw(); else location.hash = hash; },

  record(id) {
    if (!app.records.has(id)) app.records.set(id, begin(app.visit(id)));
    return app.records.get(id);
  },

  // Saved on each tap, one after the other: an older state never overtakes a newer one.
  save(record, where = null) {
    if (record.final) return app.saving;
    if (where) record.at = where;
    return app.store(record);
  },
  store(record) {
    record.seq += 1;
    record.saved = new Date().toISOString();
    const now = structuredClone(record);
    app.saving = app.saving.then(() => app.vault.keepRecord(app.key, app.phone, now, body(now))).then(() => {
      if (app.records.get(now.visit) === record) app.noted(now);
      app.outbox.soon();
    }).catch(() => app.noted(null));
    return app.saving;
  },
  noted(record) {
    const said = place.querySelector("[data-saved]");
    if (!said) return;
    said.textContent = record ? _("Saved on this phone %(time)s.", { time: record.saved.slice(0, 0) + new Date(record.saved).toTimeString().slice(0, 5) }) : _("This phone cannot save. Free some space before you go on.");
    said.dataset.seq = record ? String(record.seq) : "";
  },
  async restart(id) {
    const old = app.records.get(id);
    app.records.delete(id);
    const fresh = begin(app.visit(id));
    // The office may know the old one by its number, so that the new one goes on counting under it.
    Object.assign(fresh, { id: old.id, seq: old.seq });
    for (const photo of old.files) await app.vault.dropPhoto(photo.id);
    app.records.set(id, fresh);
    await app.store(fresh);
  },
  async gone(id) {
    for (const [visit, record] of app.records) if (record.id === id) app.records.delete(visit);
    await app.count();
    app.draw();
  },
  async reopen(id, errors) {
    const record = [...app.records.values()].find((one) => one.id === id);
    if (!record || !record.final) return;
    record.final = false;
    record.errors = errors;
    await app.store(record);
    app.draw();
  },

  async count() {
    const rows = app.owner ? await app.vault.unsent(app.owner) : [];
    const open = rows.filter((row) => (row.kind === "file" ? !row.sent : row.final || row.sent < row.seq)).length;
    const badge = document.querySelector("[data-count]");
    badge.hidden = open === 0;
    badge.textContent = String(open);
    return open;
  },
  locked(why) {
    Object.assign(app, { key: null, bundle: null, mode: why === "revoked" ? "wiped" : "enter" });
    app.records.clear();
    app.draw();
  },

  // The words of the phone's language; the links of the languages change it here, without a network too.
  async language_(code) {
    localStorage.setItem("field-language", code);
    app.language = code;
    const answer = await fetch(`${told.words}?l=${code}`).catch(() => null);
    speak(code, answer?.ok ? await answer.json() : {});
    for (const one of document.querySelectorAll("a[data-language]")) one.parentElement.hidden = one.dataset.language === code;
    for (const one of document.querySelectorAll("[data-word]")) one.textContent = _(one.dataset.word);
  },

  async opened(key) {
    app.key = key;
    app.phone = await app.vault.phone(app.owner);
    app.bundle = await app.vault.read(key, `bundle-${app.owner}`);
    for (const record of await app.vault.readAll(key, app.owner, "record")) app.records.set(record.visit, record);
    app.mode = "";
    app.fresh = new Set(app.records.keys());
    app.draw();
    app.outbox.now().then(app.renew).catch(() => {});
  },
  // With a network the list and the term are new again; without one the phone goes on with what it has.
  async renew() {
    const who = await line.door();
    if (!who || who.person !== app.owner || !app.key) return false;
    const answer = await line.getReady(app.phone.phone, app.phone.name || told.device);
    if (answer.status === 410) {
      await app.vault.wipe(app.owner);
      app.locked("revoked");
      return false;
    }
    if (answer.status > 201) return false;
    await app.vault.extend(app.owner, answer.said, who.office);
    return app.fetchBundle();
  },
  async fetchBundle() {
    const { status, said } = await line.bundle(app.phone.phone);
    if (status !== 200) return false;
    // A visit that was begun here keeps its brief until the office has it, also when its day is over.
    for (const id of app.records.keys()) {
      const old = app.bundle?.visits.find((one) => one.id === id);
      if (old && !said.visits.some((one) => one.id === id)) said.visits.push(old);
    }
    for (const record of app.records.values()) {
      if (app.bundle?.frameworks[record.framework]) said.frameworks[record.framework] ||= app.bundle.frameworks[record.framework];
    }
    await app.vault.keep(app.key, app.owner, `bundle-${app.owner}`, "bundle", said);
    app.phone = await app.vault.phone(app.owner);
    app.bundle = said;
    if (["", "#/"].includes(location.hash)) app.draw();
    return true;
  },

  async draw() {
    const made = await screen();
    place.replaceChildren(...[made].flat(4).filter(Boolean));
    place.dataset.ready = "";
    document.title = `${place.querySelector("h1")?.dataset.title || place.querySelector("h1")?.textContent || ""} · ${_("Sindh Care Register")}`;
    await app.count();
  },
};

async function screen() {
  const [part, id, what, n] = location.hash.replace(/^#\//, "").split("/");
  if (part === "outbox") return queue(app);
  if (app.mode === "prepare") return prepare(app);
  if (app.mode === "wiped") return wiped(app);
  if (!app.key) return enter(app);
  if (!app.bundle || part !== "v" || !app.visit(id)) return today(app);
  const visit = app.visit(id);
  if (!visit.may_begin && visit.state === "PLANNED") return brief(app, visit, app.records.get(id) || null);
  const record = app.record(id);
  if (record.final && what) return brief(app, visit, record);
  if (what === "s" && n) return standard(app, visit, record, Number(n));
  return (SCREENS[what || ""] || brief)(app, visit, record);
}

function wire() {
  window.addEventListener("hashchange", () => { app.draw().then(() => { scrollTo(0, 0); document.querySelector("#main").focus(); }); });
  window.addEventListener("online", () => { app.outbox.now(); });
  for (const one of document.querySelectorAll("a[data-language]")) {
    one.addEventListener("click", async (event) => {
      event.preventDefault();
      await app.language_(one.dataset.language);
      app.draw();
    });
  }
  // A phone that was put away asks for the PIN again.
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) away = Date.now();
    else if (app.key && (Date.now() - away > AWAY_MS || await app.vault.over(app.owner))) location.reload();
  });
}

async function start() {
  app.vault = await open();
  app.outbox = outbox({ vault: app.vault, app, tell: () => { app.count(); if (location.hash === "#/outbox") app.draw(); } });
  await app.language_(localStorage.getItem("field-language") || told.language);
  navigator.serviceWorker.register(told.worker, { scope: told.scope }).catch(() => {});
  const who = await line.door().catch(() => null);
  const known = who ? await app.vault.phone(who.person) : await app.vault.last();
  app.owner = known?.owner || who?.person || "";
  app.who = who;
  if (!known) app.mode = "prepare";
  else app.mode = await app.vault.over(app.owner) ? "wiped" : "enter";
  wire();
  await app.draw();
  app.outbox.now();
}

const able = window.isSecureContext && window.indexedDB && window.crypto?.subtle && "serviceWorker" in navigator;
if (able) start();
else place.replaceChildren(el("p", {}, place.dataset.cannot));
