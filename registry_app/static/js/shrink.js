// A photo of a phone is shrunk here before it is sent, to what the office keeps anyway: a slow network then carries a
// tenth of it. Without this script the photo is sent as it is, and the server does the same.
const LONGEST = 1600;
const QUALITY = 0.82;
const SMALL = 400 * 1024;
const waiting = new WeakMap();

async function shrunk(file) {
  if (!file.type.startsWith("image/")) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= SMALL) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  // What is see-through would turn black in a JPEG, and writing on it could not be read.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}

async function shrinkAll(input) {
  const kept = new DataTransfer();
  for (const file of input.files) {
    // A picture that this browser cannot open goes as it is: the server looks at it and says what to do.
    kept.items.add(await shrunk(file).catch(() => file));
  }
  input.files = kept.files;
  say(input);
}

// A file that is still too large is not carried over the network only to be refused.
function say(input) {
  const limit = Number(input.dataset.limit);
  const tooLarge = [...input.files].some((file) => file.size > limit);
  const line = input.parentElement.querySelector("[data-too-large-line]");
  line.hidden = !tooLarge;
  line.textContent = tooLarge ? input.dataset.tooLarge : "";
  if (tooLarge) input.value = "";
}

document.querySelectorAll("input[type=file][data-limit]").forEach((input) => {
  input.addEventListener("change", () => {
    const work = shrinkAll(input).finally(() => waiting.delete(input.form));
    waiting.set(input.form, work);
  });
  input.form?.addEventListener("submit", (event) => {
    const work = waiting.get(input.form);
    if (!work) return;
    event.preventDefault();
    work.then(() => input.form.requestSubmit(event.submitter));
  });
});
