// Who is heard and which files are read is drawn here, not chosen by anybody: one of each kind that the rule names, the
// rest by lot. More may be added afterwards; nobody is ever taken out for another.
function below(count) {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return random % count;
}

export function shuffled(all) {
  const mixed = [...all];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

// `children`: [{code, strata}]; `already`: codes drawn before, which stay in their places.
export function draw(children, count, already = []) {
  const taken = [...already];
  const rest = shuffled(children.filter((child) => !taken.includes(child.code)));
  const held = (stratum) => children.some((child) => taken.includes(child.code) && child.strata.includes(stratum));
  for (const stratum of shuffled([...new Set(children.flatMap((child) => child.strata))])) {
    if (taken.length >= count) break;
    const next = rest.find((child) => child.strata.includes(stratum) && !taken.includes(child.code));
    if (!held(stratum) && next) taken.push(next.code);
  }
  for (const child of rest) {
    if (taken.length >= count) break;
    if (!taken.includes(child.code)) taken.push(child.code);
  }
  return taken;
}
