// Carries what is unsent to the office, piece by piece, over a line that may drop anything at any moment. The same bytes
// go again until there is an answer; only the office's word that all of a visit is there deletes it here.
import { bytes } from "../arrival-box.js";
import * as line from "./line.js";
import { body } from "./record.js";

const SOONEST_MS = 2000;
const LATEST_MS = 5 * 60000;
const THERE = ["AT_THE_OFFICE", "ASIDE"];
// Answers that a repetition does not change: they are shown and stay on the phone.
const STUCK = [403, 404, 409, 413];

export function outbox({ vault, app, tell }) {
  let running = false;
  let timer;
  let wait = SOONEST_MS;
  const shown = new Map();

  function note(id, state, facts = {}) {
    shown.set(id, { state, ...facts });
    tell();
  }

  async function blocked() {
    await vault.wipe(app.owner);
    app.locked("revoked");
  }

  // Seen on each answer: once blocked, nothing readable stays.
  async function heed(answer) {
    if (answer.status === 410 || answer.state === "revoked") await blocked();
    return answer;
  }

  async function sendRow(row, phone) {
    const isFile = row.kind === "file";
    const readable = app.key ? await vault.read(app.key, row.id) : null;
    // A draft nobody arrived with, or a photo whose visit is gone, waits; a sealed pack is the office's to judge.
    if (readable && !isFile && !readable.arrived) return null;
    note(row.id, "sending");
    if (!readable) return line.sendSealed(phone, row.record, isFile ? row.id : "", row.sealed);
    if (isFile) return line.sendPhoto(phone, row.record, readable, bytes(readable.data));
    return line.sendVisit(phone, row.record, body(readable));
  }

  async function sendOne(row, phone) {
    const answer = await sendRow(row, phone);
    if (answer === null) return true;
    await heed(answer);
    if (answer.status === 200 || answer.status === 201) {
      const { receipt, state, seq } = answer.said;
      await vault.acknowledged(row.id, { sent: row.kind === "file" ? 1 : seq, receipt });
      note(row.id, "office", { receipt });
      if (row.kind === "visit") await settle(row, answer.said);
      return state !== "FILES";
    }
    if (answer.status === 401) note(row.id, "door");
    else if (answer.status === 422) await putRight(row, answer.said);
    else note(row.id, STUCK.includes(answer.status) ? "stays" : "phone", { errors: answer.said.errors });
    return false;
  }

  async function settle(row, said) {
    note(row.record, said.state === "WAITS" ? "waits" : "office", { receipt: said.receipt, because: said.because });
    if (!THERE.includes(said.state)) return;
    const record = app.key ? await vault.read(app.key, row.record) : null;
    const name = record ? app.nameOf(record.visit) : "";
    if (await vault.finish(row.record, said.seq, said.receipt, app.key, app.owner, name)) await app.gone(row.record);
  }

  // The office says what to put right: the report is open again here.
  async function putRight(row, said) {
    note(row.id, "stays", { errors: said.errors });
    if (row.kind === "visit" && app.key) await app.reopen(row.record, said.errors || []);
  }

  // A photo that the office has and whose visit was settled by it: ask once how the visit stands.
  async function ask(record, phone) {
    const answer = await heed(await line.receipt(phone, record));
    const row = (await vault.unsent(app.owner)).find((one) => one.id === record);
    if (answer.status === 200 && row) await settle(row, answer.said);
  }

  async function pass() {
    const phone = await vault.phone(app.owner);
    const open = (row) => (row.kind === "file" ? !row.sent : row.sent < row.seq);
    const rows = (await vault.unsent(app.owner)).sort((a, b) => (a.kind === "visit" ? 0 : 1) - (b.kind === "visit" ? 0 : 1));
    if (!rows.length) return true;
    const who = await line.door();
    if (!who || who.person !== app.owner) {
      rows.filter(open).forEach((row) => note(row.id, "door"));
      return false;
    }
    let fine = true;
    for (const row of rows.filter(open)) {
      try {
        fine = (await sendOne(row, phone.phone)) && fine;
      } catch (error) {
        if (!(error instanceof line.NoLine)) throw error;
        note(row.id, "phone");
        fine = false;
      }
    }
    const left = await vault.unsent(app.owner);
    for (const row of left.filter((one) => one.kind === "visit" && one.final && one.sent >= one.seq)) {
      await ask(row.id, phone.phone);
      fine = false;
    }
    return fine;
  }

  async function send() {
    if (running || !app.owner) return;
    running = true;
    clearTimeout(timer);
    try {
      const fine = await pass();
      wait = fine ? SOONEST_MS : Math.min(wait * 1.6, LATEST_MS);
      if (!fine) timer = setTimeout(send, wait);
    } catch (error) {
      if (!(error instanceof line.NoLine)) throw error;
      wait = Math.min(wait * 1.6, LATEST_MS);
      timer = setTimeout(send, wait);
    } finally {
      running = false;
      tell();
    }
  }

  return {
    send,
    // Soon after a tap, not at each tap: a visit has hundreds of them.
    soon() {
      clearTimeout(timer);
      timer = setTimeout(send, wait = SOONEST_MS);
    },
    now() {
      wait = SOONEST_MS;
      return send();
    },
    state: (id) => shown.get(id),
  };
}
