// The page that checks a certificate without a network: pasted text, or the code in this page's own address.
import { check, numberIn, tokenIn } from "./seal.js";

const form = document.querySelector("[data-offline]");
const result = document.querySelector("[data-result]");
const keys = Object.fromEntries([...document.querySelectorAll("[data-keys] data")].map((one) => [one.value, one.textContent]));
const words = Object.fromEntries([...document.querySelectorAll("[data-words] data")].map((one) => [one.value, one.textContent]));

function day(written) {
  const [year, month, of] = written.split("-").map(Number);
  return `${of} ${words[`month-${month}`]} ${year}`;
}

function word(code) {
  return words[code] || code;
}

function values(said) {
  const ages = said.ages ? ` \u2066${said.ages.replace("-", "–")}\u2069` : "";
  return {
    certificate: said.certificate, home: said.home, name: said.name, district: word(said.district),
    kind: word(said.kind), care: said.care && word(said.care), children: said.sexes && word(said.sexes) + ages,
    places: said.places, conditions: said.conditions && said.conditions.split(",").map(word).join(" · "),
    from: day(said.from), until: day(said.until),
  };
}

function fill(block, said) {
  const given = values(said);
  for (const row of block.querySelectorAll("[data-fact]")) {
    const value = given[row.dataset.fact];
    if (value) row.querySelector("bdi").textContent = value;
    else row.remove();
  }
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Karachi" }).format(new Date());
  const time = today > said.until ? "over" : today < said.from ? "early" : "within";
  for (const line of block.querySelectorAll("[data-time]")) if (line.dataset.time !== time) line.remove();
  if (said.version !== "1M") block.querySelector("[data-made-up]").remove();
}

async function look(text) {
  const token = tokenIn(text);
  const found = token ? await check(token, keys, numberIn(text)) : { answer: "none" };
  const block = document.querySelector(`template[data-said="${found.answer}"]`).content.cloneNode(true);
  if (found.facts) fill(block, found.facts);
  result.replaceChildren(block);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look(form.elements.number.value);
});
if (tokenIn(location.search)) {
  form.elements.number.value = location.href;
  look(location.href);
}

const keep = document.querySelector("[data-keep]");
if ("serviceWorker" in navigator && window.isSecureContext) {
  keep.hidden = false;
  keep.querySelector("button").addEventListener("click", async () => {
    const said = keep.querySelector("[role=status]");
    try {
      await navigator.serviceWorker.register("/verify/worker.js");
      await navigator.serviceWorker.ready;
      said.textContent = keep.dataset.done;
    } catch {
      said.textContent = keep.dataset.failed;
    }
  });
}
