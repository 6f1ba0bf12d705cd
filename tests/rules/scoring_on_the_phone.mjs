// What the phone's module `rules` makes of {book, visits}, for the test beside it; it runs in the browser of the journeys.
export const answers = (rules, { book, visits }) => visits.map(({ care, scores, flags, methods, reason, present, standing, earlier }) => {
  const result = rules.grade(book, care, scores, flags);
  const form = rules.asked(book, care);
  const said = (id) => (scores[id] === "NA" ? [] : rules.evidenceProblems(book, form.find((one) => one.id === id), scores[id], methods));
  return {
    standards: Object.fromEntries(Object.entries(result.standards).map(([id, value]) => [id, rules.figure(value)])),
    overall: rules.figure(result.overall), band: result.band, grade: result.grade, protection: result.protection,
    limits: result.limits.map((one) => [one.rule, one.criteria, one.standards]), unanswered: result.unanswered,
    kept: rules.keptGrade(book, standing, rules.grade(book, care, rules.laidOver(book, care, earlier, scores), flags)),
    changes: rules.changes(book, care, scores, result).map((one) => [
      one.rule, one.holds, one.criteria, one.howMany, one.toScore, one.flag, rules.figure(one.overallNeeded),
      one.rises.map((rise) => [rise.standard, rules.figure(rise.now), rules.figure(rise.needed), rise.points, rise.criteria]),
    ]),
    evidence: Object.keys(scores).map((id) => said(id)),
    na: form.map((one) => rules.naProblems(book, one, reason)),
    confirm: rules.naToConfirm(book, care, scores), sample: rules.sampleSize(book, present),
  };
});
