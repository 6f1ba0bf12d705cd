// On a slow network a quick tap must not be lost between two pages: the digits stay here until the number is whole,
// then they go in one piece. Without this each key is a page of its own.
const pad = document.querySelector(".pad");
const places = [...document.querySelectorAll(".code--typed bdi")];

if (pad && places.length) {
  const { form } = pad.querySelector("button");
  let typed = places.map((place) => place.textContent.replace(/\D/g, "")).join("");

  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button[value]");
    if (!key) return;
    event.preventDefault();
    if (typed.length === places.length) return; // It is on its way.
    typed = key.value === "erase" ? typed.slice(0, -1) : typed + key.value;
    places.forEach((place, at) => { place.textContent = typed[at] ?? "·"; });
    if (typed.length < places.length) return;
    const whole = document.createElement("input");
    Object.assign(whole, { type: "hidden", name: "whole", value: typed, autocomplete: "off" });
    form.append(whole);
    form.requestSubmit();
  });
}
