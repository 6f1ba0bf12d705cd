// Keeps the screens of a visit on this phone. They hold no person and no visit; those are locked in the phone's store.
// Answers for nothing outside /field/, and never keeps a page that the office made for somebody.
const STORE = {{ store | tojson }};
const SHELL = {{ shell | tojson }};
const MAIN = {{ main | tojson }};
const WORDS = {{ words | tojson }};
const FILES = {{ files | tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([SHELL, ...WORDS, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("field-") && name !== STORE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

const kept = (name) => caches.open(STORE).then((store) => store.match(name)).then((found) => found || fetch(name));

self.addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    // The screens come from the phone at once; any other page of the field comes from the office, or without a network
    // leads to them.
    if (pathname === SHELL) event.respondWith(kept(SHELL));
    else if (pathname.startsWith(MAIN)) event.respondWith(fetch(event.request).catch(() => Response.redirect(SHELL)));
    return;
  }
  const name = WORDS.find((one) => one === pathname + search) || FILES.find((one) => one.split("?")[0] === pathname);
  if (name) event.respondWith(kept(name));
});
