// Leaving at once. The plain link to /x already works; this only makes it quicker on a slow network, keeps the
// page out of the way of the Back key, and lets a keyboard leave with Shift pressed three times.
const PRESSES = 3;
const WITHIN_MS = 3000;
let presses = [];

function leave() {
  document.title = "…";
  document.body.replaceChildren();
  window.location.replace("/x");
}

document.querySelectorAll("[data-leave]").forEach((link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
});

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  const now = Date.now();
  presses = presses.filter((at) => now - at < WITHIN_MS).concat(now);
  if (presses.length >= PRESSES) leave();
});

// A page taken from the Back store of the browser may show what was chosen, so it is asked for afresh.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.body.replaceChildren();
    window.location.reload();
  }
});
