// One visit as one inspector fills it on the phone: what it holds, what is still wanting, what it comes to. No screen here.
import * as rules from "./scoring.js";
import { draw, shuffled } from "./sample.js";

// What was made ready before the office sent the table of kinds goes on under the words it then had.
const kindOf = (visit) => visit.kind || { grade: { FULL: "own", PRE_REGISTRATION: "none" }[visit.type] || "keeps", whole: ["FULL", "PRE_REGISTRATION"].includes(visit.type), children: visit.type !== "PRE_REGISTRATION" };
const FILES_READ = 5;
const plain = { mark: null, na_reason: "", methods: [], note: "", put_right: false, danger_seen: false, version: 0 };

export function begin(visit) {
  const { filled } = visit;
  const known = filled?.children;
  return {
    id: crypto.randomUUID(), visit: visit.id, seq: 0, framework: visit.framework, final: false, saved: null, at: null,
    arrived: filled?.arrived ? { ...filled.arrived, place: null, gate_photo: null } : null,
    dangers: filled?.dangers ? { answers: Object.fromEntries(filled.dangers.seen.map((one) => [one, true])), looked: true, told: filled.dangers.told } : { answers: {}, looked: false, told: "" },
    answers: Object.fromEntries(Object.entries(filled?.answers || {}).map(([id, one]) => [id, { ...plain, ...one, own: false }])),
    talks: [], papers: [], present: known?.present ?? null, reason: known?.reason || "",
    talks_refused: known?.talks_refused || false, records_refused: known?.records_refused || false,
    counted: known ? { heard: known.heard, coached: known.coached } : null,
    close: { signature: "", signed_by: "", manager_comment: "" }, files: [],
  };
}

// Drawn once at the door and kept: the children to be heard, and the files to be read.
export function drawFor(record, visit, book) {
  const registered = visit.children.length;
  const wanted = rules.sampleSize(book, Math.max(registered, record.present ?? 0));
  const already = record.talks.filter((one) => one.drawn).map((one) => one.code);
  const added = record.talks.filter((one) => !one.drawn).map((one) => one.code);
  const open = visit.children.filter((child) => !added.includes(child.code));
  for (const code of draw(open, Math.min(wanted, registered), already).slice(already.length)) record.talks.push(talk(code, true));
  if (!record.papers.length) record.papers = shuffled(visit.children).slice(0, FILES_READ).map((child) => ({ code: child.code, read: false }));
}

export function talk(code, drawn) {
  return { code, drawn, how: "", coached: "" };
}

export function answer(record, id) {
  record.answers[id] ||= { ...plain, methods: [] };
  return record.answers[id];
}

export function counts(record) {
  const heard = record.talks.filter((one) => one.how === "HEARD" || one.how === "OBSERVED");
  const coached = heard.filter((one) => one.coached === "yes").length;
  if (!heard.length && record.counted) return record.counted;
  return { heard: heard.length, coached };
}

export function dangersSeen(record) {
  return Object.keys(record.dangers.answers).filter((one) => record.dangers.answers[one]);
}

export function scores(record, visit) {
  const found = {};
  for (const id of visit.scope) {
    const mark = record.answers[id]?.mark;
    if (mark) found[id] = mark === rules.NA ? rules.NA : Number(mark);
  }
  return found;
}

export function sample(record, book) {
  return record.present === null ? null : rules.sampleSize(book, record.present);
}

export function grading(record, visit, book) {
  const fresh = scores(record, visit);
  const kind = kindOf(visit);
  const { whole } = kind;
  const laid = whole ? fresh : rules.laidOver(book, visit.care_type, visit.standing.scores || {}, fresh);
  const short = kind.grade === "own" && record.present !== null && counts(record).heard < sample(record, book);
  const obstruction = record.arrived?.entry === "REFUSED" || record.talks_refused || record.records_refused;
  const result = rules.grade(book, visit.care_type, laid, { obstruction, child_sample_short: short });
  let grade = kind.grade === "own" ? result.grade : null;
  if (kind.grade === "keeps" && visit.standing.grade) grade = rules.keptGrade(book, visit.standing.grade, result);
  return { result, grade, changes: rules.changes(book, visit.care_type, laid, result), missing: visit.scope.filter((id) => !(id in fresh)) };
}

// The codes of what is wrong with one answer; NOT_SEEN where there is none.
// Where no children are yet, none can be heard: then two other ways of knowing are enough.
export function problems(book, criterion, given, visit) {
  if (!given?.mark) return ["NOT_SEEN"];
  if (given.mark === rules.NA) return rules.naProblems(book, criterion, given.na_reason);
  const found = rules.evidenceProblems(book, criterion, Number(given.mark), given.methods);
  return visit && !kindOf(visit).children ? found.filter((one) => one !== "CHILD_NOT_HEARD") : found;
}

// All that keeps the report from being sent: [{part, criterion, code}].
export function wanting(record, visit, book) {
  if (record.arrived?.entry === "REFUSED") return [];
  const found = [];
  if (!record.dangers.looked) found.push({ part: "danger", code: "LOOK_AT_DANGER" });
  else if (dangersSeen(record).length && !record.dangers.told.trim()) found.push({ part: "danger", code: "TELL_OF_DANGER" });
  if (kindOf(visit).children && record.present === null) found.push({ part: "children", code: "COUNT_CHILDREN" });
  for (const one of rules.asked(book, visit.care_type).filter((each) => visit.scope.includes(each.id))) {
    for (const code of problems(book, one, record.answers[one.id], visit)) found.push({ part: one.standard, criterion: one.id, code });
  }
  return found;
}

// As the office takes it. What a colleague answered and nobody touched here is not sent as one's own.
export function body(record) {
  const { heard, coached } = counts(record);
  const own = Object.entries(record.answers).filter(([, one]) => one.own !== false);
  const codes = (drawn) => record.talks.filter((one) => one.drawn === drawn).map((one) => one.code);
  return {
    visit: record.visit, seq: record.seq, final: record.final, framework: record.framework,
    arrived: record.arrived,
    dangers: record.dangers.looked ? { seen: dangersSeen(record), told: record.dangers.told } : null,
    answers: Object.fromEntries(own.map(([id, { own: _own, ...one }]) => [id, one])),
    children: record.present === null ? null : {
      present: record.present, heard, coached, reason: record.reason, talks_refused: record.talks_refused,
      records_refused: record.records_refused, drawn: codes(true), added: codes(false),
    },
    close: record.final ? record.close : null,
    files: record.files.map(({ id, sha256, size, kind, criterion, faces, faces_reason }) => ({ id, sha256, size, kind, criterion, faces, faces_reason })),
  };
}
