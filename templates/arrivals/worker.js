// Keeps the page of an arrival on this phone, so that a notice can be begun where there is no network.
// The page holds no person's name and nothing about any child; with a network every page comes from the office.
const STORE = {{ store | tojson }};
const PAGE = {{ page | tojson }};
const NEW = {{ new | tojson }};
const FILES = {{ files | tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("arrivals-") && name !== STORE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  const page = event.request.mode === "navigate" && pathname === NEW;
  const kept = page ? PAGE : FILES.find((file) => file.split("?")[0] === pathname);
  if (kept) event.respondWith(fetch(event.request).catch(() => caches.match(kept)));
});
