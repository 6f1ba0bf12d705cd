// Speaking in the page: two minutes at most, played back before it is sent. The sound never becomes a file on the phone.
const box = document.querySelector("[data-recorder]");
const MOST_MS = 120000;

function kind() {
  const kinds = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"];
  return kinds.find((one) => MediaRecorder.isTypeSupported(one)) || "";
}

function part(name) {
  return box.querySelector(`[data-${name}]`);
}

function show(state) {
  for (const name of ["idle", "running", "ready"]) part(name).hidden = name !== state;
}

function keep(blob) {
  const files = new DataTransfer();
  files.items.add(new File([blob], "voice", { type: blob.type }));
  part("file").files = files.files;
  part("sound").src = URL.createObjectURL(blob);
  show("ready");
}

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: kind(), audioBitsPerSecond: 24000 });
  const parts = [];
  const begun = Date.now();
  const clock = setInterval(() => {
    part("time").textContent = String(Math.max(0, Math.ceil((MOST_MS - (Date.now() - begun)) / 1000)));
  }, 250);
  const limit = setTimeout(() => recorder.stop(), MOST_MS);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(clock);
    clearTimeout(limit);
    stream.getTracks().forEach((track) => track.stop());
    keep(new Blob(parts, { type: recorder.mimeType }));
  });
  part("stop").onclick = () => recorder.stop();
  recorder.start(1000);
  show("running");
}

const able = window.MediaRecorder && window.DataTransfer && navigator.mediaDevices;
if (box && able) {
  box.hidden = false;
  show("idle");
  for (const button of box.querySelectorAll("[data-start]")) {
    button.addEventListener("click", () => record().catch(() => { part("refused").hidden = false; }));
  }
}
// The picture for speaking is shown only where speaking works.
if (able) for (const tile of document.querySelectorAll("[data-speak]")) tile.hidden = false;
