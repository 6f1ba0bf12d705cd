// The day: visits as cards, whether all is on the phone, and how much room is left.
import { _, button, buttons, el, link, notice, tag } from "./dom.js";
import { free } from "./screens-door.js";
import * as line from "./line.js";

const LITTLE_MB = 60;

function card(app, visit) {
  const record = app.records.get(visit.id);
  const state = record?.final ? tag(_("To be sent"), "amber") : record?.arrived ? tag(_("Under way"), "amber") : tag(_("Planned"), "blue");
  const why = [...visit.reasons.map((one) => app.word(`why.${one}`)).filter((one) => !one.startsWith("why.")), visit.why].filter(Boolean).join(" · ");
  return el("li", { class: "card" },
    el("h2", {}, el("a", { href: `#/v/${visit.id}` }, el("bdi", { dir: "auto" }, app.inWords(visit.home.name)), " · ", el("bdi", { class: "nowrap" }, visit.home.number))),
    el("p", {}, el("bdi", {}, visit.planned_for), " · ", app.word(`visit.${visit.type}`)),
    why ? el("p", {}, el("strong", {}, _("Why now:")), " ", el("span", { dir: "auto" }, why)) : null,
    el("p", { class: "row" }, state, visit.announced ? tag(_("With notice"), "blue") : tag(_("Without notice"), "teal")));
}

export async function today(app) {
  const room = await free();
  const visits = app.bundle?.visits || [];
  const state = el("p", { role: "status" });
  const again = async () => {
    state.textContent = _("Asking the office.");
    try {
      const fine = await app.renew();
      if (fine) await app.draw();
      else state.textContent = _("Sign in again, then get ready.");
    } catch (error) {
      if (!(error instanceof line.NoLine)) throw error;
      state.textContent = _("No signal. Your work is safe on this phone.");
    }
  };
  return [
    el("h1", {}, _("My day")),
    app.bundle
      ? notice(_("Ready for %(n)s visits without signal. %(mb)s MB free.", { n: visits.length, mb: room }), room < LITTLE_MB ? "warn" : "done",
        room < LITTLE_MB ? el("p", {}, _("Only little room is left on this phone. Send photos before the next home.")) : null)
      : notice(_("Nothing is on this phone yet."), "warn"),
    state,
    visits.length ? el("ul", { class: "plain-list" }, visits.map((one) => card(app, one))) : el("p", {}, _("No visits in the next seven days.")),
    buttons(button(_("Get ready again"), again, "quiet"), link(_("Outbox"), "#/outbox", "quiet"), link(_("Pages with a network"), app.told.day, "quiet")),
  ];
}
