// The list of standards, and one page a standard: answers, how it is known, what is wrong at once, photos.
import { _, box, buttons, check, el, field, link, tag } from "./dom.js";
import { asked, NA } from "./scoring.js";
import { answer, problems } from "./record.js";
import { head, saved } from "./screens-visit.js";
import { photos } from "./photos.js";

const MARKS = ["0", "1", "2", "3", NA];

function rows(app, visit, record) {
  const book = app.book(record);
  const form = asked(book, visit.care_type).filter((one) => visit.scope.includes(one.id));
  return book.standards.map((one) => {
    const criteria = form.filter((each) => each.standard === one.id);
    const marks = criteria.map((each) => record.answers[each.id]?.mark).filter(Boolean);
    const wrong = criteria.filter((each) => record.answers[each.id]?.mark && problems(book, each, record.answers[each.id], visit).length).length;
    return { standard: one, criteria, done: marks.length, zeros: marks.filter((mark) => mark === "0").length, wrong };
  }).filter((one) => one.criteria.length);
}

export function standards(app, visit, record) {
  const all = rows(app, visit, record);
  const hint = (one) => [
    one.zeros ? _("%(n)s not met", { n: one.zeros }) : "", one.done && one.done < one.criteria.length ? _("%(n)s not seen yet", { n: one.criteria.length - one.done }) : "",
  ].filter(Boolean).join(" · ");
  const tone = (one) => (one.wrong ? "red" : one.done === one.criteria.length ? "plain" : "blue");
  return [
    ...head(app, visit, _("Standards")),
    el("p", {}, el("strong", {}, _("%(done)s of %(total)s answered.", { done: all.reduce((sum, one) => sum + one.done, 0), total: visit.scope.length })), " ", _("Any order is fine.")),
    el("ul", { class: "tasks" }, all.map((one) => el("li", { class: "task" },
      el("span", { class: "task__name" }, el("a", { href: `#/v/${visit.id}/s/${one.standard.id.slice(1)}` }, `${one.standard.id.slice(1)}. ${app.inWords(one.standard.title)}`), hint(one) ? el("span", { class: "hint" }, el("br"), hint(one)) : null),
      tag(_("%(done)s of %(total)s", { done: one.done, total: one.criteria.length }), tone(one))))),
    buttons(link(_("Talks with children and files"), `#/v/${visit.id}/children`, "quiet"), link(_("Live grade"), `#/v/${visit.id}/grade`, "quiet"), link(_("Read back and send"), `#/v/${visit.id}/close`)),
  ];
}

function card(app, visit, record, criterion, number, title) {
  const book = app.book(record);
  const given = () => record.answers[criterion.id] || answer({ answers: {} }, criterion.id);
  const said = el("div", { "data-problems": "", "aria-live": "polite" });
  const more = el("div", {});
  const change = (set) => {
    const one = answer(record, criterion.id);
    set(one);
    Object.assign(one, { own: true, at: new Date().toISOString() });
    if (one.danger_seen) record.dangers.confirmed = record.dangers.confirmed || false;
    app.save(record, { hash: `#/v/${visit.id}/s/${number}`, words: `${title}, ${criterion.id}` });
    tell();
  };
  // What is wrong is said at once, and goes as soon as it is right.
  const tell = () => {
    const now = given();
    said.replaceChildren(...(now.mark ? problems(book, criterion, now, visit) : []).map((code) => el("p", { class: "wrong" }, app.word(`rules.${code}`))));
    naReason.hidden = now.mark !== NA;
    none.hidden = !now.mark;
  };
  const mark = (value) => {
    const input = el("input", { type: "radio", name: criterion.id, value });
    input.checked = given().mark === value;
    input.addEventListener("change", () => change((one) => { one.mark = value; }));
    return el("label", { class: "mark" }, input, el("span", {}, el("b", {}, el("bdi", {}, value === NA ? _("N/A") : value)), app.word(`mark.${value}`)));
  };
  const fieldset = el("fieldset", { class: "field" }, el("legend", { class: "hidden-text" }, _("Answer to %(criterion)s", { criterion: criterion.id })),
    el("div", { class: "marks" }, MARKS.filter((one) => one !== NA || !criterion.critical).map(mark)));
  const none = el("button", { type: "button", class: "button button--quiet", onclick: () => {
    change((one) => { one.mark = null; });
    fieldset.querySelectorAll("input").forEach((one) => { one.checked = false; });
  } }, _("Not seen yet"));
  const naReason = field(_("If it does not apply: why?"), box(given().na_reason, (value) => change((one) => { one.na_reason = value; }), { most: app.bundle.limits.reason, name: `${criterion.id}-why` }));
  const method = (one) => {
    const line = check(app.word(`method.${one}`), given().methods.includes(one), (on) => change((all) => { all.methods = on ? [...new Set([...all.methods, one])] : all.methods.filter((each) => each !== one); }), `${criterion.id}-${one}`);
    if (criterion.methods.includes(one)) line.lastChild.append(" ", el("span", { class: "choice__hint" }, _("expected here")));
    return line;
  };
  const note = field(_("Note"), box(given().note, (value) => change((one) => { one.note = value; }), { rows: 3, most: app.bundle.limits.note, name: `${criterion.id}-note` }), _("No names of children. A child is never recorded; dictate your own notes afterwards."));
  more.append(
    note,
    check(_("Put right while we were there"), given().put_right, (on) => change((one) => { one.put_right = on; }), `${criterion.id}-right`),
    photos(app, record, { kind: "PHOTO", criterion: criterion.id, said: _("Photo of what you saw") }));
  const details = el("details", { class: "details" }, el("summary", {}, _("Note, reason, photo, what to look at")), el("p", { class: "small" }, (app.inWords(criterion.evidence) || []).join(" · ")), more);
  details.open = Boolean(given().note || given().put_right || given().mark === "0");
  const made = el("section", { class: "card", id: `c-${criterion.id}`, "data-criterion": criterion.id },
    el("h2", {}, el("bdi", {}, criterion.id), " ", criterion.critical ? tag(_("Critical"), "red") : null),
    el("p", {}, app.inWords(criterion.text)),
    criterion.fails_if ? el("p", { class: "small" }, el("strong", {}, _("Fails if:")), " ", app.inWords(criterion.fails_if)) : null,
    said, fieldset, none, naReason,
    el("fieldset", { class: "field" }, el("legend", {}, _("How do you know?")), el("div", { class: "choices" }, METHODS.filter((one) => book.methods.includes(one)).map(method))),
    book.danger_seen_in.includes(criterion.id) ? check(_("Danger to life or health seen here"), given().danger_seen, (on) => change((one) => { one.danger_seen = on; }), `${criterion.id}-danger`) : null,
    details);
  tell();
  return made;
}

const METHODS = ["document", "observation", "talk_with_child", "talk_with_staff_or_carer", "talk_with_family_or_case_worker"];

export function standard(app, visit, record, number) {
  const all = rows(app, visit, record);
  const at = all.findIndex((one) => one.standard.id === `S${number}`);
  if (at < 0) return standards(app, visit, record);
  const { standard: one, criteria } = all[at];
  const title = app.inWords(one.title);
  const next = all[at + 1];
  return [
    ...head(app, visit, `${number}. ${title}`),
    criteria.map((each) => card(app, visit, record, each, number, title)),
    saved(record),
    buttons(next ? link(_("Next standard"), `#/v/${visit.id}/s/${next.standard.id.slice(1)}`, "wide") : null, link(_("All standards"), `#/v/${visit.id}/s`, "quiet")),
  ];
}
