// The outbox: each piece of each visit, from this phone to the office with its receipt. It opens without the PIN too, for
// what waits is only numbers until the PIN is typed.
import { _, button, buttons, el, link, moment, notice } from "./dom.js";

const STATES = { phone: "phone", sending: "sending", office: "office", door: "phone", stays: "phone", waits: "sending" };

function chip(state) {
  const said = { phone: _("On this phone"), sending: _("Sending"), office: _("At the office"), door: _("On this phone"), stays: _("On this phone"), waits: _("At the office, not finished") }[state];
  return el("span", { class: `sync sync--${STATES[state]}` }, said);
}

function piece(app, row, name) {
  const live = app.outbox.state(row.id);
  const there = row.kind === "file" ? row.sent : row.sent >= row.seq;
  const state = live?.state === "sending" ? "sending" : there ? "office" : live?.state === "stays" || live?.state === "door" ? live.state : "phone";
  const errors = (live?.errors || []).map((one) => el("li", {}, one.sentence));
  return el("li", { "data-piece": row.kind, "data-state": state }, chip(state), " ", name, " ", row.receipt && there ? el("bdi", {}, row.receipt) : null,
    state === "stays" ? el("p", {}, _("The office could not take this. It stays here; call the office."), errors.length ? el("ul", {}, errors) : null) : null);
}

function visitCard(app, record, rows) {
  const kept = [...app.records.values()].find((one) => one.id === record);
  const photos = rows.filter((row) => row.kind === "file");
  const sent = photos.filter((row) => row.sent).length;
  const live = app.outbox.state(record);
  const answers = kept ? Object.values(kept.answers).filter((one) => one.mark).length : null;
  return el("section", { class: "card" },
    el("h2", {}, kept ? el("bdi", {}, app.nameOf(kept.visit)) : _("A sealed visit")),
    kept && answers !== null ? el("p", {}, _("Answers: %(n)s. Photos: %(sent)s of %(all)s.", { n: answers, sent, all: photos.length })) : null,
    kept && !kept.final ? el("p", {}, _("Not finished. The report goes when you press Send.")) : null,
    live?.state === "waits" ? notice(_("A colleague's part or a choice between two answers is still open. See the visit at the office."), "warn") : null,
    photos.length > sent ? notice(_("%(n)s photos are still on this phone. Keep this page open near signal.", { n: photos.length - sent }), "warn") : null,
    el("ul", { class: "plain-list stack" }, rows.map((row) => piece(app, row, row.kind === "file" ? _("Photo") : _("Answers")))));
}

export async function queue(app) {
  const rows = app.owner ? await app.vault.unsent(app.owner) : [];
  const receipts = app.key ? await app.vault.readAll(app.key, app.owner, "receipt") : [];
  const records = [...new Set(rows.map((row) => row.record))];
  const out = rows.some((row) => app.outbox.state(row.id)?.state === "door");
  const of = (record) => rows.filter((row) => row.record === record).sort((a, b) => (a.kind < b.kind ? 1 : -1));
  return [
    el("p", {}, el("a", { href: "#/", class: "back" }, _("My day"))),
    el("h1", {}, _("Outbox")),
    out ? notice(_("Sign in, then it is sent. Nothing is lost."), "warn", buttons(link(_("Sign in"), app.told.signIn, "quiet"))) : null,
    records.length ? records.map((record) => visitCard(app, record, of(record))) : el("p", { "data-empty": "" }, _("Nothing waits on this phone.")),
    records.length ? buttons(button(_("Send now"), () => app.outbox.now(), "wide")) : null,
    receipts.length ? [el("h2", {}, _("At the office")), el("ul", { class: "plain-list stack" }, receipts.sort((a, b) => (a.at < b.at ? 1 : -1)).map((one) =>
      el("li", { "data-receipt": one.receipt }, chip("office"), " ", el("bdi", {}, one.name), " ", _("receipt"), " ", el("bdi", { class: "code" }, one.receipt), " ", el("span", { class: "quiet" }, `${one.at.slice(0, 10)} ${moment(one.at)}`))))] : null,
  ];
}
