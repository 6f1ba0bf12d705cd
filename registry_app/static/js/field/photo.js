// A photo made small enough for a slow network before it is kept: 1,280 px at most, and at most 250 kB.
import { bytes, toText } from "../arrival-box.js";

const LONGEST = 1280;
const MOST = 250000;
const STEPS = [0.8, 0.65, 0.5, 0.35];

async function drawn(picture, longest, quality) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((fine) => canvas.toBlob(fine, "image/jpeg", quality));
}

async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  for (let longest = LONGEST; longest > 200; longest = Math.round(longest * 0.7)) {
    for (const quality of STEPS) {
      const made = await drawn(picture, longest, quality);
      if (made.size <= MOST) return made;
    }
  }
  throw new Error("no picture");
}

// The same photo a quarter to the right, with a key and a hash of its own: what was sent under the old key stays true.
export async function turned(photo) {
  const picture = await createImageBitmap(new Blob([bytes(photo.data)], { type: photo.type }));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.height, picture.width];
  const pen = canvas.getContext("2d");
  pen.translate(canvas.width, 0);
  pen.rotate(Math.PI / 2);
  pen.drawImage(picture, 0, 0);
  return take(await new Promise((fine) => canvas.toBlob(fine, "image/jpeg", 0.95)));
}

// {id, type, sha256, size, data}: what is kept, and later sent as it is.
export async function take(file) {
  const raw = new Uint8Array(await (await small(file)).arrayBuffer());
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const sha256 = [...hash].map((one) => one.toString(16).padStart(2, "0")).join("");
  return { id: crypto.randomUUID(), type: "image/jpeg", sha256, size: raw.length, data: toText(raw) };
}
