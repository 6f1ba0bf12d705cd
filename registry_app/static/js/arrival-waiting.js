// On every page of somebody who may send notices: what waits sealed on this phone goes out, and the page says how many wait.
// The page of the notice itself does this with more words (arrival.js), and says what the office asked to put right.
import { put, taken } from "./arrival-send.js";
import { open } from "./arrival-store.js";

const bar = document.querySelector("[data-arrivals-waiting]");
const AGAIN_MS = 30000;
let store, sending = false;

async function show() {
  const many = (await store.queue()).length;
  bar.querySelector("[data-many]").textContent = String(many);
  bar.hidden = many === 0;
  return many;
}

async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    for (const one of await store.queue()) {
      const answer = await put(one, bar.dataset);
      if (taken(answer)) await store.sent(one.id);
      await show();
    }
  } catch {
    // No network, or signed out: it waits, and the next page tries again.
  } finally {
    sending = false;
  }
}

async function start() {
  store = await open();
  if (!(await show())) return;
  window.addEventListener("online", sendAll);
  setInterval(sendAll, AGAIN_MS);
  await sendAll();
}

if (bar && window.isSecureContext && window.indexedDB && !document.querySelector("[data-arrival]")) start().catch(() => {});
