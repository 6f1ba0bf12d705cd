// Keeps the page of an arrival on this phone, so that a notice can be begun where there is no network.
// The page holds no person's name and nothing about any child; with a network every page comes from the office.
const STORE = {{ store | tojson }};
const PAGE = {{ page | tojson }};
const NEW = {{ new | tojson }};
const FILES = {{ files | tojson }};
const MAIN = {{ main | tojson }};
const DOOR = {{ door | tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("arrivals-") && name !== STORE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

const answerOf = (asked) => new Promise((fine, wrong) => {
  asked.onsuccess = () => fine(asked.result);
  asked.onerror = () => wrong(asked.error);
});

async function sendWaiting() {
  const base = await answerOf(indexedDB.open("arrivals"));
  try {
    if (!base.objectStoreNames.contains("queue")) return;
    const queue = () => base.transaction("queue", "readwrite").objectStore("queue");
    for (const one of await answerOf(queue().getAll())) {
      const door = await fetch(DOOR, { redirect: "manual", cache: "no-store" });
      // Signed out: the next page of somebody who signs in sends it.
      if (door.type === "opaqueredirect") return;
      const headers = { "Content-Type": "application/json", "X-CSRFToken": (await door.json()).token, "X-Phone-Clock": new Date().toISOString() };
      const sent = await fetch(`${MAIN}/${one.id}`, { method: "PUT", headers, redirect: "manual", body: JSON.stringify(one.box) });
      if (sent.status === 200 || sent.status === 201) await answerOf(queue().delete(one.id));
      else if (sent.status >= 500 || sent.status === 429) throw new Error("later");
    }
  } finally {
    base.close();
  }
}

// The browser says that the network is back; a failure makes it ask again later.
self.addEventListener("sync", (event) => {
  if (event.tag === "arrivals") event.waitUntil(sendWaiting());
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  const page = event.request.mode === "navigate" && pathname === NEW;
  const kept = page ? PAGE : FILES.find((file) => file.split("?")[0] === pathname);
  if (kept) event.respondWith(fetch(event.request).catch(() => caches.match(kept)));
});
