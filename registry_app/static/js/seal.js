// Reads the code of a certificate and checks the office's signature in this browser; nothing is sent anywhere.
// The line of facts is described in docs/certificates.md.
const NAMES = [
  "version", "key", "certificate", "home", "district", "kind", "care", "sexes", "ages", "places", "conditions",
  "from", "until",
];

function bytes(text) {
  if (!/^[\w-]+$/.test(text)) throw new Error("unreadable");
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

// What stands after c= in an address, or the token itself; empty when there is none.
export function tokenIn(text) {
  const found = /[?&]c=([\w.-]+)/.exec(text) || /^\s*([\w-]{40,}\.[\w-]{80,})\s*$/.exec(text);
  return found ? found[1] : "";
}

export function numberIn(text) {
  const found = /SCPA-\d{4}-\d{5,9}-[A-Z]/.exec(text.toUpperCase());
  return found ? found[0] : "";
}

export function facts(line) {
  const parts = new TextDecoder("utf-8", { fatal: true }).decode(line).split("|");
  if (parts.length <= NAMES.length || !["1", "1M"].includes(parts[0])) throw new Error("unreadable");
  const read = Object.fromEntries(NAMES.map((name, at) => [name, parts[at]]));
  return { ...read, name: parts.slice(NAMES.length).join("|") };
}

// "fits" with the facts, "broken", or "cannot" where this browser does not know the signature.
export async function check(token, keys, number = "") {
  let line, signature, said;
  try {
    const [written, signed] = token.split(".");
    [line, signature] = [bytes(written), bytes(signed || "")];
    said = facts(line);
  } catch {
    return { answer: "broken" };
  }
  const raw = keys[said.key];
  if (!raw || (number && number !== said.certificate)) return { answer: "broken" };
  let key;
  try {
    key = await crypto.subtle.importKey("raw", bytes(raw), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return { answer: "cannot" };
  }
  const fits = await crypto.subtle.verify({ name: "Ed25519" }, key, signature, line);
  return fits ? { answer: "fits", facts: said } : { answer: "broken" };
}
