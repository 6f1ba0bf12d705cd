// The drawn map becomes one that can be moved and enlarged. Everything it says stands in the page already; a phone that
// saves data keeps the drawing.
const box = document.querySelector("[data-map]");
const drawing = box.querySelector("figure.map > svg");
const saving = navigator.connection && navigator.connection.saveData;

function add(tag, facts) {
  return new Promise((done, failed) => {
    const made = Object.assign(document.createElement(tag), facts, { onload: done, onerror: failed });
    document.head.append(made);
  });
}

// What the drawing says of each area: its colour, its words and where it leads.
function read() {
  const found = new Map();
  for (const shape of drawing.querySelectorAll("[data-district]")) {
    const link = shape.closest("a");
    found.set(shape.dataset.district, {
      look: shape.getAttribute("class"), words: shape.querySelector("title").textContent, url: link && link.getAttribute("href"),
    });
  }
  return found;
}

function bubble({ words, url }) {
  const body = document.createElement("p");
  const said = document.createElement("bdi");
  said.textContent = words;
  body.append(said);
  if (url) {
    const link = Object.assign(document.createElement("a"), { href: url, textContent: box.dataset.open });
    body.append(document.createElement("br"), link);
  }
  return body;
}

function speak(layer, { words }) {
  const shape = layer.getElement();
  shape.setAttribute("tabindex", "0");
  shape.setAttribute("role", "button");
  shape.setAttribute("aria-label", words);
  shape.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    layer.openPopup();
  });
}

function draw(L, shapes) {
  const known = read();
  const ground = document.createElement("div");
  ground.className = "map__ground";
  ground.dir = "ltr";
  drawing.replaceWith(ground);
  ground.setAttribute("role", "group");
  ground.setAttribute("aria-label", box.dataset.label);
  const map = L.map(ground, { zoomControl: false, attributionControl: Boolean(box.dataset.tiles), scrollWheelZoom: false, zoomSnap: 0.25 });
  L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
  if (box.dataset.tiles) {
    map.attributionControl.setPrefix(false);
    const credit = document.createElement("bdi");
    credit.textContent = box.dataset.credit;
    L.tileLayer(box.dataset.tiles, { maxZoom: 16, attribution: credit.innerHTML }).addTo(map);
  }
  const whose = (feature) => known.get(feature.properties.district_code || "DIV-KHI");
  const layer = L.geoJSON(shapes, {
    style: (feature) => ({ className: whose(feature).look }),
    pointToLayer: (feature, at) => L.circleMarker(at, { radius: 9, className: whose(feature).look }),
    onEachFeature: (feature, one) => one.bindPopup(() => bubble(whose(feature)), { closeButton: false, maxWidth: Math.min(280, ground.clientWidth - 70) }),
  }).addTo(map);
  map.fitBounds(layer.getBounds());
  layer.eachLayer((one) => speak(one, whose(one.feature)));
}

if (!saving) {
  try {
    const [answer] = await Promise.all([
      fetch(box.dataset.shapes),
      add("script", { src: box.dataset.leaflet }),
      add("link", { rel: "stylesheet", href: box.dataset.style }),
      add("link", { rel: "stylesheet", href: box.dataset.look }),
    ]);
    if (answer.ok) draw(window.L, await answer.json());
  } catch {
    // The drawing stays.
  }
}
