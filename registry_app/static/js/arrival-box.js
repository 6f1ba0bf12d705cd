// Sealing on the phone. A draft is locked with a key that never leaves this browser; a notice that was sent off is
// sealed for the office alone (registry_app/placements/arrivals/boxes.py is the other side).
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PAD = 1024;
const letters = new TextEncoder();

export function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

export function toText(raw) {
  let plain = "";
  const all = new Uint8Array(raw);
  for (let at = 0; at < all.length; at += 8192) plain += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// {fields: [[name, text]], photos: {name: text}} as bytes, rounded up so that the length tells little.
function written(said) {
  const line = letters.encode(JSON.stringify(said));
  const whole = new Uint8Array(Math.ceil(line.length / PAD) * PAD).fill(32);
  whole.set(line);
  return whole;
}

// `what`: the word before the first bar, so that a pack of one kind never opens as another.
export async function seal(office, id, said, what = "arrival") {
  const bound = letters.encode(`${what}|1|${office.kid}|${id}`);
  const theirs = await crypto.subtle.importKey("raw", bytes(office.key), CURVE, false, []);
  const mine = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const rule = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: bound };
  const key = await crypto.subtle.deriveKey(rule, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, written(said));
  const epk = await crypto.subtle.exportKey("raw", mine.publicKey);
  return { kid: office.kid, epk: toText(epk), iv: toText(iv), text: toText(text) };
}

export function draftKey() {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function lock(key, said) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, written(said)) };
}

export async function unlock(key, locked) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: locked.iv }, key, locked.text);
  return JSON.parse(new TextDecoder().decode(plain));
}
