// The Nastaliq file is heavy, so Urdu headings change to it only when the page already stands.
const root = document.documentElement;
function fetchNastaliq() {
  document.fonts
    .load('700 28px "Care Nastaliq"', "اردو")
    .then((faces) => { if (faces.length) root.classList.add("nastaliq"); })
    .catch(() => root.classList.remove("nastaliq"));
}
const sparing = navigator.connection && navigator.connection.saveData;
if (root.lang === "ur" && document.fonts && !sparing) {
  window.addEventListener("load", () => window.setTimeout(fetchNastaliq, 300));
}
