/** A truth of Kleene's strong logic; `null` is *unknown*, exactly as NULL is in SQL. */
export type Truth = boolean | null;

export type TruthWord = 'true' | 'false' | 'unknown';

export function truthWord(value: Truth): TruthWord {
  return value === null ? 'unknown' : value ? 'true' : 'false';
}

export function not(value: Truth): Truth {
  return value === null ? null : !value;
}

/** False wins over unknown, unknown over true. */
export function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

/** True wins over unknown, unknown over false. */
export function or(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}
