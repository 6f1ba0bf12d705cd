// The live grade, for the team alone; and the end: facts read back, signed or not, finished for sending.
import { _, badge, box, button, buttons, el, field, link, meter, notice, radios, tag } from "./dom.js";
import { asked, figure } from "./scoring.js";
import { counts, grading, sample, wanting } from "./record.js";
import { facesWithoutReason, photos } from "./photos.js";
import { head, saved } from "./screens-visit.js";

const titles = (app, book, ids) => ids.map((id) => app.inWords(book.standards.find((one) => one.id === id).title)).join(" · ");

function why(app, book, one) {
  const rule = book.limiting_rules.find((each) => each.id === one.rule);
  const facts = { what: one.criteria.join(", "), cap: one.cap };
  if (rule.critical_scored === 0) return _("Critical and not met: %(what)s. At most %(cap)s.", facts);
  if (rule.critical_scored !== null) return _("Critical and only partly met: %(what)s. At most %(cap)s.", facts);
  if (rule.zeros !== null) return _("Three or more not met: %(what)s. At most %(cap)s.", facts);
  if (rule.below !== null) return _("Below %(percent)s percent: %(what)s. At most %(cap)s.", { percent: rule.below, what: titles(app, book, one.standards), cap: one.cap });
  if (rule.flag === "obstruction") return _("Access, records or private talks with children were refused. At most %(cap)s.", facts);
  return _("Fewer children were heard than the rule asks. At most %(cap)s.", facts);
}

function lift(app, book, one, overall) {
  if (one.criteria.length) return [_("Bring %(n)s of these to %(score)s or more: %(what)s.", { n: one.howMany, score: one.toScore, what: one.criteria.join(", ") })];
  if (one.rises.length) {
    return one.rises.map((rise) => _("Bring %(standard)s from %(now)s to %(needed)s percent. Most comes from %(what)s.", {
      standard: titles(app, book, [rise.standard]), now: figure(rise.now), needed: figure(rise.needed), what: rise.criteria.slice(0, 3).join(", ") }));
  }
  if (one.rule === "BAND") return [_("Bring the whole from %(now)s to %(needed)s percent.", { now: figure(overall), needed: figure(one.overallNeeded) })];
  if (one.flag === "obstruction") return [_("Let inspectors in, show the records, and let children talk in private.")];
  return [_("Hear as many children as the rule asks, or give a reason that the reviewer accepts.")];
}

function shield(met) {
  return tag(`${_("Child protection:")} ${met === null ? _("not seen yet") : met ? _("met") : _("not met")}`, met === false ? "red" : met ? "green" : "plain");
}

export function grade(app, visit, record) {
  const book = app.book(record);
  const { result, grade: letter, changes, missing } = grading(record, visit, book);
  const inside = el("div", { "data-grade": letter || "" },
    el("p", { class: "row" }, shield(result.protection), badge(letter, letter ? app.word(`grade.${letter}`) : _("Not graded"), true)),
    el("p", { class: "lead", "data-overall": result.overall === null ? "" : figure(result.overall) }, result.overall === null ? _("Nothing is answered yet.") : _("%(percent)s percent of what is possible.", { percent: figure(result.overall) })),
    missing.length ? el("p", {}, _("%(n)s answers are missing; the grade can still change.", { n: missing.length })) : null,
    result.limits.length ? el("section", { class: "why" }, el("h2", {}, _("What limits it")), el("ul", {}, result.limits.map((one) => el("li", {}, tag(one.rule, one.cap === result.grade ? "red" : "plain"), " ", why(app, book, one))))) : null,
    changes.length ? [el("h2", {}, _("What would change it")), el("ul", {}, changes.flatMap((one) => lift(app, book, one, result.overall).map((said) => el("li", {}, said))))] : null,
    book.standards.filter((one) => one.id in result.standards).map((one) => meter(`${app.inWords(one.title)}: ${figure(result.standards[one.id])}`, result.standards[one.id] / 10)));
  const hide = button(_("Hide"), () => {
    inside.hidden = !inside.hidden;
    hide.textContent = inside.hidden ? _("Show") : _("Hide");
  }, "quiet");
  return [...head(app, visit, _("Live grade")), notice(_("For the team only. Do not show it to the home.")), buttons(hide), inside];
}

const HOLDS = { danger: "danger", children: "children" };

export function close(app, visit, record) {
  const book = app.book(record);
  const open = wanting(record, visit, book);
  const { heard } = counts(record);
  const facts = record.close;
  const keep = (name) => (value) => { facts[name] = value; app.save(record, { hash: `#/v/${visit.id}/close`, words: _("Read back and send") }); };
  const wrong = el("p", { class: "wrong", role: "alert" });
  const low = asked(book, visit.care_type).filter((one) => visit.scope.includes(one.id) && ["0", "1"].includes(record.answers[one.id]?.mark));
  const lead = visit.role === "LEAD";
  const send = async () => {
    wrong.textContent = "";
    if (!record.arrived) wrong.textContent = _("Say who opened the door and whether you were let in.");
    else if (lead && open.length) wrong.textContent = _("%(n)s things are still missing. Each is listed above.", { n: open.length });
    else if (lead && (!facts.signature || !facts.signed_by.trim())) wrong.textContent = _("Say who signed, or why nobody did.");
    else if (record.present !== null && heard > record.present) wrong.textContent = _("You heard %(heard)s of %(present)s children. Which is right?", { heard, present: record.present });
    else if (facesWithoutReason(record)) wrong.textContent = _("A photo shows a face of a child. Say why, or delete the photo.");
    if (wrong.textContent) return;
    if (lead) facts.at = new Date().toISOString();
    else record.close = null;
    record.final = true;
    record.errors = null;
    await app.store(record);
    app.outbox.now();
    app.go("#/outbox");
  };
  const where = (one) => (HOLDS[one.part] ? `#/v/${visit.id}/${HOLDS[one.part]}` : `#/v/${visit.id}/s/${one.part.slice(1)}`);
  const asks = sample(record, book);
  return [
    ...head(app, visit, _("Read back and send")),
    open.length ? el("section", { class: "notice notice--warn" }, el("p", {}, el("strong", {}, _("%(n)s things are missing.", { n: open.length }))),
      el("ul", {}, open.map((one) => el("li", {}, el("a", { href: where(one) }, one.criterion ? el("bdi", {}, `${one.criterion} `) : null, app.word(`rules.${one.code}`)))))) : null,
    el("h2", {}, _("Read these facts to the manager")), el("p", {}, _("Facts only, not the grade.")),
    el("ul", {},
      record.arrived ? el("li", {}, `${_("Let in")}: ${app.word(`entry.${record.arrived.entry}`)}`) : null,
      record.present === null ? null : el("li", {}, _("Heard %(heard)s; the rule asks for %(n)s of %(present)s children.", { heard, n: asks, present: record.present })),
      low.map((one) => el("li", {}, el("bdi", {}, one.id), " ", tag(app.word(`mark.${record.answers[one.id].mark}`), record.answers[one.id].mark === "0" ? "red" : "amber"), " ", app.inWords(one.text)))),
    low.length ? null : el("p", {}, _("Nothing was found below met.")),
    lead ? [
      field(_("What does the manager say?"), box(facts.manager_comment, keep("manager_comment"), { rows: 4, most: app.bundle.limits.manager_comment, name: "manager_comment" })),
      radios(_("Did the manager sign?"), "signature", ["SIGNED", "WOULD_NOT_SIGN"].map((one) => [one, app.word(`signature.${one}`)]), facts.signature, keep("signature"), true),
      field(_("Name of who signed, or why nobody did"), box(facts.signed_by, keep("signed_by"), { most: app.bundle.limits.signed_by, name: "signed_by" })),
      photos(app, record, { kind: "SIGNATURE", criterion: null, said: _("Photo of the signed paper") }),
    ] : notice(_("%(lead)s leads this visit and sends the report. You say here that your part is done.", { lead: visit.lead })),
    notice(_("After sending nothing in this report can be changed.")), wrong,
    buttons(button(lead ? _("Send the report") : _("My part is done"), send, "wide")), saved(record), link(_("Outbox"), "#/outbox"),
  ];
}
