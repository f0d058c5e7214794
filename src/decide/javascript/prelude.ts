/** What every generated function uses, in its own language: lists, texts and the answer. `NAMES` stands above it. */
export const PRELUDE = `const OUTCOMES = ["clear", "needs-approval", "barred", "undecided"];
const NOTHING = Object.freeze([]);
// By the bits of the missing names: each list is made once and shared.
const LISTS = NAMES.length <= 16 ? new Array(2 ** NAMES.length).fill(undefined) : [];
function namesOf(words) {
  return Object.freeze(NAMES.filter((_, at) => words[Math.trunc(at / 30)] & (2 ** (at % 30))).sort());
}
// The texts of all combinations of values: digit 0 false, 1 unknown, 2 true, the first provision the lowest.
function textsOf(ids) {
  return Array.from({ length: 3 ** ids.length }, (_, values) =>
    ids.map((id, at) => ["", id + "?", id][Math.trunc(values / 3 ** at) % 3]).filter((text) => text !== "").join("|"));
}
function joined(text, id) {
  return text === "" ? id : text + "|" + id;
}
function holds(list, item) {
  if (list === null) return 1;
  let found = 0;
  for (let i = 0; i < list.length; i++) {
    const element = list[i];
    if (element === item) return 3;
    if (element === null) found = 1;
  }
  return found;
}
function holdsMaybe(list, item) {
  if (item !== null) return holds(list, item);
  return list === null || list.length > 0 ? 1 : 0;
}
function hasGap(list) {
  return list === null || list.includes(null);
}
function settled(unCertain, unPossible, stateCertain, statePossible, lifted, returnBy, isProtected, provisions) {
  const un = unCertain === unPossible ? unCertain : 3;
  const national = stateCertain === statePossible ? stateCertain : 3;
  const certain = unCertain > stateCertain ? unCertain : stateCertain;
  const possible = unPossible > statePossible ? unPossible : statePossible;
  return {
    outcome: OUTCOMES[certain === possible ? certain : 3],
    un: OUTCOMES[un],
    national: OUTCOMES[national],
    gap: un === 3 || national === 3 ? null : certain === 0 ? "none" : certain === un ? "required-by-un" : lifted ? "refused-though-allowed" : "national-only",
    returnBy,
    protected: isProtected,
    missing: missing(),
    provisions,
  };
}`;
