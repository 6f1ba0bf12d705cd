// Elements and words. Every sentence stands in the code in English, as in the templates; the catalogues give the others.
let words = {};

export function speak(language, said) {
  words = said;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "en" ? "ltr" : "rtl";
}

export function _(sentence, facts = {}) {
  const said = words[sentence] || sentence;
  return said.replace(/%\((\w+)\)s/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}

const BOXES = ["form", "input", "select", "textarea"];

// el("p", {class: "quiet", onclick: deed}, "words", child): what is null or false is left out.
export function el(name, facts = {}, ...children) {
  const made = document.createElement(name);
  // A browser writes what stands in a form to its disk, to restore a page; with this it keeps nothing of it.
  if (BOXES.includes(name)) made.setAttribute("autocomplete", "off");
  for (const [key, value] of Object.entries(facts)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(3).filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

export function button(said, deed, kind = "") {
  return el("button", { type: "button", class: `button${kind ? ` button--${kind}` : ""}`, onclick: deed }, said);
}

export function link(said, hash, kind = "") {
  return el("a", { href: hash, class: kind ? `button button--${kind}` : null }, said);
}

export function tag(said, tone = "plain") {
  return el("span", { class: `tag tag--${tone}` }, said);
}

export function notice(said, kind = "", ...more) {
  return el("div", { class: `notice${kind ? ` notice--${kind}` : ""}` }, el("p", {}, said), ...more);
}

export function buttons(...all) {
  return el("div", { class: "buttons" }, ...all);
}

let made = 0;
export function field(said, box, hint = "") {
  made += 1;
  box.id ||= `box-${made}`;
  const under = hint ? el("p", { class: "hint", id: `${box.id}-hint` }, hint) : null;
  if (under) box.setAttribute("aria-describedby", under.id);
  return el("div", { class: "field" }, el("label", { class: "field__label", for: box.id }, said), under, box);
}

// A box whose words are kept as they are typed.
export function box(value, keep, { rows = 0, most = 500, numeric = false, name = "" } = {}) {
  const facts = { class: `input${numeric ? " input--4" : ""}`, maxlength: String(most), dir: numeric ? "ltr" : "auto", name };
  if (numeric) facts.inputmode = "numeric";
  const input = rows ? el("textarea", { ...facts, rows: String(rows) }) : el("input", facts);
  input.value = value ?? "";
  input.addEventListener("input", () => keep(input.value));
  return input;
}

export function check(said, checked, keep, name = "") {
  const input = el("input", { type: "checkbox", name });
  input.checked = checked;
  input.addEventListener("change", () => keep(input.checked));
  return el("label", { class: "choice" }, input, el("span", {}, said));
}

// choices: [[value, words]].
export function radios(legend, name, choices, value, keep, inline = false) {
  const all = choices.map(([key, said]) => {
    const input = el("input", { type: "radio", name, value: key });
    input.checked = key === value;
    input.addEventListener("change", () => keep(key));
    return el("label", { class: "choice" }, input, el("span", {}, said));
  });
  return el("fieldset", { class: "field" }, el("legend", {}, legend), el("div", { class: `choices${inline ? " choices--inline" : ""}` }, all));
}

export function moment(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

const SVG = "http://www.w3.org/2000/svg";
function drawn(name, facts) {
  const shape = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(facts)) shape.setAttribute(key, String(value));
  return shape;
}

const FULL = { A: 4, B: 3, C: 2, D: 1 };
export function badge(grade, said, provisional = false) {
  const bars = drawn("svg", { viewBox: "0 0 36 26", width: 36, height: 26, "aria-hidden": "true", stroke: "currentColor", "stroke-width": 2 });
  for (let at = 0; at < 4; at += 1) {
    const fill = at < (FULL[grade] || 0) ? "currentColor" : "none";
    bars.append(drawn("rect", { x: 1 + at * 9, y: 19 - at * 6, width: 7, height: 6 + at * 6, fill }));
  }
  const state = provisional ? el("span", { class: "grade__state" }, _("provisional")) : null;
  const letter = el("b", {}, el("bdi", {}, grade || "–"));
  return el("span", { class: `grade grade--m grade--${grade ? grade.toLowerCase() : "none"}${provisional ? " grade--checked" : ""}` }, bars, letter, el("span", {}, said), state);
}

export function meter(label, percent) {
  const rtl = document.documentElement.dir === "rtl";
  const width = Math.round(percent * 3);
  const bar = drawn("svg", { viewBox: "0 0 302 22", preserveAspectRatio: "none", "aria-hidden": "true" });
  bar.append(drawn("rect", { class: "meter__room", x: 1, y: 1, width: 300, height: 20 }));
  bar.append(drawn("rect", { class: "meter__used", x: rtl ? 301 - width : 1, y: 1, width, height: 20 }));
  return el("div", { class: "meter" }, el("p", {}, label), bar);
}
