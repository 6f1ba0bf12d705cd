// What the phone keeps: one draft a person (locked, with its key), and the sealed notices that wait for a network.
const NAME = "arrivals";

function done(request) {
  return new Promise((fine, wrong) => {
    request.onsuccess = () => fine(request.result);
    request.onerror = () => wrong(request.error);
  });
}

function finished(transaction) {
  return new Promise((fine, wrong) => {
    transaction.oncomplete = () => fine();
    transaction.onabort = transaction.onerror = () => wrong(transaction.error);
  });
}

export async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("drafts", { keyPath: "owner" });
    request.result.createObjectStore("queue", { keyPath: "id" });
  };
  const base = await done(request);
  const write = (names, deed) => {
    const transaction = base.transaction(names, "readwrite", { durability: "strict" });
    deed(...names.map((name) => transaction.objectStore(name)));
    return finished(transaction);
  };
  const all = (name) => done(base.transaction(name).objectStore(name).getAll());
  return {
    draft: (owner) => done(base.transaction("drafts").objectStore("drafts").get(owner)),
    keep: (draft) => write(["drafts"], (drafts) => drafts.put(draft)),
    forget: (owner) => write(["drafts"], (drafts) => drafts.delete(owner)),
    // In one step, so that a phone that goes off holds the draft or the sealed notice, never neither.
    enqueue: (owner, sealed) => write(["drafts", "queue"], (drafts, queue) => { queue.put(sealed); drafts.delete(owner); }),
    queue: () => all("queue"),
    sent: (id) => write(["queue"], (queue) => queue.delete(id)),
    // Drafts that nobody came back to, of whoever they are.
    sweep: async (before) => {
      const old = (await all("drafts")).filter((one) => one.begun < before);
      if (old.length) await write(["drafts"], (drafts) => old.forEach((one) => drafts.delete(one.owner)));
    },
  };
}
