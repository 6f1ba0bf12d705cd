// The notice of an arrival where there may be no network: kept while it is written, sealed when it is sent off, sent when
// the network is there. Without this script the page is an ordinary form.
import { bytes, draftKey, lock, seal, toText, unlock } from "./arrival-box.js";
import { put, taken } from "./arrival-send.js";
import { open } from "./arrival-store.js";

const form = document.querySelector("[data-arrival]");
const panel = document.querySelector("[data-phone]");
const list = document.querySelector("[data-queue]");
const state = document.querySelector("[data-state]");
const words = Object.fromEntries([...document.querySelectorAll("[data-words] data")].map((one) => [one.value, one.textContent]));
const told = form.dataset;
const LONGEST = 1000;
const AGAIN_MS = 30000;
const photos = new Map();
let store, key, begun, sending = false;
let saving = Promise.resolve();

const rows = () => [...form.querySelectorAll("[data-row]")];
const blank = () => form.querySelector("[data-rows]").innerHTML;
const first = blank();

function addRow() {
  const number = rows().length;
  const made = document.createElement("template");
  made.innerHTML = document.querySelector("[data-prototype]").innerHTML.replaceAll("0n0", String(number));
  made.content.querySelector("[data-number]").textContent = String(number + 1);
  form.querySelector("[data-rows]").append(made.content);
}

function typed() {
  const skip = (name, value) => name === "csrf_token" || name === "more" || value instanceof File;
  const fields = [...new FormData(form)].filter(([name, value]) => !skip(name, value));
  return { fields, photos: Object.fromEntries([...photos].map(([name, raw]) => [name, toText(raw)])) };
}

function fill(said) {
  const lines = said.fields.map(([name]) => /^children-(\d+)-/.exec(name)).filter(Boolean).map((found) => Number(found[1]));
  while (rows().length <= Math.max(0, ...lines)) addRow();
  for (const [name, value] of said.fields) {
    for (const box of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (box.type === "radio" || box.type === "checkbox") box.checked = box.value === value;
      else if (box.type !== "file") box.value = value;
      if (value && box.type !== "hidden") box.closest("details")?.setAttribute("open", "");
    }
  }
  for (const [name, text] of Object.entries(said.photos || {})) {
    photos.set(name, bytes(text));
    noted(form.querySelector(`[name="${CSS.escape(name)}"]`));
  }
}

function begin() {
  form.elements.notice.value = crypto.randomUUID();
  form.elements.written.value = "";
  begun = key = undefined;
}

async function save() {
  if (!begun) {
    begun = Date.now();
    form.elements.written.value = new Date(begun).toISOString();
  }
  key ||= await draftKey();
  await store.keep({ owner: told.owner, begun, key, locked: await lock(key, typed()) });
}

// One after the other: an older state never overtakes a newer one.
function keepSoon() {
  saving = saving.then(save).catch(() => { state.textContent = words.full; });
  return saving;
}

async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((fine) => canvas.toBlob(fine, "image/jpeg", 0.7));
  return new Uint8Array(await small.arrayBuffer());
}

async function takePhoto(box) {
  photos.delete(box.name);
  mark(box, "");
  noted(box);
  if (!box.files.length) return;
  try {
    photos.set(box.name, await shrink(box.files[0]));
    noted(box);
  } catch {
    box.value = "";
    mark(box, words.picture);
  }
}

// A box for files cannot be filled again by a script, so a photo that is kept is said beside it.
function noted(box) {
  const field = box.closest(".field");
  field.querySelector("[data-noted]")?.remove();
  if (!photos.has(box.name)) return;
  const line = document.createElement("p");
  line.className = "hint";
  line.dataset.noted = "";
  line.textContent = words.photo;
  field.append(line);
}

// The same look as a mistake that the office found.
function mark(box, sentence) {
  const field = box.closest(".field");
  field.querySelector("[data-wrong]")?.remove();
  field.classList.toggle("field--wrong", Boolean(sentence));
  if (!sentence) return;
  const line = document.createElement("p");
  line.className = "wrong";
  line.dataset.wrong = "";
  line.textContent = sentence;
  (field.querySelector("legend") || field.querySelector("label")).after(line);
}

// What must be there before it is sealed: nobody can open it here again.
function missing() {
  const asked = [...rows().flatMap((_row, n) => ["sex", "age", "condition"].map((name) => `children-${n}-${name}`)), "brought_by", "home"];
  const given = new FormData(form);
  const open = asked.filter((name) => {
    const box = form.querySelector(`[name="${name}"]`);
    const value = String(given.get(name) || "").trim();
    const empty = !value || (name.endsWith("-age") && !/^[0-9٠-٩۰-۹]{1,2}$/.test(value));
    if (box.type !== "hidden") mark(box, empty ? words.box : "");
    return empty;
  });
  const many = rows().length > 1 || [...given].some(([name, value]) => name.endsWith("-count") && Number(value) > 1);
  const why = form.elements.together;
  mark(why, many && !why.value ? words.box : "");
  if (many && !why.value) open.push("together");
  return open;
}

function show(id, kind, facts = {}) {
  const line = document.querySelector(`template[data-said="${kind}"]`).content.firstElementChild.cloneNode(true);
  line.dataset.id = id;
  if (facts.number) line.querySelector("[data-fill=number]").textContent = facts.number;
  if (facts.receipt) line.querySelector("[data-fill=receipt]").href = facts.receipt;
  const there = list.querySelector(`[data-id="${id}"]`);
  if (there) there.replaceWith(line);
  else list.append(line);
}

async function sendOne(one) {
  show(one.id, "sending");
  const answer = await put(one, told);
  if (answer.type === "opaqueredirect") return show(one.id, "door");
  if (taken(answer)) {
    await store.sent(one.id);
    return show(one.id, "office", await answer.json());
  }
  if (answer.status === 422) return back(one, await answer.json());
  return show(one.id, answer.status >= 500 || answer.status === 429 ? "phone" : "stays");
}

// The office could open it and asks for something: it becomes a draft again, unless another one was begun.
async function back(one, answer) {
  if (begun) return show(one.id, "phone");
  await fresh();
  form.elements.notice.value = one.id;
  fill({ fields: answer.fields });
  await keepSoon();
  await store.sent(one.id);
  list.querySelector(`[data-id="${one.id}"]`).remove();
  state.textContent = `${words.back} ${answer.errors.join(" ")}`;
  return undefined;
}

async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    for (const one of await store.queue()) {
      try {
        await sendOne(one);
      } catch (error) {
        show(one.id, error.kind || "phone");
      }
    }
  } finally {
    sending = false;
  }
}

async function fresh() {
  form.reset();
  form.querySelector("[data-rows]").innerHTML = first;
  photos.clear();
  begin();
}

async function sendOff() {
  await saving;
  if (missing().length) {
    state.textContent = words.missing;
    // A box that is asked for must be seen, also where it lies in a folded part.
    for (const field of form.querySelectorAll(".field--wrong")) field.closest("details")?.setAttribute("open", "");
    form.querySelector(".field--wrong input, .field--wrong select").focus();
    return;
  }
  if (!begun) await keepSoon();
  const id = form.elements.notice.value;
  const box = await seal({ kid: told.kid, key: told.key }, id, typed());
  await store.enqueue(told.owner, { id, box });
  await fresh();
  state.textContent = "";
  show(id, "phone");
  panel.scrollIntoView();
  askForSync();
  await sendAll();
}

// A browser that can sends it by itself when the network is back, also when no page is open.
function askForSync() {
  navigator.serviceWorker.ready.then((there) => there.sync?.register("arrivals")).catch(() => {});
}

// The page as it is for this phone: again at each visit with a network, so that homes and words are new.
async function keepPage() {
  await navigator.serviceWorker.register(told.worker);
  const answer = await fetch(told.kept, { redirect: "manual", cache: "no-store" });
  if (answer.ok) await (await caches.open(told.store)).put(told.kept, answer);
}

async function restore() {
  await store.sweep(Date.now() - Number(told.hours) * 3600000);
  const draft = await store.draft(told.owner);
  if (!draft) return;
  const said = await unlock(draft.key, draft.locked);
  ({ key, begun } = draft);
  fill(said);
  state.textContent = words.draft;
}

function wire() {
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", async (event) => {
    if (event.target.type === "file") await takePhoto(event.target);
    keepSoon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "more") {
      addRow();
      keepSoon();
      rows().at(-1).querySelector("input").focus();
    } else sendOff();
  });
  document.querySelector("[data-forget]").addEventListener("click", async () => {
    await saving;
    await store.forget(told.owner);
    await fresh();
    state.textContent = words.gone;
  });
  window.addEventListener("online", sendAll);
  setInterval(sendAll, AGAIN_MS);
}

async function start() {
  store = await open();
  panel.hidden = false;
  // A page that came back with mistakes already holds what was typed.
  if (!document.querySelector("[data-error-summary]")) {
    begin();
    await restore();
  }
  wire();
  form.dataset.ready = "";
  for (const one of await store.queue()) show(one.id, "phone");
  keepPage().catch(() => {});
  await sendAll();
}

const able = window.isSecureContext && window.indexedDB && window.crypto?.subtle && "serviceWorker" in navigator;
if (able) start().catch(() => { state.textContent = words.full; });
