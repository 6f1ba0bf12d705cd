// The line to the office: asks and answers of /api/v1/field, one at a time. Nothing here decides what is deleted.
const MAIN = "/api/v1/field";
const PATIENCE_MS = 60000;
let token = "";

export class NoLine extends Error {}

async function ask(path, { method = "GET", headers = {}, body, phone = "" } = {}) {
  const sent = { "X-Phone-Clock": new Date().toISOString(), ...(phone ? { "X-Phone": phone } : {}), ...(token ? { "X-CSRFToken": token } : {}), ...headers };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${MAIN}${path}`, { method, headers: sent, body, cache: "no-store", redirect: "manual", signal });
    const said = answer.status === 304 ? null : await answer.json().catch(() => ({}));
    if (answer.status >= 500 || answer.status === 429) throw new NoLine(String(answer.status));
    const status = answer.type === "opaqueredirect" ? 401 : answer.status;
    return { status, said, state: answer.headers.get("X-Phone-State") || "" };
  } catch (error) {
    if (error instanceof NoLine) throw error;
    throw new NoLine(error.message);
  }
}

// {person, office} of whoever is signed in here; null when nobody is.
export async function door() {
  const { status, said } = await ask("/door");
  if (status !== 200) return null;
  ({ token } = said);
  return said;
}

async function put(path, given) {
  if (!token) await door();
  const answer = await ask(path, { method: "PUT", ...given });
  if (answer.status !== 400 || answer.said.error !== "bad request") return answer;
  await door();
  return ask(path, { method: "PUT", ...given });
}

const json = { "Content-Type": "application/json" };

export const getReady = (phone, name) => put(`/phones/${phone}`, { phone, headers: json, body: JSON.stringify({ name }) });
export const bundle = (phone) => ask("/bundle", { phone });
export const receipt = (phone, record) => ask(`/visits/${record}`, { phone });
export const sendVisit = (phone, record, said) => put(`/visits/${record}`, { phone, headers: json, body: JSON.stringify(said) });
export const sendSealed = (phone, record, file, sealed) =>
  put(`/visits/${record}${file ? `/files/${file}` : ""}`, { phone, headers: json, body: JSON.stringify({ sealed }) });
export const sendPhoto = (phone, record, photo, raw) =>
  put(`/visits/${record}/files/${photo.id}`, { phone, headers: { "Content-Type": photo.type, "X-Sha256": photo.sha256 }, body: raw });
