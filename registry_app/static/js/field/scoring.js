// The grade on the phone, from the same book of rules as the office (inspections/scoring.py, rules.py, outlook.py).
// Percentages are whole tenths: no figure here is ever a binary fraction, so both sides round alike, half up.
export const NA = "NA";

// 100 x earned / possible in tenths, half up.
export function tenths(earned, possible) {
  return Math.floor((2000 * earned + possible) / (2 * possible));
}

// "85" or "49.9" of the book in tenths.
function limit(text) {
  const [whole, part = "0"] = String(text).split(".");
  return Number(whole) * 10 + Number(part[0]);
}

export function figure(value) {
  return value === null ? null : `${Math.floor(value / 10)}.${value % 10}`;
}

export function asked(book, care) {
  return book.standards.flatMap((standard) =>
    standard.criteria.filter((one) => one.applies_to.includes(care)).map((one) => ({ ...one, standard: standard.id })));
}

function lowest(book, ...grades) {
  return grades.reduce((worst, one) => (book.grades.indexOf(one) > book.grades.indexOf(worst) ? one : worst));
}

function standardsOf(book, form, scores) {
  const found = {};
  for (const standard of book.standards) {
    const scored = form.filter((one) => one.standard === standard.id && Number.isInteger(scores[one.id]));
    if (!scored.length) continue;
    const earned = scored.reduce((sum, one) => sum + one.weight * scores[one.id], 0);
    const weight = scored.reduce((sum, one) => sum + one.weight, 0);
    found[standard.id] = tenths(earned, weight * book.top_score);
  }
  return found;
}

function overallOf(book, standards) {
  const counted = book.standards.filter((one) => one.id in standards);
  if (!counted.length) return null;
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  const total = counted.reduce((sum, one) => sum + one.weight * standards[one.id], 0);
  return Math.floor((2 * total + weight) / (2 * weight));
}

function limitsOf(book, form, scores, standards, flags) {
  const found = [];
  for (const rule of book.limiting_rules) {
    const entry = { rule: rule.id, cap: rule.cap, criteria: [], standards: [], flag: rule.flag };
    if (rule.critical_scored !== null) {
      entry.criteria = form.filter((one) => one.critical && scores[one.id] === rule.critical_scored).map((one) => one.id);
    } else if (rule.zeros !== null) {
      const zeros = form.filter((one) => scores[one.id] === 0).map((one) => one.id);
      if (zeros.length >= rule.zeros) entry.criteria = zeros;
    } else if (rule.below !== null) {
      entry.standards = rule.standards.filter((one) => one in standards && standards[one] < limit(rule.below));
    }
    if (entry.criteria.length || entry.standards.length || (rule.flag && flags[rule.flag])) found.push(entry);
  }
  return found;
}

// False as soon as one answer fails it, true only when all that it reads is answered, else null.
function protectionOf(book, form, scores, standards) {
  const { gate } = book;
  const read = form.filter((one) => one.critical && gate.critical_of.includes(one.standard));
  const low = read.some((one) => Number.isInteger(scores[one.id]) && scores[one.id] <= gate.scored_at_most);
  if (low || (gate.standard in standards && standards[gate.standard] < limit(gate.below))) return false;
  const open = form.some((one) => !(one.id in scores) && (read.includes(one) || one.standard === gate.standard));
  return open ? null : true;
}

// scores: {"S1.1": 0-3 or "NA"}; flags: {obstruction, child_sample_short}. Figures come as tenths of a percent.
export function grade(book, care, scores, flags = {}) {
  const form = asked(book, care);
  const standards = standardsOf(book, form, scores);
  const overall = overallOf(book, standards);
  const band = overall === null ? null : book.bands.find((one) => overall >= limit(one.minimum)).grade;
  const limits = limitsOf(book, form, scores, standards, flags);
  const worst = book.grades.at(-1);
  let reached = limits.some((one) => one.cap === worst) ? worst : null;
  if (band !== null) reached = lowest(book, band, ...limits.map((one) => one.cap));
  return {
    standards, overall, band, limits, grade: reached, protection: protectionOf(book, form, scores, standards),
    unanswered: form.filter((one) => !(one.id in scores)).map((one) => one.id),
  };
}

// The last full visit's answers with a smaller visit's laid over them.
export function laidOver(book, care, earlier, fresh) {
  const both = { ...earlier, ...fresh };
  return Object.fromEntries(asked(book, care).filter((one) => one.id in both).map((one) => [one.id, both[one.id]]));
}

// A smaller visit never lifts a grade: the standing one stays unless a rule bites.
export function keptGrade(book, standing, result) {
  return lowest(book, standing, ...result.limits.map((one) => one.cap));
}

export function evidenceProblems(book, criterion, score, methods) {
  const terms = book.terms.evidence;
  const different = new Set(methods).size;
  if (methods.some((one) => !book.methods.includes(one))) return ["UNKNOWN_METHOD"];
  if (terms.scores_that_need_methods.includes(score)) {
    const unheard = criterion.methods.includes(terms.child_method) && !methods.includes(terms.child_method);
    return [...(different < terms.different_methods ? ["TWO_METHODS"] : []), ...(unheard ? ["CHILD_NOT_HEARD"] : [])];
  }
  return criterion.critical && score === 0 && different < terms.critical_zero_sources ? ["NO_SOURCE"] : [];
}

// What counts as a space, and that letters are counted whole, is as at the office.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

export function naProblems(book, criterion, reason) {
  const letters = [...reason.split(SPACES).filter(Boolean).join(" ")].length;
  const short = letters < book.terms.not_applicable.reason_characters;
  return [...(criterion.critical ? ["NA_ON_CRITICAL"] : []), ...(short ? ["NA_REASON_SHORT"] : [])];
}

// Standards in which so much does not apply that the reviewer confirms it.
export function naToConfirm(book, care, scores) {
  const form = asked(book, care);
  return book.standards.map((one) => one.id).filter((id) => {
    const there = form.filter((one) => one.standard === id);
    const none = there.filter((one) => scores[one.id] === NA).length;
    return there.length && 100 * none > book.terms.not_applicable.confirmed_above_percent * there.length;
  });
}

export function sampleSize(book, present) {
  const terms = book.terms.child_sample;
  if (present <= terms.all_up_to) return present;
  return Math.max(terms.at_least, Math.ceil((present * terms.percent) / 100));
}

function rise(book, care, scores, result, standard, needed) {
  const scored = asked(book, care).filter((one) => one.standard === standard && Number.isInteger(scores[one.id]));
  const possible = scored.reduce((sum, one) => sum + one.weight, 0) * book.top_score;
  const earned = scored.reduce((sum, one) => sum + one.weight * scores[one.id], 0);
  let points = earned;
  while (tenths(points, possible) < needed) points += 1;
  const room = (one) => one.weight * (book.top_score - scores[one.id]);
  const criteria = scored.filter((one) => room(one) > 0).sort((a, b) => room(b) - room(a)).map((one) => one.id);
  return { standard, now: result.standards[standard], needed, points: points - earned, criteria };
}

// What would lift each limit, those that hold the grade first; the band last.
export function changes(book, care, scores, result) {
  if (result.band === null || result.grade === null) return [];
  const found = result.limits.map((one) => {
    const rule = book.limiting_rules.find((each) => each.id === one.rule);
    const change = { rule: one.rule, cap: one.cap, holds: one.cap === result.grade, criteria: one.criteria, howMany: null, toScore: null, rises: [], flag: null, overallNeeded: null };
    if (rule.critical_scored !== null) Object.assign(change, { howMany: one.criteria.length, toScore: rule.critical_scored + 1 });
    else if (rule.zeros !== null) Object.assign(change, { howMany: one.criteria.length - rule.zeros + 1, toScore: 1 });
    else if (rule.below !== null) change.rises = one.standards.map((id) => rise(book, care, scores, result, id, limit(rule.below)));
    else change.flag = one.flag;
    return change;
  });
  const higher = book.grades.indexOf(result.band) - 1;
  if (result.band === result.grade && higher >= 0) {
    const needed = limit(book.bands[higher].minimum);
    found.push({ rule: "BAND", cap: result.band, holds: true, criteria: [], howMany: null, toScore: null, rises: [], flag: null, overallNeeded: needed });
  }
  return found.sort((a, b) => Number(b.holds) - Number(a.holds));
}
