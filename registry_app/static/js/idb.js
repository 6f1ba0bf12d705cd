// A database of the browser with promises: one way to open it, one way to write in a single step.
export function done(request) {
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

// `stores`: {name: key path}. All that `deed` writes is there after a crash, or none of it.
export async function base(name, stores) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(stores)) request.result.createObjectStore(store, { keyPath });
  };
  const opened = await done(request);
  return {
    get: (store, key) => done(opened.transaction(store).objectStore(store).get(key)),
    all: (store) => done(opened.transaction(store).objectStore(store).getAll()),
    write: (names, deed) => {
      const transaction = opened.transaction(names, "readwrite", { durability: "strict" });
      deed(...names.map((one) => transaction.objectStore(one)));
      return finished(transaction);
    },
  };
}
