// Talks with children and the files that are read: both drawn here. No name, no recording; a child may stop at any time.
import { _, box, button, buttons, check, el, field, link, notice, radios } from "./dom.js";
import { counts, drawFor, sample, talk } from "./record.js";
import { head, saved } from "./screens-visit.js";

function one(app, visit, record, said, keep) {
  const at = record.talks.indexOf(said);
  const child = visit.children.find((each) => each.code === said.code);
  const strata = child ? child.strata.map((each) => app.word(`stratum.${each}`)).join(" · ") : "";
  const coached = radios(_("Did someone tell you what to say?"), `talk-${at}-told`, [["yes", _("Yes")], ["no", _("No")]], said.coached, (value) => { said.coached = value; keep(); }, true);
  coached.hidden = said.how !== "HEARD";
  const ways = [["HEARD", _("Heard alone")], ...(child?.observed ? [["OBSERVED", _("Watched, under five")]] : []), ["STOPPED", _("The child did not want to")], ["AWAY", _("Not here today")]];
  return el("li", { class: "card", "data-child": said.code },
    el("h3", {}, el("bdi", {}, said.code)), el("p", { class: "quiet" }, strata, said.drawn ? "" : [" · ", _("added by you")]),
    radios(_("How did it go?"), `talk-${at}`, ways, said.how, (value) => { said.how = value; coached.hidden = value !== "HEARD"; keep(); }), coached);
}

function rest(visit, record) {
  return visit.children.filter((child) => !record.talks.some((each) => each.code === child.code));
}

export function children(app, visit, record) {
  const book = app.book(record);
  if (!record.talks.length) drawFor(record, visit, book);
  const rule = el("div", {});
  const keep = () => {
    app.save(record, { hash: `#/v/${visit.id}/children`, words: _("Talks with children and files") });
    tell();
  };
  const reason = field(_("If you heard fewer than the rule asks: why?"), box(record.reason, (value) => { record.reason = value; keep(); }, { rows: 3, name: "reason" }));
  const wrong = el("p", { class: "wrong", role: "alert" });
  const tell = () => {
    const asks = sample(record, book);
    const { heard } = counts(record);
    reason.hidden = asks === null || heard >= asks;
    rule.replaceChildren(...(asks === null ? [] : [notice(_("Heard %(heard)s; the rule asks for %(n)s of %(present)s children.", { heard, n: asks, present: record.present }), heard < asks ? "warn" : "done")]));
    wrong.textContent = record.present !== null && heard > record.present ? _("You heard %(heard)s of %(present)s children. Which is right?", { heard, present: record.present }) : "";
  };
  const present = box(record.present ?? "", (value) => {
    const number = /^\d{1,3}$/.test(value.trim()) ? Number(value) : null;
    record.present = number;
    if (number !== null) drawFor(record, visit, book);
    keep();
    list();
  }, { numeric: true, most: 3, name: "present" });
  const talks = el("ul", { class: "plain-list" });
  const list = () => talks.replaceChildren(...record.talks.map((each) => one(app, visit, record, each, keep)));
  const choose = el("select", { class: "input", name: "more" }, el("option", { value: "" }, _("Choose one")), rest(visit, record).map((child) => el("option", { value: child.code }, child.code)));
  const add = () => {
    if (!choose.value) return;
    record.talks.push(talk(choose.value, false));
    choose.selectedOptions[0].remove();
    keep();
    list();
  };
  list();
  tell();
  return [
    ...head(app, visit, _("Talks with children and files")),
    el("p", {}, _("Private, of their own will, where another adult can see you and nobody of the home can hear. A child may stop at any time. Nothing is recorded, and no name is written.")),
    field(_("How many children are here now?"), present), rule, wrong,
    el("h2", {}, _("These children, drawn by lot")),
    el("p", {}, _("Find them by their number in the register. Staff do not choose, and nobody is taken for another.")),
    record.talks.length ? talks : notice(_("No child is registered here. Hear the children who are there, and say why below."), "warn"),
    rest(visit, record).length ? [field(_("Hear one more"), choose), buttons(button(_("Add this child"), add, "quiet"))] : null,
    el("p", {}, el("strong", {}, _("Stop here is fine. Thank the child."))),
    reason,
    check(_("Private talks with children were refused or disturbed"), record.talks_refused, (on) => { record.talks_refused = on; keep(); }, "talks_refused"),
    el("h2", {}, _("These files, drawn by lot")),
    record.papers.length ? el("div", { class: "choices" }, record.papers.map((each, at) => check(_("Read: file of %(code)s", { code: each.code }), each.read, (on) => { each.read = on; keep(); }, `file-${at}`))) : el("p", {}, _("No child is registered here.")),
    check(_("Records were refused"), record.records_refused, (on) => { record.records_refused = on; keep(); }, "records_refused"),
    saved(record), buttons(link(_("Standards"), `#/v/${visit.id}/s`, "wide")),
  ];
}
