// Keeps the page that checks certificates on this phone, so that a code opens it also where there is no network.
// It answers nothing else: with a network every page comes from the office.
const STORE = "certificates-{{ version }}";
const FILES = {{ files | tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("certificates-") && name !== STORE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  const page = event.request.mode === "navigate" && pathname.startsWith("/verify/");
  const kept = page ? FILES[0] : FILES.find((file) => file.split("?")[0] === pathname);
  if (kept) event.respondWith(fetch(event.request).catch(() => caches.match(kept)));
});
