// What an inspector's phone keeps. Readable content is locked under a key that needs the PIN and the office's half;
// beside it stands, for all that is unsent, a pack that only the office can open. When the time is over, the phone is
// blocked or the PIN was wrong ten times, the readable part is deleted and the packs stay until the office has them.
import { bytes, lock, seal, toText, unlock } from "../arrival-box.js";
import { base } from "../idb.js";

const ROUNDS = 310000;
export const TRIES = 10;
const letters = new TextEncoder();

async function keyFrom(pin, phone) {
  const typed = await crypto.subtle.importKey("raw", letters.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const rule = { name: "PBKDF2", hash: "SHA-256", salt: bytes(phone.salt), iterations: ROUNDS };
  const salt = await crypto.subtle.deriveBits(rule, typed, 256);
  const mixed = { name: "HKDF", hash: "SHA-256", salt, info: letters.encode(`field-store|1|${phone.phone}`) };
  return crypto.subtle.deriveKey(mixed, phone.half, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const half = (text) => crypto.subtle.importKey("raw", bytes(text), "HKDF", false, ["deriveKey"]);

// Reads and writes one row in the same step, so that no write in between is lost.
function change(store, id, make) {
  store.get(id).onsuccess = ({ target }) => {
    const made = make(target.result);
    if (made) store.put(made);
  };
}

export async function open() {
  const { get, all, write } = await base("field", { phones: "owner", kept: "id", unsent: "id" });
  const mine = async (store, owner) => (await all(store)).filter((one) => one.owner === owner);
  const put = (phone) => write(["phones"], (phones) => phones.put(phone));

  async function wipe(owner) {
    const [phone, kept] = [await get("phones", owner), await mine("kept", owner)];
    await write(["phones", "kept"], (phones, store) => {
      kept.forEach((one) => store.delete(one.id));
      if (phone) phones.put({ ...phone, half: null, check: null, state: "wiped" });
    });
  }

  return {
    put,
    wipe,
    phone: (owner) => get("phones", owner),
    // The phone of whoever used it last, where nobody can be asked.
    last: async () => (await all("phones")).sort((a, b) => b.used - a.used)[0],

    // Ready: the first time with a new PIN, later with the office's new term. A wiped phone begins anew under its number.
    async ready(owner, pin, answer, office) {
      const salt = toText(crypto.getRandomValues(new Uint8Array(32)));
      const phone = { owner, phone: answer.phone, half: await half(answer.half), salt, office, state: "open", wrong: 0, used: Date.now(), until: Date.parse(answer.readable_until) };
      const key = await keyFrom(pin, phone);
      phone.check = await lock(key, { fits: true });
      await put(phone);
      return { phone, key };
    },
    async extend(owner, answer, office) {
      const phone = await get("phones", owner);
      await put({ ...phone, office, half: await half(answer.half), until: Date.parse(answer.readable_until), used: Date.now() });
    },

    // A clock that was turned back does not give more time: the latest moment ever seen counts.
    async over(owner) {
      const phone = await get("phones", owner);
      const now = Math.max(Date.now(), phone.used);
      if (phone.state === "open" && now > phone.until) await wipe(owner);
      else if (now > phone.used) await put({ ...phone, used: now });
      return (await get("phones", owner)).state !== "open";
    },

    // The key, or the number of tries that are left. A try counts before it is made, so that a killed browser gains none.
    async enter(owner, pin) {
      const phone = await get("phones", owner);
      await put({ ...phone, wrong: phone.wrong + 1 });
      try {
        const key = await keyFrom(pin, phone);
        await unlock(key, phone.check);
        await put({ ...phone, wrong: 0 });
        return { key };
      } catch {
        if (phone.wrong + 1 >= TRIES) await wipe(owner);
        return { left: TRIES - phone.wrong - 1 };
      }
    },

    async keep(key, owner, id, kind, said) {
      const row = { id, owner, kind, locked: await lock(key, said) };
      await write(["kept"], (store) => store.put(row));
    },
    async read(key, id) {
      const row = await get("kept", id);
      return row ? unlock(key, row.locked) : null;
    },
    async readAll(key, owner, kind) {
      const rows = (await mine("kept", owner)).filter((one) => one.kind === kind);
      return Promise.all(rows.map((row) => unlock(key, row.locked)));
    },

    // A record as it stands, readable and sealed, in one step.
    async keepRecord(key, phone, record, body) {
      const [locked, sealed] = [await lock(key, record), await seal(phone.office, record.id, body, "field")];
      await write(["kept", "unsent"], (kept, unsent) => {
        kept.put({ id: record.id, owner: phone.owner, kind: "record", locked });
        const row = { id: record.id, owner: phone.owner, kind: "visit", record: record.id, seq: record.seq, final: record.final, sealed };
        change(unsent, record.id, (before) => ({ ...row, sent: before?.sent || 0 }));
      });
    },
    async keepPhoto(key, phone, record, photo) {
      const [locked, sealed] = [await lock(key, photo), await seal(phone.office, photo.id, { type: photo.type, sha256: photo.sha256, data: photo.data }, "field")];
      await write(["kept", "unsent"], (kept, unsent) => {
        kept.put({ id: photo.id, owner: phone.owner, kind: "photo", locked });
        unsent.put({ id: photo.id, owner: phone.owner, kind: "file", record: record.id, sealed, sent: 0 });
      });
    },
    dropPhoto: (id) => write(["kept", "unsent"], (kept, unsent) => { kept.delete(id); unsent.delete(id); }),

    unsent: (owner) => mine("unsent", owner),
    // What the office acknowledged of one thing; the pack of a file is not needed any more.
    async acknowledged(id, facts) {
      await write(["unsent"], (unsent) => change(unsent, id, (row) => row && { ...row, ...facts, sealed: row.kind === "file" ? null : row.sealed }));
    },
    // Everything of a record goes, but only if nothing was written since the office's answer.
    async finish(id, seq, receipt, key, owner, name) {
      const rows = (await mine("unsent", owner)).filter((one) => one.record === id);
      let gone = false;
      const said = { id: `receipt-${id}`, receipt, name, at: new Date().toISOString() };
      const note = key ? { id: said.id, owner, kind: "receipt", locked: await lock(key, said) } : null;
      await write(["kept", "unsent"], (kept, unsent) => {
        unsent.get(id).onsuccess = ({ target }) => {
          if (!target.result || target.result.seq > seq) return;
          for (const row of rows) {
            unsent.delete(row.id);
            kept.delete(row.id);
          }
          if (note) kept.put(note);
          gone = true;
        };
      });
      return gone;
    },
  };
}
