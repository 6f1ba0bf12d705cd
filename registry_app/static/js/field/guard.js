// On the inspector's other pages: how much is unsent on this phone, and no signing out while something is.
import { base } from "../idb.js";

async function unsent() {
  const known = await indexedDB.databases?.();
  if (known && !known.some((one) => one.name === "field")) return 0;
  const { all } = await base("field", { phones: "owner", kept: "id", unsent: "id" });
  return (await all("unsent")).filter((row) => (row.kind === "file" ? !row.sent : row.final || row.sent < row.seq)).length;
}

const said = document.querySelector("[data-unsent]");
if (said && window.indexedDB) {
  const number = await unsent();
  if (number) {
    said.hidden = false;
    said.querySelector("[data-number]").textContent = String(number);
    for (const form of document.querySelectorAll("form[action$='/sign-out']")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        said.scrollIntoView();
        said.querySelector("[data-stay]").hidden = false;
        said.querySelector("a").focus();
      });
    }
  }
}
